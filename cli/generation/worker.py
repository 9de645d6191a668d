"""A process that tells every so-maniest batch and hands it over on its standard output.

It waits while nobody reads, and ends when the reader has gone.
"""

import asyncio
import sys
from typing import BinaryIO

import msgspec

from cli.generation.lines import packed
from cli.generation.plan import Plan, stories
from cli.generation.telling import Teller
from infrastructure.mapper import Mapper
from infrastructure.rulesets.bundled import bundled_rulesets

LENGTH = 8
"""Bytes in front of each batch that say how long it is."""


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """The batches of one worker: from *first* on, in steps of so many *workers*."""

    plan: Plan
    first: int
    workers: int

    def batches(self) -> range:
        """Return the numbers of its batches."""
        return range(self.first, self.plan.batches, self.workers)


async def tell(share: Share, out: BinaryIO) -> None:
    """Write each batch of *share* to *out*."""
    teller, mapper = Teller(bundled_rulesets()), Mapper()
    await teller.open()
    for batch in share.batches():
        waves = await teller.told(stories(share.plan, batch, teller.rulesets))
        content = packed(waves, mapper)
        out.write(len(content).to_bytes(LENGTH) + content)
        out.flush()


def main(given: str) -> None:
    """Tell the share that *given* names, as JSON."""
    share = msgspec.json.decode(given, type=Share)
    try:
        asyncio.run(tell(share, sys.stdout.buffer))
    except BrokenPipeError:
        sys.stderr.close()


if __name__ == "__main__":
    main(sys.argv[1])
