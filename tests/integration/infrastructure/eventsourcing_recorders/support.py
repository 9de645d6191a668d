"""What the suites need: an environment that names a fresh database, and factories that close."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from eventsourcing.utils import Environment

from infrastructure.eventsourcing_recorders import Factory

MODULE = "infrastructure.eventsourcing_recorders"


def environment(database_url: str, name: str = "") -> Environment:
    """Return the environment of an application on *database_url*; a *name* gives it own tables."""
    values = {"PERSISTENCE_MODULE": MODULE, "SOKOGURU_DATABASE_URL": database_url}
    return Environment(name, values | ({"OWN_TABLES": "yes"} if name else {}))


class OnPostgres:
    """Give a suite a factory on a database of its own; *application* decides the tables."""

    application = ""
    factory: Factory

    @pytest.fixture(autouse=True)
    def _factory(self, database_url: str) -> Iterator[None]:
        with Factory(environment(database_url, self.application)) as self.factory:
            yield


@contextmanager
def recording(database_url: str, name: str = "") -> Iterator[Factory]:
    """Lend a factory for the application *name*, and close it."""
    with Factory(environment(database_url, name)) as factory:
        yield factory
