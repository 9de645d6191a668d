"""Rules of service keys."""
