"""The law's tables as data, one file a ruleset; docs/rulesets.md tells how they read."""
