"""Rules of the log's writer that need no database."""
