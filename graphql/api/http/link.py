"""`GET /link` and `GET /undo`: where mailed links lead, to choose a password or undo a change.

The secret stands behind the ``#`` of the link, which no browser sends: neither our log
nor anybody's proxy ever sees it. The page takes it from there and calls `acceptLink` or
`undoChange`.
"""

from typing import Any

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from api.http.headers import policy
from api.http.pages import Page

POLICY = policy(script="'self'", style="'self'", connect="'self'", img="'self' data:")


def link_routes() -> list[HTTPRouteHandler]:
    """Return the routes of both pages and their files."""
    return [route for name in ("link", "undo") for route in _routes(name, Page(name, POLICY))]


def _routes(folder: str, shown: Page) -> list[HTTPRouteHandler]:
    @get(f"/{folder}")
    async def page() -> Response[bytes]:
        return shown.shown()

    @get(f"/{folder}/{{name:str}}")
    async def file(name: FromPath[str]) -> Response[Any]:
        found = shown.asset(name)
        if found is None:
            raise NotFoundException
        return found

    return [page, file]
