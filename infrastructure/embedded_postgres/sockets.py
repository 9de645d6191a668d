"""Where the socket of a data folder lies, and what a server that was killed left there.

It lies in the data folder, unless its name would be too long; then in a short folder made for
it. Who started the server wrote that into its settings: a server that is started again has the
same address, because there are people who know it.
"""

import re
import shutil
import tempfile
from pathlib import Path

from infrastructure.embedded_postgres.postmaster import is_postgres
from infrastructure.embedded_postgres.programs import Programs, hand_over

# The longest socket path that every system takes, with the name that PostgreSQL adds.
LONGEST_SOCKET = 103
SOCKET_NAME = ".s.PGSQL.5432"
SOCKET_FOLDER_PREFIX = "sokoguru-"

_NAMED = re.compile(r"""^unix_socket_directories = '"(.*)"'$""", re.MULTILINE)


def socket_folder(data: Path, settings: Path, programs: Programs) -> Path:
    """Return where the socket of the server in *data* goes, by its *settings* if it ran before."""
    if len(str(data / SOCKET_NAME).encode()) <= LONGEST_SOCKET:
        return data
    return _as_before(settings, programs) or _made(programs)


def remove_sockets(folder: Path, data: Path) -> None:
    """Remove the *folder* of the socket if it was made for nothing else."""
    if folder.name.startswith(SOCKET_FOLDER_PREFIX) and folder != data:
        shutil.rmtree(folder, ignore_errors=True)


def remove_stale_lock(folder: Path) -> None:
    """Remove the lock of a socket whose server is dead.

    Its number may belong to anybody by now, and PostgreSQL refuses to start while it does.
    """
    lock = folder / f"{SOCKET_NAME}.lock"
    try:
        said = lock.read_text(errors="replace").split()
    except FileNotFoundError:
        return
    if not (said and is_postgres(said[0])):
        lock.unlink(missing_ok=True)


def _as_before(settings: Path, programs: Programs) -> Path | None:
    """Return the folder that *settings* name, made again, unless somebody else took its name."""
    found = _NAMED.search(settings.read_text()) if settings.exists() else None
    folder = Path(found[1]) if found else None
    if folder is None or not folder.name.startswith(SOCKET_FOLDER_PREFIX):
        return None
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        ours = folder.lstat().st_uid in programs.owners and not folder.is_symlink()
        return folder if ours else None
    except OSError:
        return None
    hand_over(folder, programs)
    return folder


def _made(programs: Programs) -> Path:
    folder = Path(tempfile.mkdtemp(prefix=SOCKET_FOLDER_PREFIX))
    hand_over(folder, programs)
    return folder
