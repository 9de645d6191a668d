"""Somebody of every role, for tests that walk through all of them."""

from uuid import UUID

from domain.kernel.actors import GUEST, SYSTEM, Actor, Role

ACTORS = {
    Role.GUEST: GUEST,
    Role.OPERATOR: Actor(account="p", role=Role.OPERATOR, cooperative=UUID(int=1)),
    Role.MSME_OWNER: Actor(account="m", role=Role.MSME_OWNER),
    Role.OFFICER: Actor(account="o", role=Role.OFFICER, office="33.74", territory="33.74"),
    Role.EXECUTIVE: Actor(account="e", role=Role.EXECUTIVE, office="33.74", territory="33.74"),
    Role.AUDITOR: Actor(account="a", role=Role.AUDITOR, office="33.74", territory="33.74"),
    Role.SERVICE: Actor(account="k", role=Role.SERVICE, territory="33.74"),
    Role.ADMINISTRATOR: Actor(account="r", role=Role.ADMINISTRATOR),
    Role.SYSTEM: SYSTEM,
}
