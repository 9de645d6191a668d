"""The rules of publishing rulesets."""
