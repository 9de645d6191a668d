"""Which form an answer takes, and in which language its sentences are.

`application/json` answers 200 whenever the request was well formed, as clients of old
expect; `application/graphql-response+json` tells faults by the status as well.
"""

from collections.abc import Sequence
from functools import lru_cache

GRAPHQL_RESPONSE = "application/graphql-response+json"
JSON = "application/json"
HTML = "text/html"

#: What is behind this is not read, and not remembered either.
LONGEST_HEADER = 1_000


def choose(accept: str, offers: Sequence[str]) -> str | None:
    """Return the one of *offers* that *accept* likes best, None when it takes none.

    Of equals, the one named first wins; of those not named, the first of *offers*.

    >>> choose("text/html, application/json;q=0.9", (JSON, HTML))
    'text/html'
    """
    return _choose(accept[:LONGEST_HEADER], offers)


@lru_cache(maxsize=256)
def _choose(accept: str, offers: Sequence[str]) -> str | None:
    wishes = _wishes(accept) or [("*/*", 1.0)]
    ranked = [(*_liking(offer, wishes), offer) for offer in offers]
    quality, _, _, best = max(ranked, key=lambda entry: entry[:3])
    return best if quality > 0 else None


def language(accept_language: str) -> str:
    """Return ``id`` or ``en``, whichever *accept_language* prefers; English otherwise.

    >>> language("id-ID,id;q=0.9,en;q=0.8"), language("nl"), language("*")
    ('id', 'en', 'en')
    """
    return _language(accept_language[:LONGEST_HEADER])


@lru_cache(maxsize=256)
def _language(accept_language: str) -> str:
    spoken = {"id": 0.0, "in": 0.0, "en": 0.0}
    for tag, quality in _wishes(accept_language):
        primary = tag.partition("-")[0]
        if primary in spoken:
            spoken[primary] = max(spoken[primary], quality)
    return "id" if max(spoken["id"], spoken["in"]) > spoken["en"] else "en"


def _wishes(header: str) -> list[tuple[str, float]]:
    """Return what *header* names with its quality, in order; nonsense counts as nought."""
    wishes = []
    for part in header.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        if name:
            wishes.append((name, _quality(parameters)))
    return wishes


def _quality(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0


def _liking(offer: str, wishes: Sequence[tuple[str, float]]) -> tuple[float, int, int]:
    """Return how much *offer* is wanted, how expressly, and how early."""
    family = offer.partition("/")[0] + "/*"
    for expressly, name in ((2, offer), (1, family), (0, "*/*")):
        for place, (wish, quality) in enumerate(wishes):
            if wish == name:
                return quality, expressly, -place
    return 0.0, 0, 0
