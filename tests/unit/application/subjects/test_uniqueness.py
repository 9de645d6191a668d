"""A legal number and a place in the year belong to one at a time, and are given back."""

from datetime import date
from uuid import UUID

from msgspec.structs import replace

from application.kernel.handler import Handler
from domain.assessment.commands import OpenAssessment, VoidAssessment
from domain.assessment.key import assessment_key
from domain.cooperative.commands import (
    ChangeCooperativeProfile,
    ProfileChanges,
    RejectRegistration,
)
from domain.cooperative.events import LegalNumber
from domain.cooperative.legal_number import key_of
from domain.kernel.actors import GUEST, SYSTEM
from domain.ruleset.commands import PublishRuleset
from domain.scoring.digests import digest
from tests.support.changes import every_field
from tests.support.memory_store import MemoryEventStore
from tests.support.office import Office
from tests.unit.domain.cooperative.papers import HANDAYANI, PROFILE, REGISTER
from tests.unit.domain.scoring.rules import SEMARANG

RIVAL = replace(REGISTER, cooperative=UUID(int=8), profile=replace(PROFILE, name="KPRI Lain"))
OTHER_NUMBER = replace(PROFILE, legal_number=LegalNumber(number="1465/BH/XI"))
SECOND = OpenAssessment(
    assessment=UUID(int=71), cooperative=HANDAYANI, book_year=2015, ruleset="semarang-2015"
)


async def kinds(store: MemoryEventStore, stream: UUID) -> list[str]:
    """Return the kinds of events of a stream."""
    return [type(each.event).__name__ for each in (await store.read([stream]))[stream]]


async def test_a_number_that_is_held_is_refused(office: Office) -> None:
    """Also when it is typed with spaces and in small letters."""
    number = LegalNumber(number="927/bh / m.kukm.2/X/2010")
    typed = replace(RIVAL, profile=replace(RIVAL.profile, legal_number=number))
    assert (await office.refusal(typed, GUEST)).code == "legal_number_taken"


async def test_a_rejected_registration_gives_its_number_back(office: Office) -> None:
    """Another may then register it."""
    first = replace(REGISTER, cooperative=UUID(int=9), profile=OTHER_NUMBER)
    await office.do(first, GUEST)
    again = replace(first, cooperative=UUID(int=10))
    assert (await office.refusal(again, GUEST)).code == "legal_number_taken"
    await office.do(RejectRegistration(cooperative=UUID(int=9), reason="palsu"))
    await office.do(again, GUEST)
    assert await kinds(office.store, key_of(OTHER_NUMBER.legal_number)) == [
        "LegalNumberClaimed",
        "LegalNumberReleased",
        "LegalNumberClaimed",
    ]


async def test_a_changed_number_is_claimed_and_the_old_one_given_back(office: Office) -> None:
    """After a change of articles the old number is free."""
    change = ChangeCooperativeProfile(
        cooperative=HANDAYANI, profile=every_field(ProfileChanges, OTHER_NUMBER)
    )
    await office.do(change, office.operator)
    await office.do(RIVAL, GUEST)
    taken = replace(RIVAL, cooperative=UUID(int=11), profile=OTHER_NUMBER)
    assert (await office.refusal(taken, GUEST)).code == "legal_number_taken"


async def test_a_number_typed_otherwise_is_not_claimed_again(office: Office) -> None:
    """A profile with the same number in capitals leaves its stream alone."""
    number = LegalNumber(number="927/bh/M.KUKM.2/X/2010")
    profile = replace(PROFILE, legal_number=number)
    changes = every_field(ProfileChanges, profile)
    await office.do(ChangeCooperativeProfile(cooperative=HANDAYANI, profile=changes))
    assert await kinds(office.store, key_of(PROFILE.legal_number)) == ["LegalNumberClaimed"]


async def test_there_is_one_live_assessment_for_a_year(office: Office) -> None:
    """A second is refused; another year or a what-if is another matter, but one of a ruleset."""
    await office.open()
    refusal = await office.refusal(SECOND, office.operator)
    assert (refusal.code, refusal.field) == ("already_assessed", "bookYear")
    await office.do(replace(SECOND, book_year=2014), office.operator)
    what_if = replace(
        SECOND, assessment=UUID(int=72), ruleset="perdep-06-2016", what_if_reason="Perbandingan"
    )
    await office.do(what_if, office.operator)
    again = await office.refusal(replace(what_if, assessment=UUID(int=74)), office.operator)
    assert (again.code, str(UUID(int=72)) in again.remedy.en) == ("already_assessed", True)
    await office.do(VoidAssessment(assessment=UUID(int=72), reason="Selesai"))
    await office.do(replace(what_if, assessment=UUID(int=74)), office.operator)


async def test_a_ruleset_that_is_published_later_changes_nothing_that_stands(
    office: Office,
) -> None:
    """It counts for what is opened from then on; what stands is voided first, or stays."""
    await office.open()
    newer = replace(SEMARANG, id="semarang-2016", valid_from=date(2015, 7, 1))
    await office.do(PublishRuleset(ruleset_id=newer.id, ruleset=newer), SYSTEM)
    by_newer = replace(SECOND, ruleset=newer.id)
    refusal = await office.refusal(by_newer, office.operator)
    assert (refusal.code, str(Office.assessment) in refusal.remedy.en) == ("already_assessed", True)
    await office.do(VoidAssessment(assessment=Office.assessment, reason="Aturan baru"))
    assert (await office.refusal(SECOND, office.operator)).code == "ruleset_not_counting"
    await office.do(by_newer, office.operator)


async def test_a_voided_assessment_makes_room(office: Office) -> None:
    """Its place is given back in the same decision."""
    await office.open()
    await office.do(VoidAssessment(assessment=Office.assessment, reason="Salah tahun"))
    await office.do(SECOND, office.operator)
    key = assessment_key(HANDAYANI, 2015, "semarang-2015")
    assert await kinds(office.store, key) == [
        "AssessmentKeyClaimed",
        "AssessmentKeyReleased",
        "AssessmentKeyClaimed",
    ]


async def test_a_ruleset_may_be_named_by_its_digest(office: Office) -> None:
    """It holds the same place as its plain name, also in a process that just started."""
    by_digest = replace(SECOND, ruleset=digest(SEMARANG))
    fresh: Handler = Office(office.store).handler
    done = await fresh.handle(by_digest, actor=office.operator)
    assert done.version == 1
    assert (await office.refusal(replace(by_digest, assessment=UUID(int=73)))).code == (
        "already_assessed"
    )


async def test_an_unknown_ruleset_is_refused_by_name_and_by_digest(office: Office) -> None:
    """Neither name nor digest is guessed."""
    for name in ("semarang-2016", "sha256:" + "0" * 64):
        refusal = await office.refusal(replace(SECOND, ruleset=name), office.operator)
        assert (refusal.code, refusal.field) == ("ruleset_unknown", "ruleset")


async def test_an_unknown_cooperative_is_not_found(office: Office) -> None:
    """The field is the cooperative, not the assessment that would be."""
    refusal = await office.refusal(replace(SECOND, cooperative=UUID(int=404)))
    assert (refusal.code, refusal.field) == ("not_found", "cooperative")


async def test_a_process_that_just_started_finds_the_rules_of_an_open_case(
    submitted: Office,
) -> None:
    """The ruleset_cache is empty; the ruleset is read from the log when it is needed."""
    assert (await Office(submitted.store).verify()).version == 5
