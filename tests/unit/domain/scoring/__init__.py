"""The scoring engine, its rulesets and what may be entered under them."""
