"""What a score would be: from entries alone, or for an assessment with changes."""

from typing import Annotated

import strawberry

from api.assessment.entries import (
    ChangesInput,
    ComponentInput,
    FigureInput,
    components_of,
    figures_of,
)
from api.building.describe import argument, query
from api.building.rights import scope_of
from api.execution.context import Info
from api.mutations.reading import Reading
from api.relay.nodes import uuid_of
from api.score.preview import AdjustmentsInput, ScorePreview, previewed
from application.authorisation.table import ANYBODY, CASES
from application.kernel.refusals import NotFound
from application.scoring.preview import NO_CHANGES, UNADJUSTED, calculate, what_if
from domain.assessment.events import Changes
from domain.scoring.result import Scoring


@strawberry.type
class PreviewQueries:
    """The part of Query that calculates, and stores nothing."""

    @query(
        "What a score would be, from figures or components, before anything is saved.",
        right=ANYBODY,
    )
    async def calculate(
        self,
        info: Info,
        ruleset: Annotated[str, argument("Id or digest of the ruleset.")],
        components: Annotated[
            list[ComponentInput] | None, argument("Ratios, yes counts, values or scores.")
        ] = None,
        figures: Annotated[list[FigureInput] | None, argument("Figures of the statements.")] = None,
        adjustments: Annotated[
            AdjustmentsInput | None, argument("Correction factors and fatal faults to try out.")
        ] = None,
    ) -> ScorePreview:
        """Calculate."""
        services = info.context.services

        reading = Reading()
        entries = Changes(
            figures=figures_of(figures or (), reading),
            components=components_of(components or (), reading),
        )
        applied = adjustments.read(reading) if adjustments else UNADJUSTED

        async def scoring() -> Scoring:
            return await calculate(
                services.store, services.ruleset_cache, ruleset, entries, applied
            )

        return await previewed(info.context, ruleset, scoring, reading)

    @query("What an assessment would score with changes, or under another ruleset.", right=CASES)
    async def what_if(
        self,
        info: Info,
        assessment: Annotated[strawberry.ID, argument("Id of the assessment.")],
        ruleset: Annotated[str | None, argument("Id or digest of another ruleset.")] = None,
        changes: Annotated[ChangesInput | None, argument("What would be entered anew.")] = None,
        adjustments: Annotated[
            AdjustmentsInput | None, argument("Adjustments instead of those recorded.")
        ] = None,
    ) -> ScorePreview:
        """Try out."""
        context, services = info.context, info.context.services
        key = uuid_of(assessment, "Assessment", field="assessment")
        row = await context.loaders.assessment(key, scope_of(info))
        if row is None:
            raise NotFound(field="assessment", id=assessment)

        reading = Reading()
        reading.sent.text(key, assessment)
        changed = changes.read(reading, "changes") if changes else NO_CHANGES
        applied = adjustments.read(reading) if adjustments else None

        async def scoring() -> Scoring:
            return await what_if(
                services.store,
                services.ruleset_cache,
                key,
                ruleset=ruleset,
                changes=changed,
                adjustments=applied,
            )

        asked = row.ruleset if ruleset is None else ruleset
        return await previewed(context, asked, scoring, reading)
