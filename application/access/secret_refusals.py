"""Why somebody may not have that password, or is not shown a secret.

A password is refused for one reason at a time, the simplest first; `WEAK` finds the refusal of a
weakness by its code.
"""

from collections.abc import Mapping

from domain.kernel.refusals import Refusal
from domain.kernel.text import Text


class PasswordWrong(Refusal):
    """The present password is not that."""

    code = "password_wrong"
    what = Text("Kata sandi sekarang salah.", "The present password is wrong.")
    remedy_text = Text("Periksa kembali.", "Check it.")


class PasswordAskedAgain(Refusal):
    """A session alone does not make this change."""

    code = "password_asked_again"
    what = Text(
        "Perubahan ini memerlukan kata sandi Anda sekali lagi.",
        "This change asks for your password once more.",
    )
    remedy_text = Text(
        "Isi kata sandi, dan kode sekali pakai bila Anda memakainya.",
        "Give your password, and a one-time code where you use one.",
    )


class SecondFactorNotProposed(Refusal):
    """The secret of one-time codes is not one that was proposed here."""

    code = "second_factor_not_proposed"
    what = Text(
        "Rahasia itu bukan usulan dari sini, atau sudah kedaluwarsa.",
        "That secret was not proposed here, or the proposal has expired.",
    )
    remedy_text = Text("Minta usulan baru.", "Ask for a new proposal.")


class PasswordUnchanged(Refusal):
    """The new password is the old one."""

    code = "password_unchanged"
    what = Text("Kata sandi baru sama dengan yang lama.", "The new password is the old one.")
    remedy_text = Text("Pilih kata sandi lain.", "Choose another.")


class LinkWorthless(Refusal):
    """The one-time link was used, has expired, never was, or has nothing left to do."""

    code = "link_worthless"
    what = Text(
        "Tautan itu sudah dipakai, kedaluwarsa atau tidak pernah ada.",
        "The link was used, has expired or never was.",
    )
    remedy_text = Text("Minta tautan baru.", "Ask for a new link.")


class SecretShownOnce(Refusal):
    """The command was carried out before, and its answer held a secret."""

    code = "secret_shown_once"
    what = Text(
        "Perintah ini sudah dijalankan; rahasianya hanya ditampilkan satu kali.",
        "This command was carried out before; its secret is shown only once.",
    )
    remedy_text = Text(
        "Bila rahasianya hilang, minta yang baru dengan commandId baru.",
        "If the secret was lost, ask for a new one with a new commandId.",
    )


class PasswordTooShort(Refusal):
    """Short passwords are tried first."""

    code = "password_too_short"
    what = Text(
        "Kata sandi kurang dari {shortest} karakter.",
        "The password has fewer than {shortest} characters.",
    )
    remedy_text = Text("Beberapa kata acak mudah diingat.", "A few random words are easy to keep.")


class PasswordTooLong(Refusal):
    """Nobody types that."""

    code = "password_too_long"
    what = Text(
        "Kata sandi lebih dari {longest} karakter.",
        "The password has more than {longest} characters.",
    )
    remedy_text = Text("Pakai yang lebih pendek.", "Use a shorter one.")


class PasswordCommon(Refusal):
    """The password stands in the lists of leaked ones."""

    code = "password_common"
    what = Text(
        "Kata sandi itu ada di daftar kata sandi yang bocor.",
        "That password is in the lists of leaked passwords.",
    )
    remedy_text = Text("Pilih yang tidak dipakai siapa pun.", "Choose one that nobody uses.")


class PasswordLikeName(Refusal):
    """The password is the user name with little added."""

    code = "password_like_name"
    what = Text(
        "Kata sandi terlalu mirip dengan nama Anda.", "The password is too much like your name."
    )
    remedy_text = Text("Pilih yang tidak ada hubungannya.", "Choose one that has nothing of it.")


class PasswordWeak(Refusal):
    """The password can be guessed in few attempts."""

    code = "password_weak"
    what = Text("Kata sandi itu mudah ditebak.", "The password is easy to guess.")
    remedy_text = Text("Beberapa kata acak mudah diingat.", "A few random words are easy to keep.")


WEAK: Mapping[str, type[Refusal]] = {
    kind.code: kind
    for kind in (
        PasswordTooShort,
        PasswordTooLong,
        PasswordCommon,
        PasswordLikeName,
        PasswordWeak,
    )
}
