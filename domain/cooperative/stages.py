"""The phases of a cooperative in words: where it stands, and what is possible there."""

from collections.abc import Mapping

from domain.cooperative.state import Active, Inactive, Rejected, Unregistered, Waiting
from domain.kernel.text import Text

SUBJECT = Text("Koperasi", "cooperative")

STAGES: Mapping[type, Text] = {
    Unregistered: Text("belum terdaftar", "is not registered"),
    Waiting: Text("menunggu pemeriksaan pendaftaran", "waits for its registration to be verified"),
    Active: Text("sudah terverifikasi dan aktif", "is verified and active"),
    Rejected: Text("ditolak pendaftarannya", "had its registration rejected"),
    Inactive: Text("dinonaktifkan", "is deactivated"),
}
"""Read as the end of "This cooperative ..."."""

REMEDIES: Mapping[type, Text] = {
    Unregistered: Text("Daftarkan koperasinya dahulu.", "Register the cooperative first."),
    Waiting: Text(
        "Verifikasi atau tolak pendaftarannya dahulu.", "Verify or reject the registration first."
    ),
    Active: Text(
        "Ubah profil, pindahkan alamat, atau nonaktifkan.",
        "Change its profile, relocate it, or deactivate it.",
    ),
    Rejected: Text("Daftarkan kembali sebagai pendaftaran baru.", "Register it anew."),
    Inactive: Text("Aktifkan kembali dahulu.", "Reactivate it first."),
}
