"""docs/getting-started.md names commands, options and accounts that exist."""

import re
from pathlib import Path

import click
import pytest

from cli.demonstration.opening import shown
from cli.group import sokoguru

GUIDE = (Path(__file__).parents[4] / "docs" / "getting-started.md").read_text(encoding="utf-8")
COMMANDS = sorted(set(re.findall(r"sokoguru ([a-z]+)", GUIDE)))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_of_the_guide_exists(name: str) -> None:
    """`sokoguru serve`, `demo`, `replay`."""
    assert sokoguru.get_command(click.Context(sokoguru), name) is not None


def test_every_option_of_the_guide_exists() -> None:
    """Each ``--option`` belongs to a command that the guide names, or to script/bootstrap."""
    known = {"--runtime"}
    for name in COMMANDS:
        command = sokoguru.get_command(click.Context(sokoguru), name)
        assert command is not None
        known |= {option for parameter in command.params for option in parameter.opts}
    assert set(re.findall(r"--[a-z][a-z-]*", GUIDE)) <= known


def test_the_accounts_of_the_guide_are_those_that_can_sign_in() -> None:
    """Each row of its table is a user name that `sokoguru serve --demo` prints."""
    named = re.findall(r"^\| `([a-z0-9.-]+)` \|", GUIDE, re.MULTILINE)
    assert named == [member.user_name for member in shown()]
