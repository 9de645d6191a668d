"""What an account or a service key is at this moment, folded from the log.

An account works for the territory that its office has now; when the office closes, its accounts
and keys are over as well.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from application.kernel.ports import EventStore
from domain.account import ACCOUNT
from domain.account.state import Account
from domain.kernel.actors import Actor, Role
from domain.kernel.area_codes import NATIONAL
from domain.kernel.events import Event
from domain.kernel.log import Recorded
from domain.office import OFFICE
from domain.office.state import Office, office_stream
from domain.service_key import SERVICE_KEY
from domain.service_key.state import ServiceKey


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """What an account is; *owes_code* until it has the one-time code that its office demands."""

    actor: Actor
    owes_code: bool


class ValidKey(msgspec.Struct, frozen=True, kw_only=True):
    """What a service key may do, until *ends_at* at most."""

    actor: Actor
    ends_at: datetime


class Standings:
    """Reads the streams of accounts, keys and their offices."""

    def __init__(self, store: EventStore) -> None:
        self._store = store

    async def of_account(self, account: UUID) -> Standing | None:
        """Return what *account* is now, None when it may not be used."""
        found = ACCOUNT.fold(await self._events(account))
        if found is None or not found.enabled:
            return None
        office = await self._office(found.office)
        if found.office is not None and (office is None or not office.open):
            return None
        demanded = office is not None and found.role in office.second_factor
        return Standing(
            actor=_person(account, found, office), owes_code=demanded and not found.second_factor
        )

    async def has_codes(self, account: UUID) -> bool:
        """Say whether *account*, enabled or not, signs in with one-time codes."""
        found = ACCOUNT.fold(await self._events(account))
        return found is not None and found.second_factor

    async def of_key(self, key: UUID, at: datetime) -> ValidKey | None:
        """Return what *key* may do at *at*, None when it may not be used."""
        found = SERVICE_KEY.fold(await self._events(key))
        if not isinstance(found, ServiceKey) or not found.valid_at(at):
            return None
        office = await self._office(found.office)
        if found.office is not None and (office is None or not office.open):
            return None
        return ValidKey(actor=_program(key, found, office), ends_at=found.expires_at)

    async def _events(self, stream: UUID) -> Sequence[Recorded[Event]]:
        return (await self._store.read([stream])).get(stream, ())

    async def _office(self, code: str | None) -> Office | None:
        return OFFICE.fold(await self._events(office_stream(code))) if code is not None else None


def _person(account: UUID, found: Account, office: Office | None) -> Actor:
    """Return *found* in action, with the territory that its office has now."""
    return Actor(
        account=str(account),
        role=found.role,
        name=found.user_name,
        office=found.office,
        territory=office.territory if office is not None else found.territory,
        cooperative=found.cooperative,
        interests=found.interests,
    )


def _program(key: UUID, found: ServiceKey, office: Office | None) -> Actor:
    """Return *found* in action; a key of no office reaches the whole country."""
    return Actor(
        account=str(key),
        role=Role.SERVICE,
        name=found.name,
        office=found.office,
        territory=office.territory if office is not None else NATIONAL,
        cooperative=found.cooperative,
        scopes=found.scopes,
    )
