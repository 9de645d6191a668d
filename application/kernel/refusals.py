"""Why a command is refused before or after any subject has decided about it.

    Refusal
    ├── NotFound            unknown, or out of the actor's territory: told apart to nobody
    ├── StaleVersion        somebody else changed it since the caller looked
    ├── CommandIdReused     the id of another command
    └── Contended           too many commands about the same thing at once

Subjects have their own, in their ``refusals`` modules.
"""

from domain.kernel.refusals import Refusal
from domain.kernel.text import Text


class NotFound(Refusal):
    """There is no such thing, or it belongs to somebody else."""

    code = "not_found"
    what = Text(
        "Tidak ditemukan di wilayah kerja Anda: {id}.", "Not found in your territory: {id}."
    )
    remedy_text = Text(
        "Periksa nomor pengenalnya dan wilayah kerja Anda.",
        "Check the id, and the territory you work for.",
    )


class StaleVersion(Refusal):
    """The thing has changed since the caller looked at it."""

    code = "stale_version"
    what = Text(
        "Data sudah berubah: versi {expected} yang Anda lihat, kini versi {actual}.",
        "It has changed: you saw version {expected}, it is at version {actual} now.",
    )
    remedy_text = Text(
        "Muat ulang, periksa perubahannya, lalu coba lagi.",
        "Load it again, look at what changed, and try again.",
    )


class CommandIdReused(Refusal):
    """The command id was given to a different command before."""

    code = "command_id_reused"
    what = Text(
        "commandId {id} sudah dipakai untuk perintah lain.",
        "commandId {id} was used for another command.",
    )
    remedy_text = Text(
        "Pakai commandId baru; ulangi yang lama hanya untuk perintah yang sama.",
        "Choose a new commandId; repeat an old one for the same command only.",
    )


class Contended(Refusal):
    """Others kept changing the same thing while this command was decided."""

    code = "contended"
    what = Text(
        "Terlalu banyak perubahan bersamaan pada data ini.",
        "Too many others are changing this at the same moment.",
    )
    remedy_text = Text("Coba lagi sebentar lagi.", "Try again in a moment.")
