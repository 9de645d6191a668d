"""The published list of all codes: taken over once, and again when its content changes.

The log names the list by the digest of its content; the content lies in a reference table.
"""

from typing import assert_never

from domain.area.commands import LoadAreaCodes
from domain.area.events import AreaCodesLoaded, AreaListEvent
from domain.kernel.days import out_of_range
from domain.kernel.decider import NOTHING, Decider, Decision, on
from domain.kernel.facts import Facts
from domain.kernel.log import Recorded
from domain.kernel.refusals import refuse_all
from domain.kernel.wording import PARAGRAPH, written


def evolve(_newest: str | None, recorded: Recorded[AreaListEvent]) -> str | None:
    """Return the digest of the newest list."""
    match recorded.event:
        case AreaCodesLoaded(digest=digest):
            return digest
        case unknown:
            assert_never(unknown)


def decide(newest: str | None, command: LoadAreaCodes, _facts: Facts) -> Decision:
    """Take the list over, unless the newest one is the same."""
    if newest == command.digest:
        return NOTHING
    refuse_all(
        [
            *written(command.system, "system", PARAGRAPH),
            *written(command.source, "source"),
            *out_of_range(command.valid_from, "validFrom"),
        ]
    )
    loaded = AreaCodesLoaded(
        system=command.system,
        source=command.source,
        digest=command.digest,
        count=command.count,
        valid_from=command.valid_from,
    )
    return on(command.stream, loaded)


AREA_LIST: Decider[str | None, AreaListEvent, LoadAreaCodes, Facts] = Decider(
    initial=None, evolve=evolve, decide=decide
)
