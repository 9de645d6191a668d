"""A number that several cooperatives hold names none of them, and says whom one may mean."""

import pytest

from tests.support.api import Api, registration

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_number_of_two_types_is_refused_with_both_names(api: Api) -> None:
    """Never one of two at random; by id each is found."""
    ids = []
    for kind, name in (("BH", "KSP Melati"), ("PAD", "KSP Mawar")):
        given = registration(name=name, legalNumber="12/1998", legalNumberType=kind)
        ids.append((await api.done("registerCooperative", "petugas1", **given))["cooperativeId"])
    await api.caught_up()
    error = await api.error('{ cooperative(legalNumber: "12/1998") { name } }', "petugas1")
    (refusal,) = error["extensions"]["refusals"]
    assert refusal["code"] == "number_held_by_many"
    for each in ("KSP Melati", "KSP Mawar", *ids):
        assert each in refusal["message"]
    one = "query ($id: ID!) { cooperative(id: $id) { likelyDuplicates { name } } }"
    found = (await api.ask(one, "petugas1", id=ids[0]))["cooperative"]
    assert found["likelyDuplicates"] == [{"name": "KSP Mawar"}]
    assert (await api.ask('{ cooperative(nik: "3374010020099") { name } }', "petugas1"))[
        "cooperative"
    ] is None
