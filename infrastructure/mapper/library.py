"""The library's role of mapper, so that an `Application` of it reads Sokoguru's own log.

The library's events carry their stream and version themselves and ours do not, so ours travel
inside a `LogEvent`. Topics that are not ours are left to the library.
"""

from typing import cast
from uuid import UUID

import msgspec
from eventsourcing.domain import DomainEventProtocol
from eventsourcing.persistence import Cipher, Compressor, StoredEvent, Transcoder
from eventsourcing.persistence import Mapper as BaseMapper

from domain.kernel.events import Event
from infrastructure.mapper.codec import Mapper


class LogEvent(msgspec.Struct, frozen=True, kw_only=True):
    """An event of the log as the library sees one."""

    originator_id: UUID
    originator_version: int
    event: Event


class LibraryMapper(BaseMapper[UUID]):
    """Turn the library's stored events into `LogEvent`s and back."""

    def __init__(
        self,
        transcoder: Transcoder,
        compressor: Compressor | None = None,
        cipher: Cipher | None = None,
    ) -> None:
        super().__init__(transcoder, compressor, cipher)
        self._mapper = Mapper()

    def to_stored_event(self, domain_event: DomainEventProtocol[UUID]) -> StoredEvent:
        """Return the bytes of *domain_event*, under our topic where it is a `LogEvent`."""
        if not isinstance(domain_event, LogEvent):
            return super().to_stored_event(domain_event)
        topic, state = self._mapper.encode(domain_event.event)
        return StoredEvent(
            originator_id=domain_event.originator_id,
            originator_version=domain_event.originator_version,
            topic=topic,
            state=state,
        )

    def to_domain_event(self, stored_event: StoredEvent) -> DomainEventProtocol[UUID]:
        """Return the event that *stored_event* holds, a `LogEvent` where the topic is ours."""
        if not self._mapper.knows(stored_event.topic):
            return super().to_domain_event(stored_event)
        event = LogEvent(
            originator_id=cast(UUID, stored_event.originator_id),
            originator_version=stored_event.originator_version,
            event=self._mapper.decode(stored_event.topic, stored_event.state),
        )
        return cast(DomainEventProtocol[UUID], event)
