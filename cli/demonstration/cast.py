"""Who acts in the demonstration: two officers in every office, an operator per cooperative.

Two, because whoever submitted or verified something may not decide on it again: *first*
registers and corrects, *second* verifies.
"""

from uuid import UUID

from domain.actors import Actor, Role


def office_of(territory: str) -> str:
    """Return the name of the office that supervises *territory*."""
    return f"dinas-{territory}"


def first_officer(territory: str) -> Actor:
    """Return the officer who keeps the registry and records corrections."""
    return _officer(territory, 1)


def second_officer(territory: str) -> Actor:
    """Return the officer who verifies what others submitted."""
    return _officer(territory, 2)


def operator_of(number: int, cooperative: UUID) -> Actor:
    """Return the person who fills in the forms of the *number*-th cooperative."""
    return Actor(
        account=f"pengurus-{number:04}",
        role=Role.OPERATOR,
        cooperative=cooperative,
    )


def _officer(territory: str, number: int) -> Actor:
    return Actor(
        account=f"petugas-{territory}-{number}",
        role=Role.OFFICER,
        office=office_of(territory),
        territory=territory,
    )
