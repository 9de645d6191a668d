"""Why something may not happen to a service key.

`ReasonMissing` stands in `domain.kernel.wording`.
"""

from domain.kernel.refusals import Refusal
from domain.kernel.text import Text


class KeyNotFound(Refusal):
    """There is no such key."""

    code = "not_found"
    what = Text("Kunci layanan itu tidak ditemukan.", "There is no such service key.")
    remedy_text = Text("Periksa kembali pengenalnya.", "Check its id.")


class KeyNameMissing(Refusal):
    """A key says what it is for."""

    code = "key_name_missing"
    what = Text("Nama kunci belum diisi.", "The name of the key is missing.")
    remedy_text = Text("Tulis untuk sistem apa kunci ini.", "Write which system it is for.")


class KeyWithoutScope(Refusal):
    """A key without scopes opens nothing."""

    code = "key_without_scope"
    what = Text("Kunci tanpa cakupan tidak berguna.", "A key without scopes opens nothing.")
    remedy_text = Text(
        "Pilih feed, statements atau read.", "Choose among feed, statements and read."
    )


class KeyPeriodImpossible(Refusal):
    """The end is past, or further away than keys may live."""

    code = "key_period_impossible"
    what = Text("Kunci tidak dapat berlaku sampai {until}.", "A key cannot be valid until {until}.")
    remedy_text = Text(
        "Pilih saat di masa depan, paling lama {days} hari dari sekarang.",
        "Choose a moment in the future, at most {days} days from now.",
    )


class KeyPlaceUnknown(Refusal):
    """The key is bound to an office or cooperative that does not exist, or is not active."""

    code = "key_place_unknown"
    what = Text(
        "{field} itu tidak dikenal, atau tidak aktif.",
        "There is no such {field}, or it is not active.",
    )
    remedy_text = Text("Periksa kembali kodenya.", "Check its code.")


class KeyOver(Refusal):
    """The key was revoked or has expired."""

    code = "key_over"
    what = Text("Kunci itu sudah tidak berlaku.", "The key is not valid any more.")
    remedy_text = Text("Buat kunci baru.", "Create a new key.")


class KeyNeedsSecondPerson(Refusal):
    """One person alone would let a program read the whole country."""

    code = "key_needs_second_person"
    what = Text(
        "Kunci untuk seluruh negeri memerlukan persetujuan orang kedua dari kementerian.",
        "A key to the whole country needs the consent of a second person, of the ministry.",
    )
    remedy_text = Text(
        "Ajukan dengan requestServiceKey, atau batasi pada satu dinas atau koperasi.",
        "Ask for it with requestServiceKey, or bind it to an office or a cooperative.",
    )


class OwnKeyRequest(Refusal):
    """Whoever asked for a key would agree to it."""

    code = "own_key_request"
    what = Text("Anda sendiri yang meminta kunci ini.", "You asked for this key yourself.")
    remedy_text = Text("Minta rekan di kementerian.", "Ask a colleague at the ministry.")


class KeyUndecided(Refusal):
    """Nobody has agreed to the key yet."""

    code = "key_undecided"
    what = Text("Permintaan kunci ini belum diputuskan.", "This request is not decided yet.")
    remedy_text = Text(
        "Minta orang kementerian memutuskannya dengan approveServiceKey.",
        "Have somebody of the ministry decide it with approveServiceKey.",
    )


class KeyRequestOver(Refusal):
    """The request was decided already, was refused, or has expired."""

    code = "key_request_over"
    what = Text(
        "Permintaan kunci ini sudah diputuskan atau kedaluwarsa.",
        "This request was decided already, or has expired.",
    )
    remedy_text = Text("Ajukan permintaan baru.", "Ask for the key anew.")
