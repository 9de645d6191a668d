"""Rules of the authorisation point."""
