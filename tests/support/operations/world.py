"""A small world of the demonstration's stories, with somebody of every role signed in."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import httpx

from api.execution.engine import Engine
from api.execution.services import Services
from api.http.app import create_app
from application.access.demonstration import let_in
from application.kernel.ports import AreaCode, AreaList
from application.subjects.area_list import load_areas
from cli.composition import Options, open_services
from cli.demonstration.cast import (
    ADMINISTRATOR,
    Member,
    auditor_of,
    first_officer,
    head_of,
    opening,
)
from cli.demonstration.fill import fill, target_of
from cli.demonstration.places import SEMARANG
from cli.demonstration.registrations import subject_of
from cli.demonstration.semarang import handayani
from cli.demonstration.stories import story_of
from cli.demonstration.story import Story
from domain.kernel.actors import SYSTEM, Scope
from domain.service_key.commands import CreateServiceKey
from infrastructure.areas.area_codes import AreaListTable
from infrastructure.rulesets.bundled import bundled_rulesets
from infrastructure.settings.settings import Settings
from tests.support.api import Api
from tests.support.databases import as_server
from tests.support.null_ports import EveryArea
from tests.support.office import StoppedClock

COOPERATIVES = 4
#: Wide enough that hardly an operation is too costly: what is compared is what is answered.
WIDE = Settings(
    human_check=False,
    pool_min=1,
    pool_max=8,
    at_least_seconds=1,
    query_cost=1_000_000,
    query_tokens=5_000,
    rate_limit=1_000_000,
)


#: The published list of areas, cut down to what is asked for.
AREAS = AreaList(
    system="Kepmendagri 300.2.2-2138/2025",
    source="a test",
    areas=tuple(
        AreaCode(code=code, name=name, kind=kind)
        for code, name, kind in (
            ("33", "Jawa Tengah", "provinsi"),
            ("33.73", "Kota Salatiga", "kota"),
            ("33.74", "Kota Semarang", "kota"),
            ("33.74.01", "Semarang Tengah", "kecamatan"),
            ("33.74.01.1001", "Miroto", "kelurahan"),
        )
    ),
)


@asynccontextmanager
async def world_on(database_url: str, mail: Path) -> AsyncIterator[Api]:
    """Lend a client of a server in this process, on a world that stands still."""
    clock = StoppedClock(datetime.now(UTC))
    options = Options(areas=EveryArea(), mail_to=mail, clock=clock)
    async with open_services(as_server(database_url), WIDE, options) as services:
        await fill(target_of(services), _stories(clock), lambda: None)
        await load_areas(services.handler, AreaListTable(services.views), AREAS, date(2025, 1, 1))
        tokens = await _tokens(services)
        async with client_of(services) as client:
            api = Api(client, tokens, services)
            await api.caught_up()
            yield api


def client_of(services: Services, engine: Callable[..., Engine] = Engine) -> httpx.AsyncClient:
    """Return a client of a new application on *services*, which answers by *engine*."""
    with patch("api.http.app.Engine", engine):
        application: Any = create_app(services)
    transport = httpx.ASGITransport(app=application)
    return httpx.AsyncClient(transport=transport, base_url="http://sokoguru")


def _stories(clock: StoppedClock) -> list[Story]:
    rulesets = {ruleset.id: ruleset for ruleset in bundled_rulesets()}
    subjects = [subject_of(number) for number in range(COOPERATIVES)]
    offices = sorted({SEMARANG, *(subject.is_supervised_by for subject in subjects)})
    return [
        Story(key="administration", steps=(ADMINISTRATOR.created(),)),
        *map(opening, offices),
        handayani(rulesets),
        *(story_of(number, rulesets, clock.now().date()) for number in range(COOPERATIVES)),
    ]


def _people() -> dict[str, Member]:
    neighbour = next(
        subject.is_supervised_by
        for subject in map(subject_of, range(COOPERATIVES))
        if subject.is_supervised_by != SEMARANG
    )
    return {
        "pengurus": subject_of(0).operator,
        "petugas1": first_officer(SEMARANG),
        "tetangga": first_officer(neighbour),
        "kepala": head_of(SEMARANG),
        "auditor": auditor_of(SEMARANG),
        "admin": ADMINISTRATOR,
    }


async def _tokens(services: Services) -> dict[str, str]:
    people = _people()
    found = await let_in(
        services.access, {each.account: each.user_name for each in people.values()}
    )
    tokens = {who: found[each.user_name] for who, each in people.items()}
    created = CreateServiceKey(
        key=uuid4(),
        name="Sistem provinsi",
        prefix="",
        scopes=tuple(Scope),
        expires_at=services.access.clock.now() + timedelta(days=1),
        office=SEMARANG,
    )
    issued = await services.access.keys.create(created, actor=SYSTEM)
    return {**tokens, "kunci": issued.secret}
