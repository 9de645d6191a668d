"""A health assessment: one cooperative, one book year, one ruleset."""
