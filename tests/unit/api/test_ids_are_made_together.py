"""Many ids made in one go are those that are made one by one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.relay.nodes import opaque, opaque_all


@pytest.mark.parametrize("keys", [[], ["é", "a"], ["é", "ü"], ["1", "22"], ["33.74", "33.73"]])
def test_letters_of_other_lengths_are_no_exception(keys: list[str]) -> None:
    """A letter may take two bytes, where another takes one."""
    assert opaque_all("Area", keys) == [opaque("Area", key) for key in keys]


@given(st.lists(st.text()))
def test_whatever_the_keys_are(keys: list[str]) -> None:
    """Also texts that no key would be."""
    storable = [key for key in keys if key.isprintable()]
    assert opaque_all("Area", storable) == [opaque("Area", key) for key in storable]
