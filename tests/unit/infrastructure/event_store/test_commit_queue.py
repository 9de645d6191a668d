"""Who goes together, who goes first, and who has to wait."""

import asyncio
from uuid import UUID

from domain.kernel.log import LogUnavailable
from infrastructure.event_store.commit_queue import MOST_EVENTS, WORTH_SHARING, CommitQueue
from infrastructure.event_store.entry import Entry, Line, Tracked


def entry(*keys: int, lines: int = 1, tracked: Tracked | None = None) -> Entry:
    """Return an entry that touches *keys*."""
    line = Line(UUID(int=1), 1, "topic", b"")
    return Entry(
        answer=asyncio.get_running_loop().create_future(),
        lines=[line] * lines,
        keys=keys,
        tracked=tracked,
    )


async def filled(*entries: Entry) -> CommitQueue:
    """Return a queue in which *entries* wait."""
    queue = CommitQueue()
    for each in entries:
        await queue.put(each)
    return queue


async def test_what_waits_goes_together() -> None:
    """Three that share nothing form one group."""
    entries = [entry(1), entry(2), entry(3)]
    assert await (await filled(*entries)).take() == entries


async def test_two_that_share_a_stream_go_one_after_the_other() -> None:
    """The second goes when the first is back."""
    first, second = entry(1, 7), entry(2, 7)
    queue = await filled(first, second)
    group = await queue.take()
    assert group == [first]
    queue.release(group)
    assert await queue.take() == [second]


async def test_nobody_overtakes_one_that_it_shares_a_stream_with() -> None:
    """The third shares nothing with the first, yet waits behind the second."""
    first, second, third, fourth = entry(1), entry(1, 2), entry(2), entry(3)
    queue = await filled(first, second, third, fourth)
    group = await queue.take()
    assert group == [first, fourth]
    queue.release(group)
    assert await queue.take() == [second]


async def test_one_that_is_tracked_goes_alone() -> None:
    """Neither with those before it nor with those after it."""
    tracked = Tracked("upstream", 1)
    before, alone, after = entry(1), entry(2, tracked=tracked), entry(3)
    queue = await filled(before, alone, after)
    assert [await queue.take() for _ in range(3)] == [[before], [alone], [after]]


async def test_a_group_ends_when_it_has_many_events() -> None:
    """A large import does not hold up the answers of all that came with it."""
    large, small = entry(1, lines=MOST_EVENTS), entry(2)
    queue = await filled(large, small)
    assert await queue.take() == [large]


async def test_many_are_shared_with_a_writer_that_sleeps() -> None:
    """Half for each; few stay together."""
    queue = CommitQueue()
    writers = [asyncio.create_task(queue.take()) for _ in range(2)]
    await asyncio.sleep(0)
    for key in range(WORTH_SHARING):
        await queue.put(entry(key))
    groups = await asyncio.gather(*writers)
    assert [len(group) for group in groups] == [WORTH_SHARING // 2] * 2


async def test_few_are_not_shared() -> None:
    """The other writer goes on sleeping."""
    queue = CommitQueue()
    writers = [asyncio.create_task(queue.take()) for _ in range(2)]
    await asyncio.sleep(0)
    for key in range(WORTH_SHARING - 1):
        await queue.put(entry(key))
    assert len(await writers[0]) == WORTH_SHARING - 1
    queue.close()
    assert await writers[1] == []


async def test_those_that_stay_for_a_shared_stream_wake_nobody() -> None:
    """Writers do not keep waking one another while nothing can be taken."""
    queue = await filled(*(entry(7) for _ in range(WORTH_SHARING)))
    assert len(await queue.take()) == 1
    writer = asyncio.create_task(queue.take())
    for _ in range(3):
        await asyncio.sleep(0)
    assert not writer.done()
    writer.cancel()


async def test_a_writer_that_was_cancelled_is_not_woken() -> None:
    """What comes goes to a writer that lives."""
    queue = CommitQueue()
    dead, living = (asyncio.create_task(queue.take()) for _ in range(2))
    await asyncio.sleep(0)
    dead.cancel()
    await asyncio.wait([dead])
    only = entry(1)
    await queue.put(only)
    assert await living == [only]


async def test_a_place_is_free_only_when_somebody_leaves() -> None:
    """The one place is held by an entry that cannot go yet; the next caller waits outside."""
    queue = CommitQueue(capacity=1)
    await queue.put(entry(7))
    group = await queue.take()
    await queue.put(entry(7))
    outside = asyncio.create_task(queue.put(entry(8)))
    writer = asyncio.create_task(queue.take())
    for _ in range(3):
        await asyncio.sleep(0)
    assert not outside.done()
    queue.release(group)
    assert len(await writer) == 1
    await outside
    assert len(queue) == 1


async def test_those_that_are_dismissed_are_told_why() -> None:
    """None of them is written, and their places are free."""
    entries = [entry(1), entry(2)]
    queue = await filled(*entries)
    gone = LogUnavailable("The database does not answer.")
    queue.dismiss(gone)
    assert [each.answer.exception() for each in entries] == [gone, gone]
    assert len(queue) == 0
