"""Relay's conventions: ids, connections, pages."""
