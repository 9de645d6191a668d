"""Offices: their territory, what they demand, and who signs for the head."""
