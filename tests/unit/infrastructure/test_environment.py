"""The environment is read once, checked whole, and every mistake is shown together."""

import msgspec
import pytest

from infrastructure.settings.environment import describe, read_settings
from infrastructure.settings.problems import SettingsInvalid
from infrastructure.settings.settings import Settings


def problems(environ: dict[str, str], **options: object) -> tuple[str, ...]:
    """Return what is wrong with *environ*."""
    with pytest.raises(SettingsInvalid) as refused:
        read_settings(environ, **options)
    return refused.value.problems


def test_a_laptop_needs_no_settings() -> None:
    """An environment without SOKOGURU_ variables gives the defaults."""
    assert read_settings({"HOME": "/home/ani", "PATH": "/usr/bin"}) == Settings()


def test_a_variable_sets_the_setting_of_its_name() -> None:
    """SOKOGURU_PORT=9000 listens on 9000."""
    assert read_settings({"SOKOGURU_PORT": " 9000 "}).port == 9000


def test_an_empty_variable_counts_as_not_given() -> None:
    """SOKOGURU_DATABASE_URL= leaves the embedded PostgreSQL."""
    assert read_settings({"SOKOGURU_DATABASE_URL": ""}).database_url is None


def test_an_option_of_the_command_line_wins() -> None:
    """--port 0 wins over SOKOGURU_PORT=9000; an option that was not given does not."""
    environ = {"SOKOGURU_PORT": "9000", "SOKOGURU_HOST": "0.0.0.0"}  # noqa: S104 - a value, not a bind
    settings = read_settings(environ, port=0, host=None)
    assert (settings.port, settings.host) == (0, "0.0.0.0")  # noqa: S104 - as above


@pytest.mark.parametrize(
    ("word", "on"), [("on", True), ("YES", True), ("off", False), ("0", False)]
)
def test_a_switch_is_set_by_a_word(word: str, on: bool) -> None:
    """SOKOGURU_HUMAN_CHECK=off asks nobody for a proof of work."""
    assert read_settings({"SOKOGURU_HUMAN_CHECK": word}).human_check is on


def test_a_list_is_separated_by_commas() -> None:
    """Two sites may call the API."""
    settings = read_settings({"SOKOGURU_CORS_ORIGINS": "https://a.go.id, https://b.go.id,"})
    assert settings.cors_origins == ("https://a.go.id", "https://b.go.id")


def test_all_mistakes_are_shown_together() -> None:
    """A wrong port and a wrong switch give two sentences."""
    assert problems({"SOKOGURU_PORT": "99999", "SOKOGURU_HUMAN_CHECK": "maybe"}) == (
        "SOKOGURU_HUMAN_CHECK is 'maybe', but must be on or off.",
        "SOKOGURU_PORT is '99999', but must be a whole number from 0 to 65535.",
    )


def test_an_unknown_variable_is_a_mistake_with_a_suggestion() -> None:
    """SOKOGURU_DATABSE_URL is not silently ignored."""
    assert problems({"SOKOGURU_DATABSE_URL": "postgresql://db/x"}) == (
        "SOKOGURU_DATABSE_URL is not a setting of Sokoguru. Did you mean SOKOGURU_DATABASE_URL?",
    )


def test_a_name_like_no_setting_gets_no_suggestion() -> None:
    """Nothing resembles QQQQQQQQQQQQQQQQQQQQ."""
    assert problems({"SOKOGURU_QQQQQQQQQQQQQQQQQQQQQQQQ": "1"}) == (
        "SOKOGURU_QQQQQQQQQQQQQQQQQQQQQQQQ is not a setting of Sokoguru.",
    )


def test_the_variable_of_the_tests_is_no_mistake() -> None:
    """A shell that names a database for the tests can still start a server."""
    assert read_settings({"SOKOGURU_TEST_DATABASE_URL": "postgresql://db/x"}) == Settings()


def test_a_secret_is_never_shown() -> None:
    """The password in a wrong address stays out of the sentence."""
    (sentence,) = problems({"SOKOGURU_DATABASE_URL": "mysql://ani:rahasia@db/x"})
    assert "rahasia" not in sentence
    assert sentence.startswith("SOKOGURU_DATABASE_URL is set, but must be an address like")


def test_values_that_cannot_stand_together_are_a_mistake() -> None:
    """A pool cannot keep more connections than it may have."""
    assert problems({"SOKOGURU_POOL_MIN": "11"}) == (
        "SOKOGURU_POOL_MIN is 11, but may not be above SOKOGURU_POOL_MAX (10).",
    )


def test_every_setting_is_described() -> None:
    """Each field has a meaning, and says what it accepts."""
    described = describe()
    assert [setting.name for setting in described] == list(Settings.__struct_fields__)
    assert all(setting.meaning.endswith(".") and setting.accepts for setting in described)


def test_every_default_keeps_its_own_rule() -> None:
    """The defaults, written out and read back, are the defaults."""
    assert msgspec.convert(msgspec.to_builtins(Settings()), Settings) == Settings()
