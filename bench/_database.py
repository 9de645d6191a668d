"""A database as a server has it: somebody else made its tables, and the server owns nothing."""

from urllib.parse import urlsplit

from infrastructure.postgres.migrate import migrate
from infrastructure.postgres.pool import SERVER_ROLE, owner_connection
from infrastructure.settings.settings import Settings
from projections.engine.first_tables import prepare_tables

USER = "sokoguru_bench"


async def prepared(url: str) -> str:
    """Make the tables of the database at *url*, and return the address for a server."""
    async with owner_connection(url, Settings()) as owner:
        await migrate(owner)
        await prepare_tables(owner)
        if not await owner.fetchval("SELECT to_regrole($1) IS NOT NULL", USER):
            await owner.execute(f"CREATE ROLE {USER} LOGIN PASSWORD '{USER}' IN ROLE {SERVER_ROLE}")
    split = urlsplit(url)
    host = split.netloc.rpartition("@")[2]
    return split._replace(netloc=f"{USER}:{USER}@{host}").geturl()
