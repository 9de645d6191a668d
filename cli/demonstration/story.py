"""A story: what happens to one cooperative, as commands in the order of their giving.

A step's command id is computed from the story and the step's name, so giving the same
story again changes nothing. Renaming a step is therefore a new step.
"""

from datetime import date
from uuid import UUID, uuid5

import msgspec

from domain.kernel.actors import Actor
from domain.kernel.commands import Command

EDITION = UUID("5d0f6f58-3c0b-5d7e-9f4e-0a1b2c3d4e5f")
"""Changed whenever the invented data change, so that old and new ids never meet."""


def invented(*name: object) -> UUID:
    """Return the id of the thing called *name* in this edition of the demonstration."""
    return uuid5(EDITION, "/".join(map(str, name)))


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One command, who gives it, and the day from which it counts."""

    name: str
    command: Command
    actor: Actor
    effective_on: date | None = None


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """The steps of one cooperative, named *key*."""

    key: str
    steps: tuple[Step, ...]

    def command_id(self, step: Step) -> UUID:
        """Return the id under which *step* of this story is remembered."""
        return invented(self.key, step.name)
