"""Everything the API works with, put together by `cli.composition` and by tests.

A resolver reaches these through its context and through nothing else; there are no
globals, so two servers may live in one process.
"""

import msgspec

from api.execution.metrics import Metrics
from application.access.services import Access
from application.kernel.handler import Handler
from application.kernel.ports import Areas, DocumentStore, EventStore
from application.kernel.score_checks import Checks
from application.scoring.ruleset_cache import RulesetCache
from infrastructure.access.rate_limits import RateLimits
from infrastructure.event_store import Listener
from infrastructure.postgres.sql import Pool
from infrastructure.settings.settings import Settings
from projections.engine.runner import Runner
from projections.reactors.runner import Reactors


class Services(msgspec.Struct, frozen=True, kw_only=True):
    """What a running server is made of; *views* is the pool that reads the read models.

    *listeners* are those that must not go deaf unnoticed, besides the one of the runner.
    """

    settings: Settings
    access: Access
    handler: Handler
    store: EventStore
    documents: DocumentStore
    areas: Areas
    ruleset_cache: RulesetCache
    views: Pool
    runner: Runner
    reactors: Reactors
    metrics: Metrics
    rates: RateLimits
    checks: Checks
    listeners: tuple[Listener, ...] = ()
