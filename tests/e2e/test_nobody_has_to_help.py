"""A few rounds of `script/chaos`: whatever is killed under load, all is well again by itself."""

from pathlib import Path
from random import Random

from tests.chaos.disk import disk
from tests.chaos.trial import carry_out

HARMS = ["a_server", "all_backends"]


async def test_what_is_killed_comes_back(tmp_path: Path) -> None:
    """Nothing acknowledged is lost or applied twice, and the views are those of a rebuild."""
    with disk() as (folder, own_disk):
        harms = [*HARMS, "killed_on_a_full_disk" if own_disk else "the_postmaster"]
        trial = await carry_out(folder / "data", tmp_path, harms, Random(41), longest=2)
    assert trial.faults == []
    assert [each.harm for each in trial.rounds] == harms
    assert len(trial.heard.acknowledged) == len(trial.heard.sent)
