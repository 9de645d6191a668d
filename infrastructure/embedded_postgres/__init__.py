"""The PostgreSQL that is brought along: its programs, its cluster, who holds it."""
