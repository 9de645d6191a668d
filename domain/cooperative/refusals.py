"""Why something may not happen to a cooperative.

    Refusal
    ├── AlreadyRegistered
    ├── OwnRegistration         four eyes
    ├── RegistrantUnconfirmed, RegistrantKnown, SecondOfficerNeeded
    ├── AreaIsTheOffices        the operator may not choose the supervising office
    ├── LegalNumberTaken, NikTaken, NumberHeldByMany
    ├── MalformedLegalNumber, MalformedNik
    ├── LegalDateAhead
    ├── MalformedVillage, MalformedArea, UnknownArea
    ├── SeatOutsideArea         the members' area does not contain the seat
    ├── OffTheMap               coordinates outside Indonesia
    └── UnknownLogo

`OutOfTurn` and `NothingChanged` stand in `domain.kernel.common_refusals`, `MalformedContact` in
`domain.kernel.contacts`.
A *field* is named as the API names it.
"""

from domain.kernel.refusals import Refusal
from domain.kernel.text import Text


class AlreadyRegistered(Refusal):
    """The id stands for a cooperative already."""

    code = "already_registered"
    what = Text(
        "Nomor pengenal ini sudah dipakai koperasi lain.",
        "This id stands for another cooperative already.",
    )
    remedy_text = Text("Pakai nomor pengenal baru.", "Choose a new id.")


class OwnRegistration(Refusal):
    """Whoever brought a cooperative into the registry would verify that, or its assessments."""

    code = "own_registration"
    what = Text(
        "Anda sendiri yang mendaftarkan koperasi ini, atau menerima pendaftarannya dari tamu.",
        "You registered this cooperative yourself, or accepted its registration from a guest.",
    )
    remedy_text = Text("Minta rekan memeriksanya.", "Ask a colleague to look at it.")


class RegistrantUnconfirmed(Refusal):
    """An officer would accept a guest's registration without saying who is behind it."""

    code = "registrant_unconfirmed"
    what = Text(
        "Koperasi ini didaftarkan tanpa akun; siapa yang mendaftar belum dinyatakan.",
        "This cooperative was registered without an account; nobody has stated who did.",
    )
    remedy_text = Text(
        "Nyatakan bahwa Anda bukan pendaftarnya (notTheRegistrant) dan dari siapa dinas "
        "mengetahuinya (source).",
        "State that it was not you (notTheRegistrant), and from whom the office knows it (source).",
    )


class RegistrantKnown(Refusal):
    """Whoever registered was signed in, so there is nothing to state."""

    code = "registrant_known"
    what = Text(
        "Koperasi ini didaftarkan dengan akun; pendaftarnya tercatat.",
        "This cooperative was registered with an account; the log knows whose.",
    )
    remedy_text = Text("Langsung verifikasi pendaftarannya.", "Verify the registration.")


class SecondOfficerNeeded(Refusal):
    """A guest's registration came from where the officer works, so it may be the officer's."""

    code = "second_officer_needed"
    what = Text(
        "Pendaftaran ini dikirim dari jaringan tempat Anda bekerja.",
        "This registration was sent from the network that you work on.",
    )
    remedy_text = Text(
        "Minta rekan memberi confirmRegistrant dahulu. Di loket, daftarkan atas nama pemohon "
        "dengan akun dinas; rekan Anda yang memverifikasi.",
        "Have a colleague give confirmRegistrant first. At the counter, register for the applicant "
        "while signed in; a colleague then verifies.",
    )


class AreaIsTheOffices(Refusal):
    """An operator would choose which office supervises the cooperative."""

    code = "membership_area_by_office"
    what = Text(
        "Wilayah keanggotaan {area} menentukan dinas pembina dan hanya diubah oleh dinas.",
        "The membership area {area} decides the supervising office; only an office changes it.",
    )
    remedy_text = Text(
        "Minta dinas pembina mengubahnya.", "Ask the supervising office to change it."
    )


class LegalNumberTaken(Refusal):
    """Another cooperative holds the legal number."""

    code = "legal_number_taken"
    what = Text(
        "Nomor badan hukum {number} sudah dipegang koperasi lain.",
        "Another cooperative holds the legal number {number}.",
    )
    remedy_text = Text(
        "Periksa nomor pada akta; bila benar, hubungi dinas.",
        "Check the number on the deed; if it is right, ask the office.",
    )


