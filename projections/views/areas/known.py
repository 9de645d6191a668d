"""Which area codes are in force: the port `Areas` of the use cases, on the view of areas."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from domain.kernel.area_codes import NATIONAL
from infrastructure.postgres.gathering import Gathering
from infrastructure.postgres.sql import Database, statements

SQL = statements(__file__)


class KnownAreas:
    """The areas in force, as the view has them; `application.kernel.ports.Areas`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._days = Gathering(self._on_days)

    async def known(self, codes: Collection[str], day: date, /) -> frozenset[str]:
        """Return those of *codes* that are areas on *day* (``ID`` always is)."""
        found = await self._days.ask((code, day) for code in codes)
        return frozenset(code for code in codes if code == NATIONAL or (code, day) in found)

    async def living_below(self, code: str, day: date, /) -> frozenset[str]:
        """Return the areas one level below *code* that are in force on *day* and later."""
        rows = await SQL["living_below"].rows(self._database, parent=code, day=day)
        return frozenset(row["code"] for row in rows)

    async def seen_by_no_other(self, office: str, keeping: str | None, /) -> int:
        """Return how many living cooperatives and open cases only *office* sees."""
        count: int = await SQL["seen_by_no_other"].value(
            self._database, office=office, keeping=keeping
        )
        return count

    async def _on_days(self, asked: Sequence[tuple[str, date]]) -> Mapping[tuple[str, date], bool]:
        codes, days = zip(*asked, strict=True)
        rows = await SQL["known_codes"].rows(self._database, codes=codes, days=days)
        return {(row["code"], row["day"]): True for row in rows}
