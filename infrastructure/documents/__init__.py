"""Files in PostgreSQL."""
