"""The register of cooperatives: as it is, as it was, searched and narrowed."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from application.authorisation import ViewScope
from domain.assessment.events import ScoreChangeKind
from domain.cooperative.events import (
    CooperativeDeactivated,
    CooperativeProfileChanged,
    CooperativeReactivated,
    CooperativeRelocated,
    Kind,
    LegalNumber,
    Location,
    Profile,
    RegistrationRejected,
)
from domain.scoring.predicates import Predicate
from infrastructure.postgres.sql import Pool
from projections.querying.paging import PageRequest
from projections.views.cooperatives import questions as cooperatives
from projections.views.cooperatives.questions import (
    CooperativeFilter,
    CooperativeOrder,
    CooperativeRow,
    CooperativeStatus,
)
from tests.integration.projections.steps import NATIONAL, follow, tell
from tests.support.history import BEGIN, LOCATION, History, named, profile, scored, write


async def names(pool: Pool, **asked: object) -> list[str]:
    """Return the names of the page of cooperatives that is *asked* for."""
    page = await cooperatives.page(pool, scope=NATIONAL, **asked)  # type: ignore[arg-type]
    return [row.name for row in page.rows]


async def one(pool: Pool, name: str, as_of: int | None = None) -> CooperativeRow:
    """Return the cooperative of that *name*."""
    row = await cooperatives.by_id(pool, scope=NATIONAL, cooperative=named(name), as_of=as_of)
    assert row is not None
    return row


async def test_a_verified_cooperative_is_active(pool: Pool, database_url: str) -> None:
    """KPRI Handayani is in the register with everything that was entered."""
    history = History()
    history.active("KPRI Handayani")
    await tell(database_url, pool, history)
    found = await one(pool, "KPRI Handayani")
    assert found.status is CooperativeStatus.ACTIVE
    assert found.status_reason == "complete"
    assert (found.legal_number, found.regency) == ("KPRI Handayani/BH", "33.74")
    assert (found.latitude, found.longitude) == (
        LOCATION.coordinates and LOCATION.coordinates.latitude,
        LOCATION.coordinates and LOCATION.coordinates.longitude,
    )
    assert found.registered_at == BEGIN
    assert found.changed_at == BEGIN + timedelta(minutes=2)
    assert (found.stream_version, found.valid_from, found.valid_to) == (2, 3, None)


async def test_the_register_can_be_asked_as_of_any_position(pool: Pool, database_url: str) -> None:
    """Each state was true from its event until the next one."""
    history = History()
    koperasi = history.active("Arta")
    moved = Location(address="Jl. Baru 2", village="33.22.05.2001")
    history.add(koperasi, CooperativeRelocated(location=moved, reason="new office"))
    history.add(koperasi, CooperativeDeactivated(reason="asleep"))
    history.add(koperasi, CooperativeReactivated(reason="awake"))
    renamed = profile("Arta Jaya", area="33", nik="337401")
    history.add(koperasi, CooperativeProfileChanged(profile=renamed))
    await tell(database_url, pool, history)

    seen = [
        await cooperatives.by_id(pool, scope=NATIONAL, cooperative=koperasi, as_of=position)
        for position in range(history.end + 1)
    ]
    assert [row and (row.name, row.status, row.village) for row in seen] == [
        None,
        ("Arta", CooperativeStatus.REGISTERED, "33.74.01.1001"),
        ("Arta", CooperativeStatus.REGISTERED, "33.74.01.1001"),
        ("Arta", CooperativeStatus.ACTIVE, "33.74.01.1001"),
        ("Arta", CooperativeStatus.ACTIVE, "33.22.05.2001"),
        ("Arta", CooperativeStatus.INACTIVE, "33.22.05.2001"),
        ("Arta", CooperativeStatus.ACTIVE, "33.22.05.2001"),
        ("Arta Jaya", CooperativeStatus.ACTIVE, "33.22.05.2001"),
    ]
    assert await cooperatives.count(pool, scope=NATIONAL, as_of=0) == 0
    now = seen[-1]
    assert now is not None
    assert (now.nik, now.latitude) == ("337401", None)
    assert await cooperatives.by_nik(pool, scope=NATIONAL, nik="337401") == now
    assert await cooperatives.by_nik(pool, scope=NATIONAL, nik="337401", as_of=6) is None


async def test_a_rejected_registration_stays_in_the_register(pool: Pool, database_url: str) -> None:
    """It is listed with the reason."""
    history = History()
    koperasi = history.register("Palsu")
    history.add(koperasi, RegistrationRejected(reason="no such address"))
    await tell(database_url, pool, history)
    found = await one(pool, "Palsu")
    assert (found.status, found.status_reason) == (CooperativeStatus.REJECTED, "no such address")


async def test_a_search_finds_words_from_their_beginning(pool: Pool, database_url: str) -> None:
    """Case, accents and the order of words do not matter; each word must be found."""
    history = History()
    for name in ("KPRI Handayani", "KSP Handayani Jaya", "KSP Désa-Maju"):
        history.register(name)
    await tell(database_url, pool, history)

    async def search(words: str) -> list[str]:
        return await names(pool, where=CooperativeFilter(search=words))

    assert await search("HANDA") == ["KPRI Handayani", "KSP Handayani Jaya"]
    assert await search("jaya ksp") == ["KSP Handayani Jaya"]
    assert await search("desa") == ["KSP Désa-Maju"]
    assert await search("dayani") == []
    assert await search("handayani maju") == []
    assert await search("'; DROP TABLE") == []
    assert len(await search("")) == 3


@pytest.mark.parametrize(
    ("name", "searches"),
    [
        ("BMT Al Ma'arif", ("maarif", "ma'arif", "Ma\u2019arif", "MA ARIF", "al maar")),
        ("KSP Jum\u2019at Berkah", ("jumat", "jum'at", "jum at")),
        ("KUD Siti Rahayu, S.H.", ("sh", "S.H.", "s h", "S.H")),
    ],
)
async def test_an_apostrophe_and_initials_hide_no_name(
    pool: Pool, database_url: str, name: str, searches: tuple[str, ...]
) -> None:
    """However people write the word, and however they search it."""
    history = History()
    for each in (name, "KPRI Handayani"):
        history.register(each)
    await tell(database_url, pool, history)
    for words in searches:
        assert await names(pool, where=CooperativeFilter(search=words)) == [name], words


SPELLINGS = (
    "3967/BH/KDK.11-1/XI/1998",
    "0003967//BH/KDK.11-1/XI/1998",
    "No. 3967/bh/kdk 11\u20131/xi/1998 tanggal 12 November 1998",
    "3967/\u0412\u041d/KDK.11-1/XI/1998",
)


def numbered(name: str, number: str, **more: Any) -> Profile:
    """Return the profile of the cooperative *name* with another legal number."""
    return msgspec.structs.replace(profile(name, **more), legal_number=LegalNumber(number=number))


@pytest.mark.parametrize("typed", SPELLINGS)
async def test_a_number_is_found_however_it_was_typed(
    pool: Pool, database_url: str, typed: str
) -> None:
    """Lookup and search find under every spelling what uniqueness calls the same."""
    history = History()
    koperasi = history.register("Arta")
    history.register("Lain")
    history.add(koperasi, CooperativeProfileChanged(profile=numbered("Arta", typed)))
    await tell(database_url, pool, history)
    for asked in SPELLINGS:
        found = await cooperatives.by_legal_number(pool, scope=NATIONAL, legal_number=asked)
        assert found is not None
        assert (found.name, found.legal_number) == ("Arta", typed)
        assert await names(pool, where=CooperativeFilter(search=asked)) == ["Arta"]
    assert await names(pool, where=CooperativeFilter(search="kdk 3967")) == ["Arta"]
    assert await names(pool, where=CooperativeFilter(search="nomor")) == []
    blank = await cooperatives.by_legal_number(pool, scope=NATIONAL, legal_number=" / ")
    assert blank is None


async def test_likely_duplicates_are_shown(pool: Pool, database_url: str) -> None:
    """The same number under any type, the same NIK, or the same name in the same village."""
    history = History()
    for name in ("Arta", "Arta Dua", "Nik Sama", "ARTA", "Lain", "Palsu"):
        history.register(name)
    nik = "3374010020001"
    change = CooperativeProfileChanged
    history.add(named("Arta"), change(profile=numbered("Arta", SPELLINGS[0], nik=nik)))
    history.add(named("Arta Dua"), change(profile=numbered("Arta Dua", SPELLINGS[1])))
    history.add(named("Nik Sama"), change(profile=profile("Nik Sama", nik=nik)))
    history.add(named("Palsu"), change(profile=numbered("Palsu", SPELLINGS[0])))
    history.add(named("Palsu"), RegistrationRejected(reason="ganda"))
    await tell(database_url, pool, history)
    ids = [named("Arta"), named("Lain"), named("Palsu")]
    found = await cooperatives.likely_duplicates(pool, scope=NATIONAL, ids=ids)
    assert [row.name for row in found[named("Arta")]] == ["Arta Dua", "Nik Sama", "ARTA"]
    assert [row.name for row in found[named("Palsu")]] == ["Arta", "Arta Dua"]
    assert named("Lain") not in found
    elsewhere = ViewScope(territory="51")
    assert await cooperatives.likely_duplicates(pool, scope=elsewhere, ids=ids) == {}
    for question in (
        cooperatives.by_nik(pool, scope=NATIONAL, nik="33.74.010.020.001"),
        cooperatives.by_legal_number(pool, scope=NATIONAL, legal_number=SPELLINGS[2]),
    ):
        with pytest.raises(cooperatives.HeldByMany) as many:
            await question
        assert len(many.value.holders) == 2
        assert many.value.holders[0].name == "Arta"


async def test_filters_narrow_the_register(pool: Pool, database_url: str) -> None:
    """Kind, status and area, each alone and together."""
    history = History()
    history.active("A", area="33.74", kind=Kind.KSP)
    history.register("B", area="33.74", kind=Kind.USP)
    history.active("C", area="51.71", kind=Kind.USP)
    await tell(database_url, pool, history)
    assert await names(pool, where=CooperativeFilter(kinds=[Kind.USP])) == ["B", "C"]
    active = [CooperativeStatus.ACTIVE]
    assert await names(pool, where=CooperativeFilter(statuses=active)) == ["A", "C"]
    assert await names(pool, where=CooperativeFilter(area="33")) == ["A", "B"]
    assert await names(pool, where=CooperativeFilter(area="ID")) == ["A", "B", "C"]
    both = CooperativeFilter(area="33", statuses=active)
    assert await names(pool, where=both) == ["A"]
    assert await cooperatives.count(pool, scope=NATIONAL, where=both) == 1


async def test_the_register_is_sorted_by_name_or_by_registration(
    pool: Pool, database_url: str
) -> None:
    """Both ways, in both directions."""
    history = History()
    for name in ("bravo", "Charlie", "Alpha"):
        history.register(name)
    await tell(database_url, pool, history)
    assert await names(pool) == ["Alpha", "bravo", "Charlie"]
    assert await names(pool, descending=True) == ["Charlie", "bravo", "Alpha"]
    by_time = CooperativeOrder.REGISTERED_AT
    assert await names(pool, order=by_time) == ["bravo", "Charlie", "Alpha"]
    page = PageRequest(last=1)
    assert await names(pool, order=by_time, request=page) == ["Alpha"]


async def test_a_legal_number_names_who_holds_it(pool: Pool, database_url: str) -> None:
    """A rejected registration gave its number up for another one."""
    history = History()
    for name in ("Old", "New"):
        history.register(name)
    taken = msgspec.structs.replace(profile("Old"), name="New")
    history.add(named("Old"), RegistrationRejected(reason="palsu"))
    history.add(named("New"), CooperativeProfileChanged(profile=taken))
    await tell(database_url, pool, history)
    found = await cooperatives.by_legal_number(pool, scope=NATIONAL, legal_number="Old/BH")
    assert found is not None
    assert found.name == "New"
    missing = await cooperatives.by_legal_number(pool, scope=NATIONAL, legal_number="none")
    assert missing is None


async def test_guests_see_verified_cooperatives_only(pool: Pool, database_url: str) -> None:
    """One that waits, or was turned down, is nobody's business yet; a closed one stays."""
    history = History()
    history.register("Waiting")
    history.active("Active")
    history.add(history.active("Closed"), CooperativeDeactivated(reason="merged"))
    history.add(history.register("Rejected"), RegistrationRejected(reason="double"))
    await tell(database_url, pool, history)
    page = await cooperatives.page(pool, scope=ViewScope(public=True))
    assert [row.name for row in page.rows] == ["Active", "Closed"]


