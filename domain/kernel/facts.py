"""What a decision is told besides the state and the command.

Decisions never look anything up. Whatever could be different tomorrow (the time, who
acts, what else exists) is a fact handed in, so the same facts give the same answer.
A fact is never an event: events are what the log holds.
"""

from datetime import date, datetime

import msgspec

from domain.kernel.actors import Actor
from domain.kernel.time_zones import MINISTRY, TimeZone, day_in


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """When the decision is made (*at*, aware, UTC) and who asks for it.

    *zone* is the time zone of the office that decides, and *today* the day there: a decision
    takes the day from here and computes none itself.

    *effective_on* is the day from which the caller says that it counts, *follows* the day from
    which the last event of the same subject counts (`domain.kernel.days`).

    A subject that needs to know more has facts of its own, in its ``facts`` module.
    """

    at: datetime
    actor: Actor
    zone: TimeZone = MINISTRY
    effective_on: date | None = None
    follows: date | None = None

    @property
    def today(self) -> date:
        """The day that it is at the office that decides."""
        return day_in(self.at, self.zone)
