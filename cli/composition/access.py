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
    """Lend the services, and sweep meanwhile."""
    access = _services(adapters, store, handler)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(adapters.passwords.close)
        stack.push_async_callback(access.resets.close)
        sweeping = asyncio.create_task(keep_swept(adapters), name="sweeping")
        stack.callback(sweeping.cancel)
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
    identities, credentials = adapters.identities, adapters.credentials
    sessions, links = adapters.sessions, adapters.links
    passwords, failures = adapters.passwords, adapters.failures
    clock, codes = adapters.clock, TotpCodes()
    confirmation = Confirmation(
        credentials=credentials, passwords=passwords, codes=codes, failures=failures, clock=clock
    )
    sensitive = Sensitive(
        handler=handler,
        identities=identities,
        confirmation=confirmation,
        credentials=credentials,
        passwords=passwords,
        sessions=sessions,
        links=links,
        former=adapters.former,
        private_values=adapters.private_values,
        clock=clock,
    )
    return Access(
        identities=identities,
        sign_in=SignIn(
            identities=identities,
            credentials=credentials,
            sessions=sessions,
            failures=failures,
            passwords=passwords,
            guard=SignInGuard(
                credentials=credentials,
                failures=failures,
                devices=adapters.devices,
                codes=codes,
                access_log=adapters.access_log,
            ),
            devices=adapters.devices,
            human_check=adapters.human_check,
            access_log=adapters.access_log,
            clock=clock,
        ),
        new_passwords=NewPasswords(
            handler=handler,
            identities=identities,
            credentials=credentials,
            sessions=sessions,
            links=links,
            passwords=passwords,
            strength=weaknesses,
            confirmation=confirmation,
            failures=failures,
            devices=adapters.devices,
            clock=clock,
        ),
        second_factors=SecondFactors(
            handler=handler,
            credentials=credentials,
            codes=codes,
            sensitive=sensitive,
            clock=clock,
        ),
        invitations=Invitations(
            store=store,
            handler=handler,
            credentials=credentials,
            links=links,
            private_values=adapters.private_values,
            address=adapters.address,
        ),
        resets=Resets(
            handler=handler,
            identities=identities,
            credentials=credentials,
            private_values=adapters.private_values,
            store=store,
            clock=clock,
        ),
        keys=KeyIssuing(handler=handler, secrets=adapters.key_secrets),
        sensitive=sensitive,
        sessions=sessions,
        credentials=credentials,
        key_secrets=adapters.key_secrets,
        passwords=passwords,
        human_check=adapters.human_check,
        access_log=adapters.access_log,
        refused=adapters.refused,
        private_values=adapters.private_values,
        clock=clock,
    )
