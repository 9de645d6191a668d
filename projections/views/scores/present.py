"""The condition that a cooperative's standing score has a predicate, for other views' lists."""

from collections.abc import Sequence

from domain.scoring.predicates import Predicate
from projections.querying.conditions import Conditions

WITH_PREDICATE = """EXISTS (
    SELECT FROM views.scores AS standing
     WHERE standing.cooperative_id = listed.id
       AND standing.total IS NOT NULL
       AND standing.predicate = ANY ({{}})
       AND {standing}
       AND NOT EXISTS (
           SELECT FROM views.scores AS later
            WHERE later.cooperative_id = standing.cooperative_id
              AND later.total IS NOT NULL
              AND {later}
              AND (later.book_year, later.position) > (standing.book_year, standing.position)))"""

NOW = "{row}.valid_to IS NULL"
THEN = "{row}.position <= {{}} AND ({row}.valid_to IS NULL OR {row}.valid_to > {{}})"


def add_predicates(found: Conditions, predicates: Sequence[Predicate], as_of: int | None) -> None:
    """Demand in *found*, a list of cooperatives, that the standing score has one of *predicates*.

    That is the one of the latest book year, as `current_of_cooperatives` says it; none given
    demands nothing. *as_of* is a position of the log, None the present.
    """
    if not predicates:
        return
    true = NOW if as_of is None else THEN
    days = [] if as_of is None else [as_of] * 4
    condition = WITH_PREDICATE.format(
        standing=true.format(row="standing"), later=true.format(row="later")
    )
    found.add(condition, list(predicates), *days)
