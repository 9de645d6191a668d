"""Why an operation is left to the ordinary executor: closed words, for they label a metric."""

from enum import StrEnum


class Reason(StrEnum):
    """Why there is no plan, or why a plan was given up."""

    COVERED = "covered"
    """It was not left to it at all."""
    OFF = "off"
    """Plans are switched off."""
    MUTATION = "mutation"
    """It changes something."""
    SCHEMA = "schema"
    """It asks about the schema itself."""
    FIELD = "field"
    """It selects a field that no plan may answer."""
    FAILED = "failed"
    """It could not be compiled, which is a fault of ours: the log says which."""
    RAISED = "raised"
    """Something was refused or went wrong, which the ordinary executor tells with its place."""

    @property
    def executor(self) -> str:
        """What answers: a plan, or the ordinary executor."""
        return "compiled" if self is Reason.COVERED else "ordinary"


class NotCovered(Exception):
    """There can be no plan, for a *reason*."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


class GivenUp(Exception):
    """A value is not what the schema says; what follows from that, the ordinary executor knows."""
