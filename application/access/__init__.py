"""Letting people and programs in: sign-in, sessions, links, passwords, keys."""
