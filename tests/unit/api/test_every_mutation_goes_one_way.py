"""One pipeline for every mutation: counted, forgotten, refused and repeated alike."""

from collections.abc import Awaitable
from datetime import date
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID

import pytest
import strawberry

from api.account import mutations as account
from api.account.result import AccountDone
from api.building.scalars import AreaCode, WrittenNumber
from api.cooperative import mutations as cooperative
from api.cooperative.inputs import CoordinatesInput
from api.execution.context import Context
from api.mutations.declared import Declared
from api.mutations.pipeline import LONGEST_ID, attempt, command_uuid
from api.mutations.refused import Refused
from api.mutations.root import declared
from api.mutations.sent import Sent
from api.mutations.success import AccessDone
from api.office.mutations import DelegateSignatureInput, delegate_signature
from api.relay.nodes import opaque
from application.authorisation import Forbidden
from application.kernel.handler import Done
from application.subjects import SUBJECTS
from domain.kernel.actors import Actor, Role
from domain.office.commands import DelegateSignature
from tests.support.given import OFFICER
from tests.support.handled import Handled

KPRI = UUID(int=7)


def given_way(handled: Handled) -> tuple[Context, list[str]]:
    """Return a context in which *handled* does everything, and what its loaders were told."""
    forgotten: list[str] = []
    loaders = SimpleNamespace(forget=lambda: forgotten.append("all"))
    context = Context(
        services=handled.services,
        actor=OFFICER,
        language="en",
        request_id="1",
        loaders=cast("Any", loaders),
    )
    return context, forgotten


async def give(context: Context, mutation: Declared, given: object) -> Any:
    """Let *mutation* be answered as its resolver would."""
    work: Awaitable[Any] = mutation.work(context, given)
    return await attempt(context, mutation.name, work)


def counted(context: Context, command: str, outcome: str) -> float:
    """Return how often *command* had that *outcome*."""
    found = context.services.metrics.commands.labels(command, outcome)
    return cast("float", found._value.get())


def account_change(**more: Any) -> account.JustifiedAccountChange:
    """Return an input that four commands share."""
    return account.JustifiedAccountChange(account=opaque("Account", KPRI), reason="x", **more)


@pytest.mark.parametrize(
    "mutation",
    [
        account.disable_account,
        account.enable_account,
        account.erase_person,
        account.remove_second_factor,
    ],
    ids=lambda each: each.name,
)
async def test_command_id_and_day_always_reach_the_handler(mutation: Declared) -> None:
    """Each of four commands of one input is counted by its own name."""
    handled = Handled()
    context, forgotten = given_way(handled)
    given = account_change(command_id="a", effective_on=date(2026, 1, 2))
    await give(context, mutation, given)
    ((command, options),) = handled.calls
    assert type(command).__name__ == mutation.name
    assert options == {
        "actor": OFFICER,
        "command_id": command_uuid(context, "a", Sent()),
        "effective_on": date(2026, 1, 2),
    }
    assert counted(context, mutation.name, "done") == 1
    assert forgotten == ["all"]


async def test_the_signature_is_lent_and_not_taken_back() -> None:
    """An input that extends that of another command becomes its own command."""
    handled = Handled()
    context, _ = given_way(handled)
    first, last = date(2026, 1, 1), date(2026, 1, 31)
    given = DelegateSignatureInput(
        office="33.74", account=opaque("Account", KPRI), reason="SK 1", first=first, last=last
    )
    did = await give(context, delegate_signature, given)
    assert handled.calls[0][0] == DelegateSignature(
        office="33.74", account=KPRI, reason="SK 1", first=first, last=last
    )
    assert (did.office_code, did.version) == ("33.74", 1)


async def test_a_repeated_command_is_counted_as_such() -> None:
    """The answer is that of the first time."""
    handled = Handled(Done(position=9, stream=KPRI, version=4, repeated=True))
    context, _ = given_way(handled)
    did = await give(context, account.enable_account, account_change(command_id="a"))
    assert isinstance(did, AccountDone)
    assert (did.position, did.version, did.repeated) == (9, 4, True)
    assert counted(context, "EnableAccount", "repeated") == 1


async def test_without_a_command_id_none_is_made_up_here() -> None:
    """The handler takes a fresh one."""
    handled = Handled()
    context, _ = given_way(handled)
    await give(context, account.disable_account, account_change())
    assert handled.calls[0][1] == {"actor": OFFICER, "command_id": None, "effective_on": None}


async def test_a_refusal_is_data_and_nothing_is_forgotten() -> None:
    """What cannot be read never reaches the handler, and counts for its command."""
    handled = Handled()
    context, forgotten = given_way(handled)
    given = cooperative.VerifyRegistrationInput(cooperative=strawberry.ID("nonsense"))
    did = await give(context, cooperative.verify_registration, given)
    assert isinstance(did, Refused)
    assert (did.code, did.field) == ("malformed_id", "cooperative")
    assert handled.calls == []
    assert counted(context, "VerifyRegistration", "refused") == 1
    assert forgotten == []


async def test_several_refusals_are_data_as_well() -> None:
    """All of them, the first in front."""
    place = cooperative.RelocateCooperativeInput(
        cooperative=strawberry.ID("x"),
        address="Jalan Pemuda 1",
        village=AreaCode("33.74.01.1001"),
        coordinates=CoordinatesInput(
            latitude=WrittenNumber("-6,99"), longitude=WrittenNumber("110,42")
        ),
        reason="moved",
    )
    context, _ = given_way(Handled())
    did = await give(context, cooperative.relocate_cooperative, place)
    assert [each.field for each in did.refusals] == [
        "cooperative",
        "coordinates.latitude",
        "coordinates.longitude",
    ]
    assert counted(context, "RelocateCooperative", "refused") == 1


async def test_who_may_not_ask_gets_an_error_and_counts_for_nothing() -> None:
    """An error is no answer of the domain."""

    async def work() -> AccessDone:
        raise Forbidden("SignIn", Role.OFFICER)

    context, _ = given_way(Handled())
    with pytest.raises(Forbidden):
        await attempt(context, "SignIn", work())
    assert counted(context, "SignIn", "refused") == 0


async def test_a_command_id_beyond_reason_is_refused() -> None:
    """It is a UUID or a short word of the caller's own, not a text."""
    context, _ = given_way(Handled())
    given = account_change(command_id="x" * (LONGEST_ID + 1))
    did = await give(context, account.enable_account, given)
    assert did.code == "command_id_too_long"


async def test_a_command_id_belongs_to_its_account() -> None:
    """Nobody can ask after another's commands."""
    mine, _ = given_way(Handled())
    other = Context(
        services=mine.services,
        actor=Actor(account="officer-9", role=Role.OFFICER),
        language="en",
        request_id="2",
        loaders=mine.loaders,
    )
    assert command_uuid(mine, "a", Sent()) != command_uuid(other, "a", Sent())
    assert command_uuid(mine, "a", Sent()) == command_uuid(mine, "a", Sent())


def test_the_mutations_without_a_command_are_known_and_keep_no_text() -> None:
    """Texts of commands are checked by the domain; these are compared or hashed, never kept."""
    commands = {kind.__name__ for subject in SUBJECTS for kind in subject.commands}
    assert {each.field_name for each in declared()} - {
        f"{name[0].lower()}{name[1:]}" for name in commands
    } == {
        "acceptLink",
        "changePassword",
        "endSession",
        "proposeSecondFactor",
        "requestPasswordReset",
        "signIn",
        "signOut",
        "undoChange",
    }
