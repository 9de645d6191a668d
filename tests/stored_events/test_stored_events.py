"""Every event ever stored can be read for ever, and says the same."""

import pytest

from domain.kernel.events import Event
from infrastructure.mapper import Mapper
from infrastructure.mapper.topics import TOPICS
from tests.stored_events.samples import FOLDER, example, golden

KEPT = sorted(path.stem for path in FOLDER.glob("*.json"))
MAPPER = Mapper()


@pytest.mark.parametrize("topic", MAPPER.topics)
def test_every_version_of_every_event_has_golden_bytes(topic: str) -> None:
    """A format without them could change unnoticed: see samples.py."""
    assert golden(topic).exists()


@pytest.mark.parametrize("topic", KEPT)
def test_golden_bytes_always_have_a_reader(topic: str) -> None:
    """A topic that was once stored is never dropped from the registry."""
    assert isinstance(MAPPER.decode(topic, golden(topic).read_bytes()), Event)


@pytest.mark.parametrize("topic", [topic for topic in KEPT if topic in TOPICS])
def test_golden_bytes_of_the_newest_version_are_written_as_they_were(topic: str) -> None:
    """Decoding and encoding again gives the very same bytes, so no proof over them breaks."""
    state = golden(topic).read_bytes()
    assert MAPPER.encode(MAPPER.decode(topic, state)) == (topic, state)


@pytest.mark.parametrize("topic", TOPICS)
def test_golden_bytes_set_every_field(topic: str) -> None:
    """They are those of a complete example, so a field that was renamed is noticed."""
    assert MAPPER.encode(example(TOPICS[topic])) == (topic, golden(topic).read_bytes())
