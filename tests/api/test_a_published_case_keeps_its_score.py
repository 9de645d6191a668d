"""The one case that was published, KPRI Handayani 2015, through the public API."""

import pytest

from cli.demonstration.semarang import PUBLISHED_SCORES
from tests.support.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="module")

SCORE = """
query ($id: ID!, $then: AsOfInput) {
  cooperative(id: $id) {
    name
    now: currentScore { ...told }
    then: currentScore(asOf: $then) { ...told }
    scoreHistory {
      totalCount
      nodes {
        total kind reason supersedes version
        predicate { code } aspects { key } adjustments { faults }
      }
    }
  }
}
fragment told on Score {
  bookYear total decidedAt position kind
  ruleset { id digest }
  predicate { code label rank }
  adjustments { corrections faults levelsLowered predicateBefore { code } }
  aspects {
    key name weight score
    components {
      key name weight formula basis value score citation ratio rulingBy
      band { text }
      inputs { name amount source { position pointer } }
    }
  }
}
"""
REPLAY = """
query ($id: ID!) {
  replay(assessment: $id) { position version explanation preview { total missing } }
  recompute(assessment: $id) {
    equal recordedTotal recordedPredicate recomputedTotal recomputedPredicate
    differences { pointer }
    storyEqual
    earlier { equal recordedTotal recomputedTotal }
  }
}
"""


async def handayani(api: Api) -> tuple[str, str]:
    """Register KPRI Handayani, enter the printed scores, have them verified."""
    cooperative = await api.active_cooperative(name="KPRI Handayani")
    opened = await api.done(
        "openAssessment",
        "petugas1",
        cooperative=cooperative,
        bookYear=2015,
        ruleset="semarang-2015",
        effectiveOn="2016-02-01",
    )
    assessment = opened["assessmentId"]
    entries = [{"component": key, "score": str(score)} for key, score in PUBLISHED_SCORES.items()]
    day = {"assessment": assessment, "effectiveOn": "2016-02-10"}
    await api.done("enterComponents", "petugas1", components=entries, **day)
    await api.done("submitAssessment", "petugas1", **day)
    await api.done("verifyAssessment", "petugas2", assessment=assessment, effectiveOn="2016-02-29")
    await api.caught_up()
    return cooperative, assessment


async def test_the_published_scores_total_81_50_which_is_sehat(api: Api) -> None:
    """22 printed scores go in; 81.50 and SEHAT come out, for the public to read."""
    cooperative, _ = await handayani(api)
    found = (await api.ask(SCORE, None, id=cooperative))["cooperative"]["now"]
    assert (found["total"], found["predicate"]["code"]) == ("81.50", "SEHAT")
    assert found["predicate"]["label"] == "Healthy"
    assert found["ruleset"]["id"] == "semarang-2015"
    assert found["decidedAt"] == "2016-02-29"
    components = [each for aspect in found["aspects"] for each in aspect["components"]]
    assert {each["key"]: each["score"] for each in components} == {
        key: str(score) for key, score in PUBLISHED_SCORES.items()
    }
    assert all(each["inputs"][0]["source"]["position"] for each in components)


async def test_a_correction_leaves_the_earlier_score_readable(api: Api) -> None:
    """After a correction the score of before is found as of the position before it."""
    cooperative, assessment = await handayani(api)
    before = await api.services.store.last_position()
    await api.done(
        "correctAssessment",
        "petugas9",
        assessment=assessment,
        changes={"components": [{"component": "5a", "score": "5.00"}]},
        reason="Kas salah dibaca",
        evidence=[{"description": "Berita acara 12/2016"}],
    )
    await api.caught_up()
    found = await api.ask(SCORE, None, id=cooperative, then={"position": str(before)})
    assert found["cooperative"]["now"]["total"] == "84.00"
    assert found["cooperative"]["then"]["total"] == "81.50"
    history = found["cooperative"]["scoreHistory"]
    assert history["totalCount"] == 2
    assert {each["kind"] for each in history["nodes"]} == {"SCORED", "CORRECTED"}
    again = (await api.ask(REPLAY, "auditor", id=assessment))["recompute"]
    assert (again["recordedTotal"], again["storyEqual"]) == ("84.00", True)
    assert again["earlier"] == [
        {"equal": True, "recordedTotal": "81.50", "recomputedTotal": "81.50"}
    ]