async def test_what_is_told_in_two_parts_joins_up(pool: Pool, database_url: str) -> None:
    """A state that was written by an earlier batch is ended by a later one."""
    history = History()
    koperasi = history.active("Arta")
    await tell(database_url, pool, history)
    known = history.end
    history.add(koperasi, CooperativeDeactivated(reason="asleep"))
    await write(database_url, history.lines[known:])
    await follow(pool)
    before = await one(pool, "Arta", as_of=known)
    assert (before.status, before.valid_to) == (CooperativeStatus.ACTIVE, known + 1)
    assert (await one(pool, "Arta")).status is CooperativeStatus.INACTIVE


def with_scores(history: History) -> tuple[int, int]:
    """Let Arta be healthy, then healthier, then found wanting in the next year; Baru in none.

    Return the positions before the second and after the first year's end.
    """
    healthy, wanting = Predicate.SEHAT, Predicate.KURANG_SEHAT
    arta, maju = history.active("Arta"), history.active("Maju")
    history.active("Baru")
    first = history.open(arta, 2024)
    history.add(first, scored("81", healthy))
    history.add(history.open(maju, 2024), scored("82", healthy))
    before = history.end
    later = history.open(arta, 2025)
    history.add(later, scored("59", wanting))
    after = history.end
    history.add(first, scored("90", healthy, ScoreChangeKind.CORRECTED, supersedes=2))
    return before, after


