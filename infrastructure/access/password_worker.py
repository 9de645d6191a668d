"""The process that hashes passwords: a question a line on its input, an answer a line out.

It is a program of its own, run by `infrastructure.access.passwords`, and knows nothing of
Sokoguru. Its priority is low; it ends when its input does, so it never outlives
the server, whatever kills that.
"""

import json
import os
import signal
import sys
from collections.abc import Sequence

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_POLITE = 15


def main(arguments: Sequence[str]) -> int:
    """Answer until the input ends; *arguments* are passes, memory in KiB, and lanes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # The server decides when it is over.
    _be_polite()
    passes, memory, lanes = map(int, arguments)
    hasher = PasswordHasher(time_cost=passes, memory_cost=memory, parallelism=lanes)
    nobody = hasher.hash("nobody has this password")
    for line in sys.stdin.buffer:
        question = json.loads(line)
        answer = _answer(
            hasher, question["password"], question["verify"], question["known"] or nobody
        )
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()
    return 0


def _be_polite() -> None:
    """Take a low priority and, where that can be chosen, one half of the processors."""
    os.nice(_POLITE)
    if sys.platform == "linux":
        processors = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, processors[len(processors) // 2 :])


def _answer(hasher: PasswordHasher, password: str, verify: bool, known: str) -> str | bool:  # noqa: FBT001 - as it comes
    """Return the hash of *password*, or with *verify* whether it is the one of *known*."""
    if not verify:
        return hasher.hash(password)
    try:
        return hasher.verify(known, password)
    except (VerificationError, InvalidHashError):
        return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
