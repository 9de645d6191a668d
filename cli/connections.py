"""How many connections an address may have, and how long one waits for what does not come."""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from ipaddress import ip_address, ip_network

Address = tuple[str, int] | None


class Connections:
    """The connections of one server; those of *proxies* are many people's and not counted."""

    def __init__(
        self,
        *,
        of_one: int = 200,
        of_all: int = 10_000,
        head_seconds: float = 10,
        body_seconds: float = 30,
        proxies: Sequence[str] = (),
    ) -> None:
        self.head_seconds = head_seconds
        self.body_seconds = body_seconds
        self._of_one = of_one
        self._of_all = of_all
        self._proxies = [ip_network(each, strict=False) for each in proxies]
        self._open: Counter[str] = Counter()

    def enter(self, client: Address) -> bool:
        """Count a connection of *client*, and say whether there is room for it."""
        host = client[0] if client else ""
        if self._open.total() >= self._of_all:
            return False
        if self._open.get(host, 0) >= self._of_one and not self._is_proxy(host):
            return False
        self._open[host] += 1
        return True

    def leave(self, client: Address) -> None:
        """Count a connection of *client* no more."""
        host = client[0] if client else ""
        self._open[host] -= 1
        if not self._open[host]:
            del self._open[host]

    def _is_proxy(self, host: str) -> bool:
        try:
            address = ip_address(host)
        except ValueError:  # a socket in the file system
            return False
        return any(address in network for network in self._proxies)


class Deadline:
    """Calls *late* when its time is over; the time may grow while it runs."""

    def __init__(self, loop: asyncio.AbstractEventLoop, late: Callable[[], None]) -> None:
        self._loop = loop
        self._late = late
        self._until = 0.0
        self._timer: asyncio.TimerHandle | None = None

    @property
    def runs(self) -> bool:
        """Whether something is waited for."""
        return self._timer is not None

    def begin(self, seconds: float) -> None:
        """Begin anew, with so many *seconds*."""
        self.end()
        self._until = self._loop.time() + seconds
        self._timer = self._loop.call_at(self._until, self._look)

    def extend(self, seconds: float) -> None:
        """Give so many *seconds* more, if it runs."""
        self._until += seconds

    def end(self) -> None:
        """Stop: what was waited for is there."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _look(self) -> None:
        """Wait on when there is more time by now, else say that it is over."""
        self._timer = None
        if self._loop.time() < self._until:
            self._timer = self._loop.call_at(self._until, self._look)
        else:
            self._late()
