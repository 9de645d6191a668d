"""Every enum of the schema, described value by value, and registered in one place.

Strawberry takes an enum as it finds it when a schema is built, so the package `api.building`
calls `register` before anything else of it is imported. Who needs no schema, such as the process
that moves the views, imports none of this.
"""

from collections.abc import Mapping
from enum import Enum, StrEnum

import msgspec
import strawberry
from strawberry.types.enum import StrawberryEnumDefinition

from domain.account.events import LinkPurpose
from domain.assessment.events import ScoreChangeKind
from domain.cooperative.events import Kind
from domain.kernel.actors import Role, Scope
from domain.kernel.time_zones import TimeZone
from domain.scoring.document import Basis
from domain.scoring.predicates import Predicate
from domain.scoring.provenance import Confidence
from domain.scoring.result import RulingReason
from domain.scoring.ruleset import Section
from projections.views.assessments.questions import AssessmentOrder, AssessmentState
from projections.views.cooperatives.questions import CooperativeOrder, CooperativeStatus
from projections.views.registrations.questions import RegistrationStatus
from projections.views.scores.questions import ScoreOrder
from projections.views.service_keys.questions import KeyState


class Locale(StrEnum):
    """The languages of every text that a person reads."""

    ID = "id"
    EN = "en"


class Direction(StrEnum):
    """Which way a list runs."""

    ASC = "ASC"
    DESC = "DESC"


class EnumWords(msgspec.Struct, frozen=True):
    """What the schema says of *kind*: a sentence, and one for each value by its name.

    *name* is what the schema calls it, where that is not the name of the class.
    """

    kind: type[Enum]
    description: str
    values: Mapping[str, str]
    name: str | None = None


def register() -> None:
    """Give every enum its place in the schema; called once, by the package `api.building`."""
    for enum in ENUMS:
        strawberry.enum(enum.kind, name=enum.name, description=enum.description)
        definition: StrawberryEnumDefinition = enum.kind.__strawberry_definition__  # type: ignore[attr-defined]
        for value in definition.values:
            value.description = enum.values[value.name]


