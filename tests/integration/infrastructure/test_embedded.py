"""The embedded PostgreSQL runs as long as anyone uses it, and not a moment longer."""

import asyncio
import errno
import os
import runpy
import signal
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import asyncpg
import platformdirs
import psutil
import pytest

from infrastructure.embedded_postgres import cluster
from infrastructure.embedded_postgres.address import database_address
from infrastructure.embedded_postgres.cluster import Cluster
from infrastructure.embedded_postgres.embedded import data_folder, embedded_postgres
from infrastructure.embedded_postgres.holders import Holder
from infrastructure.embedded_postgres.postmaster import Postmaster, is_postgres
from infrastructure.embedded_postgres.programs import Programs, find_programs
from infrastructure.embedded_postgres.roles import Role
from infrastructure.embedded_postgres.sockets import remove_stale_lock, socket_folder
from infrastructure.settings.problems import DataFolderUnusable
from infrastructure.settings.settings import Settings
from tests.support.databases import FORGETFUL
from tests.support.waiting import wait_until

USE_AND_WAIT = """
import sys
from pathlib import Path
from infrastructure.embedded_postgres.embedded import embedded_postgres
with embedded_postgres(Path(sys.argv[1])) as address:
    print(address, flush=True)
    sys.stdin.read()
"""


async def ask(address: str, question: str) -> str:
    """Return the answer of the server at *address*."""
    connection = await asyncpg.connect(address)
    try:
        return str(await connection.fetchval(question))
    finally:
        await connection.close()


def process(folder: Path) -> int:
    """Return the process of the server in the data folder *folder*."""
    return int((folder / "postgres" / "postmaster.pid").read_text().split()[0])


def in_folder(folder: Path) -> Cluster:
    """Return the cluster of the data folder *folder*."""
    return Cluster(folder=folder / "postgres", programs=find_programs())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which the server has already run once."""
    folder = tmp_path_factory.mktemp("made") / "data"
    with embedded_postgres(folder, FORGETFUL):
        pass
    return folder


@pytest.fixture
def killed(made: Path) -> int:
    """The server of a process that was killed while it used it."""
    user = subprocess.Popen(
        [sys.executable, "-c", USE_AND_WAIT, str(made)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with user:
        assert user.stdout is not None
        user.stdout.readline()
        server = process(made)
        user.send_signal(signal.SIGKILL)
    return server


def test_it_runs_while_it_is_used(made: Path) -> None:
    """The server answers inside the block, in UTC, and is gone after it."""
    with embedded_postgres(made) as address:
        server = process(made)
        assert asyncio.run(ask(address, "SHOW timezone")) == "UTC"
        assert asyncio.run(ask(address, "SHOW listen_addresses")) == ""
    assert not is_postgres(server)


def test_what_was_written_is_there_the_next_time(made: Path) -> None:
    """The folder keeps the data."""
    with embedded_postgres(made) as address:
        asyncio.run(ask(address, "CREATE TABLE kept AS SELECT 1 AS one"))
    with embedded_postgres(made) as address:
        assert asyncio.run(ask(address, "SELECT one FROM kept")) == "1"


def test_a_second_user_shares_the_server(made: Path) -> None:
    """The first to leave does not take the server along."""
    with ExitStack() as first:
        address = first.enter_context(embedded_postgres(made))
        with embedded_postgres(made) as second:
            assert second == address
            first.close()
            assert asyncio.run(ask(second, "SELECT 'still here'")) == "still here"


def test_a_killed_process_leaves_no_server_behind(killed: int) -> None:
    """After SIGKILL the guardian stops the server."""
    wait_until(lambda: not is_postgres(killed))


def test_the_guardian_leaves_a_used_server_alone(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process may use it still."""
    monkeypatch.setattr(sys, "argv", ["release", str(made)])
    monkeypatch.delitem(sys.modules, "infrastructure.embedded_postgres.release", raising=False)
    with embedded_postgres(made) as address:
        runpy.run_module("infrastructure.embedded_postgres.release", run_name="__main__")
        assert asyncio.run(ask(address, "SELECT 1")) == "1"


def test_a_server_left_running_is_taken_over(made: Path) -> None:
    """Where even the guardian was killed, the next start uses the server, and stops it."""
    abandoned = in_folder(made)
    abandoned.ensure_running(FORGETFUL)
    server = process(made)
    with embedded_postgres(made):
        assert process(made) == server
    assert not is_postgres(server)


def test_the_process_number_of_another_is_not_believed(made: Path) -> None:
    """After a restart of a container the number in postmaster.pid may be ours."""
    stale = made / "postgres" / "postmaster.pid"
    stale.write_text(f"{os.getpid()}\n{stale.parent}\n")
    with embedded_postgres(made) as address:
        assert asyncio.run(ask(address, "SELECT 1")) == "1"


