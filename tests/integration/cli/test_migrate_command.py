"""`sokoguru migrate` brings the tables up to the code and says what it did."""

from click.testing import CliRunner, Result

from cli.group import sokoguru
from tests.support.databases import as_server


def run(address: str, *words: str) -> Result:
    """Return what `sokoguru migrate` with *words* answers."""
    return CliRunner().invoke(sokoguru, ["migrate", *words], env={"SOKOGURU_DATABASE_URL": address})


def test_it_says_what_it_applied(empty_database_url: str) -> None:
    """The first run applies everything, the second finds it done."""
    first, second = run(empty_database_url), run(empty_database_url)
    assert first.output.startswith("applied 0001_event_store\n")
    assert second.output == "The database is up to date.\n"


def test_a_check_changes_nothing(empty_database_url: str) -> None:
    """--check says what is missing and exits with 1, every time."""
    for _ in range(2):
        answer = run(empty_database_url, "--check")
        assert answer.output.startswith("missing 0001_event_store\n")
        assert answer.exit_code == 1


def test_a_check_of_a_migrated_database_is_content(database_url: str) -> None:
    """--check exits with 0 when nothing is missing."""
    answer = run(database_url, "--check")
    assert (answer.exit_code, answer.output) == (0, "The database is up to date.\n")


def test_a_server_does_not_migrate(empty_database_url: str) -> None:
    """Whoever owns nothing is told who does it."""
    refused = run(as_server(empty_database_url))
    assert refused.exit_code == 4
    assert "Let SOKOGURU_OWNER_URL name the owner." in refused.output
