"""A field where it is selected, with all that its declaration says to a compiler."""

from collections.abc import Mapping
from typing import Any

from graphql import GraphQLField, GraphQLObjectType, get_named_type, is_leaf_type
from graphql.execution.collect_fields import FieldDetailsList

from api.building.describe import LEADS, RIGHT, SOURCE
from api.building.reading import READER
from api.building.rights import DEFINITION, owner_columns
from api.execution.batches import Batch
from api.execution.compiled.columns import Columns
from api.execution.compiled.leaves import Leaf
from api.execution.compiled.reads import Reads, reads_of
from api.execution.compiled.writers import Part
from application.authorisation.table import ANYBODY


class Place:
    """The *field* of *kind* as *details* select it; *is_row* where it is a field of a row."""

    def __init__(
        self,
        kind: GraphQLObjectType,
        field: GraphQLField,
        details: FieldDetailsList,
        *,
        is_row: bool,
    ) -> None:
        self.kind, self.field, self.details, self.is_row = kind, field, details, is_row
        definition = field.extensions[DEFINITION]
        said: Mapping[str, Any] = definition.metadata
        self.batch: Batch | None = said.get(LEADS)
        self._resolver = definition.base_resolver
        self._source: str = said.get(SOURCE, definition.python_name)
        self._reader: Any = field.extensions.get(READER)
        self._reads = self._read()

    @property
    def waits(self) -> bool:
        """Whether resolving it may take a question to somebody."""
        return self._resolver is not None and bool(self._resolver.is_async)

    @property
    def is_leaf(self) -> bool:
        """Whether it shows scalars or enums."""
        return is_leaf_type(get_named_type(self.field.type))

    @property
    def is_plain(self) -> bool:
        """Whether it takes its object and nothing else, not even a right."""
        return self._reader is not None and self.field.extensions[RIGHT] == ANYBODY

    @property
    def shows_row(self) -> bool:
        """Whether it shows the row that it is a field of, as another type."""
        return self.is_row and self._reads is not None and self._reads.shows_row

    def note_reads(self, columns: Columns) -> None:
        """Tell *columns* what the field reads of its row."""
        if not self.is_row:
            return
        if self._reads is None:
            columns.read_all()
            return
        for name in self._reads.attributes:
            columns.read(name)
        if self.is_leaf and self.field.extensions[RIGHT] != ANYBODY:
            for name in owner_columns(columns.row) or ():
                columns.read(name)

    def leaf(self, name: str, columns: Columns, number: int) -> Part:
        """Return the field as a part of its object, under *name*, the part of that *number*."""
        help_, leaf = f"h{number}", Leaf(self.field.type)
        value = f"r.{self._source}" if self._resolver is None else f"f{number}(r)"
        column = value
        if self._resolver is None and leaf.takes_columns:
            column = _column(self._source, columns)
        return Part(
            name=name,
            of_record=leaf.expression(column, help_),
            of_object=leaf.expression(value, help_),
            names={help_: leaf.help(), f"f{number}": self._reader},
        )

    @property
    def named(self) -> tuple[str, str] | None:
        """Kind and key of an id, None where it is no id that `node_type` gave."""
        return getattr(getattr(self._resolver, "wrapped_func", None), "names", None)

    def _read(self) -> Reads | None:
        """Return what is read of the row, None where it may be anything."""
        if self.batch is not None:
            return _only(self.batch.by)
        if self._resolver is None:
            return _only(self._source.partition(".")[0])
        if self.named is not None:
            return _only(self.named[1])
        row = self._resolver.parent_parameter
        return None if row is None else reads_of(self._resolver.wrapped_func, row.name)


def constant(name: str, value: str) -> Part:
    """Return a part that is the same for all objects."""
    return Part(name=name, of_record=repr(value), of_object=repr(value))


def _only(name: str) -> Reads:
    return Reads(attributes=frozenset([name]), shows_row=False)


def _column(name: str, columns: Columns) -> str:
    """Return the expression for the column *name*, or the attribute that is no column of a view."""
    place = columns.where(name)
    return f"r.{name}" if place is None else f"r[{place}]"
