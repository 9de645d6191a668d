"""The country's areas come from the published list, and change by decree afterwards."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import msgspec
import pytest
import pytest_asyncio

from api.http.app import create_app
from api.relay.nodes import opaque
from application.kernel.ports import AreaCode, AreaList
from application.subjects.area_list import load_areas
from cli.composition import Options, open_services
from domain.account.commands import ChangeRole, CreateAccount
from domain.kernel.actors import SYSTEM, Role, Scope
from domain.kernel.commands import Command
from domain.kernel.refusals import Refusal
from domain.office.commands import ChangeOffice, CloseOffice, OpenOffice
from domain.service_key.commands import CreateServiceKey
from infrastructure.areas.area_codes import (
    AreaListTable,
    ListMissing,
    published_list,
    require_list,
)
from infrastructure.settings.settings import Settings
from projections.views.areas import questions as view
from projections.views.areas.questions import AreaFilter
from tests.support.api import Api, registration, sign_in
from tests.support.databases import as_server

pytestmark = pytest.mark.asyncio(loop_scope="module")

DECREE = "Permendagri 1/2026"
SHOWN = """__typename ... on AreaDone { areaCode version area { name kind level parent } }
... on Refused { code field }"""
AREA = """query ($code: AreaCode!, $on: Date) { area(code: $code, on: $on) {
  code name kind level parent postalCode system validFrom validTo successors
  names { name validFrom validTo decree }
} }"""


SETTINGS = Settings(human_check=False, pool_min=1, pool_max=8)


@pytest_asyncio.fixture(loop_scope="module")
async def areas(furnished_url: str, tmp_path: Path) -> AsyncIterator[Api]:
    """A server of one test's own that knows the whole published list."""
    url, options = as_server(furnished_url), Options(mail_to=tmp_path)
    async with open_services(url, SETTINGS, options) as services:
        transport = httpx.ASGITransport(app=create_app(services))  # type: ignore[arg-type] # ASGI
        async with httpx.AsyncClient(transport=transport, base_url="http://sokoguru") as client:
            api = Api(client, {}, services)
            api.tokens["admin"] = await sign_in(services, "admin", Role.ADMINISTRATOR)
            yield api


async def change(api: Api, name: str, /, **given: Any) -> Any:
    """Give the mutation *name* its input, and return what came of it."""
    kind = name[0].upper() + name[1:]
    document = f"mutation ($input: {kind}Input!) {{ did: {name}(input: $input) {{ {SHOWN} }} }}"
    return (await api.ask(document, "admin", input={"decree": DECREE, **given}))["did"]


async def test_every_area_of_the_country_is_there(areas: Api) -> None:
    """38 provinces, 514 regencies and cities, down to the villages; the log holds one event."""
    document = "query ($level: Int) { areas(level: $level, first: 1) { totalCount } }"
    counts = [
        (await areas.ask(document, None, level=level))["areas"]["totalCount"]
        for level in (1, 2, 3, 4)
    ]
    assert counts == [38, 514, 7_285, 83_762]
    topics = await areas.services.views.fetchval(
        "SELECT count(*) FROM stored_events WHERE topic LIKE 'area.%'"
    )
    assert topics == 1


async def test_an_area_is_found_by_code_name_and_place(areas: Api) -> None:
    """Kota Semarang, its districts, and a search inside it."""
    semarang = (await areas.ask(AREA, None, code="33.74"))["area"]
    assert (semarang["name"], semarang["kind"], semarang["parent"]) == (
        "Kota Semarang",
        "kota",
        "33",
    )
    assert semarang["system"].startswith("Kepmendagri")
    document = """{ area(code: "33.74") { children(search: "barat") { totalCount nodes { name } } }
      inside: areas(inside: "33.74", level: 4, search: "MIROTO") { nodes { code postalCode } }
      direct: areas(parent: "33.74") { totalCount } }"""
    found = await areas.ask(document)
    assert found["area"]["children"]["nodes"] == [{"name": "Semarang Barat"}]
    assert found["inside"]["nodes"] == [{"code": "33.74.01.1001", "postalCode": "50134"}]
    assert found["direct"]["totalCount"] == 16
    assert (await areas.ask(AREA, None, code="99"))["area"] is None
    document = "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Area { code } } }"
    ids = [opaque("Area", "33.74"), opaque("Area", "99")]
    assert (await areas.ask(document, None, ids=ids))["nodes"] == [{"code": "33.74"}, None]


