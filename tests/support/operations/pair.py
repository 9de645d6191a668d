"""One operation, asked of two applications that share a world: each word of the answers counts."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

import httpx
import msgspec

from tests.support.api import Api
from tests.support.operations.documents import Operation

#: What of the head of an answer depends on what came of the operation.
HEADERS = ("content-type", "content-length", "retry-after", "www-authenticate")
FORMS = ("application/json", "application/graphql-response+json")
LANGUAGES = ("id", "en")
#: So often the first is asked again, to see whether it agrees with itself.
AGAIN = 4


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """What the *first* and the *second* answered to *who*."""

    who: str | None
    first: str
    second: str


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """Two applications on the world of *api*; *people* are those who ask, None the public."""

    api: Api
    first: httpx.AsyncClient
    second: httpx.AsyncClient

    async def differences(
        self, operation: Operation, *, form: str = FORMS[0], language: str = LANGUAGES[0]
    ) -> list[Difference]:
        """Return what is not answered alike, whoever asks *operation*."""
        wanted = {"content-type": FORMS[0], "accept": form, "accept-language": language}
        found = [await self._difference(operation, who, wanted) for who in self._people()]
        return [each for each in found if each is not None]

    def _people(self) -> Iterable[str | None]:
        return (None, *self.api.tokens)

    async def _difference(
        self, operation: Operation, who: str | None, wanted: Mapping[str, str]
    ) -> Difference | None:
        headers = self.api.headers(who, **wanted)
        first = await self.first.post("/graphql", content=operation.body, headers=headers)
        second = await self.second.post("/graphql", content=operation.body, headers=headers)
        if _all_of(first) == _all_of(second):
            return None
        again = [
            await self.first.post("/graphql", content=operation.body, headers=headers)
            for _ in range(AGAIN)
        ]
        if _are_alike([first, *again], second):
            return None
        return Difference(who=who, first=_told(first), second=_told(second))


def _are_alike(first: Sequence[httpx.Response], second: httpx.Response) -> bool:
    """Say whether *second* is one of the answers that *first* gave to the same question.

    Where several fields fail together, the one whose answer comes first is told first, or alone
    where the others are given up; then `first` does not always agree with itself, and what counts
    is that the data are the same and each error stands where something is missing.
    """
    known = {_all_of(each) for each in first}
    if _all_of(second) in known:
        return True
    if len(known) == 1:
        return False
    one, other = first[0].json(), second.json()
    return bool(
        second.status_code == first[0].status_code
        and msgspec.json.encode(one.get("data")) == msgspec.json.encode(other.get("data"))
        and all(_is_missing(other["data"], error["path"]) for error in other["errors"])
    )


def _is_missing(data: Any, path: Sequence[str | int]) -> bool:
    """Say whether on the way of *path* through *data* there is nothing."""
    for step in path:
        if data is None:
            return True
        data = data[step]
    return data is None


def _all_of(response: httpx.Response) -> Hashable:
    heads = tuple(response.headers.get(name) for name in HEADERS)
    return response.status_code, heads, response.content


def _told(response: httpx.Response) -> str:
    return f"{response.status_code} {response.text}"
