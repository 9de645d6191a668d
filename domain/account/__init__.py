"""Accounts: who may sign in, as what, and how that changed. No secrets in here."""
