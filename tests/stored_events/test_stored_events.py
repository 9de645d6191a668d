"""Every event ever stored can be read for ever, and says the same.

The golden bytes of a topic are a complete example of its event, written by hand into
``<topic>.json`` when the event is new. They are never edited afterwards.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec import inspect

from domain.kernel.events import Event
from domain.ruleset.events import RulesetPublished
from infrastructure.mapper import Mapper
from infrastructure.mapper.topics import TOPICS

FOLDER = Path(__file__).parent
KEPT = sorted(path.stem for path in FOLDER.glob("*.json"))
MAPPER = Mapper()


def golden(topic: str) -> bytes:
    """Return the golden bytes of *topic*."""
    return (FOLDER / f"{topic}.json").read_bytes()


@pytest.mark.parametrize("topic", MAPPER.topics)
def test_every_version_of_every_event_has_golden_bytes(topic: str) -> None:
    """A format without them could change unnoticed: write tests/stored_events/<topic>.json."""
    assert topic in KEPT


@pytest.mark.parametrize("topic", KEPT)
def test_golden_bytes_always_have_a_reader(topic: str) -> None:
    """A topic that was once stored is never dropped from the registry."""
    assert isinstance(MAPPER.decode(topic, golden(topic)), Event)


@pytest.mark.parametrize("topic", [topic for topic in KEPT if topic in TOPICS])
def test_golden_bytes_of_the_newest_version_are_written_as_they_were(topic: str) -> None:
    """Decoding and encoding again gives the very same bytes, so no proof over them breaks."""
    state = golden(topic)
    assert MAPPER.encode(MAPPER.decode(topic, state)) == (topic, state)


@pytest.mark.parametrize("topic", TOPICS)
def test_golden_bytes_set_every_field(topic: str) -> None:
    """They are those of a complete example, so a field that was renamed is noticed.

    Every structure that the event may hold occurs, and each of its fields is set somewhere.
    """
    state = golden(topic)
    written: dict[type, set[str]] = defaultdict(set)
    for kind, names in structures(MAPPER.decode(topic, state), msgspec.json.decode(state)):
        written[kind] |= names
    for kind in possible(inspect.type_info(TOPICS[topic])):
        assert written[kind] >= set(kind.__struct_encode_fields__), kind


def structures(value: Any, plain: Any) -> Iterator[tuple[type[msgspec.Struct], set[str]]]:
    """Yield every structure in *value* by type, with the fields that *plain* JSON has of it."""
    if isinstance(value, msgspec.Struct):
        yield type(value), set(plain)
        for name, stored in zip(
            value.__struct_fields__, value.__struct_encode_fields__, strict=True
        ):
            yield from structures(getattr(value, name), plain.get(stored))
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from structures(part, plain[str(key)])
    elif isinstance(value, tuple | list):
        for part, written in zip(value, plain, strict=True):
            yield from structures(part, written)


def possible(kind: inspect.Type) -> Iterator[type[msgspec.Struct]]:
    """Yield every structure that a value of *kind* may hold."""
    match kind:
        case inspect.StructType():
            yield kind.cls
            parts = [field.type for field in kind.fields]
        case inspect.UnionType():
            parts = list(kind.types)
        case inspect.TupleType():
            parts = list(kind.item_types)
        case inspect.CollectionType():
            parts = [kind.item_type]
        case inspect.DictType():
            parts = [kind.value_type]
        case _:
            parts = []
    for part in parts:
        yield from possible(part)


def test_a_ruleset_of_former_times_is_one_of_the_whole_country() -> None:
    """There was none of a territory before, and its digest names it still."""
    event = MAPPER.decode("ruleset.published.v1", golden("ruleset.published.v1"))
    assert isinstance(event, RulesetPublished)
    assert event.ruleset.territory == "ID"
    assert b"territory" not in msgspec.json.encode(event.ruleset)
