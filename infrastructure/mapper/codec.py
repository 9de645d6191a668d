"""The mapper: one encoder, one decoder per type of event, upcasters in between.

The topic says which version of the format the bytes are in. Bytes are decoded straight into
the type when they are in its newest version; older ones are read as plain values, lifted from
version to version, and only then become an event.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import msgspec

from domain.events import Event
from infrastructure.mapper.topics import TOPICS
from infrastructure.mapper.upcasters import UPCASTERS, Upcaster

TOPIC = re.compile(r"(?P<name>[a-z_]+\.[a-z_]+)\.v(?P<version>[1-9][0-9]*)")


class UnknownTopic(Exception):
    """The log holds a topic that this code does not know: a newer version wrote it."""

    def __init__(self, topic: str) -> None:
        self.topic = topic
        super().__init__(f"No event is registered for the topic {topic!r}.")


class UnknownEvent(Exception):
    """An event of this type cannot be stored: it has no topic yet."""

    def __init__(self, kind: type) -> None:
        self.kind = kind
        super().__init__(f"Register {kind.__name__} in infrastructure/mapper/topics.py.")


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
        self._decoders: dict[str, Callable[[bytes], Event]] = {
            topic: msgspec.json.Decoder(kind).decode for topic, kind in topics.items()
        }
        for kind, history in self._histories.items():
            for older in history[:-1]:
                self._decoders[older] = _lifting(history[history.index(older) :], kind, upcasters)
        _check(topics, upcasters, self._decoders)

    def encode(self, event: Event) -> tuple[str, bytes]:
        """Return the topic of *event* and its bytes, in the newest version of its format."""
        try:
            return self._topics[type(event)], self._encode(event)
        except KeyError:
            raise UnknownEvent(type(event)) from None

    def decode(self, topic: str, state: bytes) -> Event:
        """Return the event that *state* holds, whatever version of its format it is in."""
        try:
            decode = self._decoders[topic]
        except KeyError:
            raise UnknownTopic(topic) from None
        return decode(state)

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
    """Return the versions of *topic*'s format that can be read, oldest first."""
    name, version = _parts(topic)
    known = [f"{name}.v{number}" for number in range(1, version)]
    return (*(older for older in known if older in upcasters), topic)


def _lifting(
    steps: Sequence[str], kind: type[Event], upcasters: Mapping[str, Upcaster]
) -> Callable[[bytes], Event]:
    """Return a decoder that takes bytes of the version *steps[0]* up to the newest."""
    lifts = [upcasters[older] for older, _ in pairwise(steps)]

    def decode(state: bytes) -> Event:
        values: dict[str, Any] = msgspec.json.decode(state, type=dict[str, Any])
        for lift in lifts:
            values = lift(values)
        return msgspec.convert(values, kind)

    return decode


def _check(
    topics: Mapping[str, type[Event]],
    upcasters: Mapping[str, Upcaster],
    readable: Mapping[str, object],
) -> None:
    """Raise when a type has two newest topics or a version leads nowhere."""
    if len(set(topics.values())) != len(topics):
        raise ValueError("An event type is registered under two topics.")
    for topic in topics:
        name, version = _parts(topic)
        missing = [n for n in range(1, version) if f"{name}.v{n}" not in upcasters]
        if missing:
            raise ValueError(f"{topic} has no upcaster from version {missing[0]}.")
    for topic in upcasters:
        if topic not in readable:
            raise ValueError(f"The upcaster from {topic} leads to no registered version.")


def _parts(topic: str) -> tuple[str, int]:
    """Split *topic* into its name and its version."""
    found = TOPIC.fullmatch(topic)
    if found is None:
        raise ValueError(f"A topic is named like cooperative.registered.v1, not {topic!r}.")
    return found["name"], int(found["version"])
