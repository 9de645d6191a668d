"""What the pages say about settings and words is what the code has."""

import importlib
import inspect
import pkgutil
import re
from enum import Enum
from pathlib import Path

import domain
from infrastructure.mapper.topics import TOPICS
from tests.support import settings_table

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
GLOSSARY = DOCS / "glossary.md"


def entries() -> set[str]:
    """Return what the glossary explains: each code at the beginning of a row."""
    return set(re.findall(r"^\| `([^`]+)` \|", GLOSSARY.read_text(encoding="utf-8"), re.MULTILINE))


def enums() -> set[type[Enum]]:
    """Return every enumeration that the domain declares."""
    modules = [
        importlib.import_module(found.name)
        for found in pkgutil.walk_packages(domain.__path__, "domain.")
    ]
    return {
        declared
        for module in modules
        for _, declared in inspect.getmembers(module, inspect.isclass)
        if issubclass(declared, Enum) and declared.__module__ == module.__name__
    }


def test_the_table_of_settings_is_the_settings() -> None:
    """docs/operations.md lists each setting; running the support module mends it."""
    assert settings_table.written() == settings_table.table()


def test_every_event_has_an_entry() -> None:
    """Who reads a topic in the audit trail can look it up."""
    assert sorted(set(TOPICS) - entries()) == []


def test_every_member_of_an_enumeration_has_an_entry() -> None:
    """Who meets a code in the API can look it up, as `Role.OFFICER`."""
    members = {f"{kind.__name__}.{member.name}" for kind in enums() for member in kind}
    assert sorted(members - entries()) == []


def test_the_glossary_explains_nothing_that_is_gone() -> None:
    """An entry that looks like a topic or a member names one that exists."""
    members = {f"{kind.__name__}.{member.name}" for kind in enums() for member in kind}
    coded = {
        entry for entry in entries() if re.fullmatch(r"[a-z_.]+\.v\d+|[A-Z]\w+\.[A-Z_0-9]+", entry)
    }
    assert sorted(coded - members - set(TOPICS)) == []


def test_every_file_that_the_page_on_adding_names_exists() -> None:
    """A pattern such as `domain/<subject>/events.py` stands for one file at least."""
    page = (DOCS / "adding.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:\w+/)[\w./<>-]*\.\w+)`", page)
    assert len(named) > 20
    missing = [name for name in named if not any(ROOT.glob(re.sub(r"<\w+>", "*", name)))]
    assert missing == []


def test_no_page_names_a_file_that_is_gone() -> None:
    """Whoever follows a page finds the file that it speaks of."""
    floors = "domain|application|infrastructure|projections|graphql|cli|tests|bench|script|docs"
    missing = {
        f"{page.name}: {name}"
        for page in [ROOT / "README.md", *DOCS.rglob("*.md")]
        for name in re.findall(
            rf"`((?:{floors})/[\w./<>-]*\.\w+)`", page.read_text(encoding="utf-8")
        )
        if not any(ROOT.glob(re.sub(r"<\w+>", "*", name)))
    }
    assert missing == set()


def test_no_page_names_a_module_that_is_gone() -> None:
    """Nor a dotted name whose module does not exist."""
    floors = "domain|application|infrastructure|projections|api|cli"
    missing = set()
    for page in [ROOT / "README.md", *DOCS.rglob("*.md")]:
        for name in re.findall(rf"`((?:{floors})(?:\.\w+)+)`", page.read_text(encoding="utf-8")):
            if not _exists(name):
                missing.add(f"{page.name}: {name}")
    assert missing == set()


def _exists(name: str) -> bool:
    """Say whether *name* is a module, or something that a module has."""
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        folder = ROOT / ("graphql" if parts[0] == "api" else "") / "/".join(parts[:length])
        if folder.is_dir() or folder.with_suffix(".py").is_file():
            found: object = importlib.import_module(".".join(parts[:length]))
            return all((found := getattr(found, part, None)) is not None for part in parts[length:])
    return False
