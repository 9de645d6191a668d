"""One server for all tests of a module; a test that needs its own asks for `own_api`."""

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio

from tests.support.api import Api, api_on
from tests.support.databases import Databases


@pytest.fixture(scope="module")
def module_database(databases: Databases) -> Iterator[str]:
    """The address of a migrated database for this module's tests."""
    with databases.migrated() as url:
        yield url


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def api(module_database: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Api]:
    """A client of this module's server."""
    async with api_on(module_database, tmp_path_factory.mktemp("mail")) as found:
        yield found
