"""Scores without a command: previews, replays, recomputations, and the rulesets they use."""