def test_an_unreadable_process_number_is_not_believed(made: Path) -> None:
    """A file torn by a full disk stops nobody."""
    (made / "postgres" / "postmaster.pid").touch()
    assert in_folder(made).postmaster() is None


def test_the_number_of_another_postgresql_is_not_believed(made: Path, tmp_path: Path) -> None:
    """The server of another folder runs under the number that a dead one left here."""
    with embedded_postgres(tmp_path / "other", FORGETFUL):
        number = process(tmp_path / "other")
        (made / "postgres" / "postmaster.pid").write_text(f"{number}\n{made}\n")
        with embedded_postgres(made) as address:
            assert asyncio.run(ask(address, "SHOW data_directory")) == str(made / "postgres")


def test_where_nobody_may_ask_a_server_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another user's process does not show where it works."""

    def refuse(_: object) -> str:
        raise psutil.AccessDenied

    monkeypatch.setattr(psutil.Process, "name", lambda _: "postgres")
    monkeypatch.setattr(psutil.Process, "cwd", refuse)
    assert is_postgres(os.getpid(), Path("/"))


def test_the_lock_of_a_socket_is_not_believed_either(made: Path) -> None:
    """Whoever has the number now, an empty lock or none at all: the server starts."""
    lock = made / "postgres" / ".s.PGSQL.5432.lock"
    for left in (f"{os.getpid()}\n{made}\n", ""):
        lock.write_text(left)
        with embedded_postgres(made) as address:
            assert asyncio.run(ask(address, "SELECT 1")) == "1"
    with embedded_postgres(made):
        remove_stale_lock(lock.parent)
        assert lock.exists()


