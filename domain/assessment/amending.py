"""New entries as a person gives them, before they become the changes that an event carries.

Answers may be given one by one. They are counted here, after somebody has checked that no
question was left out; the event carries the count, which is what the score uses.
"""

from collections.abc import Mapping

from domain.assessment.events import Changes


class Amendments(Changes, frozen=True, kw_only=True, omit_defaults=True):
    """Changes with yes and no per question, by component."""

    answers: Mapping[str, tuple[bool, ...]] = {}


def answers_in(changes: Changes) -> Mapping[str, tuple[bool, ...]]:
    """Return the answers that were given one by one."""
    return changes.answers if isinstance(changes, Amendments) else {}


def settled(changes: Changes) -> Changes:
    """Return *changes* as an event carries them: with counts alone."""
    counted = {key: sum(answers) for key, answers in answers_in(changes).items()}
    return Changes(
        figures=changes.figures,
        yes_counts={**counted, **changes.yes_counts},
        components=changes.components,
    )
