"""The mapper: one encoder, one decoder per type of event, upcasters in between.

The topic says which version of the format the bytes are in. Bytes are decoded straight into
the type when they are in its newest version; older ones are read as plain values, lifted from
version to version, and only then become an event.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import msgspec

from domain.kernel.events import Event
from infrastructure.mapper.topics import TOPICS
from infrastructure.mapper.upcasters import UPCASTERS, Upcaster

TOPIC = re.compile(r"(?P<name>[a-z_]+\.[a-z_]+)\.v(?P<version>[1-9][0-9]*)")


class UnknownTopic(Exception):
    """The log holds a topic that this code does not know: a newer version wrote it."""

    def __init__(self, topic: str) -> None:
        self.topic = topic
        super().__init__(f"No event is registered for the topic {topic!r}.")


class UnknownEvent(Exception):
    """An event of this type cannot be stored: it belongs to no stream."""

    def __init__(self, kind: type) -> None:
        self.kind = kind
        super().__init__(
            f"Register {kind.__name__} in a union that infrastructure/mapper/topics.py lists."
        )


class Mapper:
    """Turn events into a topic and bytes, and any version of those into events."""

    def __init__(
        self,
        topics: Mapping[str, type[Event]] = TOPICS,
        upcasters: Mapping[str, Upcaster] = UPCASTERS,
    ) -> None:
        self._encode = msgspec.json.Encoder().encode
        self._topics = {kind: topic for topic, kind in topics.items()}
        self._histories = {kind: _history(topic, upcasters) for topic, kind in topics.items()}
        self._decoders: dict[str, Callable[[bytes], Event]] = {}
        for kind, history in self._histories.items():
            for index, topic in enumerate(history):
                lifts = [upcasters[older] for older in history[index:-1]]
                self._decoders[topic] = _decoder(kind, lifts)
        _refuse_ambiguous(topics)
        _refuse_unused(upcasters, set(self._decoders) - set(topics))

    def encode(self, event: Event) -> tuple[str, bytes]:
        """Return the topic of *event* and its bytes, in the newest version of its format."""
        try:
            return self._topics[type(event)], self._encode(event)
        except KeyError:
            raise UnknownEvent(type(event)) from None

    def decode(self, topic: str, state: bytes) -> Event:
        """Return the event that *state* holds, whatever version of its format it is in."""
        return self.decoder(topic)(state)

    def decoder(self, topic: str) -> Callable[[bytes], Event]:
        """Return what decodes bytes under *topic*, for those who decode very many."""
        try:
            return self._decoders[topic]
        except KeyError:
            raise UnknownTopic(topic) from None

    def knows(self, topic: str) -> bool:
        """Say whether bytes under *topic* can be read."""
        return topic in self._decoders

    def topics_of(self, *kinds: type[Event]) -> tuple[str, ...]:
        """Return every topic, of every version, under which events of *kinds* are stored."""
        return tuple(topic for kind in kinds for topic in self._histories[kind])

    @property
    def topics(self) -> Sequence[str]:
        """Every topic that can be read."""
        return tuple(self._decoders)


def _history(topic: str, upcasters: Mapping[str, Upcaster]) -> tuple[str, ...]:
    """Return every version of *topic*'s format, oldest first; each must lead to the next."""
    found = TOPIC.fullmatch(topic)
    if found is None:
        raise ValueError(f"A topic is named like cooperative.registered.v1, not {topic!r}.")
    versions = range(1, int(found["version"]))
    for version in versions:
        if f"{found['name']}.v{version}" not in upcasters:
            raise ValueError(f"{topic} has no upcaster from version {version}.")
    return (*(f"{found['name']}.v{version}" for version in versions), topic)


def _decoder(kind: type[Event], lifts: Sequence[Upcaster]) -> Callable[[bytes], Event]:
    """Return what decodes an event of *kind* whose bytes need *lifts* first."""
    if not lifts:
        return msgspec.json.Decoder(kind).decode

    def decode(state: bytes) -> Event:
        values = msgspec.json.decode(state, type=dict[str, Any])
        for lift in lifts:
            values = lift(values)
        return msgspec.convert(values, kind)

    return decode


def _refuse_ambiguous(topics: Mapping[str, type[Event]]) -> None:
    """Raise when nobody could say under which of two topics to write an event."""
    if len(set(topics.values())) != len(topics):
        raise ValueError("An event type is registered under two topics.")


def _refuse_unused(upcasters: Mapping[str, Upcaster], older: Collection[str]) -> None:
    """Raise when an upcaster leads away from no *older* version of anything."""
    for topic in upcasters:
        if topic not in older:
            raise ValueError(f"The upcaster from {topic} leads to no registered version.")
