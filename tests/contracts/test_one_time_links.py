"""What every store of one-time links promises: the one in memory, and the one in the database."""

from datetime import timedelta
from uuid import UUID

import pytest

from application.access.ports import Link, OneTimeLinks
from domain.account.events import LinkPurpose
from infrastructure.access.one_time_links import OneTimeLinkTable
from infrastructure.postgres.sql import Pool
from tests.support.given import NOW
from tests.support.memory_access import MemoryLinks

SITI, BUDI = UUID(int=1), UUID(int=2)
HOUR = NOW + timedelta(hours=1)
WEEK = NOW + timedelta(days=7)
INVITATION, RESET = LinkPurpose.INVITATION, LinkPurpose.RESET


@pytest.fixture
def memory() -> OneTimeLinks:
    """The store that unit tests use."""
    return MemoryLinks()


@pytest.fixture
def postgres(pool: Pool) -> OneTimeLinks:
    """The store that the server uses."""
    return OneTimeLinkTable(pool)


@pytest.fixture(params=["memory", "postgres"])
def links(request: pytest.FixtureRequest) -> OneTimeLinks:
    """A store with nothing in it."""
    empty: OneTimeLinks = request.getfixturevalue(request.param)
    return empty


async def test_a_link_is_looked_at_often_and_used_once(links: OneTimeLinks) -> None:
    """It says whose it is and what for."""
    token = await links.add(SITI, INVITATION, WEEK)
    siti = Link(account=SITI, purpose=INVITATION)
    assert [await links.look(token, NOW), await links.look(token, NOW)] == [siti, siti]
    assert [await links.use(token, NOW), await links.use(token, NOW)] == [siti, None]
    assert await links.look("sgl_x", NOW) is None


async def test_a_link_ends_at_its_time(links: OneTimeLinks) -> None:
    """At that very moment it is over, and stays unused."""
    token = await links.add(SITI, RESET, HOUR)
    assert await links.look(token, HOUR) is None
    assert await links.use(token, HOUR) is None
    assert await links.look(token, NOW) is not None


async def test_a_new_invitation_ends_the_links_of_earlier_ones(links: OneTimeLinks) -> None:
    """The reset counts; the invitation before it does not, nor is a neighbour's touched."""
    older = await links.add(SITI, INVITATION, WEEK)
    theirs = await links.add(BUDI, INVITATION, WEEK)
    newer = await links.add(SITI, RESET, HOUR)
    await links.drop_others(SITI, HOUR)
    assert await links.look(older, NOW) is None
    assert await links.look(newer, NOW) is not None
    assert await links.look(theirs, NOW) is not None


async def test_an_added_link_is_good_beside_the_others(links: OneTimeLinks) -> None:
    """The one shown and the one mailed for an invitation both work, in whichever order made."""
    mailed = await links.add(SITI, INVITATION, WEEK)
    shown = await links.add(SITI, INVITATION, WEEK)
    await links.drop_others(SITI, WEEK)
    again = await links.add(SITI, INVITATION, WEEK)
    for token in (mailed, shown, again):
        assert await links.look(token, NOW) is not None


async def test_dropped_links_are_worthless(links: OneTimeLinks) -> None:
    """All of the account's, and nobody else's."""
    own = [await links.add(SITI, INVITATION, WEEK), await links.add(SITI, RESET, HOUR)]
    theirs = await links.add(BUDI, INVITATION, WEEK)
    await links.drop(SITI)
    assert [await links.look(token, NOW) for token in own] == [None, None]
    assert await links.look(theirs, NOW) is not None
