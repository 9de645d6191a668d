"""The published list of areas, from its package into a reference table."""
