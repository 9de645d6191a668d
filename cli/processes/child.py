"""Where a process of the server begins: `python -m cli.processes.child NUMBER`.

*NUMBER* is that of the open socket over which its orders come.
"""

import asyncio
import socket
import sys
from contextlib import suppress
from typing import cast

import uvloop

from cli.group import Unable
from cli.open_files import raise_limit_of_files
from cli.processes.channel import channel_on
from cli.processes.orders import unpacked
from cli.processes.parts import PARTS
from cli.stop import Stop
from infrastructure.logs.configure import configure_logging
from infrastructure.settings.problems import CannotStart


def main() -> None:
    """Do what the orders say; end as the command line does when that cannot be done."""
    end = socket.socket(fileno=int(sys.argv[1]))
    try:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(_obey(end))
    except CannotStart as error:
        Unable(str(error)).show()
        sys.exit(Unable.exit_code)


async def _obey(end: socket.socket) -> None:
    """Take part until a signal comes, or the process that gave the orders has ended."""
    stop = Stop(cast("asyncio.Task[None]", asyncio.current_task()))
    stop.obey_signals()
    with suppress(asyncio.CancelledError):
        channel = await channel_on(end)
        if orders := await channel.hear():
            known = unpacked(orders)
            configure_logging(known.settings)
            raise_limit_of_files()
            await PARTS[known.part](known, channel, stop)


if __name__ == "__main__":
    main()
