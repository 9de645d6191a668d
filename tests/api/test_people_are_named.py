"""Whoever acted is told by the name that people know, beside the id that the log holds."""

import pytest

from tests.support.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")

SCORES = {"component": "1a", "score": "1.5"}


async def test_the_trail_names_accounts_and_the_public(api: Api) -> None:
    """A guest registered, petugas1 verified."""
    cooperative = await api.active_cooperative()
    document = """query ($id: ID!) { auditTrail(filter: {cooperative: $id}, direction: ASC) {
      nodes { topic actor actorName } } }"""
    trail = (await api.ask(document, "auditor", id=cooperative))["auditTrail"]["nodes"]
    named = {line["topic"]: line["actorName"] for line in trail}
    assert named["cooperative.registered.v1"] == "guest"
    assert named["cooperative.registration_verified.v1"] == "petugas1"
    assert {line["actor"] for line in trail} != set(named.values())


async def test_an_assessment_and_its_replay_name_people(api: Api) -> None:
    """Opened by petugas1, entered by petugas2, not yet submitted or verified."""
    case = await api.opened_assessment()
    await api.done("enterComponents", "petugas2", assessment=case, components=[SCORES])
    await api.caught_up()
    document = """query ($id: ID!) {
      assessment(id: $id) { openedByName submittedByName returnedByName verifiedByName }
      replay(assessment: $id) { actorName } }"""
    found = await api.ask(document, "auditor", id=case)
    assert found["assessment"] == {
        "openedByName": "petugas1",
        "submittedByName": None,
        "returnedByName": None,
        "verifiedByName": None,
    }
    assert [step["actorName"] for step in found["replay"]] == ["petugas1", "petugas2"]
