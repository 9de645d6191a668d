"""What can happen to the list of areas.

The country's 92,000 codes are not 92,000 events: one event names the published list by
the digest of its content, and the content lies in a reference table that is checked
against it. Whatever changes afterwards is an event of its own.
"""

from datetime import date
from typing import ClassVar, TypeAlias

from domain.kernel.events import Event


class AreaCodesLoaded(Event, frozen=True, kw_only=True):
    """The published list of codes holds from *valid_from* on.

    *system* is the decree that the codes come from, *source* the package that carried
    them here, *digest* the SHA-256 of the list in its canonical form.
    """

    topic: ClassVar[str] = "area.codes_loaded.v1"
    system: str
    source: str
    digest: str
    count: int
    valid_from: date


class AreaAdded(Event, frozen=True, kw_only=True):
    """A new area exists from *valid_from* on, by *decree*."""

    topic: ClassVar[str] = "area.added.v1"
    code: str
    name: str
    system: str
    valid_from: date
    decree: str


class AreaRenamed(Event, frozen=True, kw_only=True):
    """The area has another name from *valid_from* on, by *decree*."""

    topic: ClassVar[str] = "area.renamed.v1"
    code: str
    name: str
    valid_from: date
    decree: str


class AreaRetired(Event, frozen=True, kw_only=True):
    """The code is not used any more from *valid_to* on; *successors* take its place."""

    topic: ClassVar[str] = "area.retired.v1"
    code: str
    valid_to: date
    decree: str
    successors: tuple[str, ...] = ()


AreaListEvent: TypeAlias = AreaCodesLoaded
AreaEvent = AreaAdded | AreaRenamed | AreaRetired
