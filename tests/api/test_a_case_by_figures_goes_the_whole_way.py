"""From an operator's figures to a published score, a ruling, an objection and its answer."""

from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from api.relay.nodes import read_id
from domain.kernel.actors import Role
from tests.support.api import Api, sign_in
from tests.unit.domain.scoring.test_full_case_by_figures import MILLIONS, YES

pytestmark = pytest.mark.asyncio(loop_scope="module")

LOANS = """
volume_pinjaman volume_pinjaman_anggota pinjaman_diberikan pinjaman_diberikan_berisiko
pinjaman_berisiko kurang_lancar diragukan macet pinjaman_bermasalah cadangan_risiko
"""
FIGURES = [
    {"name": name, "amount": f"{Decimal(amount).scaleb(6):f}"} for name, amount in MILLIONS.items()
]
STATEMENTS = [each for each in FIGURES if each["name"] not in LOANS.split()]
LOAN_DATA = [each for each in FIGURES if each["name"] in LOANS.split()]
CASH_IN_A_GAP = [{"name": "kas", "amount": "0"}, {"name": "kewajiban_lancar", "amount": "0"}]

CASE = """
query ($id: ID!) {
  assessment(id: $id) {
    state submission total predicate version objection objectionReason voidReason
    findings { item text due } due
    cooperative { name assessments { totalCount nodes { id } } audit(first: 5) { totalCount } }
    ruleset { id aspects { name } }
    score { total kind adjustments { corrections levelsLowered predicateBefore { code } }
      assessment { id } cooperative { name }
      aspects { key components { key basis rulingBy ruling { position } inputs { name amount } } } }
    scoreHistory { kind total validTo }
    entered {
      figures { name amount source { version actor position recordedAt } }
      answers { component yes } components { component value } rulings { component value }
      adjustments { corrections faults levels }
    }
    audit(first: 100, after: null) { totalCount nodes { topic reason evidence { description } } }
  }
}
"""
PREVIEW = """
fragment shown on ScorePreview {
  total totalSoFar missing predicate { code rank } predicateBefore { code }
  ruleset { id } aspects { key score components { key } }
  rulingsNeeded { component reason ratio candidates } refusals { code field message }
}
"""


async def operator(api: Api, cooperative: str) -> str:
    """Sign an operator of *cooperative* in and return the name for it."""
    key: UUID = read_id(cooperative).uuid("id")
    name = f"pengurus-{key.hex[:12]}"
    api.tokens[name] = await sign_in(api.services, name, Role.OPERATOR, cooperative=key)
    return name


async def filled(api: Api, statements: Any = STATEMENTS, loans: Any = LOAN_DATA) -> tuple[str, str]:
    """Have an operator open an assessment and enter everything; return it and who."""
    cooperative = await api.active_cooperative()
    who = await operator(api, cooperative)
    opened = await api.done(
        "openAssessment",
        who,
        cooperative=cooperative,
        bookYear=2024,
        ruleset="perdep-06-2016",
    )
    case = opened["assessmentId"]
    await api.done("enterStatements", who, assessment=case, figures=statements)
    await api.done("enterLoanData", who, assessment=case, figures=loans)
    answers = [{"component": key, "yes": yes} for key, yes in YES.items()]
    await api.done("enterManagementAnswers", who, assessment=case, answers=answers)
    return case, who


async def shown(api: Api, case: str, who: str = "petugas1") -> Any:
    """Return the assessment as the office sees it now."""
    await api.caught_up()
    return (await api.ask(CASE, who, id=case))["assessment"]


async def test_figures_become_the_score_calculated_by_hand(api: Api) -> None:
    """Entered, returned with a finding, mended, handed in again, verified: 80.15, SEHAT."""
    case, who = await filled(api)
    await api.done("submitAssessment", who, assessment=case)
    finding = {"item": "kas", "text": "Lampirkan berita acara kas", "due": "2030-01-31"}
    await api.done("returnAssessment", "petugas1", assessment=case, findings=[finding])
    returned = await shown(api, case, who)
    assert (returned["state"], returned["due"]) == ("RETURNED", "2030-01-31")
    assert returned["findings"] == [finding]
    await api.done("submitAssessment", who, assessment=case)
    await api.done("verifyAssessment", "petugas2", assessment=case, note="Lengkap")
    found = await shown(api, case)
    assert (found["state"], found["submission"]) == ("SCORED", 2)
    assert (found["total"], found["predicate"]) == ("80.15", "SEHAT")
    assert found["score"]["assessment"] == {"id": case}
    assert {each["name"] for each in found["entered"]["figures"]} == set(MILLIONS)
    assert len(found["entered"]["answers"]) == 5
    assert found["audit"]["totalCount"] == 9


