"""Which PostgreSQL: the one that the settings name, else the embedded one, run meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager

from infrastructure.embedded_postgres.embedded import data_folder, embedded_postgres
from infrastructure.settings.problems import DataFolderUnusable
from infrastructure.settings.settings import Settings


@contextmanager
def database_address(settings: Settings, *, make: bool = True) -> Iterator[str]:
    """Give the address of the database, and keep the embedded server running until the end.

    Without *make* a folder without a database is refused: who only looks has mistaken it.
    """
    if settings.database_url is not None:
        yield settings.database_url
        return
    folder = data_folder(settings)
    if not make and not (folder / "postgres" / "PG_VERSION").exists():
        raise DataFolderUnusable(
            f"There is no database in the data folder {folder}. "
            "Name the right one with --data-dir or SOKOGURU_DATA_DIR."
        )
    with embedded_postgres(folder) as address:
        yield address
