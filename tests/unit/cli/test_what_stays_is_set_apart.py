"""What failed requests leave behind goes soon, because nothing else is looked at."""

import gc

from cli.processes.parts import set_apart_what_stays


def test_the_collector_leaves_alone_what_the_server_is_made_of() -> None:
    """What is there when the server begins to serve is looked at no more."""
    try:
        set_apart_what_stays()
        assert gc.get_freeze_count() > len(gc.get_objects())
    finally:
        gc.unfreeze()
