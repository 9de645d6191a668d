"""Every command says which stream it is about, and which field names the thing."""

from typing import get_args
from uuid import UUID, uuid4

import pytest

from domain.account.commands import AccountCommand
from domain.area.commands import AreaCommand, LoadAreaCodes
from domain.area.state import CODE_LIST
from domain.assessment.commands import AssessmentCommand
from domain.cooperative.commands import CooperativeCommand, VerifyRegistration
from domain.kernel.commands import Command
from domain.office.commands import CloseOffice, OfficeCommand
from domain.office.state import office_stream
from domain.ruleset.commands import RulesetCommand
from domain.service_key.commands import ServiceKeyCommand

COMMANDS: list[type[Command]] = [
    LoadAreaCodes,
    *get_args(AccountCommand),
    *get_args(AreaCommand),
    *get_args(AssessmentCommand),
    *get_args(CooperativeCommand),
    *get_args(OfficeCommand),
    *get_args(RulesetCommand),
    *get_args(ServiceKeyCommand),
]


@pytest.mark.parametrize("kind", COMMANDS)
def test_a_command_names_its_thing_in_a_field_of_its_own(kind: type[Command]) -> None:
    """A refusal that says "not found" points to it."""
    assert kind.names in kind.__struct_fields__


@pytest.mark.parametrize("kind", COMMANDS)
def test_what_the_server_fills_in_may_be_left_out(kind: type[Command]) -> None:
    """A caller who repeats a command cannot know it."""
    required = kind.__struct_fields__[: -len(kind.__struct_defaults__) or None]
    assert kind.secret <= set(kind.__struct_fields__) - set(required)


def test_a_stream_is_an_id_or_computed_from_a_code() -> None:
    """A cooperative's stream is its id; an office has a code, the published list neither."""
    cooperative = uuid4()
    assert VerifyRegistration(cooperative=cooperative).stream == cooperative
    assert CloseOffice(office="33", reason="merged").stream == office_stream("33")
    assert isinstance(CODE_LIST, UUID)


def test_a_command_without_a_stream_is_about_nothing() -> None:
    """Every command has one of its own."""
    with pytest.raises(NotImplementedError):
        _ = Command().stream
