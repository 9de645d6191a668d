"""The scalars of the contract, and how a client's text becomes a value of ours.

An amount that comes in is kept as the client wrote it (`WrittenNumber`) and read by the
mutation: a number with thousands separators is a mistake that a person can mend, so it
is answered with a refusal that names the field, not with a failed request.
"""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, NewType

from graphql import FloatValueNode, GraphQLError, IntValueNode, StringValueNode, ValueNode
from strawberry.schema.config import StrawberryConfig
from strawberry.types.scalar import ScalarDefinition, scalar

WrittenNumber = NewType("WrittenNumber", str)
Position = NewType("Position", int)
AreaCode = NewType("AreaCode", str)
JSON = NewType("JSON", object)

LONGEST_NUMBER = 100
LAST_POSITION = 2**63 - 1
POSITION_DIGITS = len(str(LAST_POSITION))


def _read_number(value: Any) -> WrittenNumber:
    """Take what a client wrote for a number, as it was written."""
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise GraphQLError('Decimal wants a text such as "1250000.50".')
    return WrittenNumber(_plain(value) if isinstance(value, Decimal) else str(value))


def _plain(value: Decimal) -> str:
    """Write *value* without exponent, unless that would be absurdly long."""
    return f"{value:f}" if abs(value.adjusted()) < LONGEST_NUMBER else str(value)


def _read_number_literal(node: ValueNode, _variables: object = None) -> WrittenNumber:
    if not isinstance(node, StringValueNode | IntValueNode | FloatValueNode):
        raise GraphQLError('Decimal wants a text such as "1250000.50".')
    return _read_number(node.value)


def _show_number(value: Decimal) -> str:
    """Write *value* in plain digits, never with an exponent."""
    return f"{value:f}"


def _read_position(value: Any) -> int:
    """Take a position as a text of digits, or as a whole number."""
    text = str(value)
    if (
        isinstance(value, bool)
        or not (text.isascii() and text.isdigit())
        or len(text) > POSITION_DIGITS
    ):
        raise GraphQLError('Position wants a text of digits such as "1024".')
    return min(int(text), LAST_POSITION)


def _read_moment(value: Any) -> datetime:
    """Take a moment; without an offset nobody knows which one is meant."""
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise GraphQLError('DateTime wants a text such as "2026-11-22T08:00:00Z".') from error
    if moment.tzinfo is None:
        raise GraphQLError("DateTime wants an offset, such as Z or +07:00.")
    return moment.astimezone(UTC)


def _show_moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _read_day(value: Any) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise GraphQLError('Date wants a text such as "2026-11-22".') from error


def _read_area(value: Any) -> str:
    if not isinstance(value, str):
        raise GraphQLError('AreaCode wants a text such as "33.74".')
    return value


def _output_only(_value: Any) -> Any:
    raise GraphQLError("JSON is only ever returned.")


DECIMAL = scalar(
    name="Decimal",
    description='An exact number as a text, such as "1250000.50": digits, a point for decimals, '
    "no separators, no exponent.",
    serialize=_show_number,
    parse_value=_read_number,
    parse_literal=_read_number_literal,
)
POSITION = scalar(
    name="Position",
    description="A place in the log, counted from 1 in commit order; a text of digits.",
    serialize=str,
    parse_value=_read_position,
)
MOMENT = scalar(
    name="DateTime",
    description='A moment by RFC 3339, always shown in UTC: "2026-11-22T08:00:00Z".',
    serialize=_show_moment,
    parse_value=_read_moment,
)
DAY = scalar(
    name="Date",
    description='A day: "2026-11-22".',
    serialize=date.isoformat,
    parse_value=_read_day,
)
AREA = scalar(
    name="AreaCode",
    description='An area by its Kemendagri code: "33" a province, "33.74" a regency or city, '
    '"33.74.01" a district, "33.74.01.1001" a village; "ID" the whole country.',
    serialize=str,
    parse_value=_read_area,
)
ANY = scalar(
    name="JSON",
    description="Any JSON value; what an event says, in the words of its stored format.",
    serialize=lambda value: value,
    parse_value=_output_only,
)

SCALARS: dict[object, ScalarDefinition] = {
    Decimal: DECIMAL,
    WrittenNumber: DECIMAL,
    Position: POSITION,
    datetime: MOMENT,
    date: DAY,
    AreaCode: AREA,
    JSON: ANY,
}


def config() -> StrawberryConfig:
    """Return the settings under which the schema is built."""
    return StrawberryConfig(scalar_map=SCALARS)
