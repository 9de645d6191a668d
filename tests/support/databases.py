"""Databases for tests: one server for the run, templates as a server makes them, a copy per test.

Addresses are those of whoever may do everything; `as_server` is how a server comes in, and what
tests of a server use, so that a right that it lacks is found.

The copies are cheap because PostgreSQL copies files; a test may do to its own whatever it likes.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
from psycopg import sql

from cli.composition import open_services
from infrastructure.postgres.migrate import migrate
from infrastructure.postgres.pool import owner_connection
from infrastructure.settings.settings import Settings
from projections.engine.first_tables import prepare_tables

# Nothing a test writes has to survive the machine.
FORGETFUL = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "scram_iterations": "1",
}

# Who comes in as a server does: made where missing, with the server's role and nothing else.
MAKE_TESTER = """
DO $$ BEGIN
    IF to_regrole('sokoguru_tester') IS NULL THEN
        CREATE ROLE sokoguru_tester LOGIN PASSWORD 'tester' IN ROLE sokoguru_server;
    END IF;
END $$
"""


def as_server(url: str) -> str:
    """Return the address *url* for somebody who has the server's role and owns nothing."""
    split = urlsplit(url)
    host = split.netloc.rpartition("@")[2]
    return split._replace(netloc=f"sokoguru_tester:tester@{host}").geturl()


class Databases:
    """Fresh databases on the server at *address*, copied from a migrated template."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._admin = psycopg.connect(address, autocommit=True)
        self._template = _new_name()
        self._furnished: str | None = None
        self._create(self._template, "template1")
        try:
            asyncio.run(_migrate(self._url(self._template)))
            self._admin.execute(MAKE_TESTER)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Drop the templates and leave the server."""
        for each in filter(None, (self._template, self._furnished)):
            self._drop(each)
        self._admin.close()

    @contextmanager
    def migrated(self) -> Iterator[str]:
        """Lend the address of a database with every table in place."""
        with self._fresh(self._template) as url:
            yield url

    @contextmanager
    def furnished(self) -> Iterator[str]:
        """Lend the address of a database that knows the rulesets and the areas of the country.

        A server's first start has them loaded, which takes longer than most tests.
        """
        if self._furnished is None:
            name = _new_name()
            self._create(name, self._template)
            self._furnished = name
            asyncio.run(_furnish(as_server(self._url(name))))
        with self._fresh(self._furnished) as url:
            yield url

    @contextmanager
    def empty(self) -> Iterator[str]:
        """Lend the address of a database that was never migrated."""
        with self._fresh("template1") as url:
            yield url

    @contextmanager
    def _fresh(self, template: str) -> Iterator[str]:
        name = _new_name()
        self._create(name, template)
        try:
            yield self._url(name)
        finally:
            self._drop(name)

    def _create(self, name: str, template: str) -> None:
        copying = "CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy"
        self._admin.execute(sql.SQL(copying).format(sql.Identifier(name), sql.Identifier(template)))

    def _drop(self, name: str) -> None:
        dropping = "DROP DATABASE IF EXISTS {} WITH (FORCE)"
        self._admin.execute(sql.SQL(dropping).format(sql.Identifier(name)))

    def _url(self, name: str) -> str:
        return urlsplit(self.address)._replace(path=f"/{name}").geturl()


async def _migrate(url: str) -> None:
    async with owner_connection(url, Settings()) as connection:
        await migrate(connection)
        await prepare_tables(connection)


async def _furnish(url: str) -> None:
    async with open_services(url, Settings()) as services:
        await services.runner.wait_until(await services.store.last_position(), 60)


def _new_name() -> str:
    return f"sokoguru_test_{uuid4().hex}"
