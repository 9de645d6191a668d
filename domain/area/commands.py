"""What may be asked of the list of areas."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from domain.area.state import CODE_LIST, area_stream
from domain.kernel.commands import Command


class AboutArea(Command, frozen=True, kw_only=True):
    """A wish about the area with the Kemendagri code *code*.

    *expected_version* refuses the command when somebody else changed the area since the
    caller looked.
    """

    names: ClassVar[str] = "code"
    code: str
    expected_version: int | None = None

    @property
    def stream(self) -> UUID:
        """The area's own stream."""
        return area_stream(self.code)


class AddArea(AboutArea, frozen=True, kw_only=True):
    """Add an area that a decree made; its parent stands in the code."""

    name: str
    valid_from: date
    decree: str
    system: str


class RenameArea(AboutArea, frozen=True, kw_only=True):
    """Give an area another name."""

    name: str
    valid_from: date
    decree: str


class RetireArea(AboutArea, frozen=True, kw_only=True):
    """Stop using a code, for *successors* or for none."""

    valid_to: date
    decree: str
    successors: tuple[str, ...] = ()


class LoadAreaCodes(Command, frozen=True, kw_only=True):
    """Take over the published list with this *digest*."""

    names: ClassVar[str] = "digest"
    system: str
    source: str
    digest: str
    count: int
    valid_from: date
    expected_version: int | None = None

    @property
    def stream(self) -> UUID:
        """The stream of the published lists."""
        return CODE_LIST


AreaCommand = AddArea | RenameArea | RetireArea
