"""The rulesets that come with the program."""
