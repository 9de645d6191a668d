"""How each event that enters, rules or adjusts something changes the working paper."""

from typing import assert_never

import msgspec

from domain.assessment.events import (
    AdjustmentsRecorded,
    AssessmentCorrected,
    ComponentsEntered,
    DocumentAttached,
    LoanDataEntered,
    ManagementAnswersEntered,
    PaperEvent,
    RulingGiven,
    StatementsEntered,
)
from domain.assessment.paper import (
    Paper,
    with_changes,
    with_components,
    with_figures,
    with_yes_counts,
)
from domain.scoring.entries import Adjustments, Ruling


def after(paper: Paper, event: PaperEvent, version: int) -> Paper:
    """Return *paper* with what *event*, the stream's event number *version*, brought."""
    match event:
        case StatementsEntered(figures=figures) | LoanDataEntered(figures=figures):
            return with_figures(paper, figures, version)
        case ManagementAnswersEntered(yes_counts=counts):
            return with_yes_counts(paper, counts, version)
        case ComponentsEntered(components=components):
            return with_components(paper, components, version)
        case AssessmentCorrected(changes=changes):
            return with_changes(paper, changes, version)
        case DocumentAttached(document=document):
            return msgspec.structs.replace(paper, documents=(*paper.documents, document))
        case RulingGiven():
            ruling = Ruling(component=event.component, value=event.value, version=version)
            rulings = {**paper.rulings, event.component: ruling}
            return msgspec.structs.replace(paper, rulings=rulings)
        case AdjustmentsRecorded():
            return msgspec.structs.replace(paper, adjustments=adjustments_of(event))
        case unknown:
            assert_never(unknown)


def adjustments_of(event: AdjustmentsRecorded) -> Adjustments:
    """Return what *event* says applies, as the engine reads it."""
    return Adjustments(corrections=event.corrections, faults=event.faults, levels=event.levels)
