"""The read models: one module each, with its tables, its events and its questions.

No row here is a source of truth: every table can be thrown away and rebuilt
from the log.
"""
