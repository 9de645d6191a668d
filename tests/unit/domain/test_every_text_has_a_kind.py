"""No text enters the log unseen: every text of every command is found, spoilt, and refused.

The texts are found by walking the commands, not by a list, so a command with a new text
fails here until it has a sample and the text is checked.
"""

from collections.abc import Callable, Iterator
from typing import Any, get_args, get_origin, get_type_hints

import msgspec
import pytest

from application.subjects import SUBJECTS
from domain.account import commands as account
from domain.account.events import InterestDeclared, SecondFactorSet
from domain.assessment import commands as assessment
from domain.assessment.events import Evidence
from domain.cooperative import commands as cooperative
from domain.cooperative.events import Contacts
from domain.kernel.actors import Role
from domain.kernel.commands import Command
from domain.kernel.time_zones import TimeZone
from domain.office import commands as office
from tests.support.changes import every_field
from tests.support.given import Given
from tests.unit.domain.account import test_accounts as accounts
from tests.unit.domain.area import test_areas as areas
from tests.unit.domain.assessment import papers as cases
from tests.unit.domain.assessment import test_correcting as correcting
from tests.unit.domain.assessment import test_entering as entering
from tests.unit.domain.assessment import test_opening as opening
from tests.unit.domain.assessment import test_verifying as verifying
from tests.unit.domain.cooperative import papers, test_changes, test_registration
from tests.unit.domain.office import test_offices as offices
from tests.unit.domain.ruleset import test_publishing as rulesets
from tests.unit.domain.service_key import test_service_keys as keys

SITI, KPRI = accounts.SITI, accounts.KPRI
PERSON = account.Person(full_name="Siti", email="siti@koperasi.id", phone="024-3584077")
SCAN = Evidence(description="Surat", document="sha256:scan")
known = accounts.officer
shut = known.given(accounts.disabled)
waiting = papers.cooperative.given(papers.registered)
stopped = test_changes.active.given(test_changes.deactivated)
stakeholder = known.given(InterestDeclared(cooperative=KPRI, reason="member"))

SAMPLES: tuple[tuple[Given, Command], ...] = (
    (accounts.accounts, msgspec.structs.replace(accounts.create, person=PERSON)),
    (
        accounts.accounts,
        account.CreateAccount(
            account=SITI, user_name="siti", role=Role.AUDITOR, territory="ID", person=PERSON
        ),
    ),
    (
        accounts.accounts,
        account.InviteOperator(account=SITI, cooperative=KPRI, user_name="siti", person=PERSON),
    ),
    (known, account.ChangeAccount(account=SITI, person=every_field(account.PersonChanges, PERSON))),
    (
        known,
        account.ChangeRole(
            account=SITI, role=Role.AUDITOR, office="33", territory="ID", reason="moved"
        ),
    ),
    (known, account.DisableAccount(account=SITI, reason="left")),
    (shut, account.EnableAccount(account=SITI, reason="is back")),
    (shut, account.ErasePerson(account=SITI, reason="asked")),
    (
        known.given(SecondFactorSet()),
        account.RemoveSecondFactor(account=SITI, reason="lost"),
    ),
    (known, account.DeclareInterest(account=SITI, cooperative=KPRI, reason="member")),
    (stakeholder, account.WithdrawInterest(account=SITI, cooperative=KPRI, reason="left")),
    (areas.areas, areas.add),
    (areas.areas, areas.rename),
    (areas.areas, areas.retire),
    (areas.lists, areas.load),
    (cases.draft, assessment.AttachDocument(assessment=cases.CASE, document=entering.SCAN)),
    (cases.handed_in, verifying.RETURN),
    (cases.with_ratio_9(), verifying.RULE),
    (
        cases.handed_in,
        assessment.RecordAdjustments(
            assessment=cases.CASE, corrections=("K1",), faults=("F1",), reason="Tidak diaudit"
        ),
    ),
    (cases.handed_in, msgspec.structs.replace(verifying.VERIFY, note="Sesuai")),
    (correcting.case, msgspec.structs.replace(correcting.CORRECT, evidence=(SCAN,))),
    (correcting.case, msgspec.structs.replace(correcting.VOID, evidence=(SCAN,))),
    (correcting.case, msgspec.structs.replace(correcting.OBJECT, evidence=(SCAN,))),
    (
        correcting.case.given(correcting.raised),
        msgspec.structs.replace(correcting.UPHOLD, evidence=(SCAN,)),
    ),
    (
        papers.cooperative,
        papers.register(
            logo="sha256:logo",
            nik=papers.NIK,
            contacts=Contacts(
                phone="024-3584077", email="a@koperasi.id", website="https://koperasi.id"
            ),
        ),
    ),
    (waiting, cooperative.VerifyRegistration(cooperative=papers.HANDAYANI, note="Sesuai")),
    (test_registration.from_guest, test_registration.STATED),
    (test_registration.from_guest, test_registration.CONFIRM),
    (waiting, cooperative.RejectRegistration(cooperative=papers.HANDAYANI, reason="Ganda")),
    (test_changes.active, test_changes.CHANGE),
    (test_changes.active, test_changes.MOVE),
    (test_changes.active, test_changes.DEACTIVATE),
    (stopped, test_changes.REACTIVATE),
    (offices.offices, offices.open_it),
    (
        offices.office,
        office.ChangeOffice(office="33.74", name="Dinas", territory="33", reason="merged"),
    ),
    (offices.office, office.CloseOffice(office="33.74", reason="merged")),
    (offices.office, offices.delegate),
    (
        offices.office.given(offices.delegated),
        office.EndDelegation(office="33.74", account=offices.SITI, reason="is back"),
    ),
    (
        offices.office,
        office.StateOfficeTimeZone(office="33.74", time_zone=TimeZone.WITA, reason="SK 4"),
    ),
    (cases.unopened, opening.WHAT_IF),
    (rulesets.rulesets, rulesets.PUBLISH),
    (rulesets.rulesets.given(rulesets.published), rulesets.RETIRE),
    (keys.keys, keys.create),
    (keys.key, keys.revoke),
    (keys.keys, keys.ask_for),
    (keys.asked, keys.refuse),
)

