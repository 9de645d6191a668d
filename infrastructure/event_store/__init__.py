"""The log on PostgreSQL: appended to in groups, read in order, listened to.

`store` is the port `EventStore`; `group_commit` writes what many callers append at once, in
the order in which `commit_queue` hands it out, over the connections of `connection_writer`;
`listener` wakes those who follow the log.
"""

from infrastructure.event_store.listener import Listener
from infrastructure.event_store.store import AsyncpgEventStore

__all__ = ["AsyncpgEventStore", "Listener"]
