"""Rules of the adapters."""
