"""Administrative areas and their codes."""
