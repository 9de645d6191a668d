"""An event commits to a private value without telling it."""

import pytest

from domain.kernel.private import commitment


def test_a_commitment_binds_salt_and_value() -> None:
    """Another salt or another value is another commitment."""
    salt, other = bytes(32), bytes(31) + b"\x01"
    assert commitment(salt, b"Siti") == commitment(salt, b"Siti")
    assert len({commitment(salt, b"Siti"), commitment(other, b"Siti"), commitment(salt, b"S")}) == 3


def test_a_salt_has_its_length() -> None:
    """A shorter salt could read like the beginning of a value."""
    with pytest.raises(ValueError, match="32 bytes"):
        commitment(b"short", b"Siti")
