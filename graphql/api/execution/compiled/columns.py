"""The columns that one question is asked for, gathered while what is selected is compiled."""

from typing import Any

from projections.querying.chosen import Chosen


class Columns:
    """Columns of the rows that a field shows; *whole* once something may read all of a row."""

    def __init__(self) -> None:
        self.row: type | None = None
        self.whole = False
        self._places: dict[str, int] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """The columns in their order."""
        return tuple(self._places)

    def are_of(self, row: type) -> None:
        """Take note that the rows are of the class *row*; two classes have no columns in common."""
        self.whole = self.whole or self.row not in (None, row)
        self.row = row

    def where(self, name: str) -> int | None:
        """Return the place of the column *name* in a record, None where it is not read as one."""
        return self._places.get(name)

    def read(self, name: str) -> None:
        """Take note that the attribute *name* of a row is read."""
        if self.row is None or name not in getattr(self.row, "__struct_fields__", ()):
            self.whole = True
        else:
            self._places.setdefault(name, len(self._places))

    def read_all(self) -> None:
        """Take note that all of a row may be read."""
        self.whole = True

    def of(self, views: Any) -> Any:
        """Return *views* to be asked for these columns only, or as they are."""
        if self.row is None or self.whole:
            return views
        return Chosen(database=views, row=self.row, columns=self.names)
