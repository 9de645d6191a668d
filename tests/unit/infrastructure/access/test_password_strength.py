"""A password is long, hard to guess, on no list, and nothing like the user name."""

import pytest

from infrastructure.access.password_strength import weaknesses


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("123456789", "password_too_short"),
        ("a" * 257, "password_too_long"),
        ("Password123", "password_common"),
        ("siti.rahayu7", "password_like_name"),
        ("semarang2026", "password_weak"),
        ("aaaaaaaaaaaaaaaa", "password_weak"),
    ],
)
def test_a_weak_password_is_named_by_its_weakness(password: str, code: str) -> None:
    """The town and the year are what everybody tries first."""
    assert [found.code for found in weaknesses(password, ["siti.rahayu", "si"])] == [code]


def test_a_few_random_words_are_strong() -> None:
    """Nothing is demanded of signs and capitals."""
    assert weaknesses("pelangi di atas bukit teh", ["siti.rahayu"]) == ()
