"""What a command is: a wish of somebody, about one stream, before anything is decided.

A command carries what the caller asked for and nothing else. The time and the actor are
facts (`domain.kernel.facts`), because the same command may be decided again a moment later.
"""

from typing import ClassVar
from uuid import UUID

import msgspec


class Command(msgspec.Struct, frozen=True, kw_only=True):
    """The base of every command.

    *names* is the field that names what the command is about (``cooperative``, ``code``):
    a refusal that says "not found" points to it. *secret* are fields that the server fills
    in itself, like the first letters of a new key: they are no part of what was asked, so
    a repetition of the command may have others. *later* are fields that were added when commands
    had been given already: left as they are by default, they are no part either, so a command from
    before is recognised.
    """

    names: ClassVar[str]
    secret: ClassVar[frozenset[str]] = frozenset()
    later: ClassVar[frozenset[str]] = frozenset()

    @property
    def stream(self) -> UUID:
        """The stream that the command is about; ``expected_version`` is a version of it."""
        raise NotImplementedError