async def test_the_verification_queue_holds_what_was_handed_in(api: Api) -> None:
    """It is there for the office, and not for whoever handed it in."""
    case, who = await filled(api)
    await api.done("submitAssessment", "petugas1", assessment=case)
    await api.caught_up()
    document = """
    query ($mine: Boolean!) {
      verificationQueue(first: 200, area: "33.74", bookYear: 2024, forMe: $mine) {
        totalCount nodes { id }
      }
    }
    """
    for mine, there in ((False, True), (True, False)):
        queue = (await api.ask(document, "petugas1", mine=mine))["verificationQueue"]
        assert ({"id": case} in queue["nodes"]) is there
        assert queue["totalCount"] == len(queue["nodes"])
    error = await api.error(document, who, mine=False)
    assert error["extensions"]["code"] == "FORBIDDEN"


async def test_a_corrected_condition_lowers_the_predicate(api: Api) -> None:
    """One correction factor after publication: SEHAT becomes CUKUP_SEHAT, with both on record."""
    case, who = await filled(api)
    await api.done("submitAssessment", who, assessment=case)
    await api.done("verifyAssessment", "petugas2", assessment=case)
    rules = await api.ask('{ ruleset(id: "perdep-06-2016") { corrections { key } } }')
    key = rules["ruleset"]["corrections"][0]["key"]
    await api.done(
        "recordAdjustments",
        "petugas1",
        assessment=case,
        corrections=[key],
        reason="RAT terlambat",
    )
    found = await shown(api, case)
    assert found["predicate"] == "CUKUP_SEHAT"
    assert found["score"]["kind"] == "ADJUSTED"
    assert found["score"]["adjustments"] == {
        "corrections": [key],
        "levelsLowered": 1,
        "predicateBefore": {"code": "SEHAT"},
    }
    assert found["entered"]["adjustments"]["corrections"] == [key]
    assert [each["kind"] for each in found["scoreHistory"]] == ["SCORED", "ADJUSTED"]


async def test_an_objection_is_heard_and_answered(api: Api) -> None:
    """The cooperative objects; the office upholds it with new figures; the score follows."""
    case, who = await filled(api)
    await api.done("submitAssessment", who, assessment=case)
    await api.done("verifyAssessment", "petugas2", assessment=case)
    proof = [{"description": "Laporan audit 2024"}]
    await api.done("raiseObjection", who, assessment=case, reason="SHU salah catat", evidence=proof)
    objected = await shown(api, case, who)
    assert (objected["objection"], objected["objectionReason"]) == (1, "SHU salah catat")
    changes = {
        "figures": [{"name": "shu_sebelum_pajak", "amount": "120000000"}],
        "answers": [{"component": "manajemen_umum", "yes": 12}],
    }
    await api.done(
        "resolveObjection",
        "petugas1",
        assessment=case,
        upheld=True,
        reason="Benar",
        changes=changes,
        evidence=proof,
    )
    found = await shown(api, case)
    assert found["objection"] is None
    assert found["score"]["kind"] == "OBJECTION_RESOLVED"
    assert found["total"] == "81.15"


async def test_a_ruling_decides_where_the_table_does_not(api: Api) -> None:
    """No cash and no liabilities: a zero denominator; the officer's ruling is named."""
    statements = [each for each in STATEMENTS if each["name"] not in {"kas", "kewajiban_lancar"}]
    case, who = await filled(api, [*statements, *CASH_IN_A_GAP])
    await api.done("submitAssessment", who, assessment=case)
    needed = await api.refused("verifyAssessment", "petugas2", assessment=case)
    assert (needed["code"], needed["field"]) == ("ruling_needed", "assessment")
    await api.done(
        "giveRuling",
        "petugas9",
        assessment=case,
        component="5a",
        value="100",
        reason="Tidak ada kewajiban lancar",
    )
    await api.done("verifyAssessment", "petugas2", assessment=case)
    found = await shown(api, case)
    components = [each for part in found["score"]["aspects"] for each in part["components"]]
    (ruled,) = [each for each in components if each["basis"] == "RULING"]
    assert ruled["key"] == "5a"
    assert ruled["rulingBy"]
    assert ruled["ruling"]["position"]
    assert found["entered"]["rulings"] == [{"component": "5a", "value": "100"}]
    named = """query ($id: ID!) { scores(filter: {cooperative: $id}) { nodes {
      aspects { components { rulingBy rulingByName } } } } }"""
    document = "query ($id: ID!) { assessment(id: $id) { cooperative { id } } }"
    of = (await api.ask(document, "petugas1", id=case))["assessment"]["cooperative"]["id"]
    for reader, name in (("petugas1", "petugas9"), ("tetangga", None), (None, None)):
        (score,) = (await api.ask(named, reader, id=of))["scores"]["nodes"]
        rulings = [each for part in score["aspects"] for each in part["components"]]
        assert [each["rulingByName"] for each in rulings if each["rulingBy"]] == [name]


