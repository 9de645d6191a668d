"""What one request can cost: processor time of the worst bodies and documents there are.

Whatever a guest sends is read, refused or answered on the event loop, where everybody else
waits for it. No line may be above the target.
"""

import argparse
import asyncio
import sys
import time
from collections.abc import Callable, Mapping, Sequence

import msgspec
from graphql import get_introspection_query

from api.building.schema import build_schema
from api.execution.engine import Engine
from api.execution.faults import RequestFault
from api.execution.limits import Limits
from api.http.body import JSON_TYPE, call_of_post
from cli.processes.parts import set_apart_what_stays

PROTOCOL = {
    "measured": "processor time of reading the body, parsing, validating, counting and answering",
    "data": "none: questions about the schema are answered, others stop before a resolver",
    "repetitions": "each several times; the least counts, as other work only ever adds",
    "target": "50 milliseconds each",
}
TARGET = 50.0
INTROSPECTION = get_introspection_query(
    specified_by_url=True, directive_is_repeatable=True, input_value_deprecation=True
)
NESTED_TYPES = "fields { name type { fields { name type { name kind } } } }"


def many(count: int, write: Callable[[int], str]) -> str:
    """Return what *write* makes of the numbers below *count*, one after the other."""
    return " ".join(write(number) for number in range(count))


def around(begin: str, inside: str, end: str) -> str:
    """Return *inside* with what it stands between."""
    return begin + inside + end


def query(count: int, write: Callable[[int], str]) -> str:
    """Return a query of the fields that *write* makes."""
    return around("{", many(count, write), "}")


def fragments(last: int, write: Callable[[int], str]) -> str:
    """Return fragments on the root, each with what *write* makes of its number, and a last one."""
    found = many(last, lambda n: f"fragment F{n} on Query {{ {write(n)} }}")
    return f" {found} fragment F{last} on Query {{ viewer {{ role }} }}"


DOCUMENTS: Mapping[str, str] = {
    "the whole schema": INTROSPECTION,
    "the whole schema, 34 times": query(
        34, lambda n: f"s{n}: __schema {{ types {{ {NESTED_TYPES} }} }}"
    ),
    "one type, 34 times": query(34, lambda n: f't{n}: __type(name: "Query") {{ {NESTED_TYPES} }}'),
    "an object 280 times": query(280, lambda _: "viewer { role }"),
    "a leaf 1,100 times": around("{ viewer {", many(1_100, lambda _: "role"), "} }"),
    "inline fragments": query(120, lambda _: "... on Query { viewer { role } }"),
    "fragments in fragments": "{ ...F0 }"
    + fragments(70, lambda n: f"viewer {{ role }} ...F{n + 1} ...F{n + 1}"),
    "operations and fragments": many(80, lambda n: f"query Q{n} {{ ...F0 }}")
    + fragments(65, lambda n: f"...F{n + 1}"),
    "unknown fields": query(1_100, lambda n: f"cooperatif{n}"),
    "unknown arguments": around("{ viewer(", many(380, lambda n: f"a{n}: 1"), ") { role } }"),
    "unknown input fields": around(
        "{ cooperatives(filter: {", many(380, lambda n: f"a{n}: 1"), "}) { totalCount } }"
    ),
    "unused variables": around(
        "query (", many(290, lambda n: f"$v{n}: Int"), ") { viewer { role } }"
    ),
    "a long text": around('{ node(id: "', "x" * 29_000, '") { id } }'),
    "a longer text": around('{ node(id: "', "x" * 900_000, '") { id } }'),
    "blanks": around("{", " " * 29_000, "viewer { role } }"),
    "a comment": around("#", "x" * 29_000, "\n{ viewer { role } }"),
    "lines and mistakes": "\n" * 1_100 + query(100, lambda n: f"a{n}"),
}
VARIABLES: Mapping[str, object] = {
    "texts in a list": [""] * 300_000,
    "texts below lists": ["\x01", *[[[[""] * 20] * 20] * 20] * 30],
    "objects": [{}] * 300_000,
    "keys": {str(number): 1 for number in range(80_000)},
    "ids, as many as may be": ["x"] * 4_900,
    "objects, as many as may be": [{}] * 4_900,
    "a text": "x" * 1_000_000,
}
ASKED = "query ($a: [ID!]!) { nodes(ids: $a) { id } }"
TWICE = (
    b'{"query": "{ viewer { role } }", "variables": {%s, "0": 1}}'
    % ", ".join(f'"{number}": 1' for number in range(80_000)).encode()
)


def bodies() -> dict[str, bytes]:
    """Return everything that is sent, by the name of its line."""
    found = {name: _body(document, {}) for name, document in DOCUMENTS.items()}
    found |= {f"variables: {name}": _body(ASKED, {"a": value}) for name, value in VARIABLES.items()}
    return {**found, "a key twice among 80,000": TWICE}


def main(argv: Sequence[str]) -> int:
    """Print a line for each body; the exit status says whether all are below the target."""
    parser = argparse.ArgumentParser(prog="script/bench documents", description=__doc__)
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--json", action="store_true", help="print one object as the last line")
    options = parser.parse_args(argv)
    engine = Engine(build_schema(), Limits())
    set_apart_what_stays()  # as a server does: else the collector's look at all of it counts too
    figures = {
        name: min(_milliseconds(engine, body) for _ in range(options.repetitions))
        for name, body in bodies().items()
    }
    for name, value in figures.items():
        print(f"{name:40} {value:8.1f} milliseconds{'' if value < TARGET else '  TOO LONG'}")
    if options.json:
        found = {"name": "documents", "protocol": PROTOCOL, "figures": figures}
        print(msgspec.json.encode(found).decode())
    return int(max(figures.values()) >= TARGET)


def _milliseconds(engine: Engine, body: bytes) -> float:
    """Return the processor time of one request."""
    engine.known.clear()
    started = time.process_time()
    asyncio.run(_answer(engine, body))
    return (time.process_time() - started) * 1_000


async def _answer(engine: Engine, body: bytes) -> None:
    try:
        call = call_of_post(body, JSON_TYPE)
        await engine.answer(call, None)
    except RequestFault:
        return


def _body(document: str, variables: Mapping[str, object]) -> bytes:
    return msgspec.json.encode({"query": document, "variables": variables})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
