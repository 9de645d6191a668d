"""Scores without a command, against the log in memory."""
