"""Whatever a person enters wrongly comes back with its code, its field and what to do."""

from typing import Any

import pytest

from tests.support.api import Api, registration

pytestmark = pytest.mark.asyncio(loop_scope="module")

RATIOS = ("modal_sendiri", "total_aset")


def figure(amount: Any) -> dict[str, Any]:
    """Return one figure with *amount*."""
    return {"figures": [{"name": "total_aset", "amount": amount}]}


def component(**entry: Any) -> dict[str, Any]:
    """Return one direct entry."""
    return {"components": [{"component": "1a", **entry}]}


ENTRIES = [
    ("enterComponents", component(component="9z", value="50"), "unknown_component"),
    ("enterComponents", component(score="6.01"), "score_above_weight"),
    ("enterComponents", component(value="100.5"), "value_out_of_range"),
    ("enterComponents", component(value="NaN"), "amount_unreadable"),
    ("enterComponents", component(ratio="12", value="50"), "one_way_only"),
    ("enterStatements", figure("NaN"), "amount_unreadable"),
    ("enterStatements", figure("Infinity"), "amount_unreadable"),
    ("enterStatements", figure("1e9"), "amount_unreadable"),
    ("enterStatements", figure("1.000.000"), "thousands_separators"),
    ("enterStatements", figure("1,000,000.50"), "thousands_separators"),
    ("enterStatements", figure("1.000"), "thousands_separators"),
    ("enterStatements", figure("9" * 99), "amount_too_long"),
    ("enterStatements", figure("-1"), "figure_may_not_be_negative"),
    (
        "enterStatements",
        {"figures": [{"name": "laba_bersih", "amount": "1"}]},
        "unknown_figure",
    ),
    (
        "enterManagementAnswers",
        {"answers": [{"component": "manajemen_umum", "yes": 13}]},
        "too_many_yes_answers",
    ),
    (
        "enterManagementAnswers",
        {"answers": [{"component": "manajemen_umum", "yes": -1}]},
        "component_may_not_be_negative",
    ),
    ("enterStatements", {"figures": []}, "nothing_entered"),
    ("giveRuling", {"component": "1a", "value": "abc", "reason": "x"}, "amount_unreadable"),
]


@pytest.mark.parametrize(("name", "given", "code"), ENTRIES)
async def test_an_entry_that_cannot_be_is_refused(
    api: Api, name: str, given: dict[str, Any], code: str
) -> None:
    """A value above its weight, a NaN, a grouped amount: each by its own code, on its field."""
    assessment = await api.opened_assessment()
    refused = await api.refused(name, "petugas1", assessment=assessment, **given)
    assert refused["code"] == code
    assert refused["field"]


async def test_every_bad_field_is_named_at_once(api: Api) -> None:
    """Two amounts that cannot be read give two refusals, so that a form marks both."""
    assessment = await api.opened_assessment()
    figures = [{"name": name, "amount": "1.000.000"} for name in RATIOS]
    refused = await api.refused(
        "enterStatements", "petugas1", assessment=assessment, figures=figures
    )
    fields = [each["field"] for each in refused["refusals"]]
    assert fields == ["figures[0].amount", "figures[1].amount"]


async def test_a_name_given_twice_is_refused(api: Api) -> None:
    """Two amounts for one figure: one of them would be lost."""
    assessment = await api.opened_assessment()
    figures = [{"name": "total_aset", "amount": amount} for amount in ("1", "2")]
    refused = await api.refused(
        "enterStatements", "petugas1", assessment=assessment, figures=figures
    )
    assert refused["code"] == "named_twice"


async def test_numbers_may_also_come_as_json_numbers(api: Api) -> None:
    """An amount of 0.10 as a JSON number keeps both its decimals."""
    assessment = await api.opened_assessment()
    body = (
        '{"query": "mutation ($i: EnterStatementsInput!) { did: enterStatements(input: $i) '
        '{ __typename } }", "variables": {"i": {"assessment": "%s", "figures": '
        '[{"name": "total_aset", "amount": 1250000.10}, {"name": "kas", "amount": 7}]}}}'
    )
    headers = {**api.headers("petugas1"), "content-type": "application/json"}
    response = await api.client.post("/graphql", content=body % assessment, headers=headers)
    assert response.json() == {"data": {"did": {"__typename": "AssessmentDone"}}}
    await api.caught_up()
    entered = await api.ask(
        "query ($id: ID!) { assessment(id: $id) { entered { figures { name amount } } } }",
        "petugas1",
        id=assessment,
    )
    amounts = {each["name"]: each["amount"] for each in entered["assessment"]["entered"]["figures"]}
    assert amounts == {"total_aset": "1250000.10", "kas": "7"}


