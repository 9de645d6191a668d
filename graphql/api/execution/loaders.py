"""What one operation reads, gathered: each view is asked once for all rows of a level.

Whoever asks says which rows may be seen (*seen*, from `api.building.rights.scope_of`), and
rows are kept by it: what one field was allowed to read is no answer to another field.
"""

from asyncio import shield
from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from typing import Any, TypeVar, cast
from uuid import UUID

from strawberry.dataloader import DataLoader

from api.execution.batches import Batch
from api.execution.services import Services
from application.access.ports import LastUse
from application.authorisation import ViewScope
from application.scoring.ruleset_cache import find_ruleset
from domain.kernel.events import Event
from domain.kernel.log import Recorded
from domain.scoring.document import ScoreDocument
from domain.scoring.ruleset import Ruleset
from projections.views.accounts import questions as accounts
from projections.views.accounts.questions import AccountRow
from projections.views.areas import questions as areas
from projections.views.areas.questions import AreaRow
from projections.views.assessments import questions as assessments
from projections.views.assessments.questions import AssessmentRow
from projections.views.cooperatives import questions as cooperatives
from projections.views.cooperatives.questions import CooperativeRow
from projections.views.offices import questions as offices
from projections.views.offices.questions import OfficeRow
from projections.views.scores import documents as score_documents
from projections.views.scores import questions as scores
from projections.views.scores.questions import ScoreRow

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

Fetch = Callable[[Sequence[K]], Awaitable[Mapping[K, V]]]


class Loaders:
    """The loaders of one operation."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._loaders: dict[Hashable, DataLoader[Any, Any]] = {}

    def forget(self) -> None:
        """Read everything anew from here on: a command has changed what was read before."""
        self._loaders.clear()

    async def cooperative(
        self, key: UUID, seen: ViewScope, as_of: int | None = None
    ) -> CooperativeRow | None:
        """Return a cooperative of the register."""
        return await self._row(cooperatives.by_ids, "ids", key, scope=seen, as_of=as_of)

    async def assessment(self, key: UUID, seen: ViewScope) -> AssessmentRow | None:
        """Return an assessment."""
        return await self._row(assessments.by_ids, "ids", key, scope=seen)

    async def score(self, key: int, seen: ViewScope) -> ScoreRow | None:
        """Return the score decided at position *key*."""
        return await self._row(scores.by_positions, "positions", key, scope=seen)

    async def batch(self, batch: Batch, key: Any, **said: Hashable) -> Any:
        """Return what the row with that *key* leads to."""
        found = await self._row(batch.ask, batch.keys, key, **said)
        return batch.none if found is None else found

    async def document(self, key: int) -> ScoreDocument | None:
        """Return the document of a score that was read before (and so may be seen)."""
        return await self._row(score_documents.by_positions, "positions", key)

    async def events_of(self, stream: UUID) -> Mapping[int, Recorded[Event]]:
        """Return the events of *stream* by version; ask only for what was reached lawfully."""

        async def fetch(keys: Sequence[UUID]) -> Mapping[UUID, Mapping[int, Recorded[Event]]]:
            read = await self._services.store.read(keys)
            return {
                key: {recorded.version: recorded for recorded in events}
                for key, events in read.items()
            }

        return await self._load("events", fetch, stream) or {}

    async def end_of_log(self) -> int:
        """Return the position of the newest event, as it was when first asked."""

        async def fetch(_keys: Sequence[str]) -> Mapping[str, int]:
            return {"end": await self._services.store.last_position()}

        return await self._load("end_of_log", fetch, "end") or 0

    async def user_name(self, account: str | None) -> str | None:
        """Return what *account* signs in as; what is no account, such as ``guest``, is its own."""
        if account is None:
            return None
        return await self._row(accounts.user_names, "accounts", account) or account

    async def account(self, account: str) -> AccountRow | None:
        """Return the row of *account*, None for what is no account; ask only for one's own."""
        key = accounts.id_of(account)
        return await self._row(accounts.by_ids, "accounts", key) if key is not None else None

    async def area_name(self, code: str | None) -> str | None:
        """Return the newest name of the area *code*, None when nobody knows the code."""
        return await self._row(areas.newest_names, "codes", code) if code is not None else None

    async def area_history(self, code: str) -> tuple[AreaRow, ...]:
        """Return every name that the area *code* had, the newest first."""
        return await self._row(areas.history, "codes", code) or ()

    async def office(self, code: str | None) -> OfficeRow | None:
        """Return the office with the code *code*."""
        return await self._row(offices.by_codes, "offices", code) if code is not None else None

    async def has_password(self, account: UUID) -> bool:
        """Say whether *account* has a password, which it gets by its first one-time link."""
        credentials = self._services.access.credentials

        async def fetch(keys: Sequence[UUID]) -> Mapping[UUID, bool]:
            return dict.fromkeys(await credentials.having_passwords(keys), True)

        return await self._load("has_password", fetch, account) or False

    async def last_use(self, key: UUID) -> LastUse | None:
        """Return when and from where a service key was last used."""
        return await self._load("last_use", self._services.access.key_secrets.last_uses, key)

    async def ruleset(self, digest: str) -> Ruleset:
        """Return the ruleset that a score or an assessment names; the log always holds it."""
        found = await find_ruleset(self._services.store, self._services.ruleset_cache, digest)
        if found is None:
            raise LookupError(f"The log holds no ruleset {digest}.")
        return found

    async def _row(
        self, ask: Callable[..., Awaitable[Mapping[K, V]]], keys: str, key: K, **said: Hashable
    ) -> V | None:
        """Ask a view for *key*, together with all that is asked in the same words.

        *keys* is what the question calls its list of keys.
        """

        async def fetch(all_keys: Sequence[K]) -> Mapping[K, V]:
            return await ask(self._services.views, **{keys: all_keys}, **said)

        return await self._load((ask, *said.values()), fetch, key)

    async def _load(self, name: Hashable, fetch: Fetch[K, V], key: K) -> V | None:
        """Load *key* by the loader called *name*, made of *fetch* when first asked for.

        All who ask for one key wait for one answer. The engine cancels the parts of an object
        that has failed elsewhere, and whoever is cancelled leaves the answer to the others.
        """
        loader = self._loaders.get(name)
        if loader is None:
            loader = self._loaders[name] = DataLoader(_in_order(fetch))
        return cast("V | None", await shield(loader.load(key)))


def _in_order(fetch: Fetch[K, V]) -> Callable[[list[K]], Awaitable[list[V | None]]]:
    """Return *fetch* as a loader wants it: an answer for every key, in order."""

    async def load(keys: list[K]) -> list[V | None]:
        found = await fetch(keys)
        return [found.get(key) for key in keys]

    return load
