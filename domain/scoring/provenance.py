"""Where a figure of a rule comes from, and how far it can be trusted.

Most gazette texts could not be obtained, so a ruleset is pieced together from
theses, papers and programs. Each table says so itself: a ruleset without its
provenance would look more certain than it is.
"""

from enum import StrEnum

import msgspec

from domain.kernel.text import Text


class Rule(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True
):
    """The base of every part of a ruleset: a field nobody would read is refused."""


class Confidence(StrEnum):
    """How well a figure of a ruleset is known."""

    FOUND = "found"  #: read in a text or in a program
    BACKGROUND = "background"  #: general knowledge, not seen in a text
    CONFLICTING = "conflicting"  #: sources disagree
    NOT_FOUND = "not_found"  #: looked for in vain


class Source(Rule, frozen=True, kw_only=True):
    """A text or program that figures were read in.

    *key* is how they cite it, a place inside it following after a colon.
    """

    key: str
    title: Text
    address: str = ""


class Provenance(Rule, frozen=True, kw_only=True):
    """How well something is known, by which sources (keys), with what doubt."""

    confidence: Confidence
    sources: tuple[str, ...] = ()
    note: Text | None = None
