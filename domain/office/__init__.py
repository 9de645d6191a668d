"""Offices (dinas): their territory, what they demand, and who signs for the head."""

from domain.kernel.decider import Decider
from domain.office.commands import OfficeCommand
from domain.office.decisions import decide
from domain.office.events import OfficeEvent
from domain.office.facts import OfficeFacts
from domain.office.state import Office, evolve

OFFICE: Decider[Office | None, OfficeEvent, OfficeCommand, OfficeFacts] = Decider(
    initial=None, evolve=evolve, decide=decide
)
