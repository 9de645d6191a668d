"""Settings: read once from the environment, checked, and told when they are wrong."""
