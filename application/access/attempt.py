"""An attempt to sign in, as it comes."""

import msgspec

from domain.kernel.actors import Role


class Attempt(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody gave to be let in; *role* None takes whatever the account is.

    *device* is the token of a device that somebody has come in with.
    """

    user_name: str
    password: str
    address: str
    role: Role | None = None
    human_check: str | None = None
    second_factor: str | None = None
    device: str | None = None
    agent: str | None = None

    def __repr__(self) -> str:
        return f"Attempt(address={self.address!r})"
