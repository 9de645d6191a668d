"""Rules that need no database, no clock and no network."""
