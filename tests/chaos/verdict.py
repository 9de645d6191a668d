"""What must be true after any number of rounds, by the log itself."""

from collections.abc import Sequence
from pathlib import Path

import psycopg

from infrastructure.embedded_postgres.embedded import embedded_postgres
from tests.chaos.load import Heard
from tests.support.command_line import environment, sokoguru

AT_POSITIONS = """
SELECT event.notification_id, sizes.events
  FROM stored_events AS event
  JOIN (SELECT command_id, count(*) AS events FROM stored_events GROUP BY command_id) AS sizes
 USING (command_id)
 WHERE event.notification_id = ANY(%s)
"""
LENGTH = "SELECT count(*) FROM stored_events WHERE notification_id > %s"
GAPS = """
SELECT count(*)
  FROM (SELECT originator_version, row_number() OVER (PARTITION BY originator_id
                                                      ORDER BY originator_version) AS number
          FROM stored_events) AS told
 WHERE originator_version <> number
"""
SHOWN = 10  # faults of one kind


def faults(data: Path, heard: Heard, begin: int) -> Sequence[str]:
    """Return what is wrong in the log after the position *begin*, a sentence each."""
    with embedded_postgres(data) as address, psycopg.connect(address) as connection:
        positions = list(heard.acknowledged.values())
        sizes: dict[int, int] = dict(connection.execute(AT_POSITIONS, [positions]).fetchall())
        (length,) = connection.execute(LENGTH, [begin]).fetchone() or (0,)
        (gaps,) = connection.execute(GAPS).fetchone() or (0,)
        rebuilt = sokoguru("rebuild", "--check", "--data-dir", data, env=environment())
    wrong = [
        f"{command} was acknowledged at {position} with {heard.sent[command]} events, and there "
        f"are {sizes.get(position, 0)}"
        for command, position in heard.acknowledged.items()
        if sizes.get(position) != heard.sent[command]
    ]
    differing = [f"{command} was answered {both}" for command, both in heard.contradict.items()]
    expected = sum(heard.sent.values())
    return [
        *wrong[:SHOWN],
        *differing[:SHOWN],
        *([f"{length} events were recorded, {expected} were asked for"] * (length != expected)),
        *([f"{gaps} versions of streams are missing or twice"] * (gaps > 0)),
        *(["INTERNAL was answered"] * ("INTERNAL" in heard.answers)),
        *([f"the views differ: {rebuilt.stdout}{rebuilt.stderr}"] * (rebuilt.returncode != 0)),
    ]
