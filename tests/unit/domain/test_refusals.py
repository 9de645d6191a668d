"""Every refusal of the program has a code and two sentences, in both languages."""

import importlib
import inspect
import pkgutil
import re
from collections import Counter
from pathlib import Path

import pytest

import application
import domain
from domain.kernel.refusals import Refusal, Refusals, refuse_all
from domain.kernel.text import Text
from domain.kernel.wording import Blank, TooLong

PAGE = Path(__file__).parents[3] / "docs" / "domain.md"
ON_THE_PAGE = (
    "application.documents.upload",
    "application.kernel.refusals",
    "domain.assessment.correction_refusals",
    "domain.assessment.refusals",
    "domain.kernel.common_refusals",
    "domain.kernel.conduct",
    "domain.kernel.days",
    "domain.kernel.contacts",
    "domain.cooperative.refusals",
    "domain.ruleset.refusals",
    "domain.kernel.wording",
)


def refusals() -> list[type[Refusal]]:
    """Return every refusal with a code of its own, wherever it is declared."""
    modules = [
        importlib.import_module(found.name)
        for package in (domain, application)
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    ]
    declared = {
        kind
        for module in modules
        for _, kind in inspect.getmembers(module, inspect.isclass)
        if issubclass(kind, Refusal) and hasattr(kind, "code")
    }
    return sorted(declared, key=lambda kind: (kind.__module__, kind.__name__))


@pytest.mark.parametrize("kind", refusals(), ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
def test_a_refusal_says_what_is_wrong_and_what_to_do_in_both_languages(
    kind: type[Refusal],
) -> None:
    """Different words in each."""
    assert re.fullmatch(r"[a-z][a-z0-9_]+", kind.code)
    for text in (kind.what, kind.remedy_text):
        assert isinstance(text, Text)
        assert text.id.strip()
        assert text.en.strip()
        if text.id != "{remedy.id}":
            assert text.id != text.en


def test_no_refusal_is_declared_twice() -> None:
    """Two classes neither share a name, nor say the same under the same code."""
    names = Counter(kind.__name__ for kind in refusals())
    said = Counter((kind.code, kind.what, kind.remedy_text) for kind in refusals())
    assert [name for name, count in names.items() if count > 1] == []
    assert [each for each, count in said.items() if count > 1] == []


def test_every_code_stands_on_its_page() -> None:
    """docs/domain.md lists the codes of commands, and no others."""
    listed = set(re.findall(r"^\| `([a-z_]+)` \| [^|]+\|$", PAGE.read_text("utf-8"), re.MULTILINE))
    codes = {kind.code for kind in refusals() if kind.__module__ in ON_THE_PAGE}
    assert listed == codes


def test_what_is_found_is_raised_together() -> None:
    """Nothing found is no refusal, one is that one, several come at once."""
    blank, long = Blank(field="name"), TooLong(field="nik", length=300, limit=200)
    refuse_all([])
    with pytest.raises(Blank):
        refuse_all([blank])
    with pytest.raises(Refusals, match=r"name is empty\.; nik has 300") as several:
        refuse_all([blank, long])
    assert several.value.items == (blank, long)
