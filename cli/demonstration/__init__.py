"""Invented cooperatives over real villages, written through the ordinary commands.

Nothing here has a way of its own into the database: what the demonstration shows is
what an office would get by doing the same work.
"""
