"""The runner follows the log and keeps the views up to date, each exactly once.

Any number of server processes may run one; an advisory lock makes one of them the
leader, and the others only watch how far the views are.
"""

from enum import StrEnum

import msgspec


class ProjectionState(StrEnum):
    """What a projection is doing."""

    FOLLOWING = "FOLLOWING"
    STALLED = "STALLED"
    NEEDS_REBUILD = "NEEDS_REBUILD"


class ProjectionStatus(msgspec.Struct, frozen=True, kw_only=True):
    """How far a projection is; *lag* counts the positions it is behind the log."""

    name: str
    version: int
    position: int
    lag: int
    state: ProjectionState
    error: str | None = None
    attempts: int = 0


class RunnerStatus(msgspec.Struct, frozen=True, kw_only=True):
    """The state of all views, for `/health/ready`; *ready* when nothing is stuck."""

    leading: bool
    log_position: int
    projections: tuple[ProjectionStatus, ...]
