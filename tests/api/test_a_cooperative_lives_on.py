"""What happens to a cooperative after its registration, and to the law's tables."""

from typing import Any

import msgspec
import pytest

from infrastructure.rulesets.bundled import bundled_rulesets
from tests.support.api import VILLAGE, Api

pytestmark = pytest.mark.asyncio(loop_scope="module")

STATE = """
query ($id: ID!) {
  cooperative(id: $id) {
    status statusReason address village coordinates { latitude longitude } contacts { phone }
    legalNumber { number type date }
  }
}
"""


async def state(api: Api, cooperative: str) -> Any:
    """Return the cooperative as the office sees it now."""
    await api.caught_up()
    return (await api.ask(STATE, "petugas1", id=cooperative))["cooperative"]


async def test_a_cooperative_moves(api: Api) -> None:
    """A new address with coordinates, and why."""
    cooperative = await api.active_cooperative()
    await api.done(
        "relocateCooperative",
        "petugas1",
        cooperative=cooperative,
        address="Jalan Pahlawan 9",
        village=VILLAGE,
        coordinates={"latitude": "-6.9904", "longitude": "110.4229"},
        reason="Sewa berakhir",
    )
    found = await state(api, cooperative)
    assert found["address"] == "Jalan Pahlawan 9"
    assert found["coordinates"] == {"latitude": "-6.9904", "longitude": "110.4229"}


async def test_a_cooperative_ends_and_returns(api: Api) -> None:
    """Deactivated and reactivated, each with its reason; never erased."""
    cooperative = await api.active_cooperative()
    for name, status in (
        ("deactivateCooperative", "INACTIVE"),
        ("reactivateCooperative", "ACTIVE"),
    ):
        await api.done(name, "petugas1", cooperative=cooperative, reason="Rapat anggota")
        found = await state(api, cooperative)
        assert (found["status"], found["statusReason"]) == (status, "Rapat anggota")


async def test_a_ruleset_is_published_by_the_ministry(api: Api) -> None:
    """A new version is found by its digest, and by its id as the newest; others may not."""
    first = bundled_rulesets()[0]
    newer = msgspec.structs.replace(first, version="test-2")
    text = msgspec.json.encode(newer).decode()
    document = """
    mutation ($i: PublishRulesetInput!) {
      did: publishRuleset(input: $i) {
        ... on RulesetDone { position digest ruleset { id version validFrom partial } }
      }
    }
    """
    did = (await api.ask(document, "menteri", i={"document": text}))["did"]
    assert did["ruleset"]["version"] == "test-2"
    by_id = "query ($r: ID!) { ruleset(id: $r) { digest title } }"
    assert (await api.ask(by_id, None, r=first.id))["ruleset"]["digest"] == did["digest"]
    by_digest = "query ($d: String!) { ruleset(digest: $d) { version } }"
    found = await api.ask(by_digest, None, d=did["digest"])
    assert found["ruleset"] == {"version": "test-2"}
    nothing = await api.error("{ ruleset { digest } }")
    assert nothing["extensions"]["code"] == "BAD_USER_INPUT"
    error = await api.error(document, "petugas1", i={"document": text})
    assert error["extensions"]["code"] == "FORBIDDEN"


async def test_a_ruleset_shows_every_table(api: Api) -> None:
    """Aspects, bands in words, questions, figures, predicates, conditions, in Indonesian too."""
    document = """
    {
      rulesets {
        id digest version title citation appliesTo validFrom validTo partial
        aspects { key name weight components {
          key name weight formula figures zeroDenominator perYes citation confidence note
          bands { text low lowIncluded high highIncluded value printedScore }
          questions { key text }
        } }
        figures { name label section mayBeNegative parts }
        predicates {
          predicate { code rank en: label(locale: EN) id: label(locale: ID) } text low high
        }
        corrections { key text limit } faults { key text }
      }
    }
    """
    answer = await api.send(document, headers={"accept-language": "id"})
    rulesets = answer.json()["data"]["rulesets"]
    assert {"semarang-2015", "permenkop-14-2009", "perdep-06-2016"} <= {
        each["id"] for each in rulesets
    }
    one = next(each for each in rulesets if each["id"] == "permenkop-14-2009")
    assert len([part for aspect in one["aspects"] for part in aspect["components"]]) == 22
    assert len(one["corrections"]) == 6
    assert len(one["faults"]) == 4
    assert "1000000000" in {each["limit"] for each in one["corrections"]}
    assert one["predicates"][0]["predicate"] == {
        "code": "SEHAT",
        "rank": 1,
        "en": "Healthy",
        "id": "Sehat",
    }


async def test_a_command_on_an_assessment_can_show_it(api: Api) -> None:
    """The success leads on to the assessment as it is after the command."""
    case = await api.opened_assessment()
    document = """
    mutation ($i: EnterComponentsInput!) {
      did: enterComponents(input: $i) {
        ... on AssessmentDone {
          version assessment { version entered { components { component ratio yes value score } } }
        }
      }
    }
    """
    given = {
        "assessment": case,
        "components": [{"component": "1a", "value": "75"}, {"component": "5a", "ratio": "12.5"}],
    }
    did = (await api.ask(document, "petugas1", i=given))["did"]
    assert did["version"] == did["assessment"]["version"]
    entered = did["assessment"]["entered"]["components"]
    assert {each["component"]: each["ratio"] or each["value"] for each in entered} == {
        "1a": "75",
        "5a": "12.5",
    }
    await api.done("enterComponents", "petugas1", assessment=case, components=[{"component": "1a"}])
    await api.caught_up()


async def test_a_preview_has_no_sources(api: Api) -> None:
    """What was never entered came from no event."""
    document = """
    {
      calculate(ruleset: "permenkop-14-2009", components: [{component: "1a", value: "75"}]) {
        aspects { components { rulingBy inputs { label source { version pointer position } } } }
      }
    }
    """
    found = (await api.ask(document))["calculate"]["aspects"][0]["components"][0]
    assert found["rulingBy"] is None
    assert found["inputs"][0]["source"]["position"] is None
