"""Processes of one server share its address, where the system deals connections out."""

import socket
import sys

import pytest

from cli.server_address import AddressTaken, own_share, taken_address
from infrastructure.settings.settings import Settings


def test_each_process_has_a_socket_of_its_own_beside_that_of_all() -> None:
    """On one address; and still nobody else can take it for another server."""
    with taken_address(Settings(port=0)) as taken:
        shares = own_share(taken)
        assert {each.getsockname() for each in shares} == {taken.getsockname()}
        assert len(shares) == (2 if sys.platform == "linux" else 1)
        with pytest.raises(AddressTaken), taken_address(Settings(port=taken.getsockname()[1])):
            pass
        shares[0].close()


def test_elsewhere_there_is_one_socket_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that deals nothing out would give everything to one of them."""
    monkeypatch.setattr(sys, "platform", "darwin")
    with taken_address(Settings(port=0)) as taken:
        assert own_share(taken) == [taken]
        assert isinstance(taken, socket.socket)
