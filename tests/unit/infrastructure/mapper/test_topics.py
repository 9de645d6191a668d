"""Every event has a name of its own, and the registry is what the events say themselves."""

import re

from infrastructure.mapper.topics import TOPICS, UNIONS, kinds_of

KINDS = [kind for union in UNIONS for kind in kinds_of(union)]


def test_no_two_events_share_a_topic() -> None:
    """A name that stood for two events would say nothing about the bytes under it."""
    assert len(TOPICS) == len(KINDS)
    assert set(TOPICS.values()) == set(KINDS)


def test_an_event_says_its_topic_itself() -> None:
    """It does not inherit one, which would be another's."""
    assert [kind.__name__ for kind in KINDS if "topic" not in vars(kind)] == []


def test_a_topic_is_a_stream_an_event_and_a_version() -> None:
    """Like area.added.v1, whatever the class is called."""
    for topic in TOPICS:
        assert re.fullmatch(r"[a-z_]+\.[a-z_]+\.v[1-9][0-9]*", topic)
