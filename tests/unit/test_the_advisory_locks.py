"""Every advisory lock has a number of its own, and the operations page explains it."""

import re
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[2]
TAKEN = re.compile(r"advisory(?:_xact)?_lock(?:_shared)?\(7307019, (\d+)\)")


def files_by_lock() -> dict[str, set[str]]:
    """Return the SQL files that take each lock."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for folder in ("infrastructure", "projections"):
        for path in (ROOT / folder).rglob("*.sql"):
            if path.name != "schema.sql":
                for number in TAKEN.findall(path.read_text()):
                    found[number].add(path.name)
    return dict(found)


def test_no_two_purposes_share_a_lock() -> None:
    """A server that starts does not wait for the one that leads."""
    assert all(len(names) == 1 for names in files_by_lock().values())


def test_every_lock_is_explained() -> None:
    """Somebody who finds a number in pg_locks finds its meaning in docs/operations.md."""
    page = (ROOT / "docs/operations.md").read_text()
    explained = set(re.findall(r"^\| 7307019, (\d+) \|", page, re.MULTILINE))
    assert explained == set(files_by_lock())
