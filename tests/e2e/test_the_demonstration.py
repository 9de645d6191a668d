"""`sokoguru serve --demo`, as `script/server` starts it: what it prints is true."""

import shlex
from pathlib import Path
from typing import Any

from tests.support.command_line import Running, answer_to, serving

LAST_QUERY = "A corrected score"


def ask(curl: str) -> Any:
    """Do what the line *curl* does, as soon as the server listens."""
    words = shlex.split(curl)
    headers = dict(
        words[place + 1].split(": ", 1) for place, word in enumerate(words) if word == "-H"
    )
    body = words[words.index("-d") + 1].encode()
    return answer_to(words[2], headers, body)


def curl_lines(running: Running) -> list[str]:
    """Read the welcome to its end, and return its queries."""
    running.read_until(LAST_QUERY)
    running.read_until("curl")
    return [line for line in running.printed if line.startswith("curl")]


def test_what_is_printed_can_be_pasted_and_a_second_start_only_adds(tmp_path: Path) -> None:
    """A published score for anybody, a queue and a corrected score for an officer.

    The second start has one cooperative more; it changes nothing that was there, gives
    new sessions, and stops in order like the first.
    """
    with serving("--demo", "--cooperatives", "3", "--data-dir", tmp_path) as running:
        published, queue, corrected = map(ask, curl_lines(running))
        welcome = running.printed
        assert running.stop() == 0
    score = published["cooperative"]["currentScore"]
    assert (score["total"], score["predicate"]["code"]) == ("81.50", "SEHAT")
    assert queue["verificationQueue"]["totalCount"] >= 0
    now, before = corrected["assessment"]["now"], corrected["assessment"]["before"]
    assert now["reason"].startswith("Audit")
    assert now["total"] != before["total"]

    with serving("--demo", "--cooperatives", "4", "--data-dir", tmp_path) as running:
        assert [published, corrected] == [ask(line) for line in curl_lines(running)[::2]]
        assert running.printed != welcome
        assert running.stop() == 0
