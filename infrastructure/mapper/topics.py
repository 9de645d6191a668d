"""The name under which each event is stored, as the event classes say it themselves.

Here stand only the unions of the subjects. A new union goes into the list; a new event of a
union comes by itself. What a topic may never do is said at `domain.kernel.events.Event`; an
upcaster from an old version stands in `upcasters`.
"""

from collections.abc import Mapping
from typing import get_args

from domain.account.events import AccountEvent, RosterEvent, UserNameEvent
from domain.area.events import AreaEvent, AreaListEvent
from domain.assessment.events import AssessmentEvent, AssessmentKeyEvent
from domain.cooperative.events import CooperativeEvent, LegalNumberEvent, NikEvent
from domain.kernel.events import Event
from domain.office.events import OfficeEvent
from domain.ruleset.events import RulesetEvent
from domain.service_key.events import ServiceKeyEvent

UNIONS = (
    CooperativeEvent,
    LegalNumberEvent,
    NikEvent,
    AssessmentEvent,
    AssessmentKeyEvent,
    RulesetEvent,
    AccountEvent,
    UserNameEvent,
    RosterEvent,
    OfficeEvent,
    ServiceKeyEvent,
    AreaListEvent,
    AreaEvent,
)
"""What each kind of stream may hold."""


def kinds_of(union: object) -> tuple[type[Event], ...]:
    """Return the types of events in *union*, which may be a single one.

    >>> [kind.__name__ for kind in kinds_of(UserNameEvent)]
    ['UserNameClaimed']
    """
    return get_args(union) or (union,)


TOPICS: Mapping[str, type[Event]] = {
    kind.topic: kind for union in UNIONS for kind in kinds_of(union)
}
"""The type of event that each topic names today."""
