"""The one way through which every command goes, against the log in memory."""
