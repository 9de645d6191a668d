"""Why something may not happen to an office. `ReasonMissing` stands in `domain.kernel.wording`."""

from domain.kernel.refusals import Refusal
from domain.kernel.text import Text


class OfficeNotFound(Refusal):
    """There is no such open office within the actor's reach."""

    code = "not_found"
    what = Text("Kantor itu tidak ditemukan.", "There is no such office.")
    remedy_text = Text("Periksa kembali kodenya.", "Check its code.")


class OfficeExists(Refusal):
    """The code is in use, or was."""

    code = "office_exists"
    what = Text("Kantor {office} sudah ada.", "The office {office} exists already.")
    remedy_text = Text("Ubah kantor itu atau pilih kode lain.", "Change it or choose another code.")


class OfficeCodeMalformed(Refusal):
    """The code has another shape than office codes have."""

    code = "office_code_malformed"
    what = Text("Kode kantor {office} tidak dapat dipakai.", "The code {office} cannot be used.")
    remedy_text = Text(
        "Pakai 2 sampai 32 huruf, angka, titik atau tanda hubung.",
        "Use 2 to 32 letters, digits, dots or hyphens.",
    )


class OfficeNameMissing(Refusal):
    """An office has a name."""

    code = "office_name_missing"
    what = Text("Nama kantor belum diisi.", "The name of the office is missing.")
    remedy_text = Text("Isi namanya.", "Fill it in.")


class TerritoryUnknown(Refusal):
    """The territory is no area in use: unknown, or its end was decided."""

    code = "territory_unknown"
    what = Text(
        "Wilayah {territory} tidak dikenal atau tidak dipakai lagi.",
        "The area {territory} is unknown or not in use any more.",
    )
    remedy_text = Text(
        "Pakai kode Kemendagri seperti 33.74, atau ID untuk seluruh negeri.",
        "Use a Kemendagri code such as 33.74, or ID for the whole country.",
    )


class PeriodReversed(Refusal):
    """The last day comes before the first, or has passed."""

    code = "period_reversed"
    what = Text(
        "Masa {first} sampai {last} tidak mungkin.", "The period {first} to {last} is impossible."
    )
    remedy_text = Text(
        "Hari terakhir tidak boleh sebelum hari pertama atau hari ini.",
        "The last day may not be before the first day or before today.",
    )


class DelegateUnsuitable(Refusal):
    """Only an active officer of the same office signs for its head."""

    code = "delegate_unsuitable"
    what = Text(
        "Akun itu bukan pejabat aktif kantor ini.",
        "That account is no active officer of this office.",
    )
    remedy_text = Text("Pilih pejabat kantor ini.", "Choose an officer of this office.")


class DelegationAbsent(Refusal):
    """The account does not sign for the head."""

    code = "delegation_absent"
    what = Text(
        "Akun itu tidak memegang pelimpahan tanda tangan.", "That account holds no delegation."
    )
    remedy_text = Text("Tidak ada yang perlu dilakukan.", "There is nothing to do.")


class OfficeStillNeeded(Refusal):
    """Cooperatives or cases would fall out of every queue near them."""

    code = "office_still_needed"
    what = Text(
        "{count} koperasi atau penilaian hanya diawasi kantor ini.",
        "{count} cooperatives or assessments are seen by no other office near them.",
    )
    remedy_text = Text(
        "Alihkan dahulu: ubah wilayah keanggotaannya ke wilayah pengganti, atau buka kantor lain "
        "untuk wilayah itu.",
        "Hand them over first: change their membership area to the successor, or open another "
        "office for the area.",
    )
