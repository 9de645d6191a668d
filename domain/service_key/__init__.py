"""Service keys: what a program may do here, for whom and until when. No secrets in here."""

from domain.kernel.decider import Decider
from domain.service_key.commands import ServiceKeyCommand
from domain.service_key.decisions import decide
from domain.service_key.events import ServiceKeyEvent
from domain.service_key.facts import ServiceKeyFacts
from domain.service_key.state import State, evolve

SERVICE_KEY: Decider[State, ServiceKeyEvent, ServiceKeyCommand, ServiceKeyFacts] = Decider(
    initial=None, evolve=evolve, decide=decide
)
