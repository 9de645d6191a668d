"""A module runs the named statements of the `.sql` file beside it."""

from pathlib import Path

import pytest

from infrastructure.postgres.sql import load, statements

SCORE_HISTORY = """
-- name: score_history^
-- List the final scores of one cooperative.
SELECT total FROM scores WHERE cooperative_id = :cooperative_id AND year > :year - 1 AND :year < 9;

-- name: forget!
-- Remove everything.
DELETE FROM scores;
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file of two statements."""
    path = tmp_path / "scores.sql"
    path.write_text(SCORE_HISTORY)
    return path


def test_a_statement_has_its_name_and_its_sentence(file: Path) -> None:
    """The comment under the name says what the statement is for."""
    found = load(file)
    assert [statement.name for statement in found.values()] == ["score_history", "forget"]
    assert found["score_history"].about == "List the final scores of one cooperative."


def test_the_file_lies_beside_the_module(file: Path) -> None:
    """`statements(__file__)` of scores.py reads scores.sql."""
    assert statements(str(file.with_suffix(".py"))) == load(file)


def test_named_values_go_to_their_places(file: Path) -> None:
    """A name that stands twice is one place."""
    history = load(file)["score_history"]
    assert history.sql.startswith(
        "SELECT total FROM scores WHERE cooperative_id = $1 AND year > $2"
    )
    assert history.ordered({"year": 2015, "cooperative_id": "handayani"}) == ["handayani", 2015]


@pytest.mark.parametrize("values", [{"year": 2015}, {"year": 2015, "cooperative": "handayani"}])
def test_a_wrong_set_of_names_is_refused(file: Path, values: dict[str, object]) -> None:
    """A forgotten or misspelt name is shown beside those that the statement takes."""
    with pytest.raises(
        TypeError, match=r"score_history takes \(cooperative_id, year\), not \(year"
    ):
        load(file)["score_history"].ordered(values)


def test_a_name_stands_once_in_a_file(file: Path) -> None:
    """Two statements of one name would hide each other."""
    file.write_text(SCORE_HISTORY * 2)
    with pytest.raises(ValueError, match=r"scores.sql has two statements named score_history"):
        load(file)
