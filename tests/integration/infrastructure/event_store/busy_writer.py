"""A process that appends as fast as it can and tells each acknowledged command; to be killed.

Run as ``python -m tests.integration.infrastructure.event_store.busy_writer URL``.
"""

import asyncio
import sys
from uuid import uuid4

import asyncpg

from infrastructure.event_store import AsyncpgEventStore
from infrastructure.mapper import Mapper
from tests.support.appends import append, new


async def caller(store: AsyncpgEventStore) -> None:
    """Append commands of two events, one after another, for ever."""
    while True:
        stream = uuid4()
        command = append(new(stream, 1), new(stream, 2))
        await store.append(command)
        sys.stdout.write(f"{command.command_id}\n")
        sys.stdout.flush()


async def main(url: str) -> None:
    """Keep thirty-two callers busy."""
    async with (
        asyncpg.create_pool(url, min_size=0, max_size=4) as pool,
        AsyncpgEventStore(pool, Mapper()) as store,
    ):
        await asyncio.gather(*(caller(store) for _ in range(32)))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
