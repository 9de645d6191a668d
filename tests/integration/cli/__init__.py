"""Rules of the command line."""
