"""The command group: it knows the names of the commands, and imports one when it is called.

A command `name` is the object `command` in the module `cli.name`. What keeps Sokoguru from
starting is shown as a sentence, without a stack.
"""

from importlib import import_module
from importlib.util import find_spec
from typing import cast

import click

from infrastructure.logs.configure import keep_off_standard_output
from infrastructure.settings.environment import describe
from infrastructure.settings.problems import CannotStart

# In the order in which a newcomer needs them.
COMMANDS = ("serve", "demo", "generate", "migrate", "rebuild", "replay", "schema")


class Unable(click.ClickException):
    """The command could not do its work; other than 1, by which some say what they found."""

    exit_code = 4


class Commands(click.Group):
    """The commands, each imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own signature
        """Return the names in the order of `COMMANDS`."""
        return [name for name in COMMANDS if find_spec(f"cli.{name}")]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name, None when there is none."""
        if cmd_name not in self.list_commands(ctx):
            return None
        return cast("click.Command", import_module(f"cli.{cmd_name}").command)

    def invoke(self, ctx: click.Context) -> object:
        """Carry out the command; what keeps it from starting becomes a sentence."""
        keep_off_standard_output()
        try:
            return super().invoke(ctx)
        except CannotStart as error:
            raise Unable(str(error)) from error


def settings_help() -> str:
    """List every setting, one a line; the mark in front keeps the lines as they are."""
    lines = [f"{setting.variable}  {setting.meaning}" for setting in describe()]
    return "\n".join(("\b", "Settings, read from the environment:", *lines))


@click.group(cls=Commands, epilog=settings_help(), context_settings={"max_content_width": 100})
@click.version_option(package_name="sokoguru")
def sokoguru() -> None:
    """Supervise cooperatives: registry, health assessment, exact scores, full history.

    Mengawasi koperasi: pendaftaran, penilaian kesehatan, skor yang tepat, riwayat lengkap.

    \b
    sokoguru serve --demo      start with demonstration data and its own PostgreSQL
    sokoguru demo              watch one cooperative through the whole process
    sokoguru COMMAND --help    what a command does, with examples
    """
