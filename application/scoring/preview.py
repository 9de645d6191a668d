"""What a score would be, without writing anything.

Both questions are answered by the engine that decides real scores, after the same
checks, so a preview never promises what a submission would not get. Whether the asker
may see the assessment is the caller's business, as with every other read.
"""

from uuid import UUID

from application.kernel.ports import EventStore
from application.kernel.refusals import NotFound
from application.scoring.ruleset_cache import RulesetCache, find_ruleset
from domain.assessment import ASSESSMENT
from domain.assessment.amending import settled
from domain.assessment.checks import check_changes
from domain.assessment.events import Changes
from domain.assessment.paper import BLANK, Paper, entries_of, with_changes, with_components
from domain.assessment.refusals import RulesetPartial, RulesetUnknown
from domain.assessment.scoring import standing_rulings
from domain.assessment.state import Opened
from domain.kernel.refusals import refuse_all
from domain.scoring.entries import Adjustments, Entries
from domain.scoring.inputs import check_adjustments
from domain.scoring.preview import carried_over, preview
from domain.scoring.result import Scoring
from domain.scoring.ruleset import Ruleset

NO_CHANGES = Changes()
UNADJUSTED = Adjustments()


async def calculate(
    store: EventStore,
    ruleset_cache: RulesetCache,
    ruleset: str,
    entries: Changes,
    adjustments: Adjustments = UNADJUSTED,
) -> Scoring:
    """Score *entries* by the ruleset named *ruleset* (id or digest), as far as they go."""
    rules = await _scoring_ruleset(store, ruleset_cache, ruleset)
    _refuse_inputs(rules, entries, adjustments)
    return preview(rules, _entries(settled(entries)), adjustments=adjustments)


async def what_if(
    store: EventStore,
    ruleset_cache: RulesetCache,
    assessment: UUID,
    *,
    ruleset: str | None = None,
    changes: Changes = NO_CHANGES,
    adjustments: Adjustments | None = None,
) -> Scoring:
    """Score *assessment* with *changes*, or by another *ruleset*, or both.

    Under another ruleset only what means the same there is carried over: figures by
    name, ratios of the same formula, values of the same table. Rulings are not.
    """
    state = await _opened(store, assessment)
    source = await _scoring_ruleset(store, ruleset_cache, state.case.ruleset)
    target = source if ruleset is None else await _scoring_ruleset(store, ruleset_cache, ruleset)
    applied = _adjustments(state.paper, target) if adjustments is None else adjustments
    _refuse_inputs(target, changes, applied)
    changes = settled(changes)
    base = _without(state.paper, changes)
    if target == source:
        changed = with_changes(state.paper, changes, state.version + 1)
        rulings = standing_rulings(changed, source)
        return preview(source, base, _entries(changes), rulings, applied)
    carried = carried_over(base, source, target)
    return preview(target, carried, _entries(changes), adjustments=applied)


async def _opened(store: EventStore, assessment: UUID) -> Opened:
    state = ASSESSMENT.fold((await store.read([assessment])).get(assessment, ()))
    if not isinstance(state, Opened):
        raise NotFound(field="assessment", id=assessment)
    return state


async def _scoring_ruleset(store: EventStore, ruleset_cache: RulesetCache, name: str) -> Ruleset:
    found = await find_ruleset(store, ruleset_cache, name)
    if found is None:
        raise RulesetUnknown(field="ruleset", ruleset=name)
    if found.partial:
        raise RulesetPartial(field="ruleset", ruleset=found.id)
    return found


def _refuse_inputs(ruleset: Ruleset, entries: Changes, adjustments: Adjustments) -> None:
    refuse_all([*check_changes(ruleset, entries), *check_adjustments(ruleset, adjustments)])


def _entries(changes: Changes) -> Entries:
    return entries_of(with_changes(BLANK, changes, None))


def _without(paper: Paper, changes: Changes) -> Entries:
    """Return what is on *paper* without the direct entries that *changes* replaces."""
    removed = dict.fromkeys(changes.components)
    return entries_of(with_components(paper, removed, None))


def _adjustments(paper: Paper, ruleset: Ruleset) -> Adjustments:
    """Return those adjustments on *paper* that *ruleset* knows as well."""
    corrections = {item.key for item in ruleset.corrections.items}
    faults = {item.key for item in ruleset.faults.items}
    kept = tuple(key for key in paper.adjustments.corrections if key in corrections)
    several = paper.adjustments.levels if len(kept) > 1 else None
    return Adjustments(
        corrections=kept,
        faults=tuple(key for key in paper.adjustments.faults if key in faults),
        levels=several,
    )
