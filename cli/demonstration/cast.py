"""Who acts in the demonstration: two officers in every office, an operator per cooperative.

Two, because whoever had a hand in a submission does not verify it: *first* keeps the registry,
prepares and corrects, *second* verifies. All have accounts, made like any account; who
of them can sign in is another matter.
"""

from functools import cache
from uuid import UUID

import msgspec

from cli.demonstration.names import mailbox_of, name_of
from cli.demonstration.places import area_name, territories
from cli.demonstration.story import Step, Story, invented
from domain.account.commands import CreateAccount, InviteOperator, Person
from domain.kernel.actors import SYSTEM, Actor, Role
from domain.office.commands import OpenOffice


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody of the cast: an account and what it may act as."""

    user_name: str
    full_name: str
    role: Role
    territory: str | None = None

    @property
    def account(self) -> UUID:
        """The account's own id."""
        return invented("account", self.user_name)

    @property
    def actor(self) -> Actor:
        """The account in action. An office is named by the code of its territory."""
        return Actor(
            account=str(self.account),
            role=self.role,
            name=self.full_name,
            office=self.territory,
            territory=self.territory,
        )

    def created(self) -> Step:
        """Return the step by which the installation makes the account."""
        return Step(
            name=f"account/{self.user_name}",
            command=CreateAccount(
                account=self.account,
                user_name=self.user_name,
                role=self.role,
                person=Person(full_name=self.full_name),
                office=self.territory,
            ),
            actor=SYSTEM,
        )


class Operator(Member, frozen=True, kw_only=True):
    """Somebody who acts for one cooperative, and is invited by its office."""

    cooperative: UUID

    @property
    def actor(self) -> Actor:
        """The account in action."""
        return Actor(
            account=str(self.account),
            role=self.role,
            name=self.full_name,
            cooperative=self.cooperative,
        )

    def invited(self, by: Member) -> Step:
        """Return the step by which an officer makes the account."""
        return Step(
            name=f"account/{self.user_name}",
            command=InviteOperator(
                account=self.account,
                cooperative=self.cooperative,
                user_name=self.user_name,
                person=Person(full_name=self.full_name),
            ),
            actor=by.actor,
        )


@cache
def first_officer(territory: str) -> Member:
    """Return the officer who keeps the registry, prepares cases and records corrections."""
    return _member(territory, "petugas1", "Petugas Satu", Role.OFFICER)


@cache
def second_officer(territory: str) -> Member:
    """Return the officer who verifies what others submitted."""
    return _member(territory, "petugas2", "Petugas Dua", Role.OFFICER)


@cache
def head_of(territory: str) -> Member:
    """Return the head of the office, who reads everything and signs."""
    return _member(territory, "kepala", "Kepala Dinas", Role.EXECUTIVE)


@cache
def auditor_of(territory: str) -> Member:
    """Return the inspector who reads every event and changes nothing."""
    return _member(territory, "auditor", "Inspektur", Role.AUDITOR)


ADMINISTRATOR = Member(
    user_name="admin.peraga", full_name="Administrator Peraga", role=Role.ADMINISTRATOR
)
"""Who runs the installation, and scores nothing."""


def operator_of(number: int, cooperative: UUID) -> Operator:
    """Return the person who fills in the forms of the *number*-th cooperative."""
    return Operator(
        user_name=f"pengurus.{mailbox_of(number)}",
        full_name=f"Pengurus {name_of(number)}",
        role=Role.OPERATOR,
        cooperative=cooperative,
    )


def offices() -> tuple[Story, ...]:
    """Return how the administrator comes, and how each office opens and gets its people."""
    administration = Story(key="administration", steps=(ADMINISTRATOR.created(),))
    return (administration, *(opening(territory) for territory in territories()))


def opening(territory: str) -> Story:
    """Return how the office of *territory* opens and gets its people."""
    opened = Step(
        name="open",
        command=OpenOffice(
            office=territory,
            name=f"Dinas Koperasi dan UKM {area_name(territory)}",
            territory=territory,
        ),
        actor=SYSTEM,
    )
    people = (first_officer, second_officer, head_of, auditor_of)
    return Story(
        key=f"office/{territory}",
        steps=(opened, *(person(territory).created() for person in people)),
    )


def _member(territory: str, post: str, title: str, role: Role) -> Member:
    place = area_name(territory)
    return Member(
        user_name=f"{post}.{place.lower().replace(' ', '-')}",
        full_name=f"{title} {place}",
        role=role,
        territory=territory,
    )
