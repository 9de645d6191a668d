"""The command line explains itself and answers mistakes with a sentence."""

import pytest
from click.testing import CliRunner

from cli.group import COMMANDS, sokoguru
from infrastructure.settings.environment import describe
from sokoguru import main


def test_the_command_is_the_group() -> None:
    """`sokoguru` on the command line opens the group."""
    assert main is sokoguru


def test_the_help_lists_every_setting() -> None:
    """Who runs --help sees what the environment may say."""
    shown = CliRunner().invoke(sokoguru, ["--help"]).output
    assert [setting.variable for setting in describe() if setting.variable not in shown] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_teaches_by_example(name: str) -> None:
    """The help of a command shows how it is called."""
    shown = CliRunner().invoke(sokoguru, [name, "--help"])
    assert shown.exit_code == 0
    assert f"\n  sokoguru {name}" in shown.output


def test_an_unknown_command_is_named() -> None:
    """A misspelt command is not mistaken for another."""
    answer = CliRunner().invoke(sokoguru, ["mirgate"])
    assert answer.exit_code == 2
    assert "mirgate" in answer.output


def test_what_keeps_it_from_starting_is_a_sentence() -> None:
    """A wrong setting gives its sentence and no stack."""
    answer = CliRunner().invoke(sokoguru, ["migrate"], env={"SOKOGURU_PORT": "http"})
    assert answer.exit_code == 4
    assert "SOKOGURU_PORT is 'http', but must be a whole number" in answer.output
    assert "Traceback" not in answer.output
