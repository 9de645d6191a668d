"""Another user is let through to PostgreSQL's folders, narrowly, and the log says how far."""

import os
import pwd
import shutil
import stat
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from infrastructure.embedded_postgres import passage
from infrastructure.settings.problems import DataFolderUnusable

ME = pwd.getpwuid(os.geteuid()).pw_name
NOBODY_HAS_IT = 54_321


def mode(path: Path) -> int:
    """Return the permission bits of *path*."""
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of ours through which the other user cannot pass, on a system without ACLs."""
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o750)
    monkeypatch.setattr(passage, "can_pass", lambda *_: False)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    return folder


def program(folder: Path, *, ends_with: int) -> str:
    """Return a stand-alone setfacl that notes what it was asked."""
    made = folder / "setfacl"
    made.write_text(f'#!/bin/sh\necho "$@" >> {folder}/asked\nexit {ends_with}\n')
    made.chmod(0o755)
    return str(made)


def test_a_folder_that_is_open_stays_as_it_is(tmp_path: Path) -> None:
    """Nothing is changed, and nothing told."""
    tmp_path.chmod(0o711)
    with capture_logs() as told:
        passage.let_pass(tmp_path, "whoever")
    assert (mode(tmp_path), told) == (0o711, [])


def test_a_folder_that_the_user_can_pass_stays_as_it_is(tmp_path: Path) -> None:
    """Its owner passes, whatever others may."""
    tmp_path.chmod(0o700)
    passage.let_pass(tmp_path, ME)
    assert mode(tmp_path) == 0o700


def test_others_may_pass_and_not_look_inside(closed: Path) -> None:
    """One bit more than before, and both modes in the log."""
    with capture_logs() as told:
        passage.let_pass(closed, "pgserver")
    assert mode(closed) == 0o751
    (line,) = told
    assert (line["event"], line["folder"]) == ("folder_opened", str(closed))
    assert (line["before"], line["after"]) == ("0750", "0751")


def test_the_user_alone_may_pass_where_the_system_can_say_so(
    closed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An access control list names it, and the mode stays."""
    setfacl = program(tmp_path, ends_with=0)
    monkeypatch.setattr(shutil, "which", lambda _: setfacl)
    with capture_logs() as told:
        passage.let_pass(closed, "pgserver")
    assert mode(closed) == 0o750
    assert (tmp_path / "asked").read_text() == f"--modify user:pgserver:x {closed}\n"
    assert [line["acl"] for line in told] == ["user:pgserver:--x"]


def test_a_file_system_without_lists_gets_the_bit(
    closed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Setfacl is there and fails."""
    setfacl = program(tmp_path, ends_with=1)
    monkeypatch.setattr(shutil, "which", lambda _: setfacl)
    passage.let_pass(closed, "pgserver")
    assert mode(closed) == 0o751


def test_a_folder_of_somebody_else_is_not_opened(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Root could; it is not root's to decide."""
    monkeypatch.setattr(os, "geteuid", lambda: NOBODY_HAS_IT)
    with pytest.raises(DataFolderUnusable, match=rf"belongs to {ME}.*chmod o\+x"):
        passage.let_pass(closed, "pgserver")
    assert mode(closed) == 0o750


def test_an_owner_without_a_name_is_a_number() -> None:
    """A container may mount a folder of a user that it does not know."""
    assert passage._name(NOBODY_HAS_IT) == "user 54321"


def test_a_program_runs_in_the_own_group_of_its_user(monkeypatch: pytest.MonkeyPatch) -> None:
    """Root's groups would open what was never opened to that user."""
    monkeypatch.setattr(os, "geteuid", lambda: NOBODY_HAS_IT)
    me = pwd.getpwnam(ME)
    assert passage.run_as(ME) == {"user": me.pw_uid, "group": me.pw_gid, "extra_groups": ()}
    assert passage.run_as(None) == {}
