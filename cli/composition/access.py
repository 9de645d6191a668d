"""The services that let people and programs in, and what runs beside them.

Three steps, because the handler needs the effects and the services need the handler:
`access_adapters` (in `cli.composition.access_adapters`), `access_effects`, `open_access`.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any
from uuid import UUID

import structlog

from application.access.confirmation import Confirmation
from application.access.effects import effects
from application.access.identities import Identities
from application.access.invitations import Invitations
from application.access.key_issuing import KeyIssuing
from application.access.new_passwords import NewPasswords
from application.access.registrations import Registrations
from application.access.resets import Resets
from application.access.second_factors import SecondFactors
from application.access.sensitive import Sensitive
from application.access.services import Access
from application.access.sign_in import SignIn
from application.access.sign_in_guard import SignInGuard
from application.kernel.handler import Effect, Handler
from application.kernel.ports import EventStore
from cli.composition.access_adapters import AccessAdapters
from infrastructure.access.password_strength import weaknesses
from infrastructure.access.second_factor import TotpCodes
from infrastructure.access.sessions import CHANNEL
from infrastructure.event_store import Listener
from infrastructure.postgres.sql import Pool

LOG = structlog.get_logger()

BETWEEN_SWEEPS = 300.0
"""Seconds between two times that what has ended by itself is removed."""


def access_effects(adapters: AccessAdapters) -> Mapping[type[Any], Sequence[Effect]]:
    """Return what the handler does at once after commands on accounts and keys."""
    return effects(
        identities=adapters.identities,
        sessions=adapters.sessions,
        links=adapters.links,
        credentials=adapters.credentials,
        former=adapters.former,
        clock=adapters.clock,
    )


@asynccontextmanager
async def open_access(
    adapters: AccessAdapters, *, store: EventStore, handler: Handler
) -> AsyncIterator[Access]:
    """Lend the services."""
    access = _services(adapters, store, handler)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(adapters.passwords.close)
        stack.push_async_callback(access.resets.close)
        yield access


async def keep_swept(adapters: AccessAdapters, pause: float = BETWEEN_SWEEPS) -> None:
    """Sweep now and every *pause* seconds; what fails is told and tried again."""
    while True:
        try:
            await adapters.sweep()
        except Exception:
            LOG.exception("sweep_failed")
        await asyncio.sleep(pause)


def forgetting_of(identities: Identities, pool: Pool) -> Listener:
    """Return what hears of accounts and keys to look up anew.

    After a lost connection everybody is looked up anew: something may have been said meanwhile.
    """
    return Listener(
        pool,
        CHANNEL,
        heard=lambda subject: identities.forget(UUID(subject)),
        opened=identities.forget_all,
    )


def _services(adapters: AccessAdapters, store: EventStore, handler: Handler) -> Access:
    codes = TotpCodes()
    confirmation = Confirmation(
        credentials=adapters.credentials,
        passwords=adapters.passwords,
        codes=codes,
        failures=adapters.failures,
        clock=adapters.clock,
    )
    sensitive = _sensitive(adapters, handler, confirmation)
    return Access(
        identities=adapters.identities,
        sign_in=_sign_in(adapters, codes),
        new_passwords=_new_passwords(adapters, handler, confirmation),
        second_factors=SecondFactors(
            handler=handler,
            credentials=adapters.credentials,
            codes=codes,
            sensitive=sensitive,
            clock=adapters.clock,
        ),
        invitations=_invitations(adapters, store, handler),
        resets=_resets(adapters, store, handler),
        keys=KeyIssuing(handler=handler, secrets=adapters.key_secrets),
        registrations=_registrations(adapters, store, handler),
        sensitive=sensitive,
        sessions=adapters.sessions,
        credentials=adapters.credentials,
        key_secrets=adapters.key_secrets,
        passwords=adapters.passwords,
        human_check=adapters.human_check,
        access_log=adapters.access_log,
        refused=adapters.refused,
        private_values=adapters.private_values,
        clock=adapters.clock,
    )


def _sensitive(adapters: AccessAdapters, handler: Handler, confirmation: Confirmation) -> Sensitive:
    return Sensitive(
        handler=handler,
        identities=adapters.identities,
        confirmation=confirmation,
        credentials=adapters.credentials,
        passwords=adapters.passwords,
        sessions=adapters.sessions,
        links=adapters.links,
        former=adapters.former,
        private_values=adapters.private_values,
        clock=adapters.clock,
    )


def _sign_in(adapters: AccessAdapters, codes: TotpCodes) -> SignIn:
    guard = SignInGuard(
        credentials=adapters.credentials,
        failures=adapters.failures,
        devices=adapters.devices,
        codes=codes,
        access_log=adapters.access_log,
    )
    return SignIn(
        identities=adapters.identities,
        credentials=adapters.credentials,
        sessions=adapters.sessions,
        failures=adapters.failures,
        passwords=adapters.passwords,
        guard=guard,
        devices=adapters.devices,
        human_check=adapters.human_check,
        origins=adapters.origins,
        access_log=adapters.access_log,
        clock=adapters.clock,
    )


def _new_passwords(
    adapters: AccessAdapters, handler: Handler, confirmation: Confirmation
) -> NewPasswords:
    return NewPasswords(
        handler=handler,
        identities=adapters.identities,
        credentials=adapters.credentials,
        sessions=adapters.sessions,
        links=adapters.links,
        passwords=adapters.passwords,
        strength=weaknesses,
        confirmation=confirmation,
        failures=adapters.failures,
        devices=adapters.devices,
        clock=adapters.clock,
    )


def _invitations(adapters: AccessAdapters, store: EventStore, handler: Handler) -> Invitations:
    return Invitations(
        store=store,
        handler=handler,
        credentials=adapters.credentials,
        links=adapters.links,
        private_values=adapters.private_values,
        address=adapters.address,
    )


def _registrations(adapters: AccessAdapters, store: EventStore, handler: Handler) -> Registrations:
    return Registrations(
        handler=handler,
        store=store,
        receipts=adapters.receipts,
        human_check=adapters.human_check,
        origins=adapters.origins,
        failures=adapters.failures,
        clock=adapters.clock,
    )


def _resets(adapters: AccessAdapters, store: EventStore, handler: Handler) -> Resets:
    return Resets(
        handler=handler,
        identities=adapters.identities,
        credentials=adapters.credentials,
        private_values=adapters.private_values,
        store=store,
        clock=adapters.clock,
    )
