"""Rules of offices."""
