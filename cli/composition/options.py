"""How a process of a server may be put together otherwise than by default."""

from datetime import UTC, datetime
from mmap import mmap
from pathlib import Path

import msgspec

from application.kernel.ports import Areas, Clock


class SystemClock:
    """The time of this computer."""

    def now(self) -> datetime:
        """Return the present moment, in UTC."""
        return datetime.now(UTC)


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What a test or a tool may put in the place of what a server has.

    *areas* instead of the published list, which a first start takes a moment to read. *follows*
    says that this process moves the views and reacts to the log, *opens* that it publishes and
    loads what a server needs. *rates* is the memory in which several processes count callers.
    """

    clock: Clock = SystemClock()
    areas: Areas | None = None
    mail_to: Path | None = None
    follows: bool = True
    opens: bool = True
    rates: mmap | None = None


SERVER = Options()
