"""The table of settings in docs/operations.md, written by running this module."""

import re
from pathlib import Path

from infrastructure.settings.environment import Described, describe

PAGE = Path(__file__).parents[2] / "docs" / "operations.md"
PLACE = re.compile(r"(<!-- settings: .*? -->\n)(.*?)(<!-- end of settings -->)", re.DOTALL)


def table() -> str:
    """Return the table as the code has it."""
    rows = [
        f"| `{setting.variable}` | {_default(setting)} | {setting.accepts} | {setting.meaning} |"
        for setting in describe()
    ]
    return "\n".join(("| variable | default | accepts | meaning |", "|---|---|---|---|", *rows, ""))


def written() -> str:
    """Return the table as the page has it."""
    found = PLACE.search(PAGE.read_text(encoding="utf-8"))
    assert found is not None, "docs/operations.md has lost the place of its table of settings"
    return found[2]


def write() -> None:
    """Put the table into the page."""
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(PLACE.sub(lambda found: found[1] + table() + found[3], page), encoding="utf-8")


def _default(setting: Described) -> str:
    match setting.default:
        case None | ():
            return ""
        case bool(on):
            return "on" if on else "off"
        case value:
            return f"`{value}`"


if __name__ == "__main__":
    write()
