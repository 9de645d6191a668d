"""One PostgreSQL data folder: made, started, looked at and stopped.

Every failure is `DataFolderUnusable`, with the end of the server's own log where there is one.
"""

import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

import msgspec

from infrastructure.embedded_postgres.postmaster import Postmaster, read_postmaster
from infrastructure.embedded_postgres.programs import MAJOR, Programs, hand_over, let_through
from infrastructure.embedded_postgres.roles import Role, is_secure, secret_of
from infrastructure.embedded_postgres.sockets import (
    remove_sockets,
    remove_stale_lock,
    socket_folder,
)
from infrastructure.settings.problems import DataFolderUnusable

# Recovery after a crash reads the log since the last checkpoint: minutes perhaps, never hours.
PATIENCE_SECONDS = 600
GLANCE_SECONDS = 0.05

# What a new server says while processes of one that was killed are still about to end.
LINGERING = "still in use"
LINGERING_SECONDS = 10

# How much of the server's log is shown when it does not start.
LOG_LINES = 8

OPTIONS = {
    "listen_addresses": "",
    "port": "5432",
    "max_connections": "200",
    "max_wal_size": "4GB",
    "timezone": "UTC",
    "log_timezone": "UTC",
}


class Cluster(msgspec.Struct, frozen=True, kw_only=True):
    """The data of one server in *folder*, handled by *programs*.

    The caller sees to it that one process at a time starts or stops it.
    """

    folder: Path
    programs: Programs

    def ensure_running(self, options: Mapping[str, str]) -> None:
        """Start the server unless it runs, and return when it takes connections."""
        let_through(self.folder, self.programs)
        if not (self.folder / "PG_VERSION").exists():
            self._create()
        self._refuse_other_version()
        self._secure()
        deadline = time.monotonic() + PATIENCE_SECONDS
        while (running := self.postmaster()) is None or running.status != "ready":
            if running is None:
                self._start_patiently(options)
            elif time.monotonic() > deadline:
                raise DataFolderUnusable(
                    f"PostgreSQL in {self.folder} is {running.status} and does not get further; "
                    "its log is the file log in that folder."
                )
            else:
                time.sleep(GLANCE_SECONDS)

    def ensure_stopped(self) -> None:
        """Stop the server if it runs; clients are cut off, what they committed is kept."""
        running = self.postmaster()
        if running is not None:
            self._control("stop", "-m", "fast")
            remove_sockets(Path(running.socket_folder), self.folder)

    def address(self, role: Role) -> str:
        """Return where the running server is reached by *role*, with its secret."""
        running = self.postmaster()
        if running is None:
            raise DataFolderUnusable(f"PostgreSQL in {self.folder} has stopped.")
        host, secret = quote(running.socket_folder, safe=""), secret_of(self.folder, role)
        return f"postgresql://{role}:{secret}@/postgres?host={host}"

    def postmaster(self) -> Postmaster | None:
        """Return the running server, None when none runs."""
        return read_postmaster(self.folder / "postmaster.pid")

    def _create(self) -> None:
        """Make the data folder, whole or not at all: it gets its name when it is complete."""
        if self.folder.exists() and any(self.folder.iterdir()):
            raise DataFolderUnusable(
                f"The folder {self.folder} holds something that is no PostgreSQL database. "
                "Name another with --data-dir or SOKOGURU_DATA_DIR."
            )
        unfinished = self.folder.with_name(f"{self.folder.name}.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        hand_over(unfinished, self.programs)
        self.programs.run(
            "initdb",
            *("--pgdata", str(unfinished), "--username", Role.OWNER, "--auth", "reject"),
            *("--encoding", "UTF8", "--locale", "C", "--no-instructions"),
            *("--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"),
        )
        with (unfinished / "postgresql.conf").open("a") as settings:
            settings.write("include_if_exists 'sokoguru.conf'\n")
        unfinished.rename(self.folder)

    def _secure(self) -> None:
        """Let nobody in without a secret; where that is new, the server stops for a moment."""
        if is_secure(self.folder):
            return
        self.ensure_stopped()
        program = "infrastructure.embedded_postgres.secure"
        secured = subprocess.run(  # noqa: S603 - our own interpreter, and the folder is one argument
            [sys.executable, "-m", program, str(self.folder)],
            capture_output=True,
            text=True,
            cwd="/",
            check=False,
        )
        if secured.returncode:
            raise DataFolderUnusable(secured.stderr.strip())

    def _refuse_other_version(self) -> None:
        """Raise unless the data were made by the PostgreSQL that is brought along."""
        made_by = (self.folder / "PG_VERSION").read_text().strip()
        if made_by != str(MAJOR):
            raise DataFolderUnusable(
                f"The data in {self.folder} were made by PostgreSQL {made_by}, and this Sokoguru "
                f"brings {MAJOR}. Name another folder with --data-dir, or run PostgreSQL "
                f"{made_by} yourself and name it in SOKOGURU_DATABASE_URL."
            )

    def _start_patiently(self, options: Mapping[str, str]) -> None:
        """Start the server; one that was killed just now has a moment to be quite gone."""
        deadline = time.monotonic() + LINGERING_SECONDS
        while True:
            try:
                return self._start(options)
            except DataFolderUnusable as error:
                if LINGERING not in str(error) or time.monotonic() > deadline:
                    raise
                time.sleep(GLANCE_SECONDS)

    def _start(self, options: Mapping[str, str]) -> None:
        """Start the server with *options* on top of ours; what a dead one left goes first."""
        settings = self.folder / "sokoguru.conf"
        sockets = socket_folder(self.folder, settings, self.programs)
        self._configure(settings, {**OPTIONS, "unix_socket_directories": f'"{sockets}"', **options})
        (self.folder / "postmaster.pid").unlink(missing_ok=True)
        remove_stale_lock(sockets)
        log = self.folder / "log"
        try:
            self._control("start", "--log", str(log))
        except DataFolderUnusable as error:
            remove_sockets(sockets, self.folder)
            said = log.read_text(errors="replace").splitlines()[-LOG_LINES:]
            raise DataFolderUnusable("\n".join((str(error), *said))) from error

    def _configure(self, settings: Path, options: Mapping[str, str]) -> None:
        """Write the *options* where the server reads them when it starts, all or none.

        A full disk must not leave half of them: without its socket folder the server would
        listen elsewhere.
        """
        quoted = {name: value.replace("'", "''") for name, value in options.items()}
        text = "".join(f"{name} = '{value}'\n" for name, value in quoted.items())
        if settings.exists() and settings.read_text() == text:
            return
        unfinished = settings.with_suffix(".unfinished")
        unfinished.write_text(text)
        hand_over(unfinished, self.programs)
        unfinished.rename(settings)

    def _control(self, *words: str) -> None:
        """Have the server's own controller do something, and wait until it is done."""
        self.programs.run(
            "pg_ctl",
            *words,
            *("--pgdata", str(self.folder), "--wait", "--timeout", str(PATIENCE_SECONDS)),
        )
