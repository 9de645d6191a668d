"""Loaders ask once for all rows of a level, and never mix what different fields may see."""

import asyncio
from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from api.execution.loaders import Loaders
from application.access.ports import LastUse
from application.authorisation import ViewScope
from projections.views.cooperatives import questions as cooperatives

ONE, OTHER, THIRD = (UUID(int=number) for number in (1, 2, 3))
SEMARANG, PUBLIC = ViewScope(territory="33.74"), ViewScope(public=True)

Asked = list[tuple[Sequence[UUID], object]]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """What the view of cooperatives is asked: ids and scope."""
    found: Asked = []

    async def by_ids(_views: object, *, ids: Sequence[UUID], **said: Any) -> Mapping[UUID, str]:
        found.append((ids, said["scope"]))
        return {key: f"{key.int} of {said['scope']}" for key in ids}

    monkeypatch.setattr(cooperatives, "by_ids", by_ids)
    return found


async def test_rows_of_one_level_are_one_question(asked: Asked) -> None:
    """Two edges of a list ask for two cooperatives, and the view is asked for both."""
    loaders = Loaders(services())
    rows = await asyncio.gather(
        loaders.cooperative(ONE, SEMARANG), loaders.cooperative(OTHER, SEMARANG)
    )
    assert len(rows) == 2
    assert asked == [([ONE, OTHER], SEMARANG)]


async def test_a_field_that_is_given_up_takes_no_other_along(asked: Asked) -> None:
    """Two wait for one row, and the first is cancelled because a field beside it failed."""
    loaders = Loaders(services())
    first, second = (asyncio.create_task(loaders.cooperative(ONE, SEMARANG)) for _ in range(2))
    await asyncio.sleep(0)
    first.cancel()
    assert await second is not None
    assert asked == [([ONE], SEMARANG)]


async def test_what_one_field_may_see_is_no_answer_to_another(asked: Asked) -> None:
    """The same row under two scopes is two questions, whichever is asked first."""
    loaders = Loaders(services())
    seen = await loaders.cooperative(ONE, SEMARANG)
    public = await loaders.cooperative(ONE, PUBLIC)
    assert seen != public
    assert [scope for _, scope in asked] == [SEMARANG, PUBLIC]


async def test_after_a_command_everything_is_read_anew(asked: Asked) -> None:
    """What was loaded before it may have changed."""
    loaders = Loaders(services())
    await loaders.cooperative(ONE, SEMARANG)
    loaders.forget()
    await loaders.cooperative(ONE, SEMARANG)
    assert len(asked) == 2


async def test_passwords_and_uses_are_asked_for_together() -> None:
    """A list of accounts costs one question, as does a list of keys."""
    access = Secrets()
    loaders = Loaders(services(access))
    has = await asyncio.gather(*map(loaders.has_password, (ONE, OTHER)))
    used = await asyncio.gather(*map(loaders.last_use, (ONE, THIRD)))
    assert has == [True, False]
    assert used == [LastUse(at=None, address="198.51.100.1"), None]
    assert access.asked == [[ONE, OTHER], [ONE, THIRD]]


class Secrets:
    """Credentials and secrets of keys; only the first account and the first key are known."""

    def __init__(self) -> None:
        self.asked: list[Sequence[UUID]] = []

    async def having_passwords(self, accounts: Sequence[UUID]) -> frozenset[UUID]:
        """Answer for accounts."""
        self.asked.append(accounts)
        return frozenset([ONE])

    async def last_uses(self, keys: Sequence[UUID]) -> Mapping[UUID, LastUse]:
        """Answer for keys."""
        self.asked.append(keys)
        return {ONE: LastUse(at=None, address="198.51.100.1")}


def services(secrets: Secrets | None = None) -> Any:
    """Return services with *secrets* and nothing else."""
    access = SimpleNamespace(credentials=secrets, key_secrets=secrets)
    return SimpleNamespace(views=None, access=access)
