"""Decodes rows of the log for views and reactors, through the one mapper and its upcasters."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, TypeAlias

import msgspec

from infrastructure.mapper import Mapper
from infrastructure.mapper.topics import TOPICS
from infrastructure.mapper.upcasters import UPCASTERS, Upcaster
from projections.engine.event_rows import NARROW, EventRow, Kind

Decode: TypeAlias = Callable[[bytes], Any]


class EventReader:
    """Turns rows of the log into `EventRow`; one for each set of topics."""

    def __init__(
        self,
        topics: Mapping[str, Kind] = TOPICS,
        upcasters: Mapping[str, Upcaster] = UPCASTERS,
    ) -> None:
        whole = Mapper(topics, upcasters)
        self._kinds = {topic: kind for kind in topics.values() for topic in whole.topics_of(kind)}
        narrow = {topic: NARROW.get(kind, kind) for topic, kind in topics.items()}
        decoder = Mapper(narrow, upcasters).decoder
        self._decoders = {topic: decoder(topic) for topic in self._kinds}

    def topics_of(self, kinds: Collection[Kind]) -> tuple[str, ...]:
        """Return every topic, of every version, of events of *kinds*."""
        return tuple(topic for topic, kind in self._kinds.items() if kind in kinds)

    def read(self, rows: Iterable[Any]) -> list[EventRow]:
        """Return *rows* of the log decoded; topics that this code does not know are left out.

        They are other programs': a view that could make something of them would know them.
        """
        known = [row for row in rows if row[3] in self._kinds]
        try:
            return self._rows(known, self._decoders)
        except msgspec.MsgspecError:
            careful = {topic: _careful(decode) for topic, decode in self._decoders.items()}
            return self._rows(known, careful)

    def _rows(self, rows: Iterable[Any], decoders: Mapping[str, Decode]) -> list[EventRow]:
        kinds = self._kinds
        return [
            EventRow(
                position,
                stream,
                version,
                kinds[topic],
                None if state is None else decoders[topic](state),
                recorded_at,
                actor,
                office,
                effective_on,
            )
            for (
                position,
                stream,
                version,
                topic,
                state,
                recorded_at,
                actor,
                office,
                effective_on,
            ) in rows
        ]


def _careful(decode: Decode) -> Decode:
    """Return *decode* such that what cannot be decoded says so when it is looked into."""

    def decode_or_keep(state: bytes) -> Any:  # noqa: ANN401 - an event, or what stands for one
        try:
            return decode(state)
        except msgspec.MsgspecError as error:
            return Undecodable(error)

    return decode_or_keep


class Undecodable:
    """An event whose bytes make no sense: whoever asks it for anything gets the error."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - it has no attribute of any type
        raise self._error
