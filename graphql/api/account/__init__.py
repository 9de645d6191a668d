"""Accounts, sessions, service keys, and the traces of access that auditors read."""
