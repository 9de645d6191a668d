"""Which PostgreSQL: the one that the settings name, else the embedded one, run meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager

from infrastructure.embedded_postgres.embedded import data_folder, embedded_postgres
from infrastructure.embedded_postgres.roles import Role
from infrastructure.settings.problems import DataFolderUnusable, OwnerKnown
from infrastructure.settings.settings import Settings


@contextmanager
def database_address(
    settings: Settings, *, make: bool = True, role: Role = Role.SERVER
) -> Iterator[str]:
    """Give the address of the database for *role*; the embedded server runs until the end.

    Who serves may not even know the address of the owner, which is an `OwnerKnown`.

    Without *make* a folder without a database is refused: who only looks has mistaken it.
    """
    if role is Role.SERVER and settings.owner_url is not None:
        raise OwnerKnown
    external = settings.owner_url or settings.database_url
    if external is not None:
        yield external
        return
    folder = data_folder(settings)
    if not make and not (folder / "postgres" / "PG_VERSION").exists():
        raise DataFolderUnusable(
            f"There is no database in the data folder {folder}. "
            "Name the right one with --data-dir or SOKOGURU_DATA_DIR."
        )
    with embedded_postgres(folder, role=role) as address:
        yield address
