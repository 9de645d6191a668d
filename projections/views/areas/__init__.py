"""The view of areas."""
