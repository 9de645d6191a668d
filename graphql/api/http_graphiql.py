"""The GraphiQL page and its files, all from this package: it works without internet.

The files under `static/graphiql` are those of the npm packages, byte for byte, with
their licences; `script/graphiql` fetches them again and checks their digests.
"""

from functools import cache
from importlib.resources import files
from typing import Any

from litestar import MediaType, Response

from api.http_headers import policy

FOLDER = "static/graphiql"
KINDS = {
    "js": "text/javascript; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
}
#: React and CodeMirror put style elements into the page; scripts come from here only.
PAGE_POLICY = policy(
    script="'self'",
    style="'self' 'unsafe-inline'",
    connect="'self'",
    img="'self' data:",
    font="'self' data:",
)
A_DAY = "public, max-age=86400"


def page() -> Response[bytes]:
    """Return the page."""
    return Response(
        _read("index.html"),
        media_type=MediaType.HTML,
        headers={"content-security-policy": PAGE_POLICY, "cache-control": "no-cache"},
    )


def asset(name: str) -> Response[Any] | None:
    """Return the file *name* of the page, None when it has no such file."""
    if name not in names():
        return None
    return Response(
        _read(name),
        media_type=KINDS[name.rpartition(".")[2]],
        headers={"cache-control": A_DAY},
    )


@cache
def names() -> frozenset[str]:
    """Return the names of all files that the page may ask for."""
    folder = files("api").joinpath(FOLDER)
    found = (entry.name for entry in folder.iterdir())
    return frozenset(name for name in found if name.rpartition(".")[2] in KINDS)


@cache
def _read(name: str) -> bytes:
    return files("api").joinpath(FOLDER).joinpath(name).read_bytes()
