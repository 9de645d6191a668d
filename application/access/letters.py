"""The letters that are mailed, in both languages; who mails them is the business of a reactor."""

from datetime import datetime

import msgspec

from application.access.ports import Kept
from domain.kernel.text import Text
from domain.kernel.time_zones import TimeZone, local

SUBJECT = Text("Sokoguru: pilih kata sandi", "Sokoguru: choose a password")
LETTER = Text(
    "Pilih kata sandi Anda lewat tautan ini, yang berlaku satu kali sampai {until}:",
    "Choose your password with this link, which works once, until {until}:",
)

CHOSEN_SUBJECT = Text("Sokoguru: kata sandi Anda diganti", "Sokoguru: your password was changed")
CHOSEN = Text(
    "Kata sandi akun Anda dipilih atau diganti pada {at}. Bila itu bukan Anda, minta kata sandi "
    "baru di {address} dan beri tahu administrator.",
    "The password of your account was chosen or changed at {at}. If that was not you, ask for a "
    "new one at {address} and tell your administrator.",
)

UNDO_SUBJECT = Text("Sokoguru: akun Anda diubah", "Sokoguru: your account was changed")
CHANGED = Text(
    "{what} akun Anda diubah pada {at}. Bila itu bukan Anda, batalkan dalam sehari lewat tautan "
    "di bawah ini; semua sesi berakhir dan Anda memilih kata sandi baru.",
    "{what} of your account was changed at {at}. If that was not you, undo it within a day by the "
    "link below; all sessions end, and you choose a new password.",
)
WHAT = {
    Kept.EMAIL: Text("Alamat surel", "The mail address"),
    Kept.SECOND_FACTOR: Text("Kode sekali pakai", "The one-time code"),
}


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """A mail as `application.access.ports.Mailer` takes it."""

    subject: str
    text: str

    def __repr__(self) -> str:
        return "Letter()"


def password_link(address: str, token: str) -> str:
    """Return the address of the page on which the holder of *token* chooses a password.

    The token stands behind the ``#``, which no browser sends: no server's log ever sees it.

    >>> password_link("https://koperasi.example.go.id", "sgl_abc")
    'https://koperasi.example.go.id/link#sgl_abc'
    """
    return f"{address}/link#{token}"


def on_the_wall(moment: datetime, zone: TimeZone) -> str:
    """Return *moment* as the reader's clock in *zone* shows it.

    >>> on_the_wall(datetime.fromisoformat("2026-11-22T15:30Z"), TimeZone.WIT)
    '2026-11-23 00:30 WIT'
    """
    return f"{local(moment, zone):%Y-%m-%d %H:%M} {zone}"


def password_told(at: datetime, address: str, zone: TimeZone) -> Letter:
    """Return the letter that tells of a password that was chosen at *at*."""
    text = CHOSEN.format(at=on_the_wall(at, zone), address=address)
    return Letter(subject=CHOSEN_SUBJECT.id, text=f"{text.id}\n{text.en}\n")


def undo_letter(name: Kept, at: datetime, address: str, token: str, zone: TimeZone) -> Letter:
    """Return the letter to the address from before, with which the change can be undone."""
    when, what = on_the_wall(at, zone), WHAT[name]
    lines = [
        CHANGED.id.format(what=what.id, at=when),
        CHANGED.en.format(what=what.en, at=when),
        "",
        f"{address}/undo#{token}",
    ]
    return Letter(subject=UNDO_SUBJECT.id, text="\n".join(lines) + "\n")


def password_letter(link: str, until: datetime, zone: TimeZone) -> Letter:
    """Return the letter that carries *link*, which works once until *until*."""
    letter = LETTER.format(until=on_the_wall(until, zone))
    return Letter(subject=SUBJECT.id, text=f"{letter.id}\n{letter.en}\n\n{link}\n")