async def test_a_refusal_names_the_field_as_the_input_does(api: Api) -> None:
    """A count of yes answers is given under `answers`, and refused under it."""
    assessment = await api.opened_assessment()
    answers = [{"component": "manajemen_umum", "yes": 13}]
    refused = await api.refused(
        "enterManagementAnswers", "petugas1", assessment=assessment, answers=answers
    )
    assert refused["field"] == "answers[0].yes"


@pytest.mark.parametrize("year", [2031, 1900, -5])
async def test_a_year_that_cannot_be_assessed_is_refused(api: Api, year: int) -> None:
    """A book year in the future has no figures yet."""
    cooperative = await api.active_cooperative()
    refused = await api.refused(
        "openAssessment",
        "petugas1",
        cooperative=cooperative,
        bookYear=year,
        ruleset="perdep-06-2016",
    )
    assert (refused["code"], refused["field"]) == ("book_year_out_of_range", "bookYear")


async def test_an_unknown_ruleset_is_refused(api: Api) -> None:
    """There is no ruleset of 1999."""
    cooperative = await api.active_cooperative()
    refused = await api.refused(
        "openAssessment", "petugas1", cooperative=cooperative, bookYear=2024, ruleset="x-1999"
    )
    assert (refused["code"], refused["field"]) == ("ruleset_unknown", "ruleset")


async def test_a_legal_number_is_held_once(api: Api) -> None:
    """A second cooperative with the legal number of the first is refused."""
    first = registration()
    await api.done("registerCooperative", None, **first)
    second = registration(legalNumber=first["legalNumber"])
    refused = await api.refused("registerCooperative", None, **second)
    assert (refused["code"], refused["field"]) == ("legal_number_taken", "legalNumber")


async def test_acting_in_the_wrong_state_is_refused(api: Api) -> None:
    """A draft cannot be verified."""
    assessment = await api.opened_assessment()
    refused = await api.refused("verifyAssessment", "petugas2", assessment=assessment)
    assert refused["code"] == "wrong_state"


async def test_a_stale_version_is_refused(api: Api) -> None:
    """Somebody else entered figures since version 1 was seen."""
    assessment = await api.opened_assessment()
    await api.done("enterStatements", "petugas1", assessment=assessment, **figure("5"))
    refused = await api.refused(
        "enterStatements", "petugas1", assessment=assessment, expectedVersion=1, **figure("6")
    )
    assert refused["code"] == "stale_version"


@pytest.mark.parametrize("wrong", ["nonsense", "U2NvcmU6MTAyNA", "QXNzZXNzbWVudDp4", "Ä", ""])
async def test_an_id_that_is_none_is_refused(api: Api, wrong: str) -> None:
    """Nonsense, another kind of thing, a damaged id: the field is named."""
    refused = await api.refused("submitAssessment", "petugas1", assessment=wrong)
    assert (refused["code"], refused["field"]) == ("malformed_id", "assessment")


async def test_a_command_id_beyond_reason_is_refused(api: Api) -> None:
    """A command id is a UUID or a short word of the caller's own, not a text."""
    assessment = await api.opened_assessment()
    refused = await api.refused(
        "submitAssessment", "petugas1", assessment=assessment, commandId="x" * 201
    )
    assert refused["code"] == "command_id_too_long"


async def test_coordinates_that_cannot_be_read_are_refused(api: Api) -> None:
    """A latitude with a decimal comma is shown how to be written."""
    place = {"latitude": "-6,99", "longitude": "110.42"}
    refused = await api.refused("registerCooperative", None, **registration(coordinates=place))
    assert refused["field"] == "coordinates.latitude"


async def test_a_ruleset_that_cannot_be_read_is_refused(api: Api) -> None:
    """A text that is no ruleset names the place at fault."""
    refused = await api.refused("publishRuleset", "menteri", document='{"id": 7}')
    assert (refused["code"], refused["field"]) == ("ruleset_unreadable", "document")


async def test_messages_come_in_the_language_of_the_request(api: Api) -> None:
    """Accept-Language: id gives Indonesian; the remedy has both in any case."""
    given = 'submitAssessment(input: {assessment: "x"})'
    document = f"mutation {{ did: {given} {{ ... on Refused {{ message }} }} }}"
    spoken = {}
    for language in ("id", "en"):
        response = await api.send(document, "petugas1", headers={"accept-language": language})
        spoken[language] = response.json()["data"]["did"]["message"]
    assert spoken == {
        "id": "assessment bukan id Assessment.",
        "en": "assessment is no id of the kind Assessment.",
    }
