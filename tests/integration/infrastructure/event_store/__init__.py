"""The log on a real PostgreSQL: order, refusals, lost connections, killed writers."""
