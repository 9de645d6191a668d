"""JSON as clients send it, read without losing anything: keys, digits, characters.

The standard library's reader is used on purpose: it alone shows duplicate keys and the
digits of a number, and an amount must never pass through a binary float. Whatever is
wrong is a `RequestFault`, which is answered before anything is executed.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from itertools import islice
from typing import Any, NoReturn

from api.execution.faults import DuplicateKey, MalformedJson, TooManyValues, UnstorableText
from domain.kernel.text import Text

#: Half of a surrogate pair: no character, so neither UTF-8 nor PostgreSQL can hold it.
HALF_PAIR = re.compile("[\ud800-\udfff]")
#: What makes JSON long to read: its texts, and the signs that begin or part values.
SIGNS = re.compile(rb'"[^"\\]*+(?:\\.?[^"\\]*+)*+"?|[\[{,]', re.DOTALL)
#: More than any form of ours sends; to read so many takes some milliseconds.
MOST_SIGNS = 10_000
#: Of a key that is complained of, so much is repeated.
LONGEST_SHOWN = 100


NOT_UTF_8 = Text("bukan UTF-8", "not UTF-8")
TOO_DEEP = Text("bersarang terlalu dalam", "nested too deeply")
TOO_LONG = Text("ada angka yang terlalu panjang", "a number is too long")
NO_NUMBER = Text("{name} bukan angka JSON", "{name} is no JSON number")
UNREADABLE = Text(
    "tidak terbaca mulai baris {line}, kolom {column}",
    "it cannot be read from line {line}, column {column}",
)


class _NoSuchNumber(Exception):
    """A *name* such as NaN stands where a number should."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def read_json(content: bytes, *, field: str) -> Any:
    """Return the JSON value *content*; numbers with a fraction become Decimal.

    >>> read_json(b'{"amount": 0.10}', field="body")
    {'amount': Decimal('0.10')}
    """
    _check_signs(content, field)
    try:
        text = content.decode("utf-8")
        value = json.loads(
            text, object_pairs_hook=once, parse_float=Decimal, parse_constant=_no_such_number
        )
    except UnicodeDecodeError as error:
        raise _malformed(field, NOT_UTF_8) from error
    except RecursionError as error:
        raise _malformed(field, TOO_DEEP) from error
    except InvalidOperation as error:
        raise _malformed(field, TOO_LONG) from error
    except _NoSuchNumber as error:
        raise _malformed(field, NO_NUMBER, name=error.name) from error
    except json.JSONDecodeError as error:
        place = {"line": error.lineno, "column": error.colno}
        raise _malformed(field, UNREADABLE, **place) from error
    except ValueError as error:  # of an integer with thousands of digits
        raise _malformed(field, TOO_LONG) from error
    if "\\u" in text and not all(map(_storable, _texts(value))):
        raise UnstorableText(field=field)
    return value


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return *pairs* as a dict, unless a key comes twice."""
    result = dict(pairs)
    if len(result) != len(pairs):
        counted = Counter(name for name, _ in pairs)
        twice = next(name for name, count in counted.items() if count > 1)
        raise DuplicateKey(field="body", name=twice[:LONGEST_SHOWN])
    return result


def _check_signs(content: bytes, field: str) -> None:
    """Raise when *content* has more parts than any honest request, before they are made."""
    if next(islice(SIGNS.finditer(content), MOST_SIGNS, None), None) is not None:
        raise TooManyValues(field=field, limit=MOST_SIGNS)


def _no_such_number(text: str) -> NoReturn:
    raise _NoSuchNumber(text)


def _malformed(field: str, problem: Text, **values: object) -> MalformedJson:
    said = problem.format(**values)
    return MalformedJson(field=field, problem=said.en, problem_id=said.id)


def _texts(value: Any) -> Iterator[str]:
    """Yield every text in *value*, keys included."""
    left = [value]
    while left:
        each = left.pop()
        if isinstance(each, str):
            yield each
        left.extend(_parts(each))


def _parts(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return (*value, *value.values())
    return value if isinstance(value, list) else ()


def _storable(text: str) -> bool:
    """Say whether UTF-8 and PostgreSQL can hold *text*, which escapes may have spelled."""
    return "\x00" not in text and not HALF_PAIR.search(text)
