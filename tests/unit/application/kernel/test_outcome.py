"""What a command came to is kept in a format that never changes, nor does its fingerprint."""

from decimal import Decimal
from uuid import UUID

from msgspec.structs import replace

from application.kernel.outcome import Outcome, decode, encode, fingerprint
from domain.assessment.commands import EnterStatements
from domain.kernel.actors import SYSTEM
from domain.service_key.commands import RotateServiceKey
from tests.support.given import COLLEAGUE, NOW, OFFICER, OPERATOR
from tests.unit.domain.cooperative.papers import NIK, register

KAS = EnterStatements(
    assessment=UUID(int=70),
    figures={"piutang": Decimal("2.50"), "kas": Decimal(12)},
    expected_version=3,
)
ROTATE = RotateServiceKey(key=UUID(int=1), successor=UUID(int=2), expires_at=NOW, overlap_until=NOW)


def test_a_fingerprint_never_changes() -> None:
    """A command of yesterday, given again after an update, is recognised."""
    assert fingerprint(register(nik=NIK), OFFICER).hex() == (
        "1536cc512c5c96742252459c83cfdf720576040ba082145dceb7d59c151a4ce0"
    )
    assert fingerprint(KAS, OPERATOR).hex() == (
        "2c16b9292c8cee77459847cd05611ea50a20af6fdbbd9e6a4a8641ae421c5ae6"
    )


def test_a_fingerprint_stands_for_what_was_asked_and_for_whom() -> None:
    """Another figure, another order of the same figures, another person."""
    assert fingerprint(replace(KAS, figures={"kas": Decimal(13)}), OPERATOR) != fingerprint(
        KAS, OPERATOR
    )
    turned = replace(KAS, figures=dict(reversed(list(KAS.figures.items()))))
    assert fingerprint(turned, OPERATOR) == fingerprint(KAS, OPERATOR)
    assert fingerprint(register(), COLLEAGUE) != fingerprint(register(), OFFICER)


def test_what_the_server_fills_in_is_no_part_of_what_was_asked() -> None:
    """A repeated rotation has made another secret, and is the same rotation."""
    made = replace(ROTATE, prefix="sgk_abcdefgh")
    assert fingerprint(made, SYSTEM) == fingerprint(ROTATE, SYSTEM)
    assert fingerprint(replace(made, key=UUID(int=3)), SYSTEM) != fingerprint(ROTATE, SYSTEM)


def test_an_outcome_is_stored_as_it_always_was() -> None:
    """The stream is called ``subject`` there."""
    outcome = Outcome(stream=UUID(int=70), version=5, fingerprint=b"as given")
    stored = (
        b'{"subject":"00000000-0000-0000-0000-000000000046",'
        b'"version":5,"fingerprint":"YXMgZ2l2ZW4="}'
    )
    assert encode(outcome) == stored
    assert decode(stored) == outcome
