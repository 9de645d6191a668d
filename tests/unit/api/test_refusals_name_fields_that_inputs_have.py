"""What a refusal calls wrong is a field of the input that was sent, at its path there.

The words that the domain has for fields are read from its source, so a new one that no input
knows fails here. `Sent.place` is what stands between the two, and lets none through.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from uuid import UUID

import pytest
from strawberry.utils.str_converters import to_camel_case

from api.account.mutations import ChangeAccountInput
from api.assessment.mutations.correcting import CorrectAssessmentInput
from api.assessment.mutations.verifying import ReturnAssessmentInput
from api.cooperative.mutations import RegisterCooperativeInput
from api.mutations.declared import Declared
from api.mutations.root import declared
from api.mutations.sent import Sent, has_path
from api.relay.nodes import opaque
from application.kernel.refusals import NotFound
from application.subjects import SUBJECTS
from domain.assessment.refusals import AlreadyAssessed
from domain.kernel.wording import Blank

ROOT = Path(__file__).parents[3]
NAMING: Mapping[str | None, int] = {
    "written": 1,
    "out_of_range": 1,
    "malformed_contact": -1,
    "check_seat": -1,
    "_ill_dated": -1,
    "_ill_timed": -1,
    "_problems_with_area": 1,
}
"""Functions that are told by a text which field they check, and from which argument on."""

COMMANDS = {kind.__name__: kind for subject in SUBJECTS for kind in subject.commands}
MUTATIONS = [each for each in declared() if each.given is not None]
OTHERWISE = {
    "ruleset": {"ruleset", "rulesetId", "digest", "reason"},
    "area": {"digest", "source"},
}
"""Words for what is sent within `document` of a ruleset, and of commands without a mutation."""


@cache
def words(folder: str) -> frozenset[str]:
    """Return the first step of every field that the source below *folder* calls wrong."""
    found: set[str] = set()
    for module in sorted((ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(module.read_text())):
            if isinstance(node, ast.Call):
                found |= set(_named(node))
    return frozenset(found)


def _named(call: ast.Call) -> Iterator[str]:
    given = [each.value for each in call.keywords if each.arg == "field"]
    called = call.func.id if isinstance(call.func, ast.Name) else None
    for value in [*given, *call.args[NAMING.get(called, len(call.args)) :]]:
        first = value.values[0] if isinstance(value, ast.JoinedStr) else value
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            yield first.value.partition(".")[0].partition("[")[0]


def subject_of(mutation: Declared) -> str:
    """Return the folder of the domain whose command the mutation gives, "" for none."""
    command = COMMANDS.get(mutation.name)
    return command.__module__.split(".")[1] if command is not None else ""


@pytest.mark.parametrize("subject", sorted({subject_of(each) for each in MUTATIONS} - {""}))
def test_every_word_for_a_field_is_a_field_of_some_input(subject: str) -> None:
    """`profile` and `location` are fields of commands, and of no input."""
    inputs = [each.given for each in MUTATIONS if subject_of(each) == subject]
    assert inputs
    known = OTHERWISE.get(subject, set())
    strangers = {
        word
        for word in words(f"domain/{subject}") - known
        if not any(has_path(given, word) for given in inputs)
    }
    assert strangers == set()


def test_every_word_of_signing_in_is_a_field_of_some_input() -> None:
    """Passwords, codes and links; a receipt is what a query asks for."""
    inputs = [each.given for each in MUTATIONS]
    strangers = {
        word
        for word in words("application/access") - {"receipt"}
        if not any(has_path(given, word) for given in inputs)
    }
    assert strangers == set()


@pytest.mark.parametrize(
    "mutation", [each for each in MUTATIONS if subject_of(each)], ids=lambda each: each.name
)
def test_no_refusal_names_a_field_that_its_input_lacks(mutation: Declared) -> None:
    """Whatever the domain may call wrong: it is placed in this very input, or nowhere."""
    sent = Sent(mutation.given, to_camel_case(COMMANDS[mutation.name].names))
    found = words(f"domain/{subject_of(mutation)}") | words("domain/kernel")
    for word in found | words("domain/scoring") | words("application/kernel"):
        place = sent.place(word)
        assert place is None or has_path(mutation.given, place), word


PATHS = [
    (ReturnAssessmentInput, "findings[3].text", True),
    (ReturnAssessmentInput, "findings[3].texts", False),
    (ReturnAssessmentInput, "[3]", False),
    (CorrectAssessmentInput, "changes.figures[2].amount", True),
    (CorrectAssessmentInput, "figures[2].amount", False),
    (RegisterCooperativeInput, "coordinates.latitude", True),
    (RegisterCooperativeInput, "legal_number", False),
    (ChangeAccountInput, "person.fullName", True),
]


@pytest.mark.parametrize(("given", "path", "there"), PATHS)
def test_a_path_is_followed_through_lists_and_inputs(given: type, path: str, there: bool) -> None:
    """By the names that clients write."""
    assert has_path(given, path) is there


def test_the_longest_word_says_where() -> None:
    """One component's key may begin like another's."""
    sent = Sent()
    sent.at("components.a", "components[0]")
    sent.at("components.a.b", "components[1]")
    assert sent.place("components.a.b.score") == "components[1].score"
    assert sent.place("components.a.score") == "components[0].score"
    assert sent.place("components.ab.score") == "components.ab.score"
    assert sent.place(None) is None


def test_what_was_not_sent_is_wrong_with_what_the_input_is_about() -> None:
    """A paper that is incomplete; and nothing where the input is about nothing yet."""
    assert Sent(ReturnAssessmentInput, "assessment").place("components.x") == "assessment"
    assert Sent(RegisterCooperativeInput, "cooperative").place("profile") is None
    assert Sent(RegisterCooperativeInput).place("profile") is None


def test_ids_are_shown_as_they_were_sent_and_others_as_the_api_shows_them() -> None:
    """Never as the log keeps them; other values stay."""
    sent, key = Sent(), UUID(int=7)
    sent.text(key, "sent")
    assert sent.reworded(NotFound(field="assessment", id=key)).message.en.endswith(": sent.")
    other = AlreadyAssessed(field="bookYear", year=2024, ruleset="x", assessment=UUID(int=8))
    assert opaque("Assessment", UUID(int=8)) in sent.reworded(other).remedy.en
    assert sent.reworded(Blank(field="name")).message.en == "name is empty."


def test_no_article_stands_before_a_value() -> None:
    """“a officer”: nobody knows how the value begins."""
    bare = [
        text.value
        for folder in ("domain", "application", "infrastructure", "graphql/api")
        for module in sorted((ROOT / folder).rglob("*.py"))
        for call in ast.walk(ast.parse(module.read_text()))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Text"
        for text in call.args[1:]
        if isinstance(text, ast.Constant)
        and isinstance(text.value, str)
        and re.search(r"\b[Aa]n? \{", text.value)
    ]
    assert bare == []
