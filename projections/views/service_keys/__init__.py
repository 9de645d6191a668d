"""The view of service keys."""
