"""Reads the personal values that events only commit to; erased ones are simply not there."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from infrastructure.postgres.sql import Database, statements

SQL = statements(__file__)


async def private_values(
    database: Database, subjects: Sequence[UUID]
) -> Mapping[UUID, Mapping[str, str]]:
    """Return the values of each of *subjects*, by name."""
    found: defaultdict[UUID, dict[str, str]] = defaultdict(dict)
    for row in await SQL["private_values"].rows(database, subjects=list(subjects)):
        found[row["subject"]][row["name"]] = bytes(row["value"]).decode()
    return found


async def email_of(database: Database, subject: UUID) -> str | None:
    """Return the mail address of *subject*, None when there is none or it was erased."""
    values = await private_values(database, [subject])
    return values.get(subject, {}).get("email")
