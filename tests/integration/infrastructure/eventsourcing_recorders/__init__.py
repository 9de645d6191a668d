"""The suites that ship with the library eventsourcing, unchanged, on our persistence module."""
