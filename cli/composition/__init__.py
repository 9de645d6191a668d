"""The one place where adapters are built and joined to the services that need them.

`services` puts a server together, `access` the part that lets people and programs in, `log` what
tools need that only read. Nothing below the command line builds an adapter, so a test or a tool
that wants another one says so here (`Options`).
"""

from cli.composition.log import open_log, open_log_to_check
from cli.composition.options import SERVER, Options, SystemClock
from cli.composition.services import open_services

__all__ = [
    "SERVER",
    "Options",
    "SystemClock",
    "open_log",
    "open_log_to_check",
    "open_services",
]
