"""What follows a command at once runs after every accepted one, also after a repetition."""

from uuid import UUID

from msgspec.structs import replace

from application.kernel.handler import Done
from domain.cooperative.commands import DeactivateCooperative, VerifyRegistration
from domain.kernel.actors import SYSTEM
from domain.kernel.commands import Command
from domain.ruleset.commands import PublishRuleset
from tests.support.given import COLLEAGUE
from tests.support.office import Office
from tests.unit.domain.cooperative.papers import HANDAYANI, REGISTER
from tests.unit.domain.scoring.rules import SEMARANG

ID = UUID(int=900)
STOP = DeactivateCooperative(cooperative=HANDAYANI, reason="Tidak RAT")


class Diary:
    """An effect that writes down what it followed."""

    def __init__(self) -> None:
        self.followed: list[tuple[Command, Done]] = []

    async def note(self, command: Command, done: Done) -> None:
        """Write *command* and its end down."""
        self.followed.append((command, done))


async def office_with(diary: Diary, *kinds: type[Command]) -> Office:
    """Return an office with a verified cooperative, in which *kinds* are followed."""
    office = Office(effects=dict.fromkeys(kinds, (diary.note, diary.note)))
    await office.publish()
    await office.register(REGISTER)
    return office


async def test_every_effect_of_a_command_runs_once_it_is_written() -> None:
    """Each with the command and what it came to; other commands have none."""
    diary = Diary()
    office = await office_with(diary, DeactivateCooperative)
    done = await office.do(STOP)
    assert diary.followed == [(STOP, done)] * 2


async def test_effects_run_again_for_a_repeated_command() -> None:
    """The first time may have been cut off between the log and the effect."""
    diary = Diary()
    office = await office_with(diary, DeactivateCooperative)
    first = await office.do(STOP, command_id=ID)
    await office.do(STOP, command_id=ID)
    assert diary.followed[2:] == [(STOP, replace(first, repeated=True))] * 2


async def test_a_refused_command_has_no_effects() -> None:
    """It did not happen."""
    diary = Diary()
    office = await office_with(diary, DeactivateCooperative, VerifyRegistration)
    before = list(diary.followed)
    await office.refusal(replace(STOP, reason=""))
    await office.refusal(VerifyRegistration(cooperative=HANDAYANI))
    assert diary.followed == before


async def test_a_command_that_had_nothing_to_change_is_accepted_too() -> None:
    """What follows it is brought about all the same."""
    diary = Diary()
    office = await office_with(diary, PublishRuleset)
    diary.followed.clear()
    await office.do(PublishRuleset(ruleset_id="semarang-2015", ruleset=SEMARANG), SYSTEM)
    assert len(diary.followed) == 2


async def test_effects_may_give_commands_about_the_same_stream() -> None:
    """They run when nothing is locked any more."""
    office = Office()

    async def verify(command: Command, _done: Done) -> None:
        await office.do(VerifyRegistration(cooperative=command.stream))

    followed = Office(office.store, effects={type(REGISTER): (verify,)})
    await followed.do(REGISTER, COLLEAGUE)
    assert [recorded.topic for recorded in office.store.log] == [
        "cooperative.registered.v1",
        "legal_number.claimed.v1",
        "cooperative.registration_verified.v1",
    ]
