"""What a server cannot do for itself: its tables are made by another process, which owns them.

That process knows the owner's secret and ends before the server serves. An external database
has an owner of its own, whom no server knows; somebody runs `sokoguru migrate` there.
"""

import asyncio
import subprocess
import sys

import structlog

from infrastructure.embedded_postgres.embedded import data_folder
from infrastructure.postgres.pool import server_pool
from infrastructure.settings.problems import CannotStart
from infrastructure.settings.settings import Settings
from projections.engine.first_tables import is_prepared, refuse_unprepared

LOG = structlog.get_logger("sokoguru.server")

MIGRATE = ("-c", "from sokoguru import main; main()", "migrate", "--data-dir")


class NotPrepared(CannotStart):
    """The process that migrates failed; its words are the message."""


def prepare(address: str, settings: Settings) -> None:
    """Have the tables made that the embedded database at *address* lacks; refuse another's lack."""
    if not asyncio.run(_is_prepared(address, settings)):
        done = subprocess.run(  # noqa: S603 - our own interpreter, and the folder is one argument
            [sys.executable, *MIGRATE, str(data_folder(settings))],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise NotPrepared(done.stderr.strip().removeprefix("Error: "))
        for line in done.stdout.splitlines():
            LOG.info("migrated", migration=line.removeprefix("applied "))


async def _is_prepared(address: str, settings: Settings) -> bool:
    async with server_pool(address, settings) as pool:
        if settings.database_url is not None:
            await refuse_unprepared(pool)
        return await is_prepared(pool)
