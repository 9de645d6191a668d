"""Scores with their traces, previews, and the feed of changes."""