async def test_a_score_is_calculated_before_anything_is_saved(api: Api) -> None:
    """Figures and yes counts give 80.15; without them, what is missing is listed."""
    document = (
        "query ($f: [FigureInput!], $c: [ComponentInput!], $a: AdjustmentsInput) { calculate("
        'ruleset: "perdep-06-2016", figures: $f, components: $c, adjustments: $a) { ...shown } }'
        + PREVIEW
    )
    counts = [{"component": key, "yes": yes} for key, yes in YES.items()]
    full = (await api.ask(document, None, f=FIGURES, c=counts))["calculate"]
    assert (full["total"], full["predicate"]["code"]) == ("80.15", "SEHAT")
    assert full["refusals"] == []
    part = (await api.ask(document, None, c=counts))["calculate"]
    assert part["total"] is None
    assert part["totalSoFar"] == "13.85"
    assert "1a" in part["missing"] or "modal_sendiri" in part["missing"]
    gap = [each for each in FIGURES if each["name"] not in {"kas", "kewajiban_lancar"}]
    open_ = (await api.ask(document, None, f=[*gap, *CASH_IN_A_GAP], c=counts))["calculate"]
    assert [each["component"] for each in open_["rulingsNeeded"]] == ["5a"]


async def test_a_preview_tells_what_is_wrong_as_data(api: Api) -> None:
    """A grouped amount, a value too high and a ruleset that is none: refusals, not errors."""
    document = (
        "query ($r: String!, $f: [FigureInput!], $c: [ComponentInput!]) { "
        "calculate(ruleset: $r, figures: $f, components: $c) { ...shown } }" + PREVIEW
    )
    known = "perdep-06-2016"
    figures = [{"name": "kas", "amount": "1.000.000"}]
    unread = (await api.ask(document, None, r=known, f=figures))["calculate"]["refusals"]
    assert [each["code"] for each in unread] == ["thousands_separators"]
    several = [{"component": key, "value": "101"} for key in ("1a", "1b")]
    high = (await api.ask(document, None, r=known, c=several))["calculate"]
    assert [each["code"] for each in high["refusals"]] == ["value_out_of_range"] * 2
    nowhere = (await api.ask(document, None, r="x-1999"))["calculate"]
    assert (nowhere["ruleset"], nowhere["refusals"][0]["code"]) == (None, "ruleset_unknown")


async def test_what_if_under_another_ruleset_or_with_another_figure(api: Api) -> None:
    """80.15 under 2009 too; more cash lowers 5a; nothing is saved."""
    case, _ = await filled(api)
    await api.caught_up()
    document = (
        "query ($id: ID!, $r: String, $c: ChangesInput, $a: AdjustmentsInput) { "
        "whatIf(assessment: $id, ruleset: $r, changes: $c, adjustments: $a) { ...shown } }"
        + PREVIEW
    )
    before = await api.services.store.last_position()
    other = (await api.ask(document, "petugas1", id=case, r="permenkop-14-2009"))["whatIf"]
    assert (other["total"], other["ruleset"]["id"]) == ("80.15", "permenkop-14-2009")
    cash = {"figures": [{"name": "kas", "amount": "400000000"}]}
    changed = (await api.ask(document, "petugas1", id=case, c=cash, a={"levels": None}))["whatIf"]
    assert changed["total"] == "72.65"
    assert await api.services.store.last_position() == before
    error = await api.error(document, "tetangga", id=case)
    assert error["extensions"]["refusals"][0]["code"] == "not_found"


async def test_scores_are_listed_for_the_public(api: Api) -> None:
    """By cooperative, year, ruleset, predicate and area, best first; and as of before."""
    case, who = await filled(api)
    before = await api.services.store.last_position()
    await api.done("submitAssessment", who, assessment=case)
    await api.done("verifyAssessment", "petugas2", assessment=case)
    found = await shown(api, case)
    document = """
    query ($f: ScoreFilterInput, $t: AsOfInput) {
      scores(filter: $f, asOf: $t, orderBy: {by: TOTAL, direction: DESC}) {
        totalCount nodes { id total decidedAt ruleset { id } cooperative { name } }
      }
    }
    """
    where = {
        "assessment": case,
        "bookYears": [2024],
        "rulesets": ["perdep-06-2016"],
        "predicates": ["SEHAT"],
        "area": "33.74",
        "history": False,
    }
    scores = (await api.ask(document, None, f=where))["scores"]
    assert (scores["totalCount"], scores["nodes"][0]["total"]) == (1, "80.15")
    assert scores["nodes"][0]["cooperative"] == {"name": found["cooperative"]["name"]}
    earlier = (await api.ask(document, None, f=where, t={"position": str(before)}))["scores"]
    assert earlier["totalCount"] == 0


