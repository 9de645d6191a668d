"""Being let in, and being kept out, on a real database."""