def test_what_lingers_of_a_killed_server_is_waited_for(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its processes still hold the memory when the new one asks for it."""
    control, said = Cluster._control, iter(["a block is still in use", "a block is still in use"])

    def not_yet(cluster: Cluster, *words: str) -> None:
        if words[0] == "start" and (reason := next(said, None)):
            raise DataFolderUnusable(reason)
        control(cluster, *words)

    monkeypatch.setattr(Cluster, "_control", not_yet)
    with embedded_postgres(made) as address:
        assert asyncio.run(ask(address, "SELECT 1")) == "1"
    monkeypatch.setattr(cluster, "LINGERING_SECONDS", -1)
    said = iter(["a block is still in use"])
    with pytest.raises(DataFolderUnusable, match="still in use"), embedded_postgres(made):
        pass


@pytest.mark.parametrize("deep", ["", "deep" * 30], ids=["short", "deep"])
def test_a_server_that_is_killed_is_started_again(tmp_path: Path, deep: str) -> None:
    """At the address that its users know, with what was committed, and it ends with them."""
    folder = tmp_path / deep / "data"
    with embedded_postgres(folder, {"fsync": "off"}) as address:
        asyncio.run(ask(address, "CREATE TABLE kept AS SELECT 1 AS one"))
        for _ in range(2):
            first = process(folder)
            psutil.Process(first).kill()
            wait_until(lambda first=first: running(folder) not in (None, first))  # type: ignore[misc]
            wait_until(lambda: answers(address))
        assert asyncio.run(ask(address, "SELECT one FROM kept")) == "1"
        last = process(folder)
    assert not is_postgres(last)


def running(folder: Path) -> int | None:
    """Return the process of the server in *folder*, None while none takes connections."""
    found = in_folder(folder).postmaster()
    return process(folder) if found and found.status == "ready" else None


def answers(address: str) -> bool:
    """Say whether the server at *address* takes connections."""
    try:
        return asyncio.run(ask(address, "SELECT 1")) == "1"
    except (OSError, asyncpg.PostgresError):
        return False


def test_a_socket_folder_that_somebody_else_took_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new one is made; so it is where the old name leads nowhere, or says nothing."""
    data, settings = tmp_path / ("deep" * 30), tmp_path / "sokoguru.conf"
    programs = find_programs()
    taken = tmp_path / "sokoguru-taken"
    for left in (taken, tmp_path / "gone" / "sokoguru-gone", tmp_path / "elsewhere"):
        settings.write_text(f"unix_socket_directories = '\"{left}\"'\n")
        with monkeypatch.context() as patch:
            taken.mkdir(exist_ok=True)
            patch.setattr(Programs, "owners", frozenset({-1}))
            made = socket_folder(data, settings, programs)
        assert made not in (left, data)
        made.rmdir()
    settings.write_text(f"unix_socket_directories = '\"{taken}\"'\n")
    assert socket_folder(data, settings, programs) == taken
    taken.rmdir()
    assert socket_folder(data, settings, programs) == taken
    assert taken.is_dir()


def test_a_folder_in_which_nothing_can_be_written_is_said_in_a_sentence(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder is there and readable; what is new in it is refused by the system."""

    def refuse(path: Path, *_: object, **__: object) -> int:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))

    (made / "postgres" / "sokoguru.conf").unlink()
    monkeypatch.setattr(Path, "write_text", refuse)
    with (
        pytest.raises(DataFolderUnusable, match=r"Read-only file system \(.*SOKOGURU_DATA_DIR"),
        embedded_postgres(made),
    ):
        pass


def test_a_folder_too_deep_for_a_socket_works(tmp_path: Path) -> None:
    """The socket goes to a short folder, which leaves with the server."""
    folder = tmp_path / ("deep" * 30)
    with embedded_postgres(folder, FORGETFUL) as address:
        running = in_folder(folder).postmaster()
        assert asyncio.run(ask(address, "SELECT 1")) == "1"
    assert running is not None
    assert not Path(running.socket_folder).exists()


def test_options_that_postgresql_refuses_are_shown_in_its_words(tmp_path: Path) -> None:
    """The end of the server's log is in the sentence, and no socket folder stays."""
    folder = tmp_path / ("deep" * 30)
    with (
        pytest.raises(DataFolderUnusable, match="shared_buffers"),
        embedded_postgres(folder, {"shared_buffers": "it's"}),
    ):
        pass
    assert Holder(folder).leave()


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    """Files that are no database are not touched."""
    letters = tmp_path / "postgres" / "letters.txt"
    letters.parent.mkdir()
    letters.touch()
    with (
        pytest.raises(DataFolderUnusable, match="no PostgreSQL database"),
        embedded_postgres(tmp_path),
    ):
        pass
    assert letters.exists()


def test_data_of_another_version_are_refused(tmp_path: Path) -> None:
    """PostgreSQL 16 made them, 18 is brought along."""
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres" / "PG_VERSION").write_text("16\n")
    with (
        pytest.raises(DataFolderUnusable, match="made by PostgreSQL 16"),
        embedded_postgres(tmp_path),
    ):
        pass


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "file").touch()
    with (
        pytest.raises(DataFolderUnusable, match="SOKOGURU_DATA_DIR"),
        embedded_postgres(tmp_path / "file" / "data"),
    ):
        pass


def test_an_unfinished_folder_is_begun_anew(tmp_path: Path) -> None:
    """Whoever was killed while making it left a folder without its final name."""
    (tmp_path / "postgres.unfinished").mkdir()
    (tmp_path / "postgres.unfinished" / "PG_VERSION").write_text("18\n")
    (tmp_path / "postgres").mkdir()
    with embedded_postgres(tmp_path, FORGETFUL) as address:
        assert asyncio.run(ask(address, "SELECT 1")) == "1"


def test_a_server_that_recovers_is_waited_for(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that is starting is looked at again until it takes connections."""
    stages = iter(["starting", "starting", "ready"])
    monkeypatch.setattr(
        Cluster, "postmaster", lambda _: Postmaster(status=next(stages), socket_folder="")
    )
    in_folder(made).ensure_running({})
    assert list(stages) == []


def test_waiting_has_an_end(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that never gets ready is given up, with the place of its log."""
    monkeypatch.setattr(cluster, "PATIENCE_SECONDS", -1)
    monkeypatch.setattr(
        Cluster, "postmaster", lambda _: Postmaster(status="stopping", socket_folder="")
    )
    with pytest.raises(DataFolderUnusable, match="is stopping and does not get further"):
        in_folder(made).ensure_running({})


def test_a_stopped_server_has_no_address(made: Path) -> None:
    """Nothing is given that leads nowhere; stopping it again does nothing."""
    in_folder(made).ensure_stopped()
    with pytest.raises(DataFolderUnusable, match="has stopped"):
        in_folder(made).address(Role.OWNER)


def test_the_settings_name_the_folder() -> None:
    """Without a name it is the folder for data of this user."""
    assert data_folder(Settings(data_dir="~/koperasi")) == Path.home() / "koperasi"
    assert data_folder(Settings()) == platformdirs.user_data_path("sokoguru")


def test_an_external_database_starts_no_server() -> None:
    """The address in the settings is the address."""
    with database_address(Settings(database_url="postgresql://db/sokoguru")) as address:
        assert address == "postgresql://db/sokoguru"


def test_without_one_the_embedded_server_runs(made: Path) -> None:
    """The folder in the settings gets a server."""
    with database_address(Settings(data_dir=str(made))) as address:
        assert asyncio.run(ask(address, "SELECT 1")) == "1"
