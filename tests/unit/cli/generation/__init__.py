"""Tests of a generated nation."""
