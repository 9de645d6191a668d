"""What docs/api.md shows works: every document in it is valid against the schema."""

import re
from pathlib import Path

import pytest
from graphql import parse, validate

from api.building.schema import build_schema
from api.execution.limits import Limits, rules

PAGE = Path(__file__).parents[3] / "docs" / "api.md"
DOCUMENTS = re.findall(r"```graphql\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_document_on_the_page_is_valid(document: str) -> None:
    """Names change with the schema or not at all."""
    assert validate(build_schema()._schema, parse(document), rules(Limits())) == []
