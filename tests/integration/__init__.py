"""Rules that need a real PostgreSQL."""
