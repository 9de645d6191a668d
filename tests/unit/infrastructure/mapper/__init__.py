"""Rules of stored formats."""
