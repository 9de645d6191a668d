"""Service keys: what a program may do here, for whom and until when. No secrets in here."""
