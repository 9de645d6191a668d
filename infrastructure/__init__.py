"""The adapters: PostgreSQL, the event store, settings, logs.

The only floor that talks to the machine; it imports the domain, whose events it
stores, and never the use cases, which are handed its adapters.
"""
