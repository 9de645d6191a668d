"""Why somebody is not let in.

Whoever does not know the password learns nothing here about which accounts exist: a wrong
name, a wrong password and a disabled account get the same answer after the same work.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from application.access.ports import HumanCheck, TooBusy
from domain.kernel.refusals import Refusal
from domain.kernel.text import Text


class UserNameMissing(Refusal):
    """The field was left empty."""

    code = "user_name_missing"
    what = Text("Nama pengguna belum diisi.", "The user name is missing.")
    remedy_text = Text("Isi nama pengguna Anda.", "Fill in your user name.")


class PasswordMissing(Refusal):
    """The field was left empty."""

    code = "password_missing"
    what = Text("Kata sandi belum diisi.", "The password is missing.")
    remedy_text = Text("Isi kata sandi Anda.", "Fill in your password.")


class HumanCheckMissing(Refusal):
    """The proof of work was not done."""

    code = "human_check_missing"
    what = Text("Pemeriksaan manusia belum dijawab.", "The human check was not answered.")
    remedy_text = Text(
        "Ambil tantangan di /human-check dan kirim jawabannya.",
        "Fetch a challenge from /human-check and send its solution.",
    )


class HumanCheckWrong(Refusal):
    """The proof of work is wrong, too old or used before."""

    code = "human_check_wrong"
    what = Text(
        "Jawaban pemeriksaan manusia salah, kedaluwarsa atau sudah dipakai.",
        "The answer to the human check is wrong, too old or was used before.",
    )
    remedy_text = Text("Ambil tantangan baru.", "Fetch a new challenge.")


class SignInWrong(Refusal):
    """The user name or the password is wrong; which of them is nobody's business."""

    code = "sign_in_wrong"
    what = Text("Nama pengguna atau kata sandi salah.", "The user name or password is wrong.")
    remedy_text = Text(
        "Periksa keduanya, atau minta tautan untuk kata sandi baru.",
        "Check both, or ask for a link to choose a new password.",
    )


class RoleWrong(Refusal):
    """The account is right, but it is something else than was chosen."""

    code = "role_wrong"
    what = Text(
        "Akun ini tidak memiliki peran {role}.", "This account does not have the role {role}."
    )
    remedy_text = Text("Pilih peran akun Anda.", "Choose the role of your account.")


class SignInLocked(Refusal):
    """Too many attempts failed."""

    code = "sign_in_locked"
    what = Text(
        "Terlalu banyak percobaan gagal; terkunci sampai {until}.",
        "Too many attempts failed; locked until {until}.",
    )
    remedy_text = Text(
        "Tunggu sampai saat itu, atau minta tautan untuk kata sandi baru.",
        "Wait until then, or ask for a link to choose a new password.",
    )


class ReceiptsLocked(Refusal):
    """Too many receipts from one address were wrong."""

    code = "receipts_locked"
    what = Text(
        "Terlalu banyak kode tanda terima yang salah; terkunci sampai {until}.",
        "Too many receipts were wrong; locked until {until}.",
    )
    remedy_text = Text(
        "Tunggu sampai saat itu, atau tanyakan kepada dinas dengan nomor badan hukumnya.",
        "Wait until then, or ask the office with the legal number.",
    )


class SecondFactorMissing(Refusal):
    """The password is right; the account wants a one-time code too."""

    code = "second_factor_missing"
    what = Text("Kode sekali pakai belum diisi.", "The one-time code is missing.")
    remedy_text = Text(
        "Isi kode dari aplikasi autentikator.", "Fill in the code of your authenticator."
    )


class SecondFactorWrong(Refusal):
    """The one-time code is wrong, too old or used before."""

    code = "second_factor_wrong"
    what = Text(
        "Kode sekali pakai salah, kedaluwarsa atau sudah dipakai.",
        "The one-time code is wrong, too old or was used before.",
    )
    remedy_text = Text("Tunggu kode berikutnya.", "Wait for the next code.")


class SecondFactorSecretWrong(Refusal):
    """What was given for a secret is none that one-time codes can be made of."""

    code = "second_factor_secret_wrong"
    what = Text("Rahasia kode sekali pakai itu tidak sah.", "That is no secret for one-time codes.")
    remedy_text = Text(
        "Kirim rahasia dari proposeSecondFactor tanpa perubahan.",
        "Send the secret from proposeSecondFactor as it is.",
    )


class TooManySignIns(Refusal):
    """So many passwords wait to be checked that it makes no sense to wait as well."""

    code = "sign_in_busy"
    what = Text(
        "Terlalu banyak orang sedang masuk.", "Too many people are signing in at this moment."
    )
    remedy_text = Text("Coba lagi sebentar lagi.", "Try again in a moment.")


async def refuse_program(check: HumanCheck, solution: str | None, at: datetime) -> None:
    """Raise unless *solution* solves a human check, or none is asked for; it is used up."""
    if check.enabled:
        if not solution:
            raise HumanCheckMissing(field="humanCheck")
        if not await check.passes(solution, at):
            raise HumanCheckWrong(field="humanCheck")


@contextmanager
def told_when_busy() -> Iterator[None]:
    """Tell whoever has a password checked or made inside when too many wait already."""
    try:
        yield
    except TooBusy as busy:
        raise TooManySignIns from busy
