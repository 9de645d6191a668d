"""Reading a ruleset from the bytes of a file or of a request.

Only the shape is checked here. Whether the tables are sound is told by `check`,
because a law with faulty tables must still be published as it is.
"""

import msgspec

from domain.scoring.refusals import RulesetUnreadable
from domain.scoring.ruleset import Ruleset

_DECODER = msgspec.json.Decoder(Ruleset)


def read_ruleset(data: bytes) -> Ruleset:
    """Return the ruleset that *data* holds as JSON, or refuse with the place at fault."""
    try:
        return _DECODER.decode(data)
    except msgspec.MsgspecError as error:
        raise RulesetUnreadable(field="ruleset", reason=str(error)) from error
