"""SQL lies in a file beside the modules that run it; each statement is explained and used."""

from pathlib import Path

import pytest

from infrastructure.postgres.sql import load

ROOT = Path(__file__).parents[2]
FLOORS = ("application", "infrastructure", "projections", "cli", "graphql/api")
NOT_STATEMENTS = ("migrations", "schema.sql")

FILES = sorted(
    path
    for floor in FLOORS
    for path in (ROOT / floor).rglob("*.sql")
    if not set(path.parts) & set(NOT_STATEMENTS)
)


def name(path: Path) -> str:
    """Return *path* as seen from the root of the repository."""
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", FILES, ids=name)
def test_every_statement_is_explained(path: Path) -> None:
    """The line under the name says in a sentence what the statement is for."""
    unexplained = [found.name for found in load(path).values() if not found.about.endswith(".")]
    assert unexplained == []


@pytest.mark.parametrize("path", FILES, ids=name)
def test_every_statement_is_used(path: Path) -> None:
    """A statement that no module of its folder names is dead."""
    modules = "".join(module.read_text(encoding="utf-8") for module in path.parent.glob("*.py"))
    assert [found for found in load(path) if f'"{found}"' not in modules] == []
