"""The condition by which a search finds cooperatives, in the register and in other lists."""

from domain.cooperative.number_form import number_form
from projections.querying.conditions import Conditions
from projections.views.cooperatives.names import word_beginnings

MATCHES = (
    "(array_to_tsvector(string_to_array(words, ' ')) @@ {}::text::tsquery"
    " OR legal_number_form = {})"
)
"""By words of the name and the legal number, or by the number however it is typed."""

OF_PRESENT_ONES = (
    "cooperative_id IN (SELECT id FROM views.cooperatives"  # noqa: S608 - a fixed piece of our own
    f" WHERE valid_to IS NULL AND {MATCHES})"
)


def add_search(found: Conditions, search: str | None, condition: str = MATCHES) -> None:
    """Demand in *found* what *search* names by *condition*; a search without words demands nothing.

    *condition* is `MATCHES` for rows of the register, `OF_PRESENT_ONES` for rows that belong to a
    cooperative, which is found as it stands now.
    """
    beginnings = word_beginnings(search or "")
    if beginnings:
        found.add(condition, beginnings, number_form(search or "") or None)
