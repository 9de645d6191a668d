"""The types of the subjects know each other by their edges alone."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

API = Path(__file__).parents[3] / "graphql" / "api"
SUBJECTS = ("account", "area", "assessment", "audit", "cooperative", "office", "score")


def imported(module: Path) -> Iterator[str]:
    """Yield the names of the modules that *module* imports, for whatever purpose."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_no_subject_imports_the_types_of_another(subject: str) -> None:
    """A field that leads to another subject stands in api/edges.py; the law is everybody's."""
    others = {f"api.{each}.types" for each in SUBJECTS if each != subject}
    assert others & set(imported(API / subject / "types.py")) == set()


def test_references_that_are_resolved_later_stand_in_one_module() -> None:
    """Everything else is imported plainly."""
    modules = [path.name for path in API.rglob("*.py") if "strawberry.lazy(" in path.read_text()]
    assert modules == ["edges.py"]


def test_nothing_is_imported_for_its_effect() -> None:
    """The enums are registered by the package itself, before any module of it is read."""
    assert [path for path in API.rglob("*.py") if "noqa: F401" in path.read_text()] == []
