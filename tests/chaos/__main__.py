"""`script/chaos`: rounds of harm, a line each, and the verdict; exits with 1 when it is bad."""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from random import Random, SystemRandom

from tests.chaos.disk import disk
from tests.chaos.trial import Round, Trial, carry_out, chosen


def main(argv: Sequence[str]) -> int:
    """Carry out the rounds and print what came of them."""
    options = _options(argv)
    dice = Random(options.seed)
    with disk() as (folder, own_disk):
        harms = chosen(options.rounds, dice, own_disk=own_disk)
        print(f"seed {options.seed}, {options.rounds} rounds, data in {folder}")
        if not own_disk:
            print("Mounting is not allowed here: no round fills the disk.")
        trial = asyncio.run(
            carry_out(
                folder / "data", folder.parent, harms, dice, longest=options.longest, say=_say
            )
        )
    _tell(trial)
    return 1 if trial.faults else 0


def _options(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/chaos", description=__doc__)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(10**6))
    parser.add_argument(
        "--longest", type=float, default=20.0, help="seconds that something hangs or is full"
    )
    return parser.parse_args(argv)


def _say(each: Round) -> None:
    answers = ", ".join(f"{count} {kind}" for kind, count in sorted(each.answers.items()))
    print(f"{each.harm:>24}  ready after {each.seconds:5.1f} s; {answers}", flush=True)


def _tell(trial: Trial) -> None:
    worst = sorted(each.seconds for each in trial.rounds)
    print(
        f"{len(trial.rounds)} rounds, ready after {worst[len(worst) // 2]:.1f} s in the middle and "
        f"{worst[-1]:.1f} s at worst, {trial.starts} starts of servers; "
        f"{len(trial.heard.sent):,} commands, {len(trial.heard.acknowledged):,} acknowledged"
    )
    for fault in trial.faults:
        print(f"FAULT {fault}")
    print("Nothing lost, nothing twice, views as rebuilt." if not trial.faults else "It failed.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
