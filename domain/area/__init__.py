"""Administrative areas: codes and names that decrees change, with the days from which they hold.

The list that was published is one subject (`AREA_LIST`), each area that a decree changed
since is another (`AREA`).
"""

from domain.area.code_list import AREA_LIST
from domain.area.commands import AreaCommand
from domain.area.decisions import decide
from domain.area.events import AreaEvent
from domain.area.facts import AreaFacts
from domain.area.state import UNTOUCHED, AreaHistory, evolve
from domain.kernel.decider import Decider

__all__ = ["AREA", "AREA_LIST"]

AREA: Decider[AreaHistory, AreaEvent, AreaCommand, AreaFacts] = Decider(
    initial=UNTOUCHED, evolve=evolve, decide=decide
)
