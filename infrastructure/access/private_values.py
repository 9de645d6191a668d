"""Reads the personal values that events only commit to; erased ones are simply not there."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from uuid import UUID

from infrastructure.postgres.sql import Database, statements

SQL = statements(__file__)


class PrivateValueTable:
    """The port `PrivateValues` on the table that the append function writes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, subjects: Collection[UUID]) -> Mapping[UUID, Mapping[str, str]]:
        """Return the values of each of *subjects*, by name."""
        found: defaultdict[UUID, dict[str, str]] = defaultdict(dict)
        for row in await SQL["private_values"].rows(self._database, subjects=list(subjects)):
            found[row["subject"]][row["name"]] = bytes(row["value"]).decode()
        return dict(found)
