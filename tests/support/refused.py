"""Why something was refused, as the codes of its refusals; each is worded in both languages."""

from collections.abc import Awaitable, Sequence

import pytest

from domain.kernel.refusals import Refusal, Refusals


async def codes_refused(work: Awaitable[object]) -> list[str]:
    """Return the codes of what *work* is refused for, in order."""
    with pytest.raises((Refusal, Refusals)) as caught:
        await work
    return [kind.code for kind in _kinds(caught.value)]


def _kinds(error: BaseException) -> list[type[Refusal]]:
    several: Sequence[Refusal] = error.items if isinstance(error, Refusals) else ()
    found = [*several, *([error] if isinstance(error, Refusal) else [])]
    for refusal in found:
        for text in (refusal.message, refusal.remedy):
            assert text.id.strip()
            assert text.en.strip()
    return [type(refusal) for refusal in found]
