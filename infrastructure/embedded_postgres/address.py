"""Which PostgreSQL: the one that the settings name, else the embedded one, run meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager

from infrastructure.embedded_postgres.embedded import data_folder, embedded_postgres
from infrastructure.settings.settings import Settings


@contextmanager
def database_address(settings: Settings) -> Iterator[str]:
    """Give the address of the database, and keep the embedded server running until the end."""
    if settings.database_url is not None:
        yield settings.database_url
    else:
        with embedded_postgres(data_folder(settings)) as address:
            yield address
