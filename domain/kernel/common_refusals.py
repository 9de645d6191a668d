"""Refusals that several subjects share."""

from domain.kernel.refusals import Refusal
from domain.kernel.text import Text


class OutOfTurn(Refusal):
    """The state that the *subject* is in does not allow the command.

    *state* ends the sentence "This cooperative ...", *remedy* says what is possible now.
    """

    code = "wrong_state"
    what = Text("{subject.id} ini {state.id}.", "This {subject.en} {state.en}.")
    remedy_text = Text("{remedy.id}", "{remedy.en}")


class NothingChanged(Refusal):
    """The command would leave everything as it is."""

    code = "nothing_changed"
    what = Text("Tidak ada yang berubah.", "Nothing would change.")
    remedy_text = Text(
        "Ubah sedikitnya satu isian, atau batalkan.", "Change at least one field, or leave it."
    )
