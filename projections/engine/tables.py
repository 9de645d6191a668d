"""The tables of a view, as the `table.sql` in its folder describes them.

Names in it are unqualified: the same text makes the live tables in the schema `views` and,
for a rebuild, their successors in `views_next`. Keys stand inside CREATE TABLE, because a
projection needs them while it writes; indexes of their own come after the rows of a rebuild.
"""

import re
from collections.abc import Mapping
from pathlib import Path

import msgspec

from infrastructure.postgres.pool import SERVER_ROLE
from infrastructure.postgres.sql import Connection

COMMENT_LINE = re.compile(r"^\s*--.*\n", re.MULTILINE)
END = re.compile(r";\s*$", re.MULTILINE)
TABLE = re.compile(r"CREATE TABLE (\w+) \(")
INDEX = re.compile(r"CREATE (?:UNIQUE )?INDEX \w+\s+ON (\w+)\s")
REMARK = re.compile(r"COMMENT ON TABLE (\w+)\s")


class Tables(msgspec.Struct, frozen=True, kw_only=True):
    """The tables of a view: *create* makes each, *indexes* those of each, both by its name."""

    create: Mapping[str, tuple[str, ...]]
    indexes: Mapping[str, tuple[str, ...]]

    @property
    def names(self) -> tuple[str, ...]:
        """The tables' names, in the order of the file."""
        return tuple(self.create)

    async def make(self, connection: Connection, schema: str) -> None:
        """Make the empty tables, without indexes, in *schema*; the server may write them.

        Unqualified names of this transaction mean *schema* afterwards.
        """
        await connection.execute(f"SET LOCAL search_path = {schema}, public")
        for name, statements in self.create.items():
            for statement in statements:
                await connection.execute(statement)
            await connection.execute(
                f"GRANT SELECT, INSERT, UPDATE, DELETE ON {schema}.{name} TO {SERVER_ROLE}"
            )

    async def index(self, connection: Connection) -> None:
        """Make the indexes of the tables in the schema that unqualified names mean."""
        for statements in self.indexes.values():
            for statement in statements:
                await connection.execute(statement)


def tables(module_file: str) -> Tables:
    """Return the tables that the file `table.sql` beside the module *module_file* describes."""
    return read_tables(Path(module_file).with_name("table.sql").read_text(encoding="utf-8"))


def read_tables(text: str) -> Tables:
    """Read the text of a `table.sql`; `ValueError` for a statement that has no place in it.

    >>> found = read_tables("CREATE TABLE loans (id int);\\nCREATE INDEX loans_id ON loans (id);")
    >>> found.names, found.indexes["loans"]
    (('loans',), ('CREATE INDEX loans_id ON loans (id)',))
    """
    create: dict[str, tuple[str, ...]] = {}
    indexes: dict[str, tuple[str, ...]] = {}
    for part in END.split(COMMENT_LINE.sub("", text)):
        statement = part.strip()
        if made := TABLE.match(statement):
            create[made[1]] = (statement,)
            indexes[made[1]] = ()
        elif (remark := REMARK.match(statement)) and remark[1] in create:
            create[remark[1]] += (statement,)
        elif (index := INDEX.match(statement)) and index[1] in indexes:
            indexes[index[1]] += (statement,)
        elif statement:
            raise ValueError(f"A table.sql makes tables and their indexes, not: {statement}")
    return Tables(create=create, indexes=indexes)
