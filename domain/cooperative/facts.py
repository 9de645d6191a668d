"""What a decision on a cooperative is told besides the state and the command."""

from uuid import UUID

from domain.kernel.facts import Facts


class CooperativeFacts(Facts, frozen=True, kw_only=True):
    """What a decision on a cooperative needs to know from outside.

    *holder* is the cooperative that holds the legal number asked for; *areas* and
    *documents* are those of the command's codes and digests that exist for the actor.
    """

    holder: UUID | None = None
    areas: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
