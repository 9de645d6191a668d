"""Both ends of every connection notice that the other is gone without a word."""

import socket
from types import SimpleNamespace

import pytest

from infrastructure.postgres.keepalive import AT_THE_SERVER, keep_alive
from infrastructure.postgres.pool import owner_connection
from infrastructure.postgres.sql import Pool
from infrastructure.settings.settings import Settings


async def test_the_server_asks_after_every_client(pool: Pool, database_url: str) -> None:
    """Also on a connection that was used before: the settings are the session's own."""
    asked = "SELECT name, reset_val FROM pg_settings WHERE name = ANY ($1)"
    for _ in range(2):
        rows = await pool.fetch(asked, list(AT_THE_SERVER))
        assert {row["name"]: row["reset_val"] for row in rows} == AT_THE_SERVER
    async with owner_connection(database_url, Settings()) as connection:
        assert len(await connection.fetch(asked, list(AT_THE_SERVER))) == len(AT_THE_SERVER)


def test_our_end_asks_after_the_server() -> None:
    """A socket of the network does; one inside this computer has no need to."""
    for family, asks in ((socket.AF_INET, True), (socket.AF_UNIX, False)):
        with socket.socket(family) as end:
            transport = SimpleNamespace(get_extra_info=lambda _, end=end: end)
            keep_alive(SimpleNamespace(_transport=transport))  # type: ignore[arg-type]
            assert bool(end.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)) is asks
            if asks:
                assert end.getsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPINTVL) == 5


def test_what_a_system_does_not_know_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not every one limits how long something sent may go unanswered."""
    monkeypatch.delattr(socket, "TCP_USER_TIMEOUT")
    with socket.socket() as end:
        transport = SimpleNamespace(get_extra_info=lambda _: end)
        keep_alive(SimpleNamespace(_transport=transport))  # type: ignore[arg-type]
