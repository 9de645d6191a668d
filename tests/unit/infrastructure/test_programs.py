"""PostgreSQL's programs are found, reachable, and run as whom they may."""

import os
import pwd
import stat
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest
from structlog.testing import capture_logs

from infrastructure.embedded_postgres import passage, programs
from infrastructure.embedded_postgres.programs import Programs
from infrastructure.settings.problems import DataFolderUnusable

ME = pwd.getpwuid(os.geteuid()).pw_name


def mode(path: Path) -> int:
    """Return the permission bits of *path*."""
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The folder of the programs, installed by somebody who shares nothing."""
    folder = tmp_path / "wheel" / "bin"
    folder.mkdir(parents=True)
    (folder / "postgres").touch(mode=0o700)
    (folder / "readme").touch(mode=0o600)
    (folder / "link").symlink_to("readme")
    (tmp_path / "wheel").chmod(0o700)
    return folder


def test_the_programs_come_with_the_installation() -> None:
    """The wheel brings the postgres of the version that we name."""
    assert (programs.find_programs().folder / "postgres").is_file()


def test_a_user_runs_them_as_he_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only root needs another user."""
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert programs.find_programs().user is None


def test_root_runs_them_as_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL refuses to run as root."""
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(
        programs, "for_root", lambda folder: Programs(folder=folder, user="pgserver")
    )
    assert programs.find_programs().user == "pgserver"


def test_an_installation_without_them_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody installed by hand and left the wheel out."""
    monkeypatch.setattr(programs, "find_spec", lambda _: None)
    with pytest.raises(DataFolderUnusable, match="SOKOGURU_DATABASE_URL"):
        programs.find_programs()


def test_a_private_installation_is_opened_for_the_other_user(
    installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Under a umask of 077 the other user could not even read the programs."""
    monkeypatch.setattr(programs, "SYSTEM_USER", ME)
    assert programs.for_root(installed) == Programs(folder=installed, user=ME)
    assert mode(installed / "postgres") == 0o755
    assert mode(installed / "readme") == 0o644
    assert mode(installed.parent) & 0o055 == 0o055


def test_an_open_installation_is_left_alone(
    installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is changed where the other user can already run the programs."""
    monkeypatch.setattr(programs, "SYSTEM_USER", ME)
    (installed / "postgres").chmod(0o755)
    programs.for_root(installed)
    assert mode(installed / "readme") == 0o600


def test_the_other_user_is_made_when_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fresh container has no pgserver; one is made."""
    asked: list[list[str]] = []

    def useradd(command: list[str], **_: object) -> SimpleNamespace:
        asked.append(command)
        return SimpleNamespace(returncode=0, stderr="")

    monkeypatch.setattr(subprocess, "run", useradd)
    with capture_logs() as told:
        passage.ensure_user("nobody-of-that-name")
    assert [(line["event"], line["user"]) for line in told] == [
        ("system_user_added", "nobody-of-that-name")
    ]
    assert asked == [["useradd", "--system", "--no-create-home", "nobody-of-that-name"]]


def test_a_user_that_cannot_be_made_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """What useradd says is shown."""
    refused = SimpleNamespace(returncode=1, stderr="useradd: cannot lock /etc/passwd\n")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: refused)
    with pytest.raises(DataFolderUnusable, match="cannot lock"):
        passage.ensure_user("nobody-of-that-name")


def test_a_folder_is_handed_to_the_other_user(tmp_path: Path) -> None:
    """Who runs the programs owns the data."""
    programs.hand_over(tmp_path, Programs(folder=tmp_path, user=ME))
    assert tmp_path.owner() == ME


def test_nothing_is_handed_over_without_another_user(tmp_path: Path) -> None:
    """A user keeps what is his."""
    programs.hand_over(tmp_path / "missing", Programs(folder=tmp_path, user=None))


def test_nothing_is_opened_without_another_user(tmp_path: Path) -> None:
    """Who runs the programs as he is passes wherever he could before."""
    tmp_path.chmod(0o700)
    programs.let_through(tmp_path / "data", Programs(folder=tmp_path, user=None))
    assert mode(tmp_path) == 0o700


def test_a_failing_program_is_quoted(tmp_path: Path) -> None:
    """What the program said before it failed is in the sentence."""
    program = tmp_path / "initdb"
    program.write_text("#!/bin/sh\necho disk is full >&2\nexit 1\n")
    program.chmod(0o755)
    with pytest.raises(DataFolderUnusable, match="initdb of the embedded PostgreSQL failed: disk"):
        Programs(folder=tmp_path, user=None).run("initdb")