async def test_a_void_ends_the_score_and_keeps_its_history(api: Api) -> None:
    """A voided assessment has no score any more; what it said is still listed."""
    cooperative, assessment = await handayani(api)
    await api.done("voidAssessment", "petugas9", assessment=assessment, reason="Salah koperasi")
    await api.caught_up()
    found = (await api.ask(SCORE, "petugas1", id=cooperative))["cooperative"]
    assert found["now"] is None
    (void,) = [each for each in found["scoreHistory"]["nodes"] if each["kind"] == "VOIDED"]
    assert (void["total"], void["predicate"], void["adjustments"]) == (None, None, None)
    assert void["aspects"] == []


async def test_an_auditor_replays_and_recomputes_the_score(api: Api) -> None:
    """Each step is told with the score after it, and the recomputed score is the recorded."""
    _, assessment = await handayani(api)
    found = await api.ask(REPLAY, "auditor", id=assessment)
    totals = [step["preview"]["total"] for step in found["replay"]]
    assert totals[0] is None
    assert totals[-1] == "81.50"
    assert found["recompute"] == {
        "equal": True,
        "recordedTotal": "81.50",
        "recordedPredicate": "SEHAT",
        "recomputedTotal": "81.50",
        "recomputedPredicate": "SEHAT",
        "differences": [],
        "storyEqual": True,
        "earlier": [],
    }


WHAT_IFS = """
query ($id: ID!, $case: ID!) {
  cooperative(id: $id) {
    currentScore { total counts whatIfReason }
    scoreHistory { totalCount }
    tried: scoreHistory(whatIfs: true) { totalCount nodes { counts whatIfReason } }
    assessments { totalCount }
  }
  scores(filter: { cooperative: $id, predicates: [SEHAT] }) { nodes { total } }
  tried: scores(filter: { cooperative: $id, whatIfs: true }) { totalCount }
  counting: assessments(filter: { cooperative: $id, counts: true }) { totalCount }
  assessment(id: $case) { counts whatIfReason total score { counts ruleset { id territory } } }
}
"""


async def test_a_score_by_rules_that_do_not_count_is_a_what_if(api: Api) -> None:
    """2015 by the rules of 2009 in Semarang: refused, or with a reason and in no results."""
    cooperative, _ = await handayani(api)
    opening = {"cooperative": cooperative, "bookYear": 2015, "ruleset": "permenkop-14-2009"}
    refused = await api.refused("openAssessment", "petugas1", **opening)
    assert (refused["code"], refused["field"]) == ("ruleset_not_counting", "ruleset")
    early = {**opening, "ruleset": "perdep-06-2016"}
    refused = await api.refused("openAssessment", "petugas1", **early)
    assert (refused["code"], refused["field"]) == ("ruleset_not_in_force", "ruleset")
    why = "Perbandingan dengan aturan nasional"
    opened = await api.done("openAssessment", "petugas1", **opening, whatIfReason=why)
    case = opened["assessmentId"]
    entries = [{"component": key, "value": "100"} for key in PUBLISHED_SCORES]
    await api.done("enterComponents", "petugas1", assessment=case, components=entries)
    await api.done("submitAssessment", "petugas1", assessment=case)
    await api.done("verifyAssessment", "petugas2", assessment=case)
    await api.caught_up()
    found = await api.ask(WHAT_IFS, "petugas1", id=cooperative, case=case)
    registered, told = found["cooperative"], found["assessment"]
    assert registered["currentScore"] == {"total": "81.50", "counts": True, "whatIfReason": None}
    assert (registered["scoreHistory"]["totalCount"], registered["tried"]["totalCount"]) == (1, 2)
    assert {"counts": False, "whatIfReason": why} in registered["tried"]["nodes"]
    assert registered["assessments"]["totalCount"] == 2
    assert (found["scores"]["nodes"], found["tried"]["totalCount"]) == ([{"total": "81.50"}], 2)
    assert found["counting"]["totalCount"] == 1
    assert (told["counts"], told["whatIfReason"], told["total"]) == (False, why, "100.00")
    rules = {"id": "permenkop-14-2009", "territory": "ID"}
    assert told["score"] == {"counts": False, "ruleset": rules}
