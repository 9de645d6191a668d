"""What a decision is told besides the state and the command.

Decisions never look anything up. Whatever could be different tomorrow (the time, who
acts, what else exists) is a fact handed in, so the same facts give the same answer.
"""

from datetime import datetime

import msgspec

from domain.kernel.actors import Actor


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """The moment of the decision (*at*, aware, UTC) and who asks for it."""

    at: datetime
    actor: Actor
