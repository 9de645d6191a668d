"""A replay up to a position that is still to come would be another one tomorrow."""

from uuid import uuid4

import click
import pytest

from cli.replay import refuse_future
from tests.support.appends import append, new
from tests.support.memory_store import MemoryEventStore


async def test_a_position_beyond_the_log_ends_with_a_sentence() -> None:
    """The log is at 1: so far and no further."""
    store = MemoryEventStore()
    await store.append(append(new(uuid4())))
    for reached in (None, 1):
        await refuse_future(store, reached, "en")
    with pytest.raises(click.ClickException, match="still to come; the log is at 1"):
        await refuse_future(store, 2, "en")
