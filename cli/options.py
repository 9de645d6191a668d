"""Options that several commands share; each overrides the setting of its name."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


def data_dir(command: Command) -> Command:
    """Offer --data-dir, the folder of the embedded PostgreSQL."""
    return click.option(
        "--data-dir",
        metavar="FOLDER",
        help="Folder of the embedded PostgreSQL (setting SOKOGURU_DATA_DIR).",
    )(command)


def language(command: Command) -> Command:
    """Offer --lang, the language of what is told."""
    return click.option(
        "--lang",
        type=click.Choice(("id", "en")),
        default="id",
        show_default=True,
        help="Indonesian or English.",
    )(command)
