"""Why something may not happen to an account. `ReasonMissing` stands in `domain.kernel.wording`."""

from domain.kernel.refusals import Refusal
from domain.kernel.text import Text


class AccountNotFound(Refusal):
    """There is no such account within the actor's reach."""

    code = "not_found"
    what = Text("Akun itu tidak ditemukan.", "There is no such account.")
    remedy_text = Text("Periksa kembali pengenalnya.", "Check its id.")


class UserNameMalformed(Refusal):
    """The user name has another shape than user names have."""

    code = "user_name_malformed"
    what = Text(
        "Nama pengguna {user_name} tidak dapat dipakai.",
        "The user name {user_name} cannot be used.",
    )
    remedy_text = Text(
        "Pakai 3 sampai 40 huruf kecil, angka, titik, garis bawah atau tanda hubung, "
        "diawali huruf.",
        "Use 3 to 40 lower-case letters, digits, dots, underscores or hyphens, a letter first.",
    )


class UserNameTaken(Refusal):
    """Somebody else has or had that user name."""

    code = "user_name_taken"
    what = Text("Nama pengguna {user_name} sudah terpakai.", "The user name {user_name} is taken.")
    remedy_text = Text("Pilih nama lain.", "Choose another.")


class RoleNotForPeople(Refusal):
    """The role is that of a guest or a program."""

    code = "role_not_for_people"
    what = Text(
        "Peran {role} tidak dapat diberikan kepada akun.",
        "The role {role} cannot be given to an account.",
    )
    remedy_text = Text(
        "Pilih peran lain; program memakai kunci layanan.",
        "Choose another role; programs use service keys.",
    )


class RoleNeedsPlace(Refusal):
    """The role says nothing without an office, a territory or a cooperative."""

    code = "role_needs_place"
    what = Text("Peran {role} memerlukan {place}.", "The role {role} needs its {place}.")
    remedy_text = Text("Sebutkan {place}.", "Name the {place}.")


class OfficeUnknown(Refusal):
    """There is no open office of that code."""

    code = "office_unknown"
    what = Text("Kantor {office} tidak dikenal.", "There is no office {office}.")
    remedy_text = Text("Buka kantornya lebih dahulu.", "Open the office first.")


class AccountIsDisabled(Refusal):
    """The account is shut."""

    code = "account_disabled"
    what = Text("Akun itu dinonaktifkan.", "The account is disabled.")
    remedy_text = Text(
        "Minta administrator mengaktifkannya lagi.", "Ask an administrator to enable it."
    )


class AccountIsEnabled(Refusal):
    """The account is open."""

    code = "account_enabled"
    what = Text("Akun itu masih aktif.", "The account is not disabled.")
    remedy_text = Text("Nonaktifkan lebih dahulu bila perlu.", "Disable it first if need be.")


class LastAdministrator(Refusal):
    """Without this account nobody could run the installation."""

    code = "last_administrator"
    what = Text("Ini administrator terakhir yang aktif.", "This is the last active administrator.")
    remedy_text = Text(
        "Tunjuk administrator lain lebih dahulu.", "Appoint another administrator first."
    )


class ActorRemoved(Refusal):
    """The administrator who asks was removed in the meantime."""

    code = "actor_removed"
    what = Text(
        "Anda bukan administrator lagi: orang lain lebih dahulu mencabutnya.",
        "You are no administrator any more: somebody else was quicker.",
    )
    remedy_text = Text(
        "Hubungi administrator yang tersisa.", "Speak to the remaining administrator."
    )


class InterestKnown(Refusal):
    """The stake was declared before, or never."""

    code = "interest_unchanged"
    what = Text(
        "Pernyataan kepentingan itu sudah tercatat demikian.",
        "That declaration of interest already stands like this.",
    )
    remedy_text = Text("Tidak ada yang perlu dilakukan.", "There is nothing to do.")


class SecondFactorAbsent(Refusal):
    """There is no one-time code to take away."""

    code = "second_factor_absent"
    what = Text("Akun itu tidak memakai kode sekali pakai.", "The account uses no one-time code.")
    remedy_text = Text("Tidak ada yang perlu dilakukan.", "There is nothing to do.")


class AccountTerritoryUnknown(Refusal):
    """The territory is no area in use: unknown, or its end was decided."""

    code = "territory_unknown"
    what = Text(
        "Wilayah {territory} tidak dikenal atau tidak dipakai lagi.",
        "The area {territory} is unknown or not in use any more.",
    )
    remedy_text = Text(
        "Pakai kode Kemendagri yang masih berlaku, atau ID untuk seluruh negeri.",
        "Use a Kemendagri code that is in force, or ID for the whole country.",
    )


class CooperativeUnknown(Refusal):
    """Nobody ever registered that cooperative."""

    code = "cooperative_unknown"
    what = Text("Koperasi itu tidak terdaftar.", "There is no such cooperative.")
    remedy_text = Text("Periksa kembali pengenalnya.", "Check its id.")


class MailAddressMissing(Refusal):
    """A reset goes to the person by mail, and there is no address."""

    code = "mail_address_missing"
    what = Text(
        "Akun itu tidak memiliki alamat surel.", "The account has no mail address on record."
    )
    remedy_text = Text(
        "Catat alamat surel orangnya lebih dahulu.", "Record the person's mail address first."
    )


class CooperativeNotVerified(Refusal):
    """Only a cooperative whose registration was verified has an operator."""

    code = "cooperative_not_active"
    what = Text(
        "Pendaftaran koperasi itu belum disahkan, atau koperasinya tidak aktif.",
        "The registration of that cooperative is not verified, or it is not active.",
    )
    remedy_text = Text("Sahkan pendaftarannya lebih dahulu.", "Verify its registration first.")


class OfficeAreaEnds(Refusal):
    """Somebody would begin to work at an office whose area is retired."""

    code = "office_area_ends"
    what = Text(
        "Wilayah kantor {office} sudah atau akan berakhir; tidak ada akun baru di sana.",
        "The area of the office {office} has ended or will end; nobody begins to work there.",
    )
    remedy_text = Text(
        "Pilih kantor wilayah penggantinya.", "Choose the office of the area that takes its place."
    )
