"""What arguments are made of: ids, cursors, times and words of a world that exists."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from tests.support.api import Api

#: Of every list that is read: who reads it, and what stands in one row of it.
LISTS: Mapping[str, tuple[str, str]] = {
    "cooperatives": ("petugas1", "id position registeredAt legalNumber { number } nik village"),
    "assessments": ("petugas1", "id position openedAt"),
    "scores": ("petugas1", "id position recordedAt"),
    "auditTrail": ("auditor", "id position recordedAt actor stream topic"),
    "registrations": ("tetangga", "cooperativeId position"),
    "accounts": ("admin", "id userName"),
    "serviceKeys": ("admin", "id"),
    "offices": ("admin", "id code"),
    "areas": ("admin", "id code"),
}
RULESETS = """{ rulesets { id digest
  figures { name } aspects { key components { key } } corrections { key } faults { key } } }"""


class Material(msgspec.Struct, frozen=True, kw_only=True):
    """Values by what they are: *ids* and *cursors* by list, *words* by name of an argument."""

    ids: Mapping[str, Sequence[str]]
    cursors: Mapping[str, Sequence[str]]
    words: Mapping[str, Sequence[str]]
    positions: Sequence[str]
    moments: Sequence[str]

    def any_id(self) -> Sequence[str]:
        """Return the ids of everything."""
        return [each for found in self.ids.values() for each in found]


async def gather(api: Api) -> Material:
    """Return what there is to ask for in the world of *api*."""
    rows = {name: await _rows(api, name, *asked) for name, asked in LISTS.items()}
    nodes = [edge["node"] for edges in rows.values() for edge in edges]
    rulesets = (await api.ask(RULESETS))["rulesets"]
    return Material(
        ids={name: _found([edge["node"] for edge in edges], "id") for name, edges in rows.items()},
        cursors={name: [edge["cursor"] for edge in edges] for name, edges in rows.items()},
        words={
            **_of_rulesets(rulesets),
            "legalNumber": [each["legalNumber"]["number"] for each in nodes if "nik" in each],
            "nik": _found(nodes, "nik"),
            "code": _found(nodes, "code"),
            "office": _found(nodes, "code"),
            "actor": _found(nodes, "actor"),
            "stream": _found(nodes, "stream"),
            "topics": _found(nodes, "topic"),
            "userName": _found(nodes, "userName"),
        },
        positions=_found(nodes, "position"),
        moments=[*_found(nodes, "recordedAt"), *_found(nodes, "registeredAt")],
    )


async def _rows(api: Api, name: str, who: str, asked: str) -> Any:
    document = f"{{ rows: {name}(first: 12) {{ edges {{ cursor node {{ {asked} }} }} }} }}"
    return (await api.ask(document, who))["rows"]["edges"]


def _of_rulesets(rulesets: Sequence[Any]) -> dict[str, Sequence[str]]:
    one = rulesets[0]
    keys = [part["key"] for aspect in one["aspects"] for part in aspect["components"]]
    return {
        "ruleset": _found(rulesets, "id"),
        "rulesets": _found(rulesets, "id"),
        "digest": _found(rulesets, "digest"),
        "name": _found(one["figures"], "name"),
        "component": keys,
        "corrections": _found(one["corrections"], "key"),
        "faults": _found(one["faults"], "key"),
    }


def _found(rows: Sequence[Any], name: str) -> list[str]:
    """Return the different values that *rows* have under *name*, in their order."""
    return list(dict.fromkeys(row[name] for row in rows if row.get(name) is not None))
