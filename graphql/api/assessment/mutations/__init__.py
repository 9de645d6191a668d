"""Mutations on assessments, by topic: entering, verifying, correcting."""
