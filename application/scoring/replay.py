"""An assessment told step by step, and its scores computed again from the events.

The score shown after a step is computed now, from the entries as they stood then;
whether it equals what the log recorded is what `recompute` says. Nothing but the log
is read: the ruleset, too, comes from the event that published it.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from application.kernel.ports import EventStore
from application.scoring.ruleset_cache import RulesetCache
from domain.assessment import ASSESSMENT
from domain.assessment.events import AssessmentEvent, AssessmentOpened, AssessmentScored
from domain.assessment.explanations import explain
from domain.assessment.scoring import score_paper
from domain.assessment.state import Opened
from domain.kernel.events import Event
from domain.kernel.log import Recorded
from domain.kernel.text import Text
from domain.ruleset.state import ruleset_stream
from domain.scoring.document import ScoreDocument
from domain.scoring.result import Scoring
from domain.scoring.ruleset import Ruleset

Events = Sequence[Recorded[Event]]


class ReplayStep(msgspec.Struct, frozen=True, kw_only=True):
    """One event of an assessment, what it meant, and the score as it stood after it."""

    position: int
    version: int
    event: AssessmentEvent
    actor: str
    office: str | None
    recorded_at: datetime
    explanation: Text
    scoring: Scoring


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """One value that was recorded otherwise than it is computed, by JSON pointer."""

    pointer: str
    recorded: str | None
    recomputed: str | None


class Recomputation(msgspec.Struct, frozen=True, kw_only=True):
    """A recorded score beside the one that follows from the events before it.

    *earlier* are the scores of the story that stood before it, oldest first: what a cooperative
    was told once is a figure that somebody may have changed, too.
    """

    position: int
    version: int
    recorded: ScoreDocument
    recomputed: ScoreDocument | None
    equal: bool
    differences: tuple[Difference, ...] = ()
    earlier: tuple["Recomputation", ...] = ()

    @property
    def story_equal(self) -> bool:
        """Whether every score of the story is what the events before it lead to."""
        return self.equal and all(each.equal for each in self.earlier)


async def replay(
    store: EventStore, assessment: UUID, *, up_to: int | None = None
) -> tuple[ReplayStep, ...]:
    """Return every step of *assessment* up to position *up_to*, none when unknown."""
    events, ruleset = await _read(store, assessment, up_to)
    if ruleset is None:
        return ()
    return tuple(
        ReplayStep(
            position=recorded.position,
            version=recorded.version,
            event=recorded.event,
            actor=recorded.actor,
            office=recorded.office,
            recorded_at=recorded.recorded_at,
            explanation=explain(recorded.event, ruleset),
            scoring=score_paper(state.paper, ruleset),
        )
        for recorded, state in ASSESSMENT.steps(events)
        if isinstance(state, Opened)
    )


async def recompute(
    store: EventStore, assessment: UUID, *, up_to: int | None = None
) -> Recomputation | None:
    """Return every score of *assessment* computed again, the one that stands with those before it.

    None when there is none yet.
    """
    events, ruleset = await _read(store, assessment, up_to)
    found = recompute_story(events, ruleset)
    if not found:
        return None
    *earlier, standing = found
    return msgspec.structs.replace(standing, earlier=tuple(earlier))


def recompute_story(events: Events, ruleset: Ruleset | None) -> tuple[Recomputation, ...]:
    """Return every score among *events*, those of one assessment, computed again by *ruleset*.

    Without a ruleset nothing follows, so that each differs.
    """
    return tuple(
        _compared(
            recorded,
            recorded.event.document,
            score_paper(state.paper, ruleset).document if ruleset else None,
        )
        for recorded, state in ASSESSMENT.steps(events)
        if isinstance(recorded.event, AssessmentScored) and isinstance(state, Opened)
    )


async def _read(
    store: EventStore, assessment: UUID, up_to: int | None
) -> tuple[Events, Ruleset | None]:
    """Return the events of *assessment* and the ruleset that it was opened with."""
    read = await store.read([assessment], up_to=up_to)
    events = read.get(assessment, ())
    first = events[0].event if events else None
    if not isinstance(first, AssessmentOpened):
        return (), None
    ruleset_cache = RulesetCache()
    stream = ruleset_stream(first.ruleset_id)
    ruleset_cache.keep((await store.read([stream])).get(stream, ()))
    return events, ruleset_cache.get(first.ruleset)


def _compared(
    at: Recorded[AssessmentEvent], recorded: ScoreDocument, recomputed: ScoreDocument | None
) -> Recomputation:
    differences = tuple(_differences("", _plain(recorded), _plain(recomputed)))
    return Recomputation(
        position=at.position,
        version=at.version,
        recorded=recorded,
        recomputed=recomputed,
        equal=not differences,
        differences=differences,
    )


def _plain(document: ScoreDocument | None) -> object:
    return msgspec.to_builtins(document)


def _differences(pointer: str, recorded: object, recomputed: object) -> Iterator[Difference]:
    """Yield every place at which two documents say different things."""
    left, right = _parts(recorded), _parts(recomputed)
    if left is None or right is None:
        if recorded != recomputed:
            yield Difference(
                pointer=pointer, recorded=_shown(recorded), recomputed=_shown(recomputed)
            )
        return
    for name in {**left, **right}:
        yield from _differences(f"{pointer}/{name}", left.get(name), right.get(name))


def _parts(plain: object) -> Mapping[str, object] | None:
    """Return the parts of an object or array by name or index, None for a single value."""
    if isinstance(plain, Mapping):
        return plain
    if isinstance(plain, list | tuple):
        return {str(index): part for index, part in enumerate(plain)}
    return None


def _shown(plain: object) -> str | None:
    """Return a value as text, a whole part as JSON, and None for nothing."""
    if plain is None or isinstance(plain, str):
        return plain
    return msgspec.json.encode(plain).decode()
