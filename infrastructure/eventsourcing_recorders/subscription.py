"""Follow a log from a thread: what is there, then what comes.

The library's subscription reads in one thread and hands over in another; here it only needs
to be woken, which the same listener does that wakes the server's own followers.
"""

from collections.abc import Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING

from eventsourcing.persistence import ListenNotifySubscription

from infrastructure.event_store.listener import Listener
from infrastructure.eventsourcing_recorders.datastore import Open

if TYPE_CHECKING:
    from infrastructure.eventsourcing_recorders.recorders import ApplicationRecorder


class Subscription(ListenNotifySubscription["ApplicationRecorder"]):
    """An iterator over the events of *recorder* after *gt*, of *topics* or of all."""

    def __init__(
        self,
        recorder: "ApplicationRecorder",
        gt: int | None = None,
        topics: Sequence[str] = (),
    ) -> None:
        self._listening = Future[None]()
        super().__init__(recorder=recorder, gt=gt, topics=topics)
        self._listening = recorder.datastore.start(self._listen)

    def stop(self) -> None:
        """Stop the subscription."""
        super().stop()
        self._listening.cancel()

    async def _listen(self, opened: Open) -> None:
        """Wake the reading thread whenever something comes."""
        async with Listener(opened.pool, self._recorder.events_table_name) as listener:
            while not self._has_been_stopped:
                await listener.wait()
                self._has_been_notified.set()
