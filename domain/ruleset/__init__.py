"""The law's tables as they were published into the log, version by version."""

from domain.kernel.decider import Decider
from domain.kernel.facts import Facts
from domain.ruleset.commands import RulesetCommand
from domain.ruleset.decisions import decide
from domain.ruleset.events import RulesetEvent
from domain.ruleset.state import UNPUBLISHED, Versions, evolve

RULESET: Decider[Versions, RulesetEvent, RulesetCommand, Facts] = Decider(
    initial=UNPUBLISHED, evolve=evolve, decide=decide
)
