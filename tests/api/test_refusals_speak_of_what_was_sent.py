"""A refusal speaks of the caller's own words: the path, the id and the commandId that were sent."""

from typing import Any
from uuid import uuid4

import pytest

from api.relay.nodes import opaque
from tests.support.api import Api, registration

pytestmark = pytest.mark.asyncio(loop_scope="module")


def told(refused: Any) -> list[tuple[str, str]]:
    """Return the code and the field of each refusal."""
    return [(each["code"], each["field"]) for each in refused["refusals"]]


async def test_all_wrong_figures_are_told_at_once(api: Api) -> None:
    """One that cannot be read, one that is unknown, one that is negative; the fourth is right."""
    amounts = {"total_aset": "1.000.000", "kass": "1", "kas": "-1", "bank": "5"}
    figures = [{"name": name, "amount": amount} for name, amount in amounts.items()]
    case = await api.opened_assessment()
    refused = await api.refused("enterStatements", "petugas1", assessment=case, figures=figures)
    assert told(refused) == [
        ("thousands_separators", "figures[0].amount"),
        ("unknown_figure", "figures[1].name"),
        ("figure_may_not_be_negative", "figures[2].amount"),
    ]


async def test_what_could_not_be_read_is_told_once(api: Api) -> None:
    """A list without one readable amount is not called empty as well."""
    figures = [{"name": "kas", "amount": "x"}]
    case = await api.opened_assessment()
    refused = await api.refused("enterStatements", "petugas1", assessment=case, figures=figures)
    assert told(refused) == [("amount_unreadable", "figures[0].amount")]


async def test_a_number_that_cannot_be_read_hides_no_other_mistake(api: Api) -> None:
    """A ruling of “half” without a reason."""
    case = await api.opened_assessment()
    figures = [{"name": "kas", "amount": "1"}]
    await api.done("enterStatements", "petugas1", assessment=case, figures=figures)
    refused = await api.refused(
        "giveRuling", "petugas1", assessment=case, component="1a", value="half", reason="x"
    )
    assert told(refused) == [("amount_unreadable", "value"), ("wrong_state", "assessment")]


async def test_who_may_not_ask_is_not_told_of_figures(api: Api) -> None:
    """A guest who cannot write numbers is still a guest."""
    case, figures = await api.opened_assessment(), [{"name": "kas", "amount": "x"}]
    document = "mutation ($i: EnterStatementsInput!) { enterStatements(input: $i) { __typename } }"
    error = await api.error(document, None, i={"assessment": case, "figures": figures})
    assert error["extensions"]["code"] == "UNAUTHENTICATED"


async def test_components_are_told_one_by_one(api: Api) -> None:
    """Two ways at once, an unknown key, a score above the weight."""
    components = [
        {"component": "1a", "value": "1", "score": "1"},
        {"component": "9z", "score": "1"},
        {"component": "1b", "score": "99"},
    ]
    case = await api.opened_assessment()
    refused = await api.refused(
        "enterComponents", "petugas1", assessment=case, components=components
    )
    assert sorted(told(refused)) == [
        ("one_way_only", "components[0]"),
        ("score_above_weight", "components[2].score"),
        ("unknown_component", "components[1].component"),
    ]


async def test_a_refusal_in_a_list_says_which_item(api: Api) -> None:
    """The second piece of evidence says nothing; the first is fine."""
    evidence = [{"description": "Surat 1"}, {"description": " ", "document": "sha256:x"}]
    case = await api.opened_assessment()
    refused = await api.refused(
        "voidAssessment", "petugas1", assessment=case, reason="x", evidence=evidence
    )
    assert told(refused) == [
        ("blank", "evidence[1].description"),
        ("document_unknown", "evidence[1].document"),
    ]
    assert refused["message"] == "evidence[1].description is empty."


async def test_what_is_not_found_is_named_by_the_id_that_was_sent(api: Api) -> None:
    """Not by the UUID inside it."""
    nothing = opaque("Assessment", uuid4())
    refused = await api.refused("submitAssessment", "petugas1", assessment=nothing)
    assert refused["message"] == f"Not found in your territory: {nothing}."


async def test_a_command_id_is_named_as_it_was_sent(api: Api) -> None:
    """“1” was used before, and “1” it is called."""
    case = await api.opened_assessment()
    for amount, did in (("1", api.done), ("2", api.refused)):
        figures = [{"name": "kas", "amount": amount}]
        answer = await did(
            "enterStatements", "petugas1", assessment=case, commandId="1", figures=figures
        )
    assert answer["message"] == "commandId 1 was used for another command."
    assert answer["field"] == "commandId"


async def test_another_assessment_is_named_by_an_id_that_can_be_used(api: Api) -> None:
    """The one that is in the way, for its year."""
    cooperative = await api.active_cooperative()
    wanted = {"cooperative": cooperative, "bookYear": 2024, "ruleset": "perdep-06-2016"}
    first = await api.done("openAssessment", "petugas1", **wanted)
    refused = await api.refused("openAssessment", "petugas1", **wanted)
    assert f"assessment {first['assessmentId']}," in refused["remedy"]["en"]


async def test_no_field_is_named_that_the_input_lacks(api: Api) -> None:
    """A profile that changes nothing is wrong as a whole, not in a field called profile."""
    given = registration()
    cooperative = await api.active_cooperative(**given)
    profile = {name: value for name, value in given.items() if name not in {"address", "village"}}
    refused = await api.refused(
        "changeCooperativeProfile", "petugas1", cooperative=cooperative, **profile
    )
    assert (refused["code"], refused["field"]) == ("nothing_changed", None)


async def test_a_preview_names_its_arguments_too(api: Api) -> None:
    """By the same paths, all at once."""
    document = """
    query ($f: [FigureInput!], $a: AdjustmentsInput) {
      calculate(ruleset: "permenkop-14-2009", figures: $f, adjustments: $a) {
        total refusals { code field }
      }
    }
    """
    figures = [{"name": "kas", "amount": "x"}, {"name": "kass", "amount": "1"}]
    found = await api.ask(document, None, f=figures, a={"corrections": ["K1", "K99"]})
    assert told(found["calculate"]) == [
        ("amount_unreadable", "figures[0].amount"),
        ("unknown_figure", "figures[1].name"),
        ("unknown_adjustment", "adjustments.corrections[1]"),
    ]
    alone = await api.ask(document, None, f=figures[:1])
    assert told(alone["calculate"]) == [("amount_unreadable", "figures[0].amount")]
    assert alone["calculate"]["total"] is None


async def test_what_if_names_the_change(api: Api) -> None:
    """`changes.figures[0].name`."""
    document = """
    query ($id: ID!, $c: ChangesInput) {
      whatIf(assessment: $id, changes: $c) { refusals { code field } }
    }
    """
    changes = {"figures": [{"name": "kass", "amount": "1"}]}
    case = await api.opened_assessment()
    found = await api.ask(document, "petugas1", id=case, c=changes)
    assert told(found["whatIf"]) == [("unknown_figure", "changes.figures[0].name")]
