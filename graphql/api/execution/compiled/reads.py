"""What a resolver reads of its row, as its source says.

So nobody has to say it twice: a field declares what it shows, and which columns that takes is
read off. A resolver that does anything else with its row, such as handing it to a function, may
read all of it.
"""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import msgspec


class Reads(msgspec.Struct, frozen=True):
    """The *attributes* that are read, and whether the row itself is what is shown."""

    attributes: frozenset[str]
    shows_row: bool


@cache
def reads_of(resolver: Callable[..., Any], row: str) -> Reads | None:
    """Return what *resolver* reads of its parameter *row*, None where it may be anything."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(resolver)))
    except (OSError, SyntaxError, TypeError):
        return None
    nodes = list(ast.walk(tree))
    read = {id(each.value): each.attr for each in nodes if isinstance(each, ast.Attribute)}
    shown = {id(each) for node in nodes if isinstance(node, ast.Return) for each in _shown(node)}
    uses = [id(each) for each in nodes if isinstance(each, ast.Name) and each.id == row]
    if any(use not in read and use not in shown for use in uses):
        return None
    return Reads(
        attributes=frozenset(read[use] for use in uses if use in read),
        shows_row=any(use in shown for use in uses),
    )


def _shown(node: ast.Return) -> Iterator[ast.expr | None]:
    """Yield what *node* returns, on whichever condition."""
    if isinstance(node.value, ast.IfExp):
        yield node.value.body
        yield node.value.orelse
    else:
        yield node.value
