"""What a decision on an area is told besides the state and the command."""

from domain.kernel.facts import Facts


class AreaFacts(Facts, frozen=True, kw_only=True):
    """*known* are the codes in force among those that the command names or implies.

    *below* are the areas one level below a code to be retired that would outlive it.
    """

    known: frozenset[str] = frozenset()
    below: frozenset[str] = frozenset()
