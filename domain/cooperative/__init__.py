"""A cooperative: registered, verified, kept up to date, never erased."""

from domain.cooperative.commands import CooperativeCommand
from domain.cooperative.decisions import decide
from domain.cooperative.events import CooperativeEvent
from domain.cooperative.facts import CooperativeFacts
from domain.cooperative.state import UNREGISTERED, Cooperative, evolve
from domain.kernel.decider import Decider

COOPERATIVE: Decider[Cooperative, CooperativeEvent, CooperativeCommand, CooperativeFacts] = Decider(
    initial=UNREGISTERED, evolve=evolve, decide=decide
)
