"""Rules on who may not decide: whoever has a stake, and whoever would check themselves.

These hold beside the right to act at all (`application.authorisation`): an officer of
the right office with the right role is still the wrong person for some cases.
"""

from uuid import UUID

from domain.kernel.actors import Actor, Role
from domain.kernel.refusals import Refusal
from domain.kernel.text import Text

OFFICE_ROLES = frozenset({Role.OFFICER, Role.EXECUTIVE})


class ConflictOfInterest(Refusal):
    """The officer has a stake in the cooperative."""

    code = "conflict_of_interest"
    what = Text(
        "Anda tercatat mempunyai kepentingan pada koperasi ini.",
        "You are on record as having an interest in this cooperative.",
    )
    remedy_text = Text(
        "Minta rekan tanpa kepentingan untuk menanganinya.",
        "Ask a colleague without an interest to handle it.",
    )


def refuse_interest(actor: Actor, cooperative: UUID) -> None:
    """Refuse every act of an office's *actor* on a *cooperative* of their own."""
    if actor.role in OFFICE_ROLES and cooperative in actor.interests:
        raise ConflictOfInterest
