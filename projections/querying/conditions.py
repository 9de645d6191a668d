"""What a list is narrowed by: conditions of SQL in which a value is only ever a parameter.

Each set of conditions is its own statement, so that PostgreSQL plans for the columns that
really narrow.
"""

from collections.abc import Sequence

from domain.kernel.area_codes import NATIONAL


class Conditions:
    """Conditions that must all hold, with the values in them.

    >>> where = Conditions()
    >>> where.add("kind = ANY({})", ["KSP"])
    >>> where.add("due < {}", "2026-01-01")
    >>> where.sql, where.values
    ('kind = ANY($1) AND due < $2', [['KSP'], '2026-01-01'])
    """

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.values: list[object] = []

    @property
    def sql(self) -> str:
        """The conditions as text, ``true`` when there are none."""
        return " AND ".join(self.parts) or "true"

    def place(self, value: object) -> str:
        """Keep *value* and return the place where it will stand, like ``$3``."""
        self.values.append(value)
        return f"${len(self.values)}"

    def add(self, condition: str, *values: object) -> None:
        """Demand *condition*; each ``{}`` in it stands for one of *values*."""
        self.parts.append(condition.format(*map(self.place, values)))

    def or_else(self, condition: str) -> None:
        """Demand *condition* where what was demanded so far does not hold.

        >>> where = Conditions()
        >>> where.add("area = {}", "33.74")
        >>> where.or_else("published")
        >>> where.sql
        '(area = $1 OR published)'
        """
        self.parts = [f"({self.sql} OR {condition})"]

    def among(self, column: str, values: Sequence[object]) -> None:
        """Demand that *column* holds one of *values*; none given demands nothing."""
        if values:
            self.add(f"{column} = ANY({{}})", list(values))

    def equal(self, column: str, value: object | None) -> None:
        """Demand that *column* holds *value*; None demands nothing."""
        if value is not None:
            self.add(f"{column} = {{}}", value)

    def within(self, area: str | None) -> None:
        """Demand that the membership area is *area* or lies in it; None demands nothing.

        Between ``33.7`` and ``33.7/`` by bytes are ``33.7`` and ``33.7.…``, nothing else.
        """
        if area is not None and area != NATIONAL:
            self.add("membership_area >= {} AND membership_area < {}", area, area + "/")

    def true_at(self, position: int | None, since: str) -> None:
        """Demand that the row, true from column *since* on, was true at *position*.

        None is the present.
        """
        if position is None:
            self.add("valid_to IS NULL")
        else:
            self.add(f"{since} <= {{}}", position)
            self.add("(valid_to IS NULL OR valid_to > {})", position)
