"""Undoing a change by the mailed link tells where the log stands afterwards."""

from types import SimpleNamespace
from typing import Any, cast

from api.sign_in.inputs import UndoChangeInput
from api.sign_in.mutations import undo_change


async def test_the_answer_says_where_the_log_stands() -> None:
    """The link goes to the service as it came behind the #."""
    given: list[str] = []

    async def undo(link: str) -> int:
        given.append(link)
        return 42

    access = SimpleNamespace(sensitive=SimpleNamespace(undo=undo))
    context = cast("Any", SimpleNamespace(services=SimpleNamespace(access=access)))
    done = await undo_change.work(context, UndoChangeInput(link="sgl_x"))
    assert (done.position, given) == (42, ["sgl_x"])
