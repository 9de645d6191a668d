"""Networks that registrations and officers come from: keyed hashes, which are forgotten.

The key belongs to the installation and is no part of the log, so the marks say nothing to whoever
has a copy of the log alone. An address of IPv6 counts as its network of 64 bits: a
device changes the rest by itself.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from hmac import digest
from ipaddress import ip_address, ip_network
from secrets import token_bytes

from infrastructure.access.human_check import SQL as SECRETS
from infrastructure.postgres.gathering import Gathering
from infrastructure.postgres.sql import Database, statements

SQL = statements(__file__)

KEPT_FOR = timedelta(days=90)
Noted = tuple[str, bytes, datetime]
"""Who came from which network, and until when that is kept."""
_NAME = "origins"
_SUBNET = 64


class OriginTable:
    """The port `Origins` on a table."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._noted = Gathering(self._note)
        self._key: bytes | None = None

    async def note(self, subject: str, address: str, at: datetime) -> None:
        """Remember that *subject* came from *address*; one without an address leaves nothing."""
        if address:
            mark = digest(await self._secret(), network_of(address).encode(), "sha256")
            await self._noted.ask([(subject, mark, at + KEPT_FOR)])

    async def shared(self, one: str, other: str, at: datetime) -> bool:
        """Say whether *one* and *other* came from one network lately."""
        found: bool = await SQL["shares_origin"].value(self._database, one=one, other=other, at=at)
        return found

    async def sweep(self, at: datetime) -> None:
        """Forget what is long past."""
        await SQL["forget_origins"].run(self._database, at=at)

    async def _note(self, noted: Sequence[Noted]) -> Mapping[Noted, None]:
        subjects, marks, ends = zip(*noted, strict=True)
        await SQL["note_origins"].run(
            self._database, subjects=subjects, marks=marks, expire_at=ends
        )
        return {}

    async def _secret(self) -> bytes:
        """Return the installation's key, made when it is first asked for."""
        if self._key is None:
            await SECRETS["make_secret"].run(self._database, name=_NAME, value=token_bytes(32))
            key: bytes = await SECRETS["secret"].value(self._database, name=_NAME)
            self._key = key
        return self._key


def network_of(address: str) -> str:
    """Return the network that *address* counts as; what is no address counts as itself.

    >>> network_of("192.0.2.7"), network_of("2001:db8::1:2:3:4"), network_of("socket")
    ('192.0.2.7', '2001:db8::/64', 'socket')
    """
    try:
        read = ip_address(address)
    except ValueError:
        return address
    if read.version == 4:  # noqa: PLR2004 - the version of the protocol
        return str(read)
    mapped = read.ipv4_mapped
    return str(mapped or ip_network((read, _SUBNET), strict=False))
