"""Mails: into a folder, or through a mail server."""
