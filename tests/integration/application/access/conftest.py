"""A house with its doors, on a database of its own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from infrastructure.postgres.sql import Pool
from tests.support.access import House, open_house


@pytest.fixture
async def house(pool: Pool, tmp_path: Path) -> AsyncIterator[House]:
    """The parts of a server that let people in, without the human check."""
    async with open_house(pool, tmp_path) as made:
        yield made
