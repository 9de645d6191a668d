"""`GET /link`: where a one-time link leads, to choose a password.

The secret stands behind the ``#`` of the link, which no browser sends: neither our log
nor anybody's proxy ever sees it. The page takes it from there and calls `acceptLink`.
"""

from typing import Any

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from api.http.headers import policy
from api.http.pages import Page

LINK = Page("link", policy(script="'self'", style="'self'", connect="'self'", img="'self' data:"))


def link_routes() -> list[HTTPRouteHandler]:
    """Return the routes of the page and its files."""

    @get("/link")
    async def page() -> Response[bytes]:
        return LINK.shown()

    @get("/link/{name:str}")
    async def file(name: FromPath[str]) -> Response[Any]:
        found = LINK.asset(name)
        if found is None:
            raise NotFoundException
        return found

    return [page, file]
