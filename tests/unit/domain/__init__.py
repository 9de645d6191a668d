"""Unit tests of the domain."""
