"""The two lists by hand: what somebody writes who needs these two answers and no others.

Litestar, msgspec and asyncpg like ours, one statement a level, the columns that are wanted, rows
straight into JSON. The caller's token is looked up and remembered for a second, as ours is, and
the lists are narrowed to the caller's territory. Run as a program with a database's address.
"""

import socket
import sys
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
import uvicorn
from litestar import Litestar, Request, Response, post
from litestar.datastructures import State

from api.relay.nodes import opaque
from application.access.ports import token_hash
from infrastructure.postgres.pool import server_pool
from infrastructure.postgres.sql import Pool, statements
from infrastructure.settings.settings import Settings

SQL = statements(__file__)
REMEMBERED = 1.0
ENCODE: Callable[[object], bytes] = msgspec.json.Encoder().encode
DECODE = msgspec.json.Decoder(dict[str, str]).decode


class Assessment(msgspec.Struct, frozen=True, rename="camel"):
    """One assessment, as it is answered."""

    id: str
    book_year: int
    state: str
    total: str | None
    predicate: str | None


class Nodes(msgspec.Struct, frozen=True):
    """A list."""

    nodes: list[Any]


class Cooperative(msgspec.Struct, frozen=True, rename="camel"):
    """One cooperative, as it is answered."""

    id: str
    name: str
    kind: str
    membership_area: str
    address: str
    village: str
    status: str
    registered_at: datetime
    changed_at: datetime
    version: int


class WithAssessments(Cooperative, frozen=True, rename="camel"):
    """One cooperative and its latest assessments."""

    assessments: Nodes | None = None


class Callers:
    """The territories of who asked within the last second."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._known: dict[str, tuple[float, str]] = {}

    async def territory(self, token: str) -> str:
        """Return the territory of the caller with *token*."""
        until, territory = self._known.get(token, (0.0, ""))
        if until < time.monotonic():
            found = await SQL["territory_of"].value(self._pool, token_hash=token_hash(token))
            assert isinstance(found, str)
            self._known[token] = (time.monotonic() + REMEMBERED, found)
            return found
        return territory


async def cooperatives(pool: Pool, territory: str) -> list[Any]:
    """Return 50 cooperatives with 10 fields."""
    rows = await SQL["first_cooperatives"].rows(pool, territory=territory)
    return [Cooperative(opaque("Cooperative", row[0]), *list(row.values())[1:]) for row in rows]


async def with_assessments(pool: Pool, territory: str) -> list[Any]:
    """Return the same with the 5 latest assessments of each."""
    rows = await SQL["first_cooperatives"].rows(pool, territory=territory)
    found: Mapping[UUID, list[Assessment]] = {row[0]: [] for row in rows}
    for row in await SQL["their_assessments"].rows(
        pool, territory=territory, cooperatives=list(found)
    ):
        owner, key, year, state, total, predicate = row.values()
        total = None if total is None else str(total)
        found[owner].append(Assessment(opaque("Assessment", key), year, state, total, predicate))
    kind: Callable[..., WithAssessments] = WithAssessments
    return [
        kind(opaque("Cooperative", row[0]), *list(row.values())[1:], Nodes(found[row[0]]))
        for row in rows
    ]


LISTS = {"list": cooperatives, "nested": with_assessments}


@post("/graphql", status_code=200)
async def answer(request: Request[Any, Any, Any], state: State) -> Response[bytes]:
    """Answer the list that the body names."""
    wanted = LISTS[DECODE(await request.body())["query"]]
    token = request.headers["authorization"].removeprefix("Bearer ")
    territory = await state.callers.territory(token)
    nodes = Nodes(await wanted(state.pool, territory))
    body = ENCODE({"data": {"cooperatives": nodes}})
    return Response(body, media_type="application/json; charset=utf-8")


def application(database: str) -> Litestar:
    """Return the application on *database*."""

    @asynccontextmanager
    async def opened(app: Litestar) -> AsyncIterator[None]:
        async with server_pool(database, Settings()) as pool:
            app.state.pool, app.state.callers = pool, Callers(pool)
            yield

    return Litestar([answer], lifespan=[opened], openapi_config=None, logging_config=None)


def main(database: str) -> None:
    """Serve on a free port, and say where."""
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listening:
        print(f"http://127.0.0.1:{listening.getsockname()[1]}", flush=True)
        config = uvicorn.Config(
            application(database), http="httptools", log_config=None, access_log=False
        )
        uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    main(sys.argv[1])