async def test_a_predicate_finds_those_whose_standing_score_has_it(
    pool: Pool, database_url: str
) -> None:
    """The latest book year's alone counts, also when an earlier year was corrected afterwards."""
    history = History()
    before, after = with_scores(history)
    await tell(database_url, pool, history)

    async def having(*predicates: Predicate, **asked: Any) -> list[str]:
        where = CooperativeFilter(predicates=predicates, **asked.pop("more", {}))
        found = await names(pool, where=where, **asked)
        as_of = asked.get("as_of")
        counted = await cooperatives.count(pool, scope=NATIONAL, where=where, as_of=as_of)
        assert counted == len(found)
        return found

    healthy, wanting = Predicate.SEHAT, Predicate.KURANG_SEHAT
    assert await having(healthy) == ["Maju"]
    assert await having(wanting) == ["Arta"]
    assert await having(healthy, wanting) == ["Arta", "Maju"]
    assert await having(healthy, wanting, descending=True) == ["Maju", "Arta"]
    assert await having(Predicate.CUKUP_SEHAT) == []
    assert await having() == ["Arta", "Baru", "Maju"]
    assert await having(healthy, wanting, more={"search": "arta"}) == ["Arta"]
    assert await having(healthy, wanting, more={"kinds": (Kind.USP,)}) == []
    assert await having(healthy, as_of=before) == ["Arta", "Maju"]
    assert await having(healthy, as_of=after) == ["Maju"]


async def test_a_void_leaves_the_standing_score_of_the_year_before(
    pool: Pool, database_url: str
) -> None:
    """As `currentScore` says it."""
    history = History()
    arta = history.active("Arta")
    history.add(history.open(arta, 2024), scored("81", Predicate.SEHAT))
    later = history.open(arta, 2025)
    history.add(later, scored("59", Predicate.KURANG_SEHAT))
    history.void(later, 2)
    await tell(database_url, pool, history)
    asked = CooperativeFilter(predicates=(Predicate.SEHAT,))
    assert await names(pool, where=asked) == ["Arta"]
    wanting = CooperativeFilter(predicates=(Predicate.KURANG_SEHAT,))
    assert await names(pool, where=wanting) == []
