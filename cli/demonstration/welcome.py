"""What a newcomer reads when the demonstration is ready: address, accounts, three queries.

Everything can be copied as it stands: long lines are not broken, and the shell needs
nothing but curl.
"""

import json
from collections.abc import Iterable, Mapping

import msgspec
from rich.console import Console

from cli.demonstration.cast import Member
from cli.demonstration.places import area_name
from domain.kernel.text import Text

TRY_SCORE = Text(
    "Skor kasus yang pernah diterbitkan; terbuka untuk umum",
    "The score of the published case; anybody may ask",
)
TRY_QUEUE = Text(
    "Penyerahan yang menunggu verifikasi di Kota Semarang",
    "What waits for verification in Kota Semarang",
)
TRY_AS_OF = Text(
    "Skor yang dikoreksi: sekarang, dan sesaat sebelum koreksi",
    "A corrected score: now, and just before the correction",
)
SCORE = """query Skor($nomor: String!) {
  cooperative(legalNumber: $nomor) {
    name
    currentScore { bookYear total predicate { code } aspects { name score weight } }
  }
}"""
QUEUE = """{
  verificationQueue(first: 5) {
    totalCount
    nodes { bookYear submittedAt cooperative { name } }
  }
}"""
AS_OF = """query Sebelum($penilaian: ID!, $posisi: Position!) {
  assessment(id: $penilaian) {
    bookYear
    now: score { total predicate { code } reason }
    before: score(asOf: {position: $posisi}) { total predicate { code } }
  }
}"""


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """A query to try: its *variables*, and the *token* that it needs."""

    about: Text
    query: str
    variables: Mapping[str, str] = {}
    token: str | None = None

    def as_curl(self, endpoint: str) -> str:
        """Return the query as one line for a shell."""
        body: dict[str, object] = {"query": " ".join(self.query.split())}
        if self.variables:
            body["variables"] = dict(self.variables)
        bearer = f' -H "Authorization: Bearer {self.token}"' if self.token else ""
        kind = ' -H "Content-Type: application/json"'
        return f"curl -s {endpoint}{bearer}{kind} -d '{json.dumps(body)}'"


class Guest(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody of the cast who may sign in, with a session that was begun already."""

    member: Member
    token: str

    @property
    def place(self) -> str:
        """Whose office, or which cooperative."""
        territory = self.member.territory
        return self.member.full_name if territory is None else area_name(territory)


class Welcome(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is said when the demonstration is ready, at the API's *endpoint*."""

    endpoint: str
    password: str
    guests: tuple[Guest, ...]
    queries: tuple[Query, ...]

    def say(self, out: Console) -> None:
        """Write it down, lines unbroken."""
        for line in self.lines():
            out.print(line, soft_wrap=True, markup=False)

    def lines(self) -> Iterable[str]:
        """Yield what is written, line by line."""
        yield f"Sokoguru: {self.endpoint}"
        yield ""
        yield f"Akun peraga / demonstration accounts (kata sandi / password: {self.password})"
        yield "Token berlaku sehari / the tokens are good for a day:"
        for guest in self.guests:
            role = guest.member.role.value
            yield f"  {guest.member.user_name:26} {role:14} {guest.place:32} {guest.token}"
        for number, query in enumerate(self.queries, start=1):
            yield ""
            yield f"{number}. {query.about.id} / {query.about.en}:"
            yield query.as_curl(self.endpoint)
