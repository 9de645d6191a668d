"""The view of offices."""
