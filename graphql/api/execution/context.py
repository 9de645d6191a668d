"""What one operation carries along: who asks, in which language, and its own loaders.

Made anew for every operation. Loaders remember what they read, so sharing them between
requests would show one caller the rows of another.
"""

import msgspec
import strawberry

from api.execution.loaders import Loaders
from api.execution.services import Services
from api.http.caller import NOWHERE, Caller
from domain.kernel.actors import Actor


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """The circumstances of one operation; *at_least* is the position it asked for.

    *carried_out* names the mutations of the operation that have done their work so far.
    """

    services: Services
    actor: Actor
    language: str
    request_id: str
    loaders: Loaders
    at_least: int | None = None
    caller: Caller = NOWHERE
    carried_out: list[str] = msgspec.field(default_factory=list)


Info = strawberry.Info[Context, None]
