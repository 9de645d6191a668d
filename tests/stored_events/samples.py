"""A complete example of any event, made from its type: every field set, every alternative shown.

Run ``python -m tests.stored_events.samples`` after registering a new event, or a new version of
one: it writes the golden bytes that are missing. It never touches those that are there.
"""

from functools import singledispatch
from pathlib import Path

import msgspec
from msgspec import inspect

from domain.kernel.events import Event
from infrastructure.mapper import Mapper
from infrastructure.mapper.topics import TOPICS

FOLDER = Path(__file__).parent


def golden(topic: str) -> Path:
    """Return the file with the golden bytes of *topic*."""
    return FOLDER / f"{topic}.json"


def example(kind: type[Event]) -> Event:
    """Return an event of *kind* with every field set."""
    return msgspec.convert(sample(inspect.type_info(kind), 0), kind)


@singledispatch
def sample(kind: inspect.Type, _: int) -> object:
    """Return the plain value of *kind* with a number: those of 0 and 1 differ where they can."""
    raise TypeError(f"Say in {__name__} what an example of {kind} is.")


@sample.register
def _(kind: inspect.StructType, number: int) -> object:
    fields = {field.encode_name: sample(field.type, number) for field in kind.fields}
    return fields | ({kind.tag_field: kind.tag} if kind.tag_field else {})


@sample.register
def _(kind: inspect.UnionType, number: int) -> object:
    something = [each for each in kind.types if not isinstance(each, inspect.NoneType)]
    return sample(something[number % len(something)], number)


@sample.register
def _(kind: inspect.CollectionType, number: int) -> object:
    return [sample(kind.item_type, number), sample(kind.item_type, number + 1)]


@sample.register
def _(kind: inspect.TupleType, number: int) -> object:
    return [sample(each, number) for each in kind.item_types]


@sample.register
def _(kind: inspect.DictType, number: int) -> object:
    return {
        sample(kind.key_type, each): sample(kind.value_type, each) for each in (number, number + 1)
    }


@sample.register
def _(kind: inspect.EnumType, number: int) -> object:
    members = list(kind.cls)
    return members[number % len(members)].value


@sample.register
def _(_: inspect.StrType, number: int) -> object:
    return ("KPRI Handayani", "Koperasi Sejahtera, Jl. Pemuda 148")[number % 2]


@sample.register
def _(_: inspect.UUIDType, number: int) -> object:
    return f"6f0a6f52-55d5-5c0c-9d0b-{number:012x}"


@sample.register
def _(_: inspect.DecimalType, number: int) -> object:
    return ("81.50", "-0.1")[number % 2]


@sample.register
def _(_: inspect.IntType, number: int) -> object:
    return 2015 + number


@sample.register
def _(_: inspect.BoolType, number: int) -> object:
    return number % 2 == 0


@sample.register
def _(_: inspect.DateType, number: int) -> object:
    return f"2026-11-{22 + number % 2}"


@sample.register
def _(_: inspect.DateTimeType, number: int) -> object:
    return f"2026-11-22T09:00:{number:02}Z"


@sample.register
def _(_: inspect.BytesType, number: int) -> object:
    return ("Z2FyYW0=", "bGFpbg==")[number % 2]


def write_missing() -> list[str]:
    """Write the golden bytes that are missing and return their topics."""
    missing = [topic for topic in TOPICS if not golden(topic).exists()]
    for topic in missing:
        _, state = Mapper().encode(example(TOPICS[topic]))
        golden(topic).write_bytes(state)
    return missing


if __name__ == "__main__":
    write_missing()
