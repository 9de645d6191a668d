"""Rules of areas."""
