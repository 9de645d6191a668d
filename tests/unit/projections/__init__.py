"""The parts of the read models that need no database."""
