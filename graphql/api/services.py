"""Everything the API works with, put together by `cli.composition` and by tests.

A resolver reaches these through its context and through nothing else; there are no
globals, so two servers may live in one process.
"""

import msgspec

from api.metrics import Metrics
from application.access import Access
from application.handle import Handler
from application.ports import DocumentStore, EventStore
from application.ruleset_shelf import RulesetShelf
from infrastructure.settings import Settings
from infrastructure.sql import Pool
from projections.runner import Runner


class Services(msgspec.Struct, frozen=True, kw_only=True):
    """What a running server is made of; *views* is the pool that reads the read models."""

    settings: Settings
    access: Access
    handler: Handler
    store: EventStore
    documents: DocumentStore
    shelf: RulesetShelf
    views: Pool
    runner: Runner
    metrics: Metrics
