"""A cooperative: registered, verified, kept up to date, never erased."""
