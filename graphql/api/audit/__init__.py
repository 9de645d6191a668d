"""Who did what, and every score replayed from the log."""