async def test_a_registration_names_a_village_that_exists(areas: Api) -> None:
    """An invented village is refused, a real one is taken."""
    await areas.done("registerCooperative", None, **registration())
    refused = await areas.refused(
        "registerCooperative", None, **registration(village="33.74.99.9999")
    )
    assert refused["field"] == "village"


async def test_a_new_area_is_added_by_decree(areas: Api) -> None:
    """It lies in its parent, and only administrators add it."""
    given = {"code": "33.74.17", "name": "Semarang Baru", "validFrom": "2026-01-01"}
    error = await areas.error(
        f"mutation ($i: AddAreaInput!) {{ addArea(input: $i) {{ {SHOWN} }} }}",
        None,
        i={"decree": DECREE, **given},
    )
    assert error["extensions"]["code"] == "UNAUTHENTICATED"
    added = await change(areas, "addArea", **given)
    assert added["area"] == {
        "name": "Semarang Baru",
        "kind": "kecamatan",
        "level": 3,
        "parent": "33.74",
    }
    again = await change(areas, "addArea", **given)
    assert (again["code"], again["field"]) == ("area_exists", "code")


async def test_a_renamed_area_keeps_its_old_name_for_the_days_it_had(areas: Api) -> None:
    """An old letter is read with the name of its day."""
    renamed = await change(
        areas, "renameArea", code="33.73", name="Kota Salatiga Raya", validFrom="2026-07-01"
    )
    assert renamed["area"]["name"] == "Kota Salatiga Raya"
    now = (await areas.ask(AREA, None, code="33.73"))["area"]
    assert now["names"] == [
        {
            "name": "Kota Salatiga Raya",
            "validFrom": "2026-07-01",
            "validTo": None,
            "decree": DECREE,
        },
        {
            "name": "Kota Salatiga",
            "validFrom": "2025-01-01",
            "validTo": "2026-07-01",
            "decree": now["system"],
        },
    ]
    then = (await areas.ask(AREA, None, code="33.73", on="2026-06-30"))["area"]
    assert then["name"] == "Kota Salatiga"
    before = (await areas.ask(AREA, None, code="33.73", on="1999-01-01"))["area"]
    assert before is None
    document = """query ($on: Date) { areas(parent: "33", search: "salatiga", on: $on) {
      nodes { name } } }"""
    names = [
        (await areas.ask(document, None, on=day))["areas"]["nodes"][0]["name"]
        for day in ("2026-06-30", "2026-07-01")
    ]
    assert names == ["Kota Salatiga", "Kota Salatiga Raya"]
    apostrophe = document.replace('"salatiga"', '"Sala\u2019tiga"')
    found = await areas.ask(apostrophe, None, on="2026-07-01")
    assert found["areas"]["nodes"] == [{"name": "Kota Salatiga Raya"}]


async def test_a_retired_area_keeps_its_history(areas: Api) -> None:
    """Its code can be read for ever, and a decree may establish it again."""
    page = await view.page(areas.services.views, where=AreaFilter(parent="51.01.01"))
    code, other = (row.code for row in page.rows[:2])
    retired = await change(areas, "retireArea", code=code, validTo="2026-08-01", successors=[other])
    assert retired["areaCode"] == code
    gone = (await areas.ask(AREA, None, code=code))["area"]
    assert (gone["validTo"], gone["successors"]) == ("2026-08-01", [other])
    await areas.caught_up()
    again = await change(areas, "renameArea", code=code, name="x", validFrom="2026-09-01")
    assert again["code"] == "area_retired"
    day = {"validFrom": "2026-10-01", "system": "Permendagri"}
    back = await change(areas, "addArea", code=code, name="Kembali", **day)
    assert back["area"]["name"] == "Kembali"
    names = (await areas.ask(AREA, None, code=code))["area"]["names"]
    assert [each["validTo"] for each in names] == [None, "2026-08-01"]
    unknown = await change(areas, "renameArea", code="98", name="x", validFrom="2026-09-01")
    assert unknown["code"] == "area_unknown"


