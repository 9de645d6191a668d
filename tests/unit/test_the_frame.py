"""From the handler to the rule it is four calls, whatever the subject.

A resolver and the pipeline of mutations stand before them, so a reader who follows a mutation
meets six functions, and the sixth holds the rule.
"""

import sys
from collections.abc import Callable
from traceback import walk_stack
from types import ModuleType
from typing import Any
from uuid import UUID

import pytest

from application.kernel.handler import Handler
from domain.account import creating
from domain.account.commands import CreateAccount
from domain.assessment import verifying
from domain.cooperative import registering
from domain.kernel.actors import GUEST, SYSTEM, Role
from tests.support.office import Office
from tests.unit.domain.assessment.papers import COMPONENTS
from tests.unit.domain.cooperative.papers import REGISTER

PATH = ["handle", "_attempt", "decide"]
"""The calls before the rule itself."""


@pytest.fixture
def path_to(monkeypatch: pytest.MonkeyPatch) -> Callable[[ModuleType, str], list[str]]:
    """Put a spy in the place of a rule, which notes the calls from `Handler.handle` to it."""

    def spied(module: ModuleType, name: str) -> list[str]:
        rule = getattr(module, name)
        path: list[str] = []

        def spy(*given: Any) -> Any:
            frames = [frame.f_code for frame, _ in walk_stack(sys._getframe(1))]
            ours = frames[: frames.index(Handler.handle.__code__) + 1]
            path[:] = [code.co_name for code in reversed(ours)]
            return rule(*given)

        monkeypatch.setattr(module, name, spy)
        return path

    return spied


PathTo = Callable[[ModuleType, str], list[str]]


async def test_a_registration_is_four_calls_from_its_rule(path_to: PathTo) -> None:
    """`registerCooperative`: handle, _attempt, decide, register."""
    path = path_to(registering, "register")
    await Office().do(REGISTER, GUEST)
    assert path == PATH


async def test_a_verification_is_four_calls_from_its_rule(path_to: PathTo) -> None:
    """`verifyAssessment`: handle, _attempt, decide, verify."""
    path = path_to(verifying, "verify")
    office = Office()
    await office.publish()
    await office.register(REGISTER)
    await office.open()
    await office.submit(dict(COMPONENTS))
    await office.verify()
    assert path == PATH


async def test_an_account_is_four_calls_from_its_rule(path_to: PathTo) -> None:
    """`createAccount`: handle, _attempt, decide, create_account."""
    path = path_to(creating, "create_account")
    account = CreateAccount(account=UUID(int=5), user_name="siti", role=Role.ADMINISTRATOR)
    await Office().do(account, SYSTEM)
    assert path == PATH
