"""Stories told from outside, against a running server process."""
