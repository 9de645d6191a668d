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
    "cooperative_id = ANY (ARRAY(SELECT id FROM views.cooperatives"  # noqa: S608 - a fixed piece
    f" WHERE valid_to IS NULL AND {MATCHES}))"
)
"""The same for rows of another list, that belong to the cooperative as it stands now.

An array, so that the search is carried out once, by its index: the planner cannot know how few it
finds, and would otherwise ask it anew of every row in the order of the list.
"""


def add_search(found: Conditions, search: str | None, condition: str = MATCHES) -> None:
    """Demand in *found* what *search* names by *condition*; a search without words demands nothing.

    *condition* is `MATCHES` for rows of the register, `OF_PRESENT_ONES` for other lists.
    """
    beginnings = word_beginnings(search or "")
    if beginnings:
        found.add(condition, beginnings, number_form(search or "") or None)
