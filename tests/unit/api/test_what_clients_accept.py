"""Accept and Accept-Language: what is liked best, and what nonsense counts for."""

import pytest

from api.http.media import GRAPHQL_RESPONSE, HTML, JSON, choose, language

FORMS = (JSON, GRAPHQL_RESPONSE, HTML)


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("text/*", HTML),
        ("text/html, */*;q=0.8", HTML),
        ("application/json;charset=utf-8;q=0.2, text/html;q=0.1", JSON),
        ("application/json;q=x, text/html;q=0.1", HTML),
        ("application/json;q=7", JSON),
        (",,;q=1", JSON),
        ("image/png", None),
    ],
)
def test_the_best_liked_form_is_chosen(accept: str, chosen: str | None) -> None:
    """By quality, then by how expressly, then by order; an unreadable quality is nought."""
    assert choose(accept, FORMS) == chosen


@pytest.mark.parametrize(
    ("accepted", "spoken"),
    [
        ("", "en"),
        ("id", "id"),
        ("in-ID", "id"),
        ("en-GB,en;q=0.9,id;q=0.8", "en"),
        ("jv, id;q=0.5", "id"),
        ("id;q=0", "en"),
    ],
)
def test_a_person_is_answered_in_indonesian_or_english(accepted: str, spoken: str) -> None:
    """Whichever the browser prefers; English when it asks for neither."""
    assert language(accepted) == spoken
