"""How the authorisation point says no.

    Denied
    ├── Unauthenticated     nobody signed in, or the token is worth nothing
    ├── Forbidden           this role may not do that at all
    └── OutsideTerritory    the role may, but not with this thing

The last one must look like an unknown id from outside: whoever may not see a thing
is not told that it exists.
"""


class Denied(Exception):
    """The base of every no of the authorisation point."""


class Unauthenticated(Denied):
    """Nobody is signed in where somebody has to be, or the token is no good."""

    def __init__(self, message: str = "Sign in first.") -> None:
        super().__init__(message)


class Forbidden(Denied):
    """The actor's role may not do *action* anywhere."""

    def __init__(self, action: str, role: str) -> None:
        self.action = action
        self.role = role
        super().__init__(f"The role {role} may not use {action}.")


class OutsideTerritory(Denied):
    """*action* is allowed to the actor, but the thing belongs to somebody else."""

    def __init__(self, action: str) -> None:
        self.action = action
        super().__init__(f"{action} reaches beyond the actor's territory.")
