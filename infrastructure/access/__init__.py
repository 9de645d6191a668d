"""Tables and programs behind access: sessions, secrets, hashes, checks, and what was refused."""
