"""A command becomes events once, or is refused and remembered; never anything between."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from msgspec.structs import replace

from application.authorisation import Forbidden, Unauthenticated
from application.kernel.handler import ATTEMPTS, Done
from application.kernel.ports import RefusedCommand
from domain.assessment.commands import EnterStatements
from domain.assessment.events import AssessmentScored, AssessmentVerified
from domain.cooperative.commands import (
    ChangeCooperativeProfile,
    DeactivateCooperative,
    LocationChanges,
    ProfileChanges,
    RegisterCooperative,
    RelocateCooperative,
    VerifyRegistration,
)
from domain.cooperative.events import CooperativeRelocated, LegalNumber
from domain.kernel.actors import GUEST, SYSTEM
from domain.kernel.log import Append, Appended, Conflict
from domain.ruleset.state import ruleset_stream
from domain.scoring.digests import digest
from domain.scoring.predicates import Predicate
from tests.support.given import NOW
from tests.support.memory_store import MemoryEventStore
from tests.support.office import NEIGHBOUR, Office
from tests.unit.domain.cooperative.papers import HANDAYANI, PROFILE, REGISTER
from tests.unit.domain.scoring.rules import SEMARANG

ID = UUID(int=900)
KAS = EnterStatements(assessment=Office.assessment, figures={"kas": Decimal(12)})
STOP = DeactivateCooperative(cooperative=HANDAYANI, reason="Tidak RAT")
RENAME = ChangeCooperativeProfile(cooperative=HANDAYANI, profile=ProfileChanges(name="Maju"))


class Contested(MemoryEventStore):
    """A log in which somebody else is quicker: *rivals* times the append meets a conflict."""

    rivals = 0

    async def append(self, append: Append) -> Appended:
        """Append, unless there is a rival left."""
        if self.rivals:
            self.rivals -= 1
            raise Conflict(append.events[0].stream)
        return await super().append(append)


def another_cooperative() -> RegisterCooperative:
    """Return the registration of another cooperative."""
    profile = replace(PROFILE, name="KPRI Lain", legal_number=LegalNumber(number="1/BH"))
    return RegisterCooperative(cooperative=UUID(int=8), profile=profile, location=REGISTER.location)


async def test_the_published_case_runs_through_the_one_way(submitted: Office) -> None:
    """Registered, verified, opened, entered, submitted, verified: 81.50, SEHAT."""
    done = await submitted.verify()
    verified, scored = (recorded.event for recorded in submitted.store.log[-2:])
    assert isinstance(verified, AssessmentVerified)
    assert isinstance(scored, AssessmentScored)
    total, predicate = scored.document.total, scored.document.predicate
    assert (total, predicate) == (Decimal("81.50"), Predicate.SEHAT)
    assert done == Done(position=12, stream=Office.assessment, version=5)


async def test_the_log_knows_who_why_and_since_when(office: Office) -> None:
    """Actor, office, command, cause and the day from which it counts."""
    await office.do(STOP, command_id=ID, effective_on=date(2026, 11, 1), causation=4)
    recorded = office.store.log[-1]
    assert (recorded.actor, recorded.office) == ("officer-1", "dinas-3374")
    assert (recorded.command_id, recorded.causation) == (ID, 4)
    assert recorded.effective_on == date(2026, 11, 1)


async def test_a_command_without_an_id_gets_one() -> None:
    """Ids come from a source that the composition chooses."""
    office = Office(ids=lambda: ID)
    await office.do(REGISTER, GUEST)
    assert office.store.log[-1].command_id == ID


async def test_a_repeated_command_gets_its_first_answer(office: Office) -> None:
    """Also when the second decision would refuse: it is deactivated already."""
    first = await office.do(STOP, command_id=ID)
    before = len(office.store.log)
    assert await office.do(STOP, command_id=ID) == replace(first, repeated=True)
    assert len(office.store.log) == before
    assert office.notebook.refused == []


async def test_a_repeated_command_that_could_happen_again_does_not(office: Office) -> None:
    """Entering the same figure twice is possible; the same command twice is not."""
    await office.open(ruleset="perdep-06-2016", book_year=2016)
    first = await office.do(KAS, office.operator, command_id=ID)
    await office.do(replace(KAS, figures={"kas": Decimal(13)}), office.operator)
    assert await office.do(KAS, office.operator, command_id=ID) == replace(first, repeated=True)


async def test_an_id_belongs_to_one_command(office: Office) -> None:
    """Another command with the same id is refused, whether or not it could have happened."""
    await office.do(STOP, command_id=ID)
    impossible = await office.refusal(REGISTER, office.operator, command_id=ID)
    assert (impossible.code, impossible.field) == ("command_id_reused", "commandId")
    possible = await office.refusal(another_cooperative(), GUEST, command_id=ID)
    assert (possible.code, possible.field) == ("command_id_reused", "commandId")
    assert [each.code for each in office.notebook.refused] == ["command_id_reused"] * 2


async def test_a_command_that_was_refused_may_be_given_again(office: Office) -> None:
    """A refusal uses up no id."""
    silent = replace(STOP, reason="")
    assert (await office.refusal(silent, command_id=ID)).code == "blank"
    assert not (await office.do(STOP, command_id=ID)).repeated


async def test_a_stale_view_is_refused(office: Office) -> None:
    """The officer saw version 1; the cooperative is at version 2."""
    refusal = await office.refusal(replace(STOP, expected_version=1))
    assert (refusal.code, refusal.field) == ("stale_version", "expectedVersion")
    assert "version 2 now" in refusal.message.en
    assert (await office.do(replace(STOP, expected_version=2))).version == 3


async def test_a_command_that_met_another_is_decided_again() -> None:
    """The rival was quicker once; the second attempt succeeds."""
    store = Contested()
    office = Office(store)
    store.rivals = 1
    assert (await office.do(REGISTER, GUEST)).version == 1


async def test_a_command_that_keeps_losing_gives_up() -> None:
    """It says so, and nothing was written."""
    store = Contested()
    office = Office(store)
    store.rivals = ATTEMPTS
    refusal = await office.refusal(REGISTER, GUEST)
    assert refusal.code == "contended"


async def test_what_does_not_exist_is_not_found(office: Office) -> None:
    """The refusal names the field that holds the id."""
    ghost = UUID(int=404)
    refusal = await office.refusal(replace(STOP, cooperative=ghost))
    assert (refusal.code, refusal.field) == ("not_found", "cooperative")
    refusal = await office.refusal(KAS, office.operator)
    assert (refusal.code, refusal.field) == ("not_found", "assessment")
    everywhere = await office.refusal(replace(STOP, cooperative=ghost), SYSTEM)
    assert everywhere.code == "not_found"


async def test_what_belongs_to_another_office_looks_like_what_does_not_exist(
    office: Office,
) -> None:
    """An officer of Salatiga is told nothing about Semarang; the notebook knows the rule."""
    await office.open()
    for command in (STOP, KAS):
        hidden = await office.refusal(command, NEIGHBOUR)
        assert hidden.code == "not_found"
    assert [each.rule for each in office.notebook.refused] == ["OutsideTerritory"] * 2


async def test_both_offices_must_be_in_reach_to_move_between_them(office: Office) -> None:
    """An officer of Semarang cannot hand a cooperative to the province, which can take it."""
    away = replace(RENAME, profile=replace(PROFILE, membership_area="33"))
    assert (await office.refusal(away)).code == "not_found"
    province = replace(office.officer, territory="33")
    assert (await office.do(away, province)).version == 3


async def test_a_role_without_the_right_is_turned_away_and_remembered(office: Office) -> None:
    """An operator does not deactivate; a guest has to sign in first."""
    with pytest.raises(Forbidden):
        await office.do(STOP, office.operator)
    with pytest.raises(Unauthenticated):
        await office.do(STOP, GUEST)
    codes = [(each.actor, each.code) for each in office.notebook.refused]
    assert codes == [("operator-1", "FORBIDDEN"), ("guest", "UNAUTHENTICATED")]


async def test_a_refused_command_is_remembered(office: Office) -> None:
    """Who, what, on what, and by which rule."""
    refusal = await office.refusal(VerifyRegistration(cooperative=HANDAYANI))
    assert refusal.code == "wrong_state"
    assert office.notebook.refused == [
        RefusedCommand(
            actor="officer-1",
            office="dinas-3374",
            command="VerifyRegistration",
            subject=HANDAYANI,
            code="wrong_state",
            rule="OutOfTurn",
            at=NOW,
        )
    ]


async def test_several_refusals_are_remembered_as_one_refused_command(office: Office) -> None:
    """No name, a NIK of two digits, a legal number taken: each code once, in order."""
    wrong = replace(another_cooperative(), profile=replace(PROFILE, name="", nik="12"))
    await office.refusal(wrong, GUEST)
    assert [each.code for each in office.notebook.refused] == [
        "blank,legal_number_taken,malformed_nik"
    ]


async def test_publishing_the_same_ruleset_again_leaves_the_log_alone(office: Office) -> None:
    """The answer is where the log stands."""
    before = len(office.store.log)
    await office.publish()
    assert len(office.store.log) == before


async def test_a_move_is_checked_against_the_list_of_areas(office: Office) -> None:
    """The new village is one of those that the list of areas knows."""
    moved = replace(REGISTER.location, village="33.74.01.1002", coordinates=None)
    village = LocationChanges(village=moved.village)
    await office.do(RelocateCooperative(cooperative=HANDAYANI, location=village, reason="Gedung"))
    recorded = office.store.log[-1].event
    assert isinstance(recorded, CooperativeRelocated)
    assert recorded.location == moved


async def test_a_case_whose_rules_are_gone_is_refused(office: Office) -> None:
    """A log without the ruleset's text cannot go on, and says which ruleset it lacks."""
    await office.open()
    office.store._streams[ruleset_stream("semarang-2015")].clear()
    lost = Office(office.store)
    refusal = await lost.refusal(KAS, office.operator)
    assert refusal.code == "ruleset_unknown"
    assert digest(SEMARANG) in refusal.message.en
