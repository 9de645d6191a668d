"""A health assessment: one cooperative, one book year, one ruleset."""

from domain.assessment.commands import AssessmentCommand
from domain.assessment.decisions import decide
from domain.assessment.events import AssessmentEvent
from domain.assessment.facts import AssessmentFacts
from domain.assessment.state import UNOPENED, Assessment, evolve
from domain.kernel.decider import Decider

ASSESSMENT: Decider[Assessment, AssessmentEvent, AssessmentCommand, AssessmentFacts] = Decider(
    initial=UNOPENED, evolve=evolve, decide=decide
)
