"""One PostgreSQL data folder: made, started, looked at and stopped.

Every failure is `DataFolderUnusable`, with the end of the server's own log where there is one.
"""

import shutil
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

import msgspec

from infrastructure.embedded_postgres.postmaster import Postmaster, read_postmaster
from infrastructure.embedded_postgres.programs import MAJOR, Programs, hand_over, let_through
from infrastructure.settings.problems import DataFolderUnusable

# Recovery after a crash reads the log since the last checkpoint: minutes perhaps, never hours.
PATIENCE_SECONDS = 600
GLANCE_SECONDS = 0.05

# The longest socket path that every system takes, with the name that PostgreSQL adds.
LONGEST_SOCKET = 103
SOCKET_NAME = ".s.PGSQL.5432"
SOCKET_FOLDER_PREFIX = "sokoguru-"

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
        deadline = time.monotonic() + PATIENCE_SECONDS
        while (running := self.postmaster()) is None or running.status != "ready":
            if running is None:
                self._start(options)
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
            self._remove_sockets(Path(running.socket_folder))

    def address(self) -> str:
        """Return where the running server is reached."""
        running = self.postmaster()
        if running is None:
            raise DataFolderUnusable(f"PostgreSQL in {self.folder} has stopped.")
        return f"postgresql://postgres@/postgres?host={quote(running.socket_folder, safe='')}"

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
            *("--pgdata", str(unfinished), "--username", "postgres", "--auth", "trust"),
            *("--encoding", "UTF8", "--locale", "C", "--no-instructions"),
            *("--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"),
        )
        with (unfinished / "postgresql.conf").open("a") as settings:
            settings.write("include_if_exists 'sokoguru.conf'\n")
        unfinished.rename(self.folder)

    def _refuse_other_version(self) -> None:
        """Raise unless the data were made by the PostgreSQL that is brought along."""
        made_by = (self.folder / "PG_VERSION").read_text().strip()
        if made_by != str(MAJOR):
            raise DataFolderUnusable(
                f"The data in {self.folder} were made by PostgreSQL {made_by}, and this Sokoguru "
                f"brings {MAJOR}. Name another folder with --data-dir, or run PostgreSQL "
                f"{made_by} yourself and name it in SOKOGURU_DATABASE_URL."
            )

    def _start(self, options: Mapping[str, str]) -> None:
        """Start the server with *options* on top of ours."""
        sockets = self._socket_folder()
        self._configure({**OPTIONS, "unix_socket_directories": f'"{sockets}"', **options})
        log = self.folder / "log"
        try:
            self._control("start", "--log", str(log))
        except DataFolderUnusable as error:
            self._remove_sockets(sockets)
            said = log.read_text(errors="replace").splitlines()[-LOG_LINES:]
            raise DataFolderUnusable("\n".join((str(error), *said))) from error

    def _configure(self, options: Mapping[str, str]) -> None:
        """Write the *options* where the server reads them when it starts."""
        quoted = {name: value.replace("'", "''") for name, value in options.items()}
        settings = self.folder / "sokoguru.conf"
        settings.write_text("".join(f"{name} = '{value}'\n" for name, value in quoted.items()))
        hand_over(settings, self.programs)

    def _socket_folder(self) -> Path:
        """Return where the socket goes: into the data folder, unless its name would be too long."""
        if len(str(self.folder / SOCKET_NAME).encode()) <= LONGEST_SOCKET:
            return self.folder
        folder = Path(tempfile.mkdtemp(prefix=SOCKET_FOLDER_PREFIX))
        hand_over(folder, self.programs)
        return folder

    def _remove_sockets(self, folder: Path) -> None:
        """Remove the folder of the socket if it was made for nothing else."""
        if folder.name.startswith(SOCKET_FOLDER_PREFIX) and folder != self.folder:
            shutil.rmtree(folder, ignore_errors=True)

    def _control(self, *words: str) -> None:
        """Have the server's own controller do something, and wait until it is done."""
        self.programs.run(
            "pg_ctl",
            *words,
            *("--pgdata", str(self.folder), "--wait", "--timeout", str(PATIENCE_SECONDS)),
        )
