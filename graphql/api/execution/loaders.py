"""What one operation reads, gathered: each view is asked once for all rows of a level.

Every loader asks the authorisation point for the caller's scope itself, so a thing
reached through another thing is as well guarded as one asked for directly.
"""

from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from typing import Any, TypeVar, cast
from uuid import UUID

from strawberry.dataloader import DataLoader

from api.execution.services import Services
from application.authorisation import ViewScope, scope
from application.scoring.ruleset_cache import find_ruleset
from domain.kernel.actors import Actor
from domain.kernel.events import Event
from domain.kernel.log import Recorded
from domain.scoring.document import ScoreDocument
from domain.scoring.ruleset import Ruleset
from projections.querying.paging import Page, PageRequest
from projections.views.accounts import questions as accounts
from projections.views.assessments import questions as assessments
from projections.views.assessments.questions import AssessmentFilter, AssessmentRow
from projections.views.cooperatives import questions as cooperatives
from projections.views.cooperatives.questions import CooperativeRow
from projections.views.scores import documents as score_documents
from projections.views.scores import questions as scores
from projections.views.scores.questions import ScoreFilter, ScoreRow

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

Fetch = Callable[[Sequence[K]], Awaitable[Mapping[K, V]]]


class Loaders:
    """The loaders of one operation of *actor*."""

    def __init__(self, services: Services, actor: Actor) -> None:
        self._services = services
        self._actor = actor
        self._loaders: dict[Hashable, DataLoader[Any, Any]] = {}

    def scope(self, field: str) -> ViewScope:
        """Return the rows that may be seen through *field*."""
        return scope(self._actor, field)

    def forget(self) -> None:
        """Read everything anew from here on: a command has changed what was read before."""
        self._loaders.clear()

    async def cooperative(self, key: UUID, as_of: int | None = None) -> CooperativeRow | None:
        """Return a cooperative of the register."""

        async def fetch(keys: Sequence[UUID]) -> Mapping[UUID, CooperativeRow]:
            seen = self.scope("Query.cooperative")
            return await cooperatives.by_ids(
                self._services.views, scope=seen, ids=keys, as_of=as_of
            )

        return await self._load(("cooperative", as_of), fetch, key)

    async def assessment(self, key: UUID) -> AssessmentRow | None:
        """Return an assessment."""

        async def fetch(keys: Sequence[UUID]) -> Mapping[UUID, AssessmentRow]:
            seen = self.scope("Query.assessment")
            return await assessments.by_ids(self._services.views, scope=seen, ids=keys)

        return await self._load("assessment", fetch, key)

    async def score(self, key: int) -> ScoreRow | None:
        """Return the score decided at position *key*."""

        async def fetch(keys: Sequence[int]) -> Mapping[int, ScoreRow]:
            seen = self.scope("Query.scores")
            return await scores.by_positions(self._services.views, scope=seen, positions=keys)

        return await self._load("score", fetch, key)

    async def current_score(self, key: UUID, as_of: int | None = None) -> ScoreRow | None:
        """Return the standing score of a cooperative's latest book year."""

        async def fetch(keys: Sequence[UUID]) -> Mapping[UUID, ScoreRow]:
            return await scores.current_of_cooperatives(
                self._services.views,
                scope=self.scope("Cooperative.currentScore"),
                cooperatives=keys,
                as_of=as_of,
            )

        return await self._load(("current", as_of), fetch, key)

    async def score_of_assessment(self, key: UUID, as_of: int | None = None) -> ScoreRow | None:
        """Return the standing score of an assessment."""

        async def fetch(keys: Sequence[UUID]) -> Mapping[UUID, ScoreRow]:
            return await scores.current_of_assessments(
                self._services.views,
                scope=self.scope("Query.scores"),
                assessments=keys,
                as_of=as_of,
            )

        return await self._load(("standing", as_of), fetch, key)

    async def scores_of_assessment(self, key: UUID) -> tuple[ScoreRow, ...]:
        """Return every score and void of an assessment, in order."""

        async def fetch(keys: Sequence[UUID]) -> Mapping[UUID, tuple[ScoreRow, ...]]:
            seen = self.scope("Query.scores")
            return await scores.history_of_assessments(
                self._services.views, scope=seen, assessments=keys
            )

        return await self._load("history", fetch, key) or ()

    async def score_page(
        self, key: UUID, request: PageRequest, where: ScoreFilter
    ) -> Page[ScoreRow]:
        """Return a page of a cooperative's scores."""

        async def fetch(keys: Sequence[UUID]) -> Mapping[UUID, Page[ScoreRow]]:
            return await scores.pages_of_cooperatives(
                self._services.views,
                scope=self.scope("Cooperative.scoreHistory"),
                cooperatives=keys,
                where=where,
                request=request,
            )

        return await self._load_page(("scores", request, where), fetch, key)

    async def assessment_page(
        self, key: UUID, request: PageRequest, where: AssessmentFilter
    ) -> Page[AssessmentRow]:
        """Return a page of a cooperative's assessments."""

        async def fetch(keys: Sequence[UUID]) -> Mapping[UUID, Page[AssessmentRow]]:
            return await assessments.pages_of_cooperatives(
                self._services.views,
                scope=self.scope("Cooperative.assessments"),
                cooperatives=keys,
                where=where,
                request=request,
            )

        return await self._load_page(("assessments", request, where), fetch, key)

    async def document(self, key: int) -> ScoreDocument | None:
        """Return the document of a score that was read before (and so may be seen)."""

        async def fetch(keys: Sequence[int]) -> Mapping[int, ScoreDocument]:
            return await score_documents.by_positions(self._services.views, positions=keys)

        return await self._load("document", fetch, key)

    async def story(self, stream: UUID) -> Mapping[int, Recorded[Event]]:
        """Return the events of *stream* by version; ask only for what was reached lawfully."""

        async def fetch(keys: Sequence[UUID]) -> Mapping[UUID, Mapping[int, Recorded[Event]]]:
            read = await self._services.store.read(keys)
            return {
                key: {recorded.version: recorded for recorded in events}
                for key, events in read.items()
            }

        return await self._load("story", fetch, stream) or {}

    async def user_name(self, account: str | None) -> str | None:
        """Return what *account* signs in as; what is no account, such as ``guest``, is its own."""
        if account is None:
            return None

        async def fetch(keys: Sequence[str]) -> Mapping[str, str]:
            return await accounts.user_names(self._services.views, keys)

        return await self._load("user_name", fetch, account) or account

    async def ruleset(self, digest: str) -> Ruleset:
        """Return the ruleset that a score or an assessment names; the log always holds it."""
        found = await find_ruleset(self._services.store, self._services.ruleset_cache, digest)
        if found is None:
            raise LookupError(f"The log holds no ruleset {digest}.")
        return found

    async def _load(self, name: Hashable, fetch: Fetch[K, V], key: K) -> V | None:
        """Load *key* by the loader called *name*, made of *fetch* when first asked for."""
        loader = self._loaders.get(name)
        if loader is None:
            loader = self._loaders[name] = DataLoader(_in_order(fetch))
        return cast("V | None", await loader.load(key))

    async def _load_page(self, name: Hashable, fetch: Fetch[UUID, Page[V]], key: UUID) -> Page[V]:
        """Load the page of *key*; who may see nothing gets an empty one."""
        page = await self._load(name, fetch, key)
        return page or Page(rows=(), keys=(), has_next=False, has_previous=False, order="")


def _in_order(fetch: Fetch[K, V]) -> Callable[[list[K]], Awaitable[list[V | None]]]:
    """Return *fetch* as a loader wants it: an answer for every key, in order."""

    async def load(keys: list[K]) -> list[V | None]:
        found = await fetch(keys)
        return [found.get(key) for key in keys]

    return load
