"""A command that was given before a field was added is still recognised."""

from hashlib import sha256
from uuid import UUID

from msgspec.structs import replace

from application.kernel.outcome import fingerprint
from domain.cooperative.commands import VerifyRegistration
from tests.support.given import OFFICER

VERIFY = VerifyRegistration(cooperative=UUID(int=7), note="Sesuai")
BEFORE = (
    b'["VerifyRegistration",{"cooperative":"00000000-0000-0000-0000-000000000007",'
    b'"expected_version":null,"note":"Sesuai"},"officer-1"]'
)


def test_left_out_it_is_no_part_of_what_was_asked() -> None:
    """The digest is that of the command as it was written then."""
    assert fingerprint(VERIFY, OFFICER) == sha256(BEFORE).digest()


def test_given_it_makes_another_command() -> None:
    """Another source is another statement."""
    stated = replace(VERIFY, source="Ketuanya")
    assert fingerprint(stated, OFFICER) != fingerprint(VERIFY, OFFICER)
