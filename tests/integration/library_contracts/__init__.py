"""The suites that ship with the library eventsourcing, unchanged, against our persistence module."""
