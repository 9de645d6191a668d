"""Which stream stands for a legal number, and who holds it.

A number belongs to its type: BH 12/1998 and PAD 12/1998 are two. Numbers that look alike
under two types are shown to whoever verifies (`likelyDuplicates`), not refused.

Whoever claims a number writes the next event of its stream, in the same append as
everything else: of two claims at the same moment one meets a conflict, is decided again,
and is refused with a sentence. No lock and no unique index is needed, and the log itself
shows who held what and when.

Numbers used to be held as typed, without spaces, in capitals, for every type at once. Those
streams are claimed no more, but who holds one holds it still.
"""

from collections.abc import Mapping
from typing import assert_never
from uuid import UUID

from domain.cooperative.events import (
    LegalNumber,
    LegalNumberClaimed,
    LegalNumberEvent,
    LegalNumberReleased,
)
from domain.cooperative.number_form import number_form, spelling
from domain.kernel.decider import NOTHING, Decision, Fold, on
from domain.kernel.identifiers import key_stream
from domain.kernel.log import Recorded

Holders = Mapping[UUID, UUID]
"""Which cooperative holds what a stream stands for; a stream that is free is left out."""

_SAME_TYPE = {"": "BH", "B/H": "BH"}
"""Other forms of a type; of "Badan Hukum" nothing is left, because it is a title."""


def key_of(legal: LegalNumber) -> UUID:
    """Return the stream that only one cooperative at a time may hold."""
    kind = number_form(legal.type)
    return key_stream("legal-number-form", _SAME_TYPE.get(kind, kind), number_form(legal.number))


def keys_of(legal: LegalNumber) -> tuple[UUID, ...]:
    """Return every stream by which *legal* may be held: its own, and those of former times."""
    typed = "".join(legal.number.split()).upper()
    former = (key_stream("legal-number", each) for each in (typed, spelling(legal.number)))
    return tuple(dict.fromkeys((key_of(legal), *former)))


def is_taken(
    cooperative: UUID, legal: LegalNumber, holders: Holders, before: LegalNumber | None
) -> bool:
    """Say whether another holds *legal*; whoever only types it anew, after *before*, may."""
    if before is not None and key_of(before) == key_of(legal):
        return False
    return any(holders.get(key, cooperative) != cooperative for key in keys_of(legal))


def claim(cooperative: UUID, legal: LegalNumber, holders: Holders) -> Decision:
    """Return the decision that *cooperative* holds *legal* from now on, if it does not yet."""
    key = key_of(legal)
    if key in holders:
        return NOTHING
    return on(key, LegalNumberClaimed(cooperative=cooperative, number=legal.number))


def release(
    cooperative: UUID, legal: LegalNumber, holders: Holders, keeping: LegalNumber | None = None
) -> Decision:
    """Return the decision that *cooperative* gives *legal* up, save what *keeping* needs."""
    kept = keys_of(keeping) if keeping is not None else ()
    decision = NOTHING
    for key in keys_of(legal):
        if holders.get(key) == cooperative and key not in kept:
            decision += on(key, LegalNumberReleased(cooperative=cooperative))
    return decision


def exchange(cooperative: UUID, old: LegalNumber, new: LegalNumber, holders: Holders) -> Decision:
    """Return the decision that *cooperative* holds *new* in the place of *old*.

    The same number typed otherwise is no exchange; one that is held as it was typed in former
    times is held under its own stream from then on as well.
    """
    return release(cooperative, old, holders, keeping=new) + claim(cooperative, new, holders)


def evolve(_holder: UUID | None, recorded: Recorded[LegalNumberEvent]) -> UUID | None:
    """Return who holds the number after one event of its stream, None when it is free."""
    match recorded.event:
        case LegalNumberClaimed(cooperative=cooperative):
            return cooperative
        case LegalNumberReleased():
            return None
        case unknown:
            assert_never(unknown)


LEGAL_NUMBER: Fold[UUID | None, LegalNumberEvent] = Fold(initial=None, evolve=evolve)
