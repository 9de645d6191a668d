"""What a process of the server is told by the one that started it."""

from enum import StrEnum

import msgspec

from infrastructure.settings.settings import Settings


class Part(StrEnum):
    """What a process does."""

    FOLLOWER = "follower"
    """Moves the views along the log and reacts to it."""
    OPENING = "opening"
    """Sees to it that there is what a server needs, says how to begin, and ends."""
    API = "api"
    """Answers requests."""


class Orders(msgspec.Struct, frozen=True, kw_only=True):
    """One process's *part*, with *settings* as the server was started with.

    *database* is the address of the database, with its secret: it comes over a socket, because
    everybody can read arguments, and an environment is handed on. *listener* and *rates* are
    numbers of open files: the socket that requests come to, and the memory in which all count
    their callers. *cooperatives* is how many the demonstration invents, None without one.
    """

    part: Part
    settings: Settings
    database: str
    listener: int
    rates: int
    cooperatives: int | None = None


def packed(orders: Orders) -> bytes:
    """Return *orders* as one line."""
    return msgspec.json.encode(orders) + b"\n"


def unpacked(line: bytes) -> Orders:
    """Return the orders that `packed` made *line* of."""
    return msgspec.json.decode(line, type=Orders)
