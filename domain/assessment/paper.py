"""The working paper of one assessment: everything entered, ruled and adjusted so far.

The last word on each figure counts, and each remembers the event that said it. What
an officer entered for a component directly is kept apart from the figures, so that
taking the direct entry back uncovers the figures again: nothing entered is lost.
"""

from collections.abc import Mapping
from decimal import Decimal

import msgspec

from domain.assessment.events import Changes, ComponentEntry, Document
from domain.scoring.entries import Adjustments, Entered, Entries, Ruling

_WAYS = {"ratio": "ratios", "yes": "yes_counts", "value": "values", "score": "scores"}


class Direct(msgspec.Struct, frozen=True, kw_only=True):
    """A component entered directly, with the event that brought it."""

    entry: ComponentEntry
    version: int | None
    pointer: str


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """Figures and yes counts by name, direct entries and rulings by component key."""

    figures: Mapping[str, Entered] = {}
    yes_counts: Mapping[str, Entered] = {}
    direct: Mapping[str, Direct] = {}
    documents: tuple[Document, ...] = ()
    rulings: Mapping[str, Ruling] = {}
    adjustments: Adjustments = Adjustments()


BLANK = Paper()


def with_figures(
    paper: Paper, figures: Mapping[str, Decimal], version: int | None, at: str = ""
) -> Paper:
    """Return *paper* with *figures* that event *version* holds at pointer *at*."""
    new = {
        name: Entered(amount=amount, version=version, pointer=_pointer(at, "figures", name))
        for name, amount in figures.items()
    }
    return msgspec.structs.replace(paper, figures={**paper.figures, **new})


def with_yes_counts(
    paper: Paper, counts: Mapping[str, int], version: int | None, at: str = ""
) -> Paper:
    """Return *paper* with counts of yes answers per component."""
    new = {
        key: Entered(
            amount=Decimal(count), version=version, pointer=_pointer(at, "yes_counts", key)
        )
        for key, count in counts.items()
    }
    return msgspec.structs.replace(paper, yes_counts={**paper.yes_counts, **new})


def with_components(
    paper: Paper,
    components: Mapping[str, ComponentEntry | None],
    version: int | None,
    at: str = "",
) -> Paper:
    """Return *paper* with direct entries, and without those that are None.

    A ruling on such a component lapses: it was about another ratio.
    """
    direct = {key: old for key, old in paper.direct.items() if key not in components}
    for key, entry in components.items():
        if entry is not None:
            pointer = _pointer(at, "components", key)
            direct[key] = Direct(entry=entry, version=version, pointer=pointer)
    rulings = {key: old for key, old in paper.rulings.items() if key not in components}
    return msgspec.structs.replace(paper, direct=direct, rulings=rulings)


def with_changes(paper: Paper, changes: Changes, version: int | None) -> Paper:
    """Return *paper* as the correction in event *version* leaves it."""
    at = "/changes"
    paper = with_figures(paper, changes.figures, version, at)
    paper = with_yes_counts(paper, changes.yes_counts, version, at)
    return with_components(paper, changes.components, version, at)


def without_ruling(paper: Paper, component: str) -> Paper:
    """Return *paper* as if nothing had been ruled on *component*."""
    rulings = {key: ruling for key, ruling in paper.rulings.items() if key != component}
    return msgspec.structs.replace(paper, rulings=rulings)


def entries_of(paper: Paper) -> Entries:
    """Return *paper* as the scoring engine reads it; a direct entry covers a yes count."""
    ways: dict[str, dict[str, Entered]] = {way: {} for way in _WAYS.values()}
    ways["yes_counts"].update(paper.yes_counts)
    for key, direct in paper.direct.items():
        for name, way in _WAYS.items():
            amount = getattr(direct.entry, name)
            if amount is not None:
                ways[way][key] = Entered(
                    amount=Decimal(amount),
                    version=direct.version,
                    pointer=f"{direct.pointer}/{name}",
                )
    return Entries(figures=paper.figures, **ways)


def amounts_of(paper: Paper) -> Mapping[str, object]:
    """Return what is entered, without where it came from, to compare two papers."""
    return {
        "figures": {name: entered.amount for name, entered in paper.figures.items()},
        "yes_counts": {name: entered.amount for name, entered in paper.yes_counts.items()},
        "direct": {key: direct.entry for key, direct in paper.direct.items()},
    }


def _pointer(*steps: str) -> str:
    """Return the JSON pointer (RFC 6901) of *steps*; the first may be a pointer itself."""
    escaped = (step.replace("~", "~0").replace("/", "~1") for step in steps[1:])
    return "/".join((steps[0], *escaped))
