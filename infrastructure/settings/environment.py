"""From the environment to settings: every value checked, all mistakes shown together.

A name that begins with `SOKOGURU_` and is no setting is a mistake too: a misspelt setting
that is silently ignored costs an office an evening.
"""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import cast

import msgspec
from msgspec.inspect import Field, Metadata, StructType, VarTupleType

from infrastructure.settings.problems import SettingsInvalid
from infrastructure.settings.settings import SWITCH, Settings, contradictions

PREFIX = "SOKOGURU_"

# Read by the tests' own harness; a shell that has it must still be able to start a server.
OTHERS = frozenset({"SOKOGURU_TEST_DATABASE_URL"})

_YES = ("on", "yes", "true", "1")
_NO = ("off", "no", "false", "0")
_WORDS = dict.fromkeys(_YES, True) | dict.fromkeys(_NO, False)


class Described(msgspec.Struct, frozen=True, kw_only=True):
    """One setting as a person reads about it; *default* is None when there is none."""

    name: str
    variable: str
    accepts: str
    meaning: str
    default: object
    listing: bool
    secret: bool


def describe() -> tuple[Described, ...]:
    """Return every setting, in the order in which they are declared."""
    declared = msgspec.inspect.type_info(Settings)
    return tuple(_described(field) for field in cast(StructType, declared).fields)


def read_settings(environ: Mapping[str, str], **options: object) -> Settings:
    """Return the settings that *environ* asks for, or raise `SettingsInvalid` with all mistakes.

    *options* are those of the command line, by the name of the setting; they win, unless None.
    An empty variable counts as not given.

    >>> read_settings({"SOKOGURU_PORT": "9000"}).port
    9000
    """
    given = {name: value.strip() for name, value in environ.items() if value.strip()}
    given |= {
        f"{PREFIX}{name.upper()}": str(value)
        for name, value in options.items()
        if value is not None
    }
    known = {setting.variable: setting for setting in describe()}
    ours = [name for name in sorted(given) if name.startswith(PREFIX) and name not in OTHERS]
    values = {known[name].name: _raw(known[name], given[name]) for name in ours if name in known}
    problems = [_problem(known, name, given[name]) for name in ours]
    if found := tuple(problem for problem in problems if problem):
        raise SettingsInvalid(found)
    settings = msgspec.convert(values, Settings, strict=False)
    if found := contradictions(settings):
        raise SettingsInvalid(found)
    return settings


def _problem(known: Mapping[str, Described], name: str, value: str) -> str | None:
    """Say what is wrong with the variable *name*, None when nothing is."""
    if name not in known:
        nearest = get_close_matches(name, known, n=1)
        hint = f" Did you mean {nearest[0]}?" if nearest else ""
        return f"{name} is not a setting of Sokoguru.{hint}"
    setting = known[name]
    try:
        msgspec.convert({setting.name: _raw(setting, value)}, Settings, strict=False)
    except msgspec.ValidationError:
        shown = "set" if setting.secret else f"'{value}'"
        return f"{name} is {shown}, but must be {setting.accepts}."
    return None


def _raw(setting: Described, value: str) -> object:
    """Return *value* in the form that msgspec converts: words for switches, lists split."""
    if setting.accepts == SWITCH:
        return _WORDS.get(value.lower(), value)
    if setting.listing:
        return [item.strip() for item in value.split(",") if item.strip()]
    return value


def _described(field: Field) -> Described:
    """Read off the declaration of *field* what a person wants to know."""
    declared = cast(Metadata, field.type)
    extra = declared.extra or {}
    return Described(
        name=field.name,
        variable=f"{PREFIX}{field.name.upper()}",
        accepts=extra["accepts"],
        meaning=(declared.extra_json_schema or {})["description"],
        default=field.default,
        listing=isinstance(declared.type, VarTupleType),
        secret=extra.get("secret", False),
    )
