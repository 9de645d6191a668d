"""What an input cannot be declared to become; the program does not start with it."""

from typing import Any, ClassVar

import msgspec
import pytest
import strawberry

from api.account.inputs import PersonInput
from api.building.scalars import WrittenNumber
from api.mutations.annotations import Misdeclared
from api.mutations.declaration import plan, read_as, reads_as
from api.mutations.fields import optional, required
from api.mutations.readers import number, uuid
from api.mutations.reading import Reading
from api.office.mutations import DelegateSignatureInput, EndDelegationInput
from domain.account.commands import Person
from domain.office.commands import DelegateSignature, EndDelegation


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """A command of nothing but a text."""

    text: str


class Sealed(Note, frozen=True, kw_only=True):
    """A command with a part that the server makes."""

    secret: ClassVar[frozenset[str]] = frozenset({"seal"})
    seal: str = ""


class Wrapped(msgspec.Struct, frozen=True, kw_only=True):
    """A command that carries a struct."""

    note: Note


@reads_as(Note)
@strawberry.input
class TextInput:
    """An input of nothing but a text."""

    text: str = required("A text.")


def misdeclared(given: type, kind: type[msgspec.Struct], **more: Any) -> str:
    """Return why *given* cannot become a *kind*."""
    with pytest.raises(Misdeclared) as raised:
        plan(given, kind, **more)
    return str(raised.value)


def test_an_input_cannot_become_the_command_of_another() -> None:
    """Lending a signature takes days, ending it takes none: neither is the other."""
    assert misdeclared(DelegateSignatureInput, EndDelegation) == (
        "DelegateSignatureInput -> EndDelegation: no such field: first, last."
    )
    assert misdeclared(EndDelegationInput, DelegateSignature) == (
        "EndDelegationInput -> DelegateSignature: filled by nothing: first, last."
    )


def test_a_field_is_filled_once() -> None:
    """Two texts for one field of the command: one of them would be lost."""

    @strawberry.input
    class TwiceInput(TextInput):
        words: str = required("The same.", fills="text")

    assert "filled more than once: text, words" in misdeclared(TwiceInput, Note)


def test_a_struct_is_filled_whole_or_by_its_parts() -> None:
    """A note and a text of the note, again."""

    @strawberry.input
    class BothInput:
        note: TextInput = required("The note.", fills="note")
        text: str = required("Its text.", fills="note.text")

    assert "filled more than once: note, text" in misdeclared(BothInput, Wrapped)


def test_a_part_of_a_struct_cannot_be_forgotten() -> None:
    """Neither in a struct within the command."""

    @strawberry.input
    class PartInput:
        name: str = required("No part of it.", fills="note.name")

    assert "PartInput -> Wrapped.note: filled by nothing: text" in misdeclared(PartInput, Wrapped)


def test_what_the_server_makes_is_no_input() -> None:
    """Its own part is left alone, and no input may fill it."""

    @strawberry.input
    class SealInput(TextInput):
        seal: str = required("Not the client's to say.")

    assert plan(TextInput, Sealed).build(TextInput(text="x"), Reading()) == Sealed(text="x")
    assert "filled and left out as well: seal" in misdeclared(SealInput, Sealed)


def test_what_is_left_out_must_exist_and_have_a_default() -> None:
    """A list of exceptions does not outlive what it is about."""

    @strawberry.input
    class NothingInput:
        pass

    assert "no such field: version" in misdeclared(TextInput, Note, leaves={"version"})
    assert "left out without a default: text" in misdeclared(NothingInput, Note, leaves={"text"})


def test_an_id_or_a_number_needs_a_reader() -> None:
    """Both look like texts and are none."""

    @strawberry.input
    class IdInput:
        text: strawberry.ID | None = optional("An id.")

    @strawberry.input
    class NumberInput:
        text: WrittenNumber = required("A number.")

    assert "IdInput.text: say with reads= how a ID is read" in misdeclared(IdInput, Note)
    assert "how a WrittenNumber is read" in misdeclared(NumberInput, Note)


def test_the_types_of_both_sides_fit() -> None:
    """A text is no number, a reader of numbers reads no text, and None needs room."""

    @strawberry.input
    class CountInput:
        text: int = required("A count.")

    @strawberry.input
    class WrongInput:
        text: str = required("A text.", reads=number)

    @strawberry.input
    class AbsentInput:
        text: strawberry.ID | None = optional("Maybe.", reads=uuid("Account"))

    assert "text gives <class 'int'>, not <class 'str'>" in misdeclared(CountInput, Note)
    assert "its reader takes" in misdeclared(WrongInput, Note)
    assert "gives uuid.UUID | None" in misdeclared(AbsentInput, Note)


def test_a_subclass_of_an_input_has_no_plan_of_its_base() -> None:
    """What it adds would be lost without a word."""

    @strawberry.input
    class LongPersonInput(PersonInput):
        title: str = required("A title.")

    @strawberry.input
    class ItsInput:
        person: LongPersonInput = required("Who it is.")

    class Its(msgspec.Struct):
        person: Person

    assert "LongPersonInput" in misdeclared(ItsInput, Its)


def test_an_input_is_read_as_what_it_is_declared() -> None:
    """A person is no note."""
    person = PersonInput(full_name="Siti")
    assert read_as(Person, person, Reading()) == Person(full_name="Siti")
    with pytest.raises(Misdeclared, match="PersonInput is declared as a Person"):
        read_as(Note, person, Reading())
