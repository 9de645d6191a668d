"""Opens the demonstration: fills the log, lets some of the cast in, and says what to try."""

from collections.abc import Mapping, Sequence

import msgspec
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from api.execution.services import Services
from api.relay.nodes import opaque
from application.access.demonstration import PASSWORD, let_in
from application.access.services import Access
from application.kernel.ports import EventStore
from cli.demonstration.cases import Case
from cli.demonstration.cast import (
    ADMINISTRATOR,
    Member,
    auditor_of,
    first_officer,
    head_of,
    offices,
    second_officer,
)
from cli.demonstration.fill import Filled, Target, all_stories, fill, target_of
from cli.demonstration.places import SEMARANG
from cli.demonstration.registrations import subject_of
from cli.demonstration.semarang import LEGAL_NUMBER
from cli.demonstration.stories import CORRECTED, case_of
from cli.demonstration.welcome import (
    AS_OF,
    QUEUE,
    SCORE,
    TRY_AS_OF,
    TRY_QUEUE,
    TRY_SCORE,
    Guest,
    Query,
    Welcome,
)
from domain.assessment.events import AssessmentCorrected
from domain.kernel.area_codes import NATIONAL
from domain.kernel.time_zones import MINISTRY, day_in
from domain.scoring.ruleset import Ruleset
from infrastructure.rulesets.bundled import bundled_rulesets

COOPERATIVES = 300
SALATIGA = "33.73"

Rulesets = Mapping[str, Ruleset]


async def open_demonstration(
    services: Services, *, address: str, out: Console, cooperatives: int = COOPERATIVES
) -> Welcome:
    """Fill the log of *services*, with progress on *out*; return what to say of it at *address*.

    A log that has the demonstration already is left as it is; sessions are new each time.
    """
    demonstration = Demonstration(
        target=target_of(services),
        access=services.access,
        rulesets={ruleset.id: ruleset for ruleset in bundled_rulesets()},
        cooperatives=cooperatives,
    )
    return await demonstration.open(address, out)


class Demonstration(msgspec.Struct, frozen=True, kw_only=True):
    """So many invented *cooperatives*, told to *target*, and people let in by *access*."""

    target: Target
    access: Access
    rulesets: Rulesets
    cooperatives: int

    async def open(self, address: str, out: Console) -> Welcome:
        """Fill the log, with progress shown on *out*; return what to say of it at *address*."""
        await self._fill(out)
        guests = await self._let_in()
        queries = await self._queries({guest.member: guest.token for guest in guests})
        return Welcome(
            endpoint=f"{address}/graphql", password=PASSWORD, guests=guests, queries=queries
        )

    async def _fill(self, out: Console) -> Filled:
        today = day_in(self.access.clock.now(), MINISTRY)
        stories = all_stories(self.cooperatives, self.rulesets, today)
        with _bar(out) as bar:
            total = len(offices()) + 1 + self.cooperatives
            task = bar.add_task("Peraga / demonstration", total=total)
            return await fill(self.target, stories, lambda: bar.advance(task))

    async def _let_in(self) -> tuple[Guest, ...]:
        members = shown()
        names = {member.account: member.user_name for member in members}
        tokens = await let_in(self.access, names)
        return tuple(Guest(member=each, token=tokens[each.user_name]) for each in members)

    async def _queries(self, tokens: Mapping[Member, str]) -> tuple[Query, ...]:
        """Return three things to ask, the last two in the name of a verifying officer."""
        token = tokens[second_officer(SEMARANG)]
        case = case_of(*CORRECTED, self.rulesets)
        asked = {
            "penilaian": opaque("Assessment", case.assessment),
            "posisi": str(await position_before_correction(self.target.store, case)),
        }
        return (
            Query(about=TRY_SCORE, query=SCORE, variables={"nomor": LEGAL_NUMBER.number}),
            Query(about=TRY_QUEUE, query=QUEUE, token=token),
            Query(about=TRY_AS_OF, query=AS_OF, variables=asked, token=token),
        )


def shown() -> Sequence[Member]:
    """Return who of the cast can sign in: one of each role, and somebody from next door."""
    return (
        first_officer(SEMARANG),
        second_officer(SEMARANG),
        head_of(SEMARANG),
        first_officer(SALATIGA),
        subject_of(CORRECTED[0]).operator,
        auditor_of(NATIONAL),
        ADMINISTRATOR,
    )


async def position_before_correction(store: EventStore, case: Case) -> int:
    """Return where the log stood when the score of *case* was about to be corrected."""
    events = (await store.read([case.assessment]))[case.assessment]
    corrections = (each for each in events if isinstance(each.event, AssessmentCorrected))
    return next(corrections).position - 1


def _bar(out: Console) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, TimeElapsedColumn(), console=out)
