"""The national cooperative number (NIK): 13 digits, and one cooperative at a time holds it.

Numbers that were kept before this was checked stay as they are until somebody changes them.
"""

import re
from typing import assert_never
from uuid import UUID

from domain.cooperative.events import NikClaimed, NikEvent, NikReleased
from domain.cooperative.legal_number import Holders
from domain.cooperative.refusals import MalformedNik, NikTaken
from domain.kernel.decider import NOTHING, Decision, Fold, on
from domain.kernel.identifiers import key_stream
from domain.kernel.log import Recorded
from domain.kernel.refusals import Refusal

_SHAPE = re.compile(r"[1-9][0-9]{12}")
_SIGNS = re.compile(r"[ .-]")


def tidied_nik(nik: str | None) -> str | None:
    """Return *nik* without the signs that people put between its digits, None for none.

    >>> tidied_nik("33.74.010.020.001"), tidied_nik(" ")
    ('3374010020001', None)
    """
    return _SIGNS.sub("", nik.strip()) or None if nik is not None else None


def malformed_nik(nik: str) -> list[Refusal]:
    """Return what is wrong with the form of *nik*, whoever holds it."""
    return [] if _SHAPE.fullmatch(nik) else [MalformedNik(field="nik")]


def nik_key(nik: str) -> UUID:
    """Return the stream that only one cooperative at a time may hold."""
    return key_stream("nik", nik)


def problems_with_nik(
    cooperative: UUID, nik: str | None, holders: Holders, before: str | None
) -> list[Refusal]:
    """Return what is wrong with *nik*; whatever *before* was may stay."""
    if nik is None or nik == tidied_nik(before):
        return []
    if malformed := malformed_nik(nik):
        return malformed
    if holders.get(nik_key(nik), cooperative) != cooperative:
        return [NikTaken(field="nik", nik=nik)]
    return []


def exchange_nik(cooperative: UUID, old: str | None, new: str | None, holders: Holders) -> Decision:
    """Return the decision that *cooperative* holds *new* in the place of *old*; None is none."""
    decision = NOTHING
    if old is not None and old != new and holders.get(nik_key(old)) == cooperative:
        decision += on(nik_key(old), NikReleased(cooperative=cooperative))
    if new is not None and nik_key(new) not in holders:
        decision += on(nik_key(new), NikClaimed(cooperative=cooperative, nik=new))
    return decision


def claim_nik(cooperative: UUID, nik: str | None, holders: Holders) -> Decision:
    """Return the decision that *cooperative* holds *nik*, if it is one and nobody holds it."""
    number = tidied_nik(nik)
    if number is None or not _SHAPE.fullmatch(number):
        return NOTHING
    return exchange_nik(cooperative, None, number, holders)


def evolve(_holder: UUID | None, recorded: Recorded[NikEvent]) -> UUID | None:
    """Return who holds the number after one event of its stream, None when it is free."""
    match recorded.event:
        case NikClaimed(cooperative=cooperative):
            return cooperative
        case NikReleased():
            return None
        case unknown:
            assert_never(unknown)


NIK: Fold[UUID | None, NikEvent] = Fold(initial=None, evolve=evolve)
