"""An input becomes the command it declares, whole, or the program does not start."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

import msgspec
import pytest
import strawberry

from api.assessment.entries import (
    ChangesInput,
    ComponentInput,
    EvidenceInput,
    FigureInput,
    ManagementAnswersInput,
)
from api.assessment.mutations import correcting, entering, verifying
from api.building.scalars import AreaCode, WrittenNumber
from api.cooperative import mutations as cooperative
from api.cooperative.inputs import CoordinatesInput
from api.mutations import root
from api.mutations.declaration import plan
from api.mutations.declared import Declared
from api.mutations.fields import required
from api.mutations.inputs import ChangeInput
from api.mutations.reading import NamedTwice, Reading
from api.relay.nodes import opaque
from api.ruleset.mutations import PublishRulesetInput
from application.authorisation.table import COMMANDS
from domain.assessment.amending import Amendments
from domain.assessment.commands import (
    AttachDocument,
    CorrectAssessment,
    EnterManagementAnswers,
    EnterStatements,
    GiveRuling,
    ReturnAssessment,
)
from domain.assessment.events import ComponentEntry, Document, Evidence, ReturnFinding
from domain.cooperative.commands import (
    LocationChanges,
    RegisterCooperative,
    RelocateCooperative,
)
from domain.cooperative.events import Contacts, Coordinates, Kind, LegalNumber, Location, Profile
from domain.kernel.refusals import Refusal, Refusals
from domain.ruleset.commands import PublishRuleset

KPRI = UUID(int=7)
CASE = UUID(int=70)

#: Commands that no client gives: they follow from an act or from the command line.
INTERNAL = {"ClaimNumbers", "SetPassword", "SetSecondFactor", "LoadAreaCodes", "RetireRuleset"}


def built(
    given: Any, kind: type[msgspec.Struct], reading: Reading | None = None, **more: Any
) -> Any:
    """Return the command that *given* becomes."""
    reading = reading or Reading()
    command = plan(type(given), kind, **more).build(given, reading)
    reading.finish()
    return command


def refusals(given: Any, kind: type[msgspec.Struct]) -> list[tuple[str, str | None]]:
    """Return code and field of everything that is wrong with *given*."""
    try:
        built(given, kind)
    except Refusal as refusal:
        return [(refusal.code, refusal.field)]
    except Refusals as several:
        return [(each.code, each.field) for each in several.items]
    raise AssertionError("It was read.")


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """A command of nothing but a text."""

    text: str


def test_every_command_has_its_mutation() -> None:
    """A command without one is on the list of those that no client gives."""
    named = {each.name for each in root.declared()}
    assert {command.__name__ for command in COMMANDS} - INTERNAL <= named


def test_a_mutation_is_declared_under_the_name_of_its_command() -> None:
    """`verify_registration` gives VerifyRegistration, and no name stands twice."""
    names = []
    for module in root.MODULES:
        for name, value in vars(module).items():
            if isinstance(value, Declared):
                assert name.replace("_", "") == value.name.lower()
                names.append(value.name)
    assert len(names) == len(set(names)) == len(list(root.declared()))


def test_several_fields_fill_one_field_of_the_command() -> None:
    """Name and number make the profile, street and village the location."""
    given = cooperative.RegisterCooperativeInput(
        name="KPRI Handayani",
        kind=Kind.KSP,
        legal_number="12/BH/XI",
        legal_number_date=date(1998, 3, 1),
        phone="024",
        address="Jalan Pemuda 1",
        village=AreaCode("33.74.01.1001"),
        coordinates=CoordinatesInput(
            latitude=WrittenNumber("-6.99"), longitude=WrittenNumber("110.42")
        ),
    )
    assert built(
        given, RegisterCooperative, Reading(CASE), new="cooperative"
    ) == RegisterCooperative(
        cooperative=uuid5(CASE, "cooperative"),
        profile=Profile(
            name="KPRI Handayani",
            kind=Kind.KSP,
            legal_number=LegalNumber(number="12/BH/XI", date=date(1998, 3, 1)),
            membership_area="",
            contacts=Contacts(phone="024"),
        ),
        location=Location(
            address="Jalan Pemuda 1",
            village="33.74.01.1001",
            coordinates=Coordinates(latitude=Decimal("-6.99"), longitude=Decimal("110.42")),
        ),
    )


def test_what_is_left_out_of_a_change_is_unset() -> None:
    """A move that says nothing of the place on the map."""
    given = cooperative.RelocateCooperativeInput(
        cooperative=opaque("Cooperative", KPRI),
        expected_version=3,
        address="Jalan Pemuda 2",
        village=AreaCode("33.74.01.1002"),
        reason="moved",
    )
    assert built(given, RelocateCooperative) == RelocateCooperative(
        cooperative=KPRI,
        expected_version=3,
        location=LocationChanges(address="Jalan Pemuda 2", village="33.74.01.1002"),
        reason="moved",
    )


def test_a_new_thing_has_a_new_id_unless_the_command_is_repeated() -> None:
    """With a command id the same one, without one another each time."""
    reading = Reading(CASE)
    assert reading.new_id("account") == reading.new_id("account") == uuid5(CASE, "account")
    assert Reading().new_id("account") != Reading().new_id("account")


def test_one_field_may_fill_two() -> None:
    """Answers are counts for one component, and single answers for the other."""
    given = entering.EnterManagementAnswersInput(
        assessment=opaque("Assessment", CASE),
        answers=[
            ManagementAnswersInput(component="manajemen_umum", yes=11),
            ManagementAnswersInput(component="kelembagaan", answers=[True, False]),
        ],
    )
    assert built(given, EnterManagementAnswers) == EnterManagementAnswers(
        assessment=CASE,
        yes_counts={"manajemen_umum": 11},
        answers={"kelembagaan": (True, False)},
    )


def test_a_list_becomes_a_tuple_of_what_its_items_become() -> None:
    """Findings keep their order."""
    given = verifying.ReturnAssessmentInput(
        assessment=opaque("Assessment", CASE),
        findings=[verifying.FindingInput(item="kas", text="no receipt")],
    )
    found = (ReturnFinding(item="kas", text="no receipt"),)
    assert built(given, ReturnAssessment) == ReturnAssessment(assessment=CASE, findings=found)


def test_an_input_within_an_input_becomes_its_struct() -> None:
    """A correction: figures, counts, and a component that is taken back."""
    given = correcting.CorrectAssessmentInput(
        assessment=opaque("Assessment", CASE),
        reason="typing error",
        evidence=[EvidenceInput(description="minutes")],
        changes=ChangesInput(
            figures=[FigureInput(name="kas", amount=WrittenNumber("5"))],
            answers=[ManagementAnswersInput(component="manajemen_umum", answers=[True, True])],
            components=[
                ComponentInput(component="1a"),
                ComponentInput(component="1b", value=WrittenNumber("50")),
            ],
        ),
    )
    assert built(given, CorrectAssessment) == CorrectAssessment(
        assessment=CASE,
        reason="typing error",
        evidence=(Evidence(description="minutes"),),
        changes=Amendments(
            figures={"kas": Decimal(5)},
            answers={"manajemen_umum": (True, True)},
            components={"1a": None, "1b": ComponentEntry(value=Decimal(50))},
        ),
    )


def test_a_document_is_made_of_plain_fields() -> None:
    """What the upload answered, and what kind of document it is."""
    given = entering.AttachDocumentInput(
        assessment=opaque("Assessment", CASE),
        digest="sha256:0",
        name="neraca.pdf",
        media_type="application/pdf",
        size=7,
    )
    kept = Document(digest="sha256:0", name="neraca.pdf", media_type="application/pdf", size=7)
    assert built(given, AttachDocument) == AttachDocument(assessment=CASE, document=kept)


def test_all_three_wrong_figures_are_told_and_the_wrong_id_too() -> None:
    """A form marks everything at once."""
    given = entering.EnterStatementsInput(
        assessment=strawberry.ID("nonsense"),
        figures=[FigureInput(name=each, amount=WrittenNumber("1.000")) for each in "abc"],
    )
    assert refusals(given, EnterStatements) == [
        ("malformed_id", "assessment"),
        *(("thousands_separators", f"figures[{index}].amount") for index in range(3)),
    ]


def test_a_component_named_twice_is_told_once() -> None:
    """Though its list fills two fields of the command."""
    twice = [ManagementAnswersInput(component="manajemen_umum", yes=1) for _ in "ab"]
    given = entering.EnterManagementAnswersInput(
        assessment=opaque("Assessment", CASE), answers=twice
    )
    assert refusals(given, EnterManagementAnswers) == [("named_twice", "answers[1].component")]


def test_what_is_wrong_with_a_ruleset_is_told_once() -> None:
    """Though the document fills the ruleset and its id."""
    assert refusals(PublishRulesetInput(document='{"id": 7}'), PublishRuleset) == [
        ("ruleset_unreadable", "ruleset")
    ]


def test_a_number_in_words_is_refused_by_its_field() -> None:
    """The value of a ruling."""
    given = verifying.GiveRulingInput(
        assessment=opaque("Assessment", CASE),
        component="1a",
        value=WrittenNumber("half"),
        reason="x",
    )
    assert refusals(given, GiveRuling) == [("amount_unreadable", "value")]


def test_everything_that_one_reader_finds_is_told() -> None:
    """A reader may raise several refusals at once."""

    def read(_text: str, _reading: Reading, field: str) -> str:
        raise Refusals((NamedTwice(field=field, name="a"), NamedTwice(field=field, name="b")))

    @strawberry.input
    class NoteInput:
        text: str = required("A text.", reads=read)

    with pytest.raises(Refusals) as raised:
        built(NoteInput(text="x"), Note)
    assert [each.field for each in raised.value.items] == ["text", "text"]


def test_what_belongs_to_the_request_is_no_part_of_the_command() -> None:
    """CommandId and effectiveOn go to the handler, expectedVersion to the command."""

    class Change(Note, frozen=True, kw_only=True):
        expected_version: int | None = None

    @strawberry.input
    class NoteChange(ChangeInput):
        text: str = required("A text.")

    given = NoteChange(
        text="x", command_id=strawberry.ID("a"), effective_on=date(2026, 1, 2), expected_version=4
    )
    assert built(given, Change) == Change(text="x", expected_version=4)


def test_a_mapping_may_be_read_whole() -> None:
    """By a reader that says what it gives."""

    def counts(texts: list[str], _reading: Reading, _field: str) -> Mapping[str, int]:
        return {each: len(each) for each in texts}

    class Counted(msgspec.Struct, frozen=True):
        lengths: Mapping[str, int]

    @strawberry.input
    class CountedInput:
        texts: list[str] = required("Texts.", fills="lengths", reads=counts)

    assert built(CountedInput(texts=["ab"]), Counted) == Counted({"ab": 2})


def test_a_field_that_says_nothing_fills_the_one_of_its_name() -> None:
    """What is declared says where it differs."""

    @strawberry.input
    class PlainInput:
        text: str

    assert built(PlainInput(text="x"), Note) == Note(text="x")
