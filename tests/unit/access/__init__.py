"""Rules of being let in that need no database."""
