"""How long a search may be: every word of it is looked for."""

from api.execution.faults import SearchTooLong

LONGEST = 200


def searched(search: str | None) -> str | None:
    """Return *search*, or raise `SearchTooLong`."""
    if len(search or "") > LONGEST:
        raise SearchTooLong(field="search", limit=LONGEST)
    return search
