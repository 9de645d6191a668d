"""What may be asked of the list of areas."""

from datetime import date

import msgspec


class AreaCommand(msgspec.Struct, frozen=True, kw_only=True):
    """A wish about the area with the Kemendagri code *code*."""

    code: str
    expected_version: int | None = None


class AddArea(AreaCommand, frozen=True, kw_only=True):
    """Add an area that a decree made; its parent stands in the code."""

    name: str
    valid_from: date
    decree: str
    system: str


class RenameArea(AreaCommand, frozen=True, kw_only=True):
    """Give an area another name."""

    name: str
    valid_from: date
    decree: str


class RetireArea(AreaCommand, frozen=True, kw_only=True):
    """Stop using a code, for *successors* or for none."""

    valid_to: date
    decree: str
    successors: tuple[str, ...] = ()


class LoadAreaCodes(msgspec.Struct, frozen=True, kw_only=True):
    """Take over the published list with this *digest*."""

    system: str
    source: str
    digest: str
    count: int
    valid_from: date
    expected_version: int | None = None