class MalformedLegalNumber(Refusal):
    """A legal number has no digit."""

    code = "malformed_legal_number"
    what = Text("“{value}” bukan nomor badan hukum.", "“{value}” is no legal number.")
    remedy_text = Text(
        "Tulis seperti pada akta: 3967/BH/KDK.11-1/XI/1998.",
        "Write it as on the deed, such as 3967/BH/KDK.11-1/XI/1998.",
    )


class MalformedNik(Refusal):
    """A national cooperative number does not have its 13 digits."""

    code = "malformed_nik"
    what = Text("NIK terdiri atas 13 angka.", "A NIK has 13 digits.")
    remedy_text = Text(
        "Tulis seluruh angkanya, seperti 3374010020001; lembar kerja sering memendekkannya.",
        "Write all of them, such as 3374010020001; spreadsheets tend to shorten them.",
    )


class NikTaken(Refusal):
    """Another cooperative holds the national number."""

    code = "nik_taken"
    what = Text(
        "NIK {nik} sudah dipegang koperasi lain.", "Another cooperative holds the NIK {nik}."
    )
    remedy_text = Text(
        "Periksa NIK pada sertifikatnya; bila benar, hubungi dinas.",
        "Check the NIK on its certificate; if it is right, ask the office.",
    )


class NumberHeldByMany(Refusal):
    """A number does not say which cooperative is meant: several hold it from former times."""

    code = "number_held_by_many"
    what = Text(
        "Nomor itu dipegang beberapa koperasi: {holders}.",
        "Several cooperatives hold that number: {holders}.",
    )
    remedy_text = Text(
        "Tanyakan dengan id salah satunya; dinas membetulkan nomornya.",
        "Ask with the id of one of them; the office sets the numbers right.",
    )


class SeatOutsideArea(Refusal):
    """The membership area does not contain the village that the cooperative sits in."""

    code = "seat_outside_area"
    what = Text(
        "Wilayah keanggotaan {area} tidak memuat desa/kelurahan {village}.",
        "The membership area {area} does not contain the village {village}.",
    )
    remedy_text = Text(
        "Pilih wilayah yang memuat tempat kedudukan: kabupaten/kota, provinsi atau ID; "
        "wilayah diubah sebelum pindah.",
        "Choose an area that contains the seat: a regency, a province or ID; it is widened "
        "before a move.",
    )


class LegalDateAhead(Refusal):
    """The legal entity would be dated in the future."""

    code = "legal_date_ahead"
    what = Text(
        "Tanggal badan hukum {date} masih akan datang.", "The legal date {date} is still to come."
    )
    remedy_text = Text("Isi tanggal yang tertera pada akta.", "Enter the date on the deed.")


class MalformedVillage(Refusal):
    """A village code does not look like one."""

    code = "malformed_village"
    what = Text("{value!r} bukan kode desa/kelurahan.", "{value!r} is not a village code.")
    remedy_text = Text(
        "Tulis kode Kemendagri seperti 33.74.01.1001.",
        "Write the Kemendagri code, such as 33.74.01.1001.",
    )


class MalformedArea(Refusal):
    """An area code does not look like one."""

    code = "malformed_area"
    what = Text("{value!r} bukan kode wilayah.", "{value!r} is not an area code.")
    remedy_text = Text(
        "Tulis kode Kemendagri seperti 33.74, atau ID untuk seluruh negeri.",
        "Write the Kemendagri code, such as 33.74, or ID for the whole country.",
    )


class UnknownArea(Refusal):
    """An area code is well-formed, but there is no such area today."""

    code = "area_unknown"
    what = Text("Wilayah {value} tidak terdaftar.", "There is no area {value} on record.")
    remedy_text = Text(
        "Cari wilayahnya dalam daftar wilayah.", "Look the area up in the list of areas."
    )


class OffTheMap(Refusal):
    """Coordinates are not in Indonesia."""

    code = "off_the_map"
    what = Text("{value} berada di luar Indonesia.", "{value} is outside Indonesia.")
    remedy_text = Text(
        "Isi lintang -11.1 sampai 6.1 dan bujur 94.9 sampai 141.1; periksa apakah tertukar.",
        "Enter a latitude of -11.1 to 6.1 and a longitude of 94.9 to 141.1; are they swapped?",
    )


class UnknownLogo(Refusal):
    """The logo was not uploaded."""

    code = "document_unknown"
    what = Text("Berkas {value} belum diunggah.", "The file {value} was not uploaded.")
    remedy_text = Text(
        "Unggah berkasnya dahulu, lalu pakai sidik yang dikembalikan.",
        "Upload the file first and use the digest that comes back.",
    )
