"""SQL lies in a file beside the modules that run it; each statement is explained and used.

A statement names relations of its own floor only: what lies on another is asked for through
a port, or through the views of the schemas `log` and `reference`.
"""

import re
from pathlib import Path

import pytest

from infrastructure.postgres.sql import load
from projections.engine.tables import read_tables

ROOT = Path(__file__).parents[2]
FLOORS = ("application", "infrastructure", "projections", "cli", "graphql/api")
NOT_STATEMENTS = ("migrations", "schema.sql", "table.sql")

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


SQL_FLOORS = {"infrastructure", "projections"}
QUIET = re.compile(r"--[^\n]*|'(?:[^']|'')*'")
# Words that look like the beginning of a relation and are none.
NOT_FROM = re.compile(r"\bDISTINCT FROM\b|\bDO UPDATE\b|\bFOR UPDATE\b", re.IGNORECASE)
READ = re.compile(r"\b(?:FROM|JOIN)\s+(?:LATERAL\s+)?([a-z_][\w.]*)\b(?!\s*\()", re.IGNORECASE)
WRITTEN = re.compile(r"\b(?:INTO|UPDATE|LOCK TABLE|TRUNCATE)\s+([a-z_][\w.]*)", re.IGNORECASE)
QUALIFIED = re.compile(r"\b((?:public|views|log|reference)\.\w+)")
COMMON = re.compile(r"(?:\bWITH|,)\s+(\w+)\s+AS\s*\(", re.IGNORECASE)
OF_POSTGRESQL = re.compile(r"pg_\w+|information_schema\.\w+")


def relations(sql: str) -> set[str]:
    """Return the relations that *sql* names; its common tables and functions are none.

    >>> sorted(relations("WITH a AS (DELETE FROM b) INSERT INTO c SELECT x FROM d JOIN log.e ON y"))
    ['b', 'c', 'd', 'log.e']
    """
    bare = NOT_FROM.sub(" ", QUIET.sub("", sql))
    named = {name for pattern in (READ, WRITTEN, QUALIFIED) for name in pattern.findall(bare)}
    named -= set(COMMON.findall(bare))
    return {name for name in named if not OF_POSTGRESQL.fullmatch(name)}


def own_relations(path: Path) -> re.Pattern[str]:
    """Return what a relation is called that the statements of *path* may name."""
    if path.is_relative_to(ROOT / "infrastructure"):
        schema = (ROOT / "infrastructure/postgres/schema.sql").read_text(encoding="utf-8")
        tables = re.findall(r"^CREATE TABLE public\.(\w+)", schema, re.MULTILINE)
        return re.compile(rf"(?:public\.)?(?:{'|'.join(tables)})")
    own = path.with_name("table.sql")
    tables = list(read_tables(own.read_text(encoding="utf-8")).names) if own.exists() else []
    return re.compile("|".join([r"(?:views|log|reference)\.\w+", *tables]))


@pytest.mark.parametrize("path", FILES, ids=name)
def test_a_statement_names_relations_of_its_own_floor(path: Path) -> None:
    """Those of the store stay below; projections see the log as `log` lends it."""
    own = own_relations(path)
    named = {one for statement in load(path).values() for one in relations(statement.sql)}
    assert {one for one in named if not own.fullmatch(one)} == set()


def test_only_the_floors_with_tables_hold_sql() -> None:
    """Use cases, the API and the commands ask; they do not query."""
    assert {path.relative_to(ROOT).parts[0] for path in FILES} == SQL_FLOORS


@pytest.mark.parametrize("path", sorted((ROOT / "projections").rglob("*.py")), ids=name)
def test_no_module_of_the_projections_names_a_table_of_the_store(path: Path) -> None:
    """Not even in a condition that is put together in Python."""
    assert re.findall(r"\bpublic\.\w+", path.read_text(encoding="utf-8")) == []
