"""What a generated nation consists of, and that it is the same each time."""

import io
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec
import pytest

from cli.generation import worker
from cli.generation.lines import packed, unpacked
from cli.generation.plan import Plan, stories, subject_of, territories
from cli.generation.telling import Teller
from cli.generation.worker import LENGTH, Share, tell
from domain.account.events import AccountCreated
from domain.assessment.events import AssessmentOpened, AssessmentScored, DocumentAttached
from domain.kernel.log import Append
from domain.kernel.refusals import Refusal
from infrastructure.mapper import Mapper
from infrastructure.rulesets.bundled import bundled_rulesets

PLAN = Plan(cooperatives=12, years=2, seed=3, batch=8)


async def told(plan: Plan, batch: int) -> list[list[Append]]:
    """Return what a batch of *plan* writes, in waves."""
    teller = Teller(bundled_rulesets())
    await teller.open()
    return await teller.told(stories(plan, batch, teller.rulesets))


def events(waves: list[list[Append]]) -> list[Any]:
    """Return the events of *waves*."""
    return [new.event for wave in waves for append in wave for new in append.events]


def ids(waves: Sequence[Sequence[Any]]) -> list[list[UUID]]:
    """Return the command ids of *waves*."""
    return [[each.command_id for each in wave] for wave in waves]


async def test_the_same_seed_is_the_same_nation() -> None:
    """Twice told, one batch is the same to the byte; another seed is another one."""
    first, second, other = [
        packed(await told(plan, 1), Mapper())
        for plan in (PLAN, PLAN, msgspec.structs.replace(PLAN, seed=4))
    ]
    assert first == second
    assert first != other


async def test_it_has_the_last_years_and_scores_of_the_engine() -> None:
    """Of two years only 2024 and 2025 are assessed, and some of them scored."""
    found = events(await told(PLAN, 1))
    assert {each.book_year for each in found if isinstance(each, AssessmentOpened)} == {2024, 2025}
    assert [each for each in found if isinstance(each, AssessmentScored)]


async def test_what_is_written_together_shares_no_stream() -> None:
    """A wave has a command of each story, and each stream grows by one command at a time."""
    for wave in await told(PLAN, 1):
        streams = [{new.stream for new in append.events} for append in wave]
        assert len(set().union(*streams)) == sum(map(len, streams))


async def test_papers_are_attached() -> None:
    """Among a few dozen somebody mends a finding with a paper."""
    found = events(await told(Plan(cooperatives=30, years=2, seed=3, batch=30), 1))
    assert [each for each in found if isinstance(each, DocumentAttached)]


async def test_every_area_has_an_office_whose_people_have_no_names() -> None:
    """The ministry, 38 provinces and all regencies and cities, four people each."""
    found = events(await told(PLAN, 0))
    accounts = [each for each in found if isinstance(each, AccountCreated)]
    assert len(accounts) == 4 * (1 + len(territories()))
    assert {bool(each.person) for each in accounts} == {False}
    assert "petugas1.33.74" in {each.user_name for each in accounts}


def test_cooperatives_sit_all_over_the_country() -> None:
    """A hundred of them are in more than twenty provinces; some serve a whole province."""
    places = [subject_of(number).place for number in range(100)]
    assert len({place.province for place in places}) > 20
    assert {place.membership_area == place.province for place in places} == {True, False}


async def test_a_worker_hands_over_its_share() -> None:
    """Of three batches the second of two workers has one, which can be read back."""
    out = io.BytesIO()
    share = Share(plan=PLAN, first=1, workers=2)
    await tell(share, out)
    content = out.getvalue()
    assert list(share.batches()) == [1]
    assert int.from_bytes(content[:LENGTH]) == len(content) - LENGTH
    read = unpacked(content[LENGTH:])
    assert ids(read) == ids(await told(PLAN, 1))


async def test_a_story_that_may_not_happen_is_a_mistake() -> None:
    """A second opening of the same office is refused, and nothing hides it."""
    teller = Teller(bundled_rulesets())
    await teller.open()
    (story, *_) = stories(PLAN, 0, teller.rulesets)
    twice = msgspec.structs.replace(story, steps=(story.steps[0], story.steps[0]))
    with pytest.raises(Refusal):
        await teller.told(iter([twice]))


def test_a_worker_ends_when_nobody_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader has gone: no stack, nothing."""

    async def gone(_share: Share, _out: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr(worker, "tell", gone)
    monkeypatch.setattr("sys.stderr", io.StringIO())
    worker.main(msgspec.json.encode(Share(plan=PLAN, first=0, workers=1)).decode())
