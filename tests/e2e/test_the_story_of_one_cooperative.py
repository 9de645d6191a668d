"""`sokoguru demo` tells the whole story, and `sokoguru replay` tells it again."""

import re
from pathlib import Path

import pytest

from tests.support.command_line import environment, sokoguru

IN_ORDER = (
    "1. Register",
    "cooperative.registered.v1",
    "2. Verify the registration",
    "cooperative.registration_verified.v1",
    "3. Open the assessment",
    "assessment.opened.v2",
    "4. Enter the figures",
    "assessment.statements_entered.v1",
    "assessment.loan_data_entered.v1",
    "assessment.management_answers_entered.v1",
    "5. Submit",
    "assessment.submitted.v1",
    "6. Return with findings",
    "assessment.returned.v1",
    "biaya_karyawan:",
    "7. Mend and resubmit",
    "assessment.document_attached.v1",
    "8. Verify and score",
    "assessment.scored.v1",
    "1a Equity to total assets",
    "782,727,000 / 1,648,491,000    47.48  above 40 up to and including 60  100.00",
    "Total 81.30   SEHAT",
    "9. Four eyes",
    "own_verification",
    "10. Correct",
    "81.30 SEHAT -> 77.80 CUKUP_SEHAT",
    "11. Ask as of before",
    "81.30  SEHAT",
    "77.80  CUKUP_SEHAT",
    "12. Replay each step",
    "recorded:   77.80 CUKUP_SEHAT",
    "recomputed: 77.80 CUKUP_SEHAT",
    "equal",
    "The throw-away database is gone.",
)


def assert_in_order(text: str, lines: tuple[str, ...]) -> None:
    """Check that *text* says *lines* one after the other."""
    place = 0
    for line in lines:
        found = text.find(line, place)
        assert found >= 0, f"{line!r} is missing after:\n{text[:place]}"
        place = found + len(line)


def test_the_story_runs_from_registration_to_the_replay_of_a_correction(tmp_path: Path) -> None:
    """In English, on a throw-away database that is gone afterwards."""
    told = sokoguru("demo", "--lang", "en", env=environment(TMPDIR=str(tmp_path)))
    assert told.returncode == 0, told.stderr
    assert_in_order(told.stdout, IN_ORDER)
    assert list(tmp_path.glob("sokoguru-*")) == []


def test_a_kept_story_can_be_replayed_and_told_again(tmp_path: Path) -> None:
    """In Indonesian; the same database takes a second story after the first."""
    told = sokoguru("demo", "--keep", env=environment(TMPDIR=str(tmp_path)))
    assert told.returncode == 0, told.stderr
    assert "Memutar ulang setiap langkah" in told.stdout
    kept = re.search(r"sokoguru replay (\S+) --data-dir (\S+)", told.stdout)
    assert kept is not None
    assessment, folder = kept.groups()

    replayed = sokoguru("replay", assessment, "--lang", "en", "--data-dir", folder)
    assert replayed.returncode == 0, replayed.stderr
    assert_in_order(replayed.stdout, ("pengurus.", "recomputed: 77.80 CUKUP_SEHAT", "equal"))

    before = sokoguru("replay", assessment, "--up-to", "30", "--data-dir", folder)
    assert_in_order(before.stdout, ("dihitung ulang: 81.30 SEHAT", "sama"))

    again = sokoguru("demo", "--data-dir", folder)
    assert again.returncode == 0, again.stderr
    assert "81.30 SEHAT -> 77.80 CUKUP_SEHAT" in again.stdout


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("0b3c4f1e-0000-4000-8000-000000000000", "There is no assessment with that id"),
        ("nonsense", "this is no id of an assessment"),
    ],
)
def test_an_unknown_assessment_is_said_to_be_unknown(
    given: str, said: str, server_url: str
) -> None:
    """An id that the log does not know, and a word that is no id at all."""
    env = environment(SOKOGURU_DATABASE_URL=server_url)
    found = sokoguru("replay", given, "--lang", "en", env=env)
    assert found.returncode != 0
    assert said in " ".join(found.stderr.split())
