"""Use cases against the log in memory."""
