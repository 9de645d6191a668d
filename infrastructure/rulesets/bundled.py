"""The rulesets that come with the program, read from its own files.

They are only what is published into a new log. From then on the log is the
source: editing a file here changes no score that was ever given.
"""

from functools import cache
from importlib.resources import files

from domain.scoring.ruleset import Ruleset
from domain.scoring.rulesets import read_ruleset


@cache
def bundled_rulesets() -> tuple[Ruleset, ...]:
    """Return every bundled ruleset, in the order of their file names."""
    folder = files("domain.ruleset.bundled")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".json"))
    return tuple(read_ruleset(folder.joinpath(name).read_bytes()) for name in names)