ENUMS = (
    EnumWords(Locale, "A language.", {"ID": "Indonesian.", "EN": "English."}),
    EnumWords(
        Direction,
        "Which way a list runs.",
        {"ASC": "Smallest or earliest first.", "DESC": "Largest or latest first."},
    ),
    EnumWords(
        TimeZone,
        "A time zone of the country; there is no summer time.",
        {
            "WIB": "Western Indonesia, UTC+7; the IANA calls it Asia/Jakarta.",
            "WITA": "Central Indonesia, UTC+8; the IANA calls it Asia/Makassar.",
            "WIT": "Eastern Indonesia, UTC+9; the IANA calls it Asia/Jayapura.",
        },
    ),
    EnumWords(
        Kind,
        "What sort of cooperative it is.",
        {
            "KSP": "Koperasi simpan pinjam: a savings-and-loan cooperative.",
            "USP": "Unit simpan pinjam: the savings-and-loan unit of a cooperative.",
            "KSPPS": "Koperasi simpan pinjam dan pembiayaan syariah.",
            "USPPS": "Unit simpan pinjam dan pembiayaan syariah.",
        },
        name="CooperativeKind",
    ),
    EnumWords(
        CooperativeStatus,
        "Where a cooperative stands in the register.",
        {
            "REGISTERED": "Entered; an officer has yet to look at it.",
            "ACTIVE": "Verified and active.",
            "REJECTED": "Found not valid; it stays listed, with the reason.",
            "INACTIVE": "No longer active; its history stays.",
        },
    ),
    EnumWords(
        CooperativeOrder,
        "What a list of cooperatives is sorted by.",
        {"NAME": "By name.", "REGISTERED_AT": "By the time of registration."},
    ),
    EnumWords(
        RegistrationStatus,
        "What became of a registration.",
        {
            "WAITING": "Nobody has decided yet.",
            "VERIFIED": "Found valid.",
            "REJECTED": "Found not valid.",
        },
    ),
    EnumWords(
        KeyState,
        "How far a service key is on its way.",
        {
            "REQUESTED": "Asked for; nobody has decided yet.",
            "APPROVED": "Agreed to; whoever asked may collect it.",
            "REFUSED": "Not agreed to.",
            "ISSUED": "Made.",
        },
    ),
    EnumWords(
        AssessmentState,
        "How far an assessment is.",
        {
            "DRAFT": "Figures are being entered.",
            "SUBMITTED": "Handed in; waits for verification.",
            "RETURNED": "Sent back with findings.",
            "SCORED": "Verified and scored; the score is published.",
            "VOIDED": "Counts no more; what it said stays readable.",
        },
    ),
    EnumWords(
        AssessmentOrder,
        "What a list of assessments is sorted by.",
        {
            "OPENED": "By the time of opening.",
            "CHANGED": "By the time of the latest change.",
            "BOOK_YEAR": "By book year.",
        },
    ),
    EnumWords(
        ScoreChangeKind,
        "Why a score came to be.",
        {
            "SCORED": "The submission was verified.",
            "CORRECTED": "A published assessment was corrected.",
            "VOIDED": "The assessment was voided; there is no score any more.",
            "ADJUSTED": "Correction factors or fatal faults were recorded.",
            "OBJECTION_RESOLVED": "An objection was upheld.",
        },
    ),
    EnumWords(
        ScoreOrder,
        "What a list of scores is sorted by.",
        {
            "POSITION": "By the order in which they were decided.",
            "BOOK_YEAR": "By book year.",
            "TOTAL": "By total.",
        },
    ),
    EnumWords(
        Predicate,
        "Health categories of every ruleset, as certificates print them. Which is better is said "
        "by the rank within the ruleset.",
        {
            "SEHAT": "Healthy.",
            "CUKUP_SEHAT": "Fairly healthy.",
            "KURANG_SEHAT": "Less healthy (rules of 2009).",
            "TIDAK_SEHAT": "Unhealthy (rules of 2009).",
            "SANGAT_TIDAK_SEHAT": "Very unhealthy (rules of 2009).",
            "DALAM_PENGAWASAN": "Under supervision (rules of 2016).",
            "DALAM_PENGAWASAN_KHUSUS": "Under special supervision (rules of 2016).",
        },
        name="PredicateCode",
    ),
    EnumWords(
        Basis,
        "Which kind of entry a component's value comes from.",
        {
            "FIGURES": "Calculated from figures of the statements.",
            "RATIO": "A ratio was entered.",
            "YES_COUNT": "Yes answers were counted.",
            "VALUE": "A value (nilai) was entered.",
            "SCORE": "A score (skor) was entered.",
            "RULING": "An officer ruled, because the table does not decide.",
        },
    ),
    EnumWords(
        RulingReason,
        "Why the rules alone cannot decide.",
        {
            "NO_BAND": "The ratio falls in no row of the table.",
            "SEVERAL_BANDS": "Several rows claim the ratio.",
            "ZERO_DENOMINATOR": "The denominator is nought and no rule says what then.",
            "CONTRADICTION": "The row prints a value and a score that do not agree.",
            "SEVERAL_CORRECTIONS": "Several corrections apply, and the law does not say how many "
            "levels they lower.",
        },
    ),
    EnumWords(
        Section,
        "The statement that a figure is read from.",
        {
            "BALANCE_SHEET": "Neraca.",
            "INCOME_STATEMENT": "Perhitungan hasil usaha.",
            "LOAN_DATA": "Supplementary data on loans.",
        },
    ),
    EnumWords(
        Confidence,
        "How well a table of a ruleset is known.",
        {
            "FOUND": "Read in a text or in a program.",
            "BACKGROUND": "General knowledge, not seen in a text.",
            "CONFLICTING": "Sources disagree.",
            "NOT_FOUND": "Looked for in vain.",
        },
    ),
    EnumWords(
        Role,
        "What an account does here.",
        {
            "GUEST": "The public.",
            "OPERATOR": "Officer of one cooperative.",
            "MSME_OWNER": "Owner of a small business.",
            "OFFICER": "Staff of a cooperative office.",
            "EXECUTIVE": "Head of an office.",
            "AUDITOR": "Inspectorate or external auditor; reads everything, changes nothing.",
            "SERVICE": "Another system, with a service key.",
            "ADMINISTRATOR": "Runs the installation.",
            "SYSTEM": "The program itself.",
        },
    ),
    EnumWords(
        Scope,
        "What a service key is good for.",
        {
            "FEED": "The feed of score changes.",
            "STATEMENTS": "Entering financial statements.",
            "READ": "Reading cooperatives, assessments and scores.",
        },
    ),
    EnumWords(
        LinkPurpose,
        "What a one-time link is for.",
        {
            "INVITATION": "A first password; holds for a week.",
            "RESET": "A new password; holds for an hour.",
        },
    ),
)
