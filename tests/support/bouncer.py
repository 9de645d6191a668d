"""A real PgBouncer in front of a database, where Debian's package `pgbouncer` is installed."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import socket
from urllib.parse import parse_qs, urlsplit

from infrastructure.embedded_postgres.programs import SYSTEM_USER
from tests.support.waiting import wait_until

PROGRAM = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")

SETTINGS = """
[databases]
* = host={host} port={port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {own_port}
unix_socket_dir =
auth_type = plain
auth_file = {folder}/users.txt
pool_mode = {mode}
pidfile = {folder}/pid
logfile = {folder}/log
{more}
"""


@contextmanager
def bounced(url: str, folder: Path, mode: str, *more: str) -> Iterator[str]:
    """Lend the address of *url* through a PgBouncer with that `pool_mode`, and *more* settings."""
    assert PROGRAM is not None
    split = urlsplit(url)
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        own_port = free.getsockname()[1]
    host = split.hostname or parse_qs(split.query)["host"][0]
    written = SETTINGS.format(
        host=host,
        port=split.port or 5432,
        own_port=own_port,
        folder=folder,
        mode=mode,
        more="\n".join(more),
    )
    (folder / "pgbouncer.ini").write_text(written)
    (folder / "users.txt").write_text(f'"{split.username}" "{split.password}"\n')
    command = [PROGRAM, str(folder / "pgbouncer.ini")]
    # It refuses to be root; the user of the embedded PostgreSQL reaches its socket.
    if os.geteuid() == 0:
        shutil.chown(folder, SYSTEM_USER)
        for file in folder.iterdir():
            shutil.chown(file, SYSTEM_USER)
        command = [*command, "--user", SYSTEM_USER]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            wait_until(lambda: _listens(own_port))
            yield split._replace(
                netloc=f"{split.username}:{split.password}@127.0.0.1:{own_port}", query=""
            ).geturl()
        finally:
            process.terminate()


def _listens(port: int) -> bool:
    with socket() as asking:
        return asking.connect_ex(("127.0.0.1", port)) == 0
