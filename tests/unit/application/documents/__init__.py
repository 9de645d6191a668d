"""Documents, kept in memory."""
