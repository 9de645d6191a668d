"""Every fold says of every event of its stream what it changes, or that it changes nothing."""

import importlib
import pkgutil
from typing import Any, get_args, get_type_hints

import pytest

import domain
from domain.kernel.decider import Fold
from domain.kernel.events import Event
from infrastructure.mapper.topics import UNIONS, kinds_of
from tests.support.given import recorded


class Unheard(Event, frozen=True, kw_only=True):
    """An event that somebody added and told nobody."""


def folds() -> dict[str, Fold[Any, Any]]:
    """Return every fold of the domain, deciders included, by the place of its declaration."""
    modules = [
        importlib.import_module(found.name)
        for found in pkgutil.walk_packages(domain.__path__, "domain.")
    ]
    found = {
        id(value): (f"{module.__name__}.{name}", value)
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, Fold)
    }
    return dict(found.values())


FOLDS = folds()


def events_of(fold: Fold[Any, Any]) -> tuple[type[Event], ...]:
    """Return the events that *fold* takes, as the annotation of its ``evolve`` says."""
    (taken,) = get_args(get_type_hints(fold.evolve)["recorded"])
    return kinds_of(taken)


@pytest.mark.parametrize("name", FOLDS)
def test_an_event_that_a_fold_does_not_know_is_a_fault(name: str) -> None:
    """It never passes in silence: the program is wrong, not the log."""
    with pytest.raises(AssertionError, match="Unheard"):
        FOLDS[name].fold(recorded([Unheard()]))


def test_every_event_belongs_to_exactly_one_fold() -> None:
    """No event is folded nowhere, and none in two places."""
    folded = sorted(kind.__name__ for fold in FOLDS.values() for kind in events_of(fold))
    stored = sorted(kind.__name__ for union in UNIONS for kind in kinds_of(union))
    assert folded == stored


def test_the_seven_subjects_and_their_keys_are_folds() -> None:
    """Seven subjects, the published list, and six streams that keep things unique."""
    assert len(FOLDS) == 13