async def test_an_assessment_is_found_by_its_filters(api: Api) -> None:
    """By cooperative, year, ruleset, state and area, latest change first."""
    case, _ = await filled(api)
    found = await shown(api, case)
    document = """
    query ($f: AssessmentFilterInput) {
      assessments(filter: $f, orderBy: {by: CHANGED, direction: DESC}, first: 5) {
        totalCount nodes { id state bookYear documents { digest } }
      }
    }
    """
    where = {
        "cooperative": (await owner(api, case)),
        "bookYears": [2024],
        "rulesets": ["perdep-06-2016"],
        "states": ["DRAFT"],
        "area": "33",
    }
    listed = (await api.ask(document, "menteri", f=where))["assessments"]
    assert listed["nodes"] == [{"id": case, "state": "DRAFT", "bookYear": 2024, "documents": []}]
    due = (await api.ask(document, "petugas1", f={"dueBefore": "2000-01-01"}))["assessments"]
    assert due["totalCount"] == 0
    assert found["cooperative"]["assessments"]["nodes"] == [{"id": case}]
    assert found["cooperative"]["audit"]["totalCount"] >= 5


async def owner(api: Api, case: str) -> str:
    """Return the id of the cooperative that *case* is about."""
    document = "query ($id: ID!) { assessment(id: $id) { cooperative { id } } }"
    found = await api.ask(document, "petugas1", id=case)
    return str(found["assessment"]["cooperative"]["id"])


async def test_the_trail_is_filtered_and_a_stream_told_whole(api: Api) -> None:
    """By actor, topic, time and thing; the stream in order, up to a position."""
    case, who = await filled(api)
    await api.caught_up()
    document = """
    query ($f: AuditFilterInput, $d: Direction!) {
      auditTrail(filter: $f, direction: $d, first: 10) {
        totalCount nodes { topic actor office stream cooperativeId membershipArea version event }
      }
    }
    """
    where: dict[str, Any] = {
        "assessment": case,
        "topics": ["assessment.statements_entered", "assessment.opened.v2"],
        "since": "2020-01-01T00:00:00Z",
        "until": "2100-01-01T00:00:00+07:00",
        "area": "33.74",
    }
    trail = (await api.ask(document, "auditor", f=where, d="ASC"))["auditTrail"]
    assert [each["topic"] for each in trail["nodes"]] == [
        "assessment.opened.v2",
        "assessment.statements_entered.v1",
    ]
    entered = trail["nodes"][1]
    assert entered["event"]["figures"]["kas"] == "12000000"
    mine = {"actor": entered["actor"], "cooperative": entered["cooperativeId"]}
    assert (await api.ask(document, who, f=mine, d="DESC"))["auditTrail"]["totalCount"] == 4
    story = "query ($id: ID!, $t: AsOfInput) { stream(id: $id, upTo: $t) { version position } }"
    by_uuid = (await api.ask(story, "auditor", id=entered["stream"]))["stream"]
    by_id = (await api.ask(story, "auditor", id=case))["stream"]
    assert by_uuid == by_id
    assert [each["version"] for each in by_id] == [1, 2, 3, 4]
    early = {"position": by_id[1]["position"]}
    assert len((await api.ask(story, "auditor", id=case, t=early))["stream"]) == 2
    error = await api.error(story, "auditor", id="U2NvcmU6MTAyNA")
    assert error["extensions"]["refusals"][0]["code"] == "malformed_id"


async def test_a_replay_stops_where_it_is_told_to(api: Api) -> None:
    """Two steps up to the second event; no recomputation before there is a score."""
    case, _ = await filled(api)
    await api.caught_up()
    document = """
    query ($id: ID!, $t: AsOfInput) {
      replay(assessment: $id, upTo: $t) { version position actor office recordedAt event }
      recompute(assessment: $id, upTo: $t) { equal }
    }
    """
    whole = await api.ask(document, "auditor", id=case)
    assert [each["version"] for each in whole["replay"]] == [1, 2, 3, 4]
    until = {"position": whole["replay"][1]["position"]}
    part = await api.ask(document, "auditor", id=case, t=until)
    assert len(part["replay"]) == 2
    assert part["recompute"] is None
