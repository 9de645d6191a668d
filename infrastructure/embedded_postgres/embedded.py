"""Run the PostgreSQL that is brought along, in a folder, for as long as anyone uses it.

Several processes may use one folder: the first starts the server, the last stops it. When a
process is killed, its guardian, a sleeping shell that wakes up when its parent's pipe closes,
does the stopping. It listens on a socket in its folder and on no network address. A server that
dies meanwhile is started again (`infrastructure.embedded_postgres.watch`).
"""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

import platformdirs

from infrastructure.embedded_postgres import cluster
from infrastructure.embedded_postgres.holders import Holder
from infrastructure.embedded_postgres.programs import find_programs
from infrastructure.embedded_postgres.roles import Role
from infrastructure.embedded_postgres.watch import watched
from infrastructure.settings.problems import DataFolderUnusable
from infrastructure.settings.settings import Settings

GUARDIAN = 'read -r _; exec "$@"'


def data_folder(settings: Settings) -> Path:
    """Return the folder that *settings* name, else the one for data of this user."""
    named = settings.data_dir
    return Path(named).expanduser() if named else platformdirs.user_data_path("sokoguru")


@contextmanager
def embedded_postgres(
    folder: Path,
    options: Mapping[str, str] | None = None,
    *,
    watch: bool = True,
    role: Role = Role.OWNER,
) -> Iterator[str]:
    """Keep PostgreSQL running in *folder* and give its address for *role*.

    *options* are PostgreSQL's own, like ``fsync``; who starts the server sets them. Without
    *watch* a server that dies stays dead.
    """
    folder = _usable(folder)
    holder = Holder(folder)
    server = cluster.Cluster(folder=folder / "postgres", programs=find_programs())

    def start() -> None:
        with holder.alone():
            server.ensure_running(options or {})

    with ExitStack() as stack:
        with _explained(folder):
            with holder.alone():
                holder.join()
            stack.callback(release, folder, holder)
            start()
            address = server.address(role)
        stack.enter_context(_guardian(folder))
        if watch:
            stack.enter_context(watched(lambda: server.postmaster() is not None, start))
        yield address


def release(folder: Path, holder: Holder | None = None) -> None:
    """Stop the PostgreSQL in *folder* unless somebody else uses it."""
    holder = holder or Holder(folder)
    with holder.alone():
        if holder.leave():
            cluster.Cluster(folder=folder / "postgres", programs=find_programs()).ensure_stopped()


def _usable(folder: Path) -> Path:
    """Return *folder* in full, made if need be, or say why it cannot be used."""
    with _explained(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / "postgres.users").touch(mode=0o600)
    return folder.resolve()


@contextmanager
def _explained(folder: Path) -> Iterator[None]:
    """Say in a sentence why *folder* cannot be used: no right to write, no room, no folder."""
    try:
        yield
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        raise DataFolderUnusable(
            f"The data folder {folder} cannot be used: {error.strerror}{where}. "
            "Name another with --data-dir or SOKOGURU_DATA_DIR."
        ) from error


@contextmanager
def _guardian(folder: Path) -> Iterator[None]:
    """Keep a guardian, in a session of its own so that no signal meant for us reaches it."""
    command = [sys.executable, "-m", "infrastructure.embedded_postgres.release", str(folder)]
    with subprocess.Popen(  # noqa: S603 - our own interpreter, and the folder is one argument
        ["/bin/sh", "-c", GUARDIAN, "guardian", *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        start_new_session=True,
    ) as guardian:
        try:
            yield
        finally:
            guardian.kill()
