"""The last user of a data folder is the one who stops its server."""

from pathlib import Path

from infrastructure.embedded_postgres.holders import Holder


def test_the_only_user_is_the_last(tmp_path: Path) -> None:
    """One process joins and leaves: nobody else is there."""
    holder = Holder(tmp_path)
    holder.join()
    assert holder.leave()


def test_only_the_last_to_leave_is_the_last(tmp_path: Path) -> None:
    """Of two users the first to go leaves the server running."""
    first, second = Holder(tmp_path), Holder(tmp_path)
    first.join()
    second.join()
    assert not first.leave()
    assert second.leave()


def test_who_never_joined_can_ask(tmp_path: Path) -> None:
    """A guardian uses nothing itself, and sees whether somebody else does."""
    user = Holder(tmp_path)
    user.join()
    assert not Holder(tmp_path).leave()
    user.leave()
    assert Holder(tmp_path).leave()
