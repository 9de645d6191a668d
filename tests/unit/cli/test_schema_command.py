"""`sokoguru schema` prints the contract, and compares it with the committed one."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli import schema
from cli.group import sokoguru

CONTRACT = "type Query {\n  viewer: Viewer\n}\n"


@pytest.fixture(autouse=True)
def contract(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the code have a small contract."""
    monkeypatch.setattr(schema, "printed", lambda: CONTRACT)


def run(*words: str) -> Result:
    """Return what `sokoguru schema` with *words* answers."""
    return CliRunner().invoke(sokoguru, ["schema", *words])


def committed(folder: Path, monkeypatch: pytest.MonkeyPatch, contract: str) -> None:
    """Let *contract* be the committed one."""
    (folder / "schema.graphql").write_text(contract)
    monkeypatch.setattr(schema, "CONTRACT", folder / "schema.graphql")


def test_it_prints_what_the_code_has() -> None:
    """The output is the contract and nothing else, ready to be redirected."""
    assert run().output == CONTRACT


def test_equal_contracts_pass_the_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing differs: exit code 0."""
    committed(tmp_path, monkeypatch, CONTRACT)
    answer = run("--check")
    assert (answer.exit_code, answer.output) == (0, "The contract is what the code has.\n")


def test_a_difference_is_shown_line_by_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A field that was removed from the code is a line with a minus: exit code 1."""
    committed(tmp_path, monkeypatch, CONTRACT.replace("}", "  gone: Int\n}"))
    answer = run("--check")
    assert answer.exit_code == 1
    assert "-  gone: Int\n" in answer.output
