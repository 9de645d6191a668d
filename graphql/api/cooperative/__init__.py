"""Cooperatives and their registration, as the API shows and changes them."""
