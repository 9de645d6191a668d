"""A few rounds of `script/chaos`: whatever is killed under load, all is well again by itself."""

from pathlib import Path
from random import Random

from tests.chaos.disk import disk
from tests.chaos.trial import carry_out

HARMS = ["a_server", "the_postmaster", "all_backends"]
ON_A_DISK_OF_ITS_OWN = ["killed_on_a_full_disk"]


async def test_what_is_killed_comes_back(tmp_path: Path) -> None:
    """Nothing acknowledged is lost or applied twice, and the views are those of a rebuild."""
    with disk() as (folder, own_disk):
        harms = HARMS + ON_A_DISK_OF_ITS_OWN * own_disk
        trial = await carry_out(folder / "data", tmp_path, harms, Random(41), longest=2)
    assert trial.faults == []
    assert [each.harm for each in trial.rounds] == harms
    assert len(trial.heard.acknowledged) == len(trial.heard.sent)
