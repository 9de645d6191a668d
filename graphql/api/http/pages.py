"""Pages for people, served from this package; they load nothing from the internet.

A page is a folder below `static/` with an `index.html`. Its Content-Security-Policy says
what it may load and call, and only files of that folder are served.
"""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from litestar import MediaType, Response

KINDS = {
    "js": "text/javascript; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
}
A_DAY = "public, max-age=86400"


class Page:
    """The page in the folder *name*, under the Content-Security-Policy *policy*."""

    def __init__(self, name: str, policy: str) -> None:
        self._name = name
        self._policy = policy

    def shown(self) -> Response[bytes]:
        """Return the page itself."""
        return Response(
            _read(self._name, "index.html"),
            media_type=MediaType.HTML,
            headers={"content-security-policy": self._policy, "cache-control": "no-cache"},
        )

    def asset(self, name: str) -> Response[Any] | None:
        """Return the file *name* of the page, None when it has no such file."""
        if name not in _names(self._name):
            return None
        return Response(
            _read(self._name, name),
            media_type=KINDS[name.rpartition(".")[2]],
            headers={"cache-control": A_DAY},
        )


@cache
def _names(page: str) -> frozenset[str]:
    """Return the names of all files that the page may ask for."""
    found = (entry.name for entry in _folder(page).iterdir())
    return frozenset(name for name in found if name.rpartition(".")[2] in KINDS)


@cache
def _read(page: str, name: str) -> bytes:
    return _folder(page).joinpath(name).read_bytes()


def _folder(page: str) -> Traversable:
    return files("api.http").joinpath("static").joinpath(page)
