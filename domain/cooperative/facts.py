"""What a decision on a cooperative is told besides the state and the command."""

from collections.abc import Mapping
from uuid import UUID

from domain.kernel.facts import Facts


class CooperativeFacts(Facts, frozen=True, kw_only=True):
    """What a decision on a cooperative needs to know from outside.

    *holders* says which cooperative holds the legal numbers and the NIK that are asked for or
    given up; *areas* and *documents* are those of the command's codes and digests that
    exist for the actor. *same_origin* says that the registration came from where the actor works.
    """

    holders: Mapping[UUID, UUID] = {}
    areas: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    same_origin: bool = False