async def test_a_regency_is_not_retired_before_its_districts(areas: Api) -> None:
    """And nobody is placed on an area whose end was decided, though it is still to come."""
    refused = await change(areas, "retireArea", code="51.01", validTo="2026-08-01")
    assert refused["code"] == "area_has_areas_below"
    page = await view.page(areas.services.views, where=AreaFilter(parent="51.01.01"))
    code = page.rows[0].code
    await change(areas, "retireArea", code=code, validTo="2027-01-01")
    await areas.caught_up()
    for command in (
        OpenOffice(office="desa", name="Dinas", territory=code),
        CreateAccount(account=uuid4(), user_name="baru", role=Role.AUDITOR, territory=code),
    ):
        with pytest.raises(Refusal) as no:
            await areas.services.handler.handle(command, actor=SYSTEM)
        assert no.value.code == "territory_unknown"


async def refused(areas: Api, command: Command) -> str:
    """Return why *command* may not be."""
    await areas.caught_up()
    with pytest.raises(Refusal) as no:
        await areas.services.handler.handle(command, actor=SYSTEM)
    return no.value.code


async def test_an_office_stays_while_nobody_else_sees_its_cooperatives(areas: Api) -> None:
    """Closed, or moved elsewhere, it would leave them in no queue but the ministry's."""
    handle = areas.services.handler.handle
    for code in ("ID", "33.74", "33.73"):
        opened = OpenOffice(office=code, name=f"Dinas {code}", territory=code)
        await handle(opened, actor=SYSTEM)
    close = CloseOffice(office="33.74", reason="digabung")
    away = ChangeOffice(office="33.74", name="Dinas", territory="33.73", reason="digabung")
    await areas.done("registerCooperative", None, **registration())
    assert await refused(areas, close) == "office_still_needed"
    assert await refused(areas, away) == "office_still_needed"
    await handle(msgspec.structs.replace(away, territory="33"), actor=SYSTEM)
    await handle(msgspec.structs.replace(away, territory="33.74"), actor=SYSTEM)
    await handle(CloseOffice(office="33.73", reason="digabung"), actor=SYSTEM)
    await handle(OpenOffice(office="33", name="Dinas", territory="33"), actor=SYSTEM)
    await areas.caught_up()
    await handle(close, actor=SYSTEM)
    renamed = ChangeOffice(office="33", name="Dinas Jateng", territory="33", reason="nama")
    await handle(renamed, actor=SYSTEM)
    assert await refused(areas, CloseOffice(office="33", reason="x")) == "office_still_needed"


async def test_nobody_begins_to_work_where_an_area_ends(areas: Api) -> None:
    """Who works there stays, in another role too; nobody joins, and no program."""
    handle = areas.services.handler.handle
    page = await view.page(areas.services.views, where=AreaFilter(parent="51.01.01"))
    code = page.rows[0].code
    await handle(OpenOffice(office="desa", name="Dinas", territory=code), actor=SYSTEM)
    await handle(OpenOffice(office="51", name="Dinas", territory="51"), actor=SYSTEM)
    here, there = uuid4(), uuid4()
    stays = CreateAccount(account=here, user_name="lama", role=Role.OFFICER, office="desa")
    await handle(stays, actor=SYSTEM)
    moves = CreateAccount(account=there, user_name="pindah", role=Role.OFFICER, office="51")
    await handle(moves, actor=SYSTEM)
    await change(areas, "retireArea", code=code, validTo="2027-01-01")
    new = CreateAccount(account=uuid4(), user_name="baru", role=Role.OFFICER, office="desa")
    to_it = ChangeRole(account=there, role=Role.OFFICER, office="desa", reason="pindah")
    soon = datetime.now(UTC) + timedelta(days=1)
    key = CreateServiceKey(
        key=uuid4(), name="SIAK", scopes=(Scope.READ,), expires_at=soon, office="desa"
    )
    for command in (new, to_it, key):
        assert await refused(areas, command) == "office_area_ends"
    await handle(
        ChangeRole(account=here, role=Role.EXECUTIVE, office="desa", reason="naik"), actor=SYSTEM
    )