NOT_KEPT = {
    "prefix": "The server makes it.",
    "digest": "It names what was uploaded or published, or the server makes it.",
    "office": "It names a stream; under another name there is no office.",
    "ruleset": "It names what was published.",
    "ruleset_id": "It names a stream, and is compared with the name that is published.",
    "document.media_type": "The bytes say it, whatever the caller says.",
}
"""Texts that no sample shows, by the field of the command, and why."""


def texts(value: Any, path: str = "") -> Iterator[tuple[str, Callable[[str], Any]]]:
    """Yield every text within *value*: its place, and how *value* is made with another one."""
    if type(value) is str:
        yield path, lambda changed: value + changed
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            for place, spoil in texts(getattr(value, name), f"{path}.{name}"):
                yield place, _in_struct(value, name, spoil)
    elif isinstance(value, tuple):
        for index, part in enumerate(value):
            for place, spoil in texts(part, f"{path}.{index}"):
                yield place, _in_tuple(value, index, spoil)


def _in_struct(value: Any, name: str, spoil: Callable[[str], Any]) -> Callable[[str], Any]:
    return lambda changed: msgspec.structs.replace(value, **{name: spoil(changed)})


def _in_tuple(
    value: tuple[Any, ...], index: int, spoil: Callable[[str], Any]
) -> Callable[[str], Any]:
    return lambda changed: (*value[:index], spoil(changed), *value[index + 1 :])


CASES = [
    pytest.param(given, spoil, id=f"{type(command).__name__}{place}")
    for given, command in SAMPLES
    for place, spoil in texts(command)
    if place.removeprefix(".") not in NOT_KEPT or isinstance(command, office.OpenOffice)
]


@pytest.mark.parametrize("spoilt", ["\u200b", "\u202e", "\x00", "a" * 900_000])
@pytest.mark.parametrize(("given", "spoil"), CASES)
def test_no_text_is_taken_with_what_nobody_sees_or_without_end(
    given: Given, spoil: Callable[[str], Command], spoilt: str
) -> None:
    """A joiner, a turner of lines, a NUL, and a novel of 900 KB at the end of each text."""
    answer = given.when(spoil(spoilt))
    assert answer.refusals
    assert not answer.decision.events


@pytest.mark.parametrize(("given", "command"), SAMPLES)
def test_the_samples_are_sound(given: Given, command: Command) -> None:
    """What is refused is refused for the text."""
    assert given.when(command).decision.events


def test_every_command_with_a_text_has_a_sample() -> None:
    """A new command stands here, or has no text."""
    sampled = {type(command) for _, command in SAMPLES}
    commands = {command for subject in SUBJECTS for command in subject.commands}
    assert {each.__name__ for each in commands - sampled if _holds_text(each)} == set()


def _holds_text(kind: Any) -> bool:
    """Say whether a value of the type *kind* has a text in it that a caller gives."""
    if kind is str:
        return True
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        hints = get_type_hints(kind)
        own = [hints[name] for name in kind.__struct_fields__ if name not in NOT_KEPT]
        return any(map(_holds_text, own))
    return get_origin(kind) is not None and any(map(_holds_text, _parts(kind)))


def _parts(kind: Any) -> tuple[Any, ...]:
    """Return what may stand in *kind*; the keys of a mapping are names of the ruleset."""
    parts = get_args(kind)
    return parts[1:] if len(parts) == 2 and parts[0] is str else parts
