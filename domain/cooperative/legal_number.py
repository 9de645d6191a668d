"""When two legal numbers are the same number, which stream stands for it, and who holds it.

Offices type the same number with and without spaces, in capitals and not. The number
is stored as typed (tidied), because certificates carry it; only the key is folded.

Whoever claims a number writes the next event of its stream, in the same append as
everything else: of two claims at the same moment one meets a conflict, is decided again,
and is refused with a sentence. No lock and no unique index is needed, and the log itself
shows who held what and when.
"""

from typing import assert_never
from uuid import UUID

from domain.cooperative.events import LegalNumberClaimed, LegalNumberEvent, LegalNumberReleased
from domain.kernel.decider import NOTHING, Decision, Fold, on
from domain.kernel.identifiers import key_stream
from domain.kernel.log import Recorded


def folded(number: str) -> str:
    """Return *number* as it is compared: without spaces, in one case.

    >>> folded(" 9297b/BH / PAD/KWK.11-38/V/99 ")
    '9297B/BH/PAD/KWK.11-38/V/99'
    """
    return "".join(number.split()).upper()


def key_of(number: str) -> UUID:
    """Return the stream that only one cooperative at a time may hold."""
    return key_stream("legal-number", folded(number))


def claim(cooperative: UUID, number: str) -> Decision:
    """Return the decision that *cooperative* holds *number* from now on."""
    return on(key_of(number), LegalNumberClaimed(cooperative=cooperative, number=number))


def release(cooperative: UUID, number: str) -> Decision:
    """Return the decision that *cooperative* gives *number* up."""
    return on(key_of(number), LegalNumberReleased(cooperative=cooperative))


def exchange(cooperative: UUID, old: str, new: str) -> Decision:
    """Return the decision that *cooperative* holds *new* in the place of *old*.

    The same number typed otherwise is no exchange, and leaves its stream alone.
    """
    if folded(old) == folded(new):
        return NOTHING
    return release(cooperative, old) + claim(cooperative, new)


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
