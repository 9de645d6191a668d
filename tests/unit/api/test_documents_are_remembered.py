"""Documents are read once and remembered, and what is remembered never fills the memory."""

import asyncio

from api.building.schema import build_schema
from api.execution.engine import KEPT_CHARACTERS, KEPT_DOCUMENTS, KEPT_TOKENS, Engine, Outcome
from api.execution.limits import Limits
from api.execution.lru_cache import LruCache
from api.http.body import Call


def ask(engine: Engine, document: str) -> Outcome:
    """Have *engine* answer *document*, which needs nothing but the schema."""
    return asyncio.run(engine.answer(Call(document=document), context=None))


def an_engine() -> Engine:
    """Return an engine that has read nothing yet."""
    return Engine(build_schema(), Limits())


def test_who_was_asked_for_last_stays() -> None:
    """Three are too many; the one nobody asked for goes."""
    remembered = LruCache[int](entries=2, weight=100)
    remembered.keep("a", 1, 1)
    remembered.keep("b", 2, 1)
    assert remembered.get("a") == 1
    remembered.keep("c", 3, 1)
    assert [remembered.get(text) for text in "abc"] == [1, None, 3]


def test_heavy_values_are_few() -> None:
    """Of values that weigh forty out of a hundred there are two, and no value of its own weight."""
    remembered = LruCache[int](entries=10, weight=100)
    for number, text in enumerate("abc"):
        remembered.keep(text, number, 40)
    assert (len(remembered), remembered.weighs) == (2, 80)
    remembered.keep("d", 4, 101)
    assert (len(remembered), remembered.weighs) == (0, 0)


def test_a_value_is_replaced_with_its_weight() -> None:
    """The second value of a text counts instead of the first."""
    remembered = LruCache[int](entries=10, weight=100)
    remembered.keep("a", 1, 60)
    remembered.keep("a", 2, 30)
    assert (remembered.get("a"), remembered.weighs) == (2, 30)


def test_a_document_is_read_once() -> None:
    """The same text twice is one document in memory."""
    engine = an_engine()
    assert ask(engine, "{ __typename }").data == ask(engine, "{ __typename }").data
    assert len(engine.known) == 1


def test_wrong_documents_of_many_words_do_not_fill_the_memory() -> None:
    """A document may hold two thousand tokens; a hundred of those are not kept."""
    engine = an_engine()
    for number in range(100):
        assert ask(engine, f"query Q{number} {{ {'x ' * 1_900} }}").errors
    assert len(engine.known) < KEPT_DOCUMENTS
    assert engine.known.weighs <= KEPT_TOKENS


def test_what_is_no_document_is_not_remembered() -> None:
    """A syntax error and a text of many characters leave nothing behind."""
    engine = an_engine()
    assert ask(engine, "{ oh no").errors
    assert ask(engine, "{ __typename }" + " " * KEPT_CHARACTERS).data
    assert len(engine.known) == 0
