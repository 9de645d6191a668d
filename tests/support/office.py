"""An office at work on a log in memory: a handler, its people, and one cooperative's papers."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from application.kernel.handler import Done, Effect, Handler
from application.kernel.ports import UPLOAD_WAITS, RefusedCommand, Waiting
from application.kernel.use_case import AnySubject
from application.scoring.bundled import publish_bundled_rulesets
from application.scoring.ruleset_cache import RulesetCache
from application.subjects import SUBJECTS
from domain.assessment.commands import (
    EnterComponents,
    OpenAssessment,
    SubmitAssessment,
    VerifyAssessment,
)
from domain.assessment.events import ComponentEntry
from domain.cooperative.commands import RegisterCooperative, VerifyRegistration
from domain.kernel.actors import Actor, Role
from domain.kernel.commands import Command
from domain.kernel.files import StoredFile
from domain.kernel.refusals import Refusal, Refusals
from infrastructure.rulesets.bundled import bundled_rulesets
from tests.support.given import COLLEAGUE, NOW, OFFICER, OPERATOR
from tests.support.memory_store import MemoryEventStore
from tests.support.null_ports import EveryArea, NullOrigins


class StoppedClock:
    """A clock that always says the same moment."""

    def __init__(self, moment: datetime = NOW) -> None:
        self.moment = moment

    def now(self) -> datetime:
        """Return that moment."""
        return self.moment


class MemoryDocuments:
    """The port `DocumentStore` on dictionaries: uploads by account and digest, what is kept."""

    def __init__(self) -> None:
        self.uploads: dict[tuple[str, str], tuple[bytes, str, datetime]] = {}
        self.addresses: dict[tuple[str, str], str | None] = {}
        self.named: set[tuple[str, str]] = set()
        self.files: dict[str, tuple[bytes, str]] = {}

    async def put(
        self, content: bytes, media_type: str, *, by: str, at: datetime, address: str | None = None
    ) -> str:
        """Let *content* wait and return its digest."""
        digest = "sha256:" + sha256(content).hexdigest()
        self.addresses.setdefault((by, digest), address)
        self.uploads[by, digest] = (content, media_type, at)
        return digest

    async def waiting(self, by: str, at: datetime, address: str | None = None) -> Waiting:
        """Return how much of *by* waits."""
        found = [
            len(content)
            for key, (content, _, since) in self.uploads.items()
            if key[0] == by and key not in self.named and since >= at - UPLOAD_WAITS
            if address in {None, self.addresses[key]}
        ]
        return Waiting(files=len(found), size=sum(found))

    async def uploaded(
        self, digests: Collection[str], *, by: str, at: datetime
    ) -> Mapping[str, StoredFile]:
        """Return those of *digests* that *by* uploaded lately."""
        return {
            digest: StoredFile(media_type=media_type, size=len(content))
            for (account, digest), (content, media_type, since) in self.uploads.items()
            if account == by and digest in digests and since >= at - UPLOAD_WAITS
        }

    async def keep(self, digests: Collection[str], *, by: str) -> None:
        """Keep what *by* uploaded."""
        for digest in digests:
            content, media_type, _ = self.uploads[by, digest]
            self.files.setdefault(digest, (content, media_type))
            self.named.add((by, digest))

    async def get(self, digest: str) -> tuple[bytes, str] | None:
        """Return the content and media type, None when there is no such file."""
        return self.files.get(digest)


class Notebook:
    """The port `RefusedCommands` on a list."""

    def __init__(self) -> None:
        self.refused: list[RefusedCommand] = []

    async def record(self, refused: RefusedCommand) -> None:
        """Remember *refused*."""
        self.refused.append(refused)


class Office:
    """A handler over an empty log with the bundled rulesets published, and who works there.

    Its methods do the ordinary things in one word; *officer* and *colleague* are two
    officers of Kota Semarang, *operator* keeps the papers of the one cooperative.
    """

    officer = OFFICER
    colleague = COLLEAGUE
    operator = OPERATOR
    cooperative = UUID(int=7)
    assessment = UUID(int=70)

    def __init__(
        self,
        store: MemoryEventStore | None = None,
        subjects: Iterable[AnySubject] = SUBJECTS,
        effects: Mapping[type[Command], Sequence[Effect]] = {},
        ids: Callable[[], UUID] = uuid4,
        clock: StoppedClock | None = None,
    ) -> None:
        self.store = store or MemoryEventStore()
        self.documents = MemoryDocuments()
        self.notebook = Notebook()
        self.ruleset_cache = RulesetCache()
        self.handler = Handler(
            self.store,
            clock or StoppedClock(),
            self.documents,
            areas=EveryArea(),
            refused=self.notebook,
            origins=NullOrigins(),
            ruleset_cache=self.ruleset_cache,
            subjects=subjects,
            effects=effects,
            ids=ids,
        )

    async def publish(self) -> None:
        """Publish the bundled rulesets."""
        await publish_bundled_rulesets(self.handler, bundled_rulesets())

    async def do(self, command: Command, actor: Actor = OFFICER, **options: Any) -> Done:
        """Carry *command* out for *actor*."""
        return await self.handler.handle(command, actor=actor, **options)

    async def refusal(self, command: Command, actor: Actor = OFFICER, **options: Any) -> Refusal:
        """Return the refusal of *command*, the first of several; the log must be untouched."""
        before = len(self.store.log)
        try:
            await self.do(command, actor, **options)
        except Refusal as refusal:
            found = refusal
        except Refusals as refusals:
            found = refusals.items[0]
        else:
            raise AssertionError(f"{type(command).__name__} was carried out.")
        assert len(self.store.log) == before
        return found

    async def register(self, command: RegisterCooperative) -> None:
        """Have the cooperative registered by its operator, and verified."""
        await self.do(command, self.operator)
        await self.do(VerifyRegistration(cooperative=command.cooperative))

    async def open(self, *, ruleset: str = "semarang-2015", book_year: int = 2015) -> Done:
        """Open the assessment."""
        return await self.do(
            OpenAssessment(
                assessment=self.assessment,
                cooperative=self.cooperative,
                book_year=book_year,
                ruleset=ruleset,
            ),
            self.operator,
        )

    async def submit(self, components: dict[str, ComponentEntry | None]) -> Done:
        """Enter *components* as an officer does, and submit as the operator."""
        await self.do(EnterComponents(assessment=self.assessment, components=components))
        return await self.do(SubmitAssessment(assessment=self.assessment), self.operator)

    async def verify(self, actor: Actor = COLLEAGUE) -> Done:
        """Verify the submission."""
        return await self.do(VerifyAssessment(assessment=self.assessment), actor)


NEIGHBOUR = Actor(account="officer-9", role=Role.OFFICER, office="dinas-3373", territory="33.73")
"""An officer of Kota Salatiga, who has no business in Semarang."""
