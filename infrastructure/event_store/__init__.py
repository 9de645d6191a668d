"""The log on PostgreSQL: appended to in groups, read in order, listened to.

`store` is what use cases are given, `writer` groups what many callers append at once,
`listener` wakes those who follow the log.
"""

from infrastructure.event_store.listener import Listener
from infrastructure.event_store.store import AsyncpgEventStore

__all__ = ["AsyncpgEventStore", "Listener"]