async def test_the_same_list_twice_changes_nothing(areas: Api) -> None:
    """A second start writes no event; a list that is not here is named."""
    services = areas.services
    before = await services.store.last_position()
    done = await load_areas(
        services.handler, AreaListTable(services.views), published_list(), date(2025, 1, 1)
    )
    assert (done.position, await services.store.last_position()) == (before, before)
    async with services.views.acquire() as connection:
        with pytest.raises(ListMissing, match="Restore"):
            await require_list(connection, "sha256:unknown", 3)


async def test_a_newer_list_ends_what_it_leaves_out(areas: Api) -> None:
    """Names that stay stay; a changed one begins; what a decree added is not touched."""
    services = areas.services
    await change(areas, "addArea", code="33.74.17", name="Semarang Baru", validFrom="2026-01-01")
    known = published_list()
    kept = [area for area in known.areas if not area.code.startswith("96")]
    newer = msgspec.structs.replace(
        known,
        system="Kepmendagri 2027",
        areas=(*kept, AreaCode("96", "Papua Barat Daya Baru", "provinsi")),
    )
    done = await load_areas(
        services.handler, AreaListTable(services.views), newer, date(2027, 1, 1)
    )
    assert await services.runner.wait_until(done.position, 60)
    history = await view.history(services.views, ["96", "96.71", "33.74", "33.74.17"])
    assert [row.name for row in history["96"]] == ["Papua Barat Daya Baru", "Papua Barat Daya"]
    assert history["96.71"][0].valid_to == date(2027, 1, 1)
    assert len(history["33.74"]) == 1
    assert history["33.74.17"][0].valid_to is None
    assert await view.count(services.views, where=AreaFilter(inside="96")) == 0


def _small() -> AreaList:
    return AreaList(system="x", source="y", areas=(AreaCode("33", "Jawa Tengah", "provinsi"),))


async def test_a_list_that_came_in_part_is_taken_over_anew(areas: Api) -> None:
    """Half a list, after a crash, is replaced by the whole one."""
    pool, small = areas.services.views, _small()
    await pool.execute(
        "INSERT INTO area_codes (digest, code, name, kind) VALUES ($1, '99', 'x', 'x'),"
        " ($1, '98', 'y', 'y')",
        small.digest,
    )
    await AreaListTable(pool).keep(small)
    codes = await pool.fetch("SELECT code FROM area_codes WHERE digest = $1", small.digest)
    assert [row["code"] for row in codes] == ["33"]


async def test_a_list_shows_the_names_of_today_by_the_callers_clock(areas: Api) -> None:
    """An area to come is not there yet; one that will end still is."""
    document = """query ($on: Date) { areas(parent: "51.01.02", on: $on) { totalCount }
      area(code: "51.01.02") { children { nodes { code } totalCount } } }"""
    today = await areas.ask(document)
    count = today["areas"]["totalCount"]
    children = today["area"]["children"]
    assert children["totalCount"] == count
    coming = {"system": "Kepmendagri 2/2026", "validFrom": "2098-01-01"}
    new = await change(areas, "addArea", code="51.01.02.2999", name="Desa Nanti", **coming)
    ending = children["nodes"][0]["code"]
    end = {"code": ending, "validTo": "2098-01-01", "successors": ["51.01.02.2999"]}
    ended = await change(areas, "retireArea", **end)
    assert (new["__typename"], ended["__typename"]) == ("AreaDone", "AreaDone")
    await areas.caught_up()
    assert await areas.ask(document) == today
    assert (await areas.ask(document, None, on="2098-01-01"))["areas"]["totalCount"] == count
