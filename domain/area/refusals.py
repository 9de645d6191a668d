"""Why something may not happen to the list of areas."""

from domain.kernel.refusals import Refusal
from domain.kernel.text import Text


class AreaNotFound(Refusal):
    """There is no such area today."""

    code = "area_unknown"
    what = Text("Wilayah {code} tidak dikenal.", "There is no area {code}.")
    remedy_text = Text(
        "Pakai kode Kemendagri yang masih berlaku, seperti 33.74.",
        "Use a Kemendagri code that is in force, such as 33.74.",
    )


class AreaCodeMalformed(Refusal):
    """The code has another shape than Kemendagri codes have."""

    code = "area_code_malformed"
    what = Text("{code} bukan kode Kemendagri.", "{code} is no Kemendagri code.")
    remedy_text = Text(
        "Bentuknya 33, 33.74, 33.74.01 atau 33.74.01.1001.",
        "Its form is 33, 33.74, 33.74.01 or 33.74.01.1001.",
    )


class AreaExists(Refusal):
    """The code is in use."""

    code = "area_exists"
    what = Text("Wilayah {code} sudah ada.", "The area {code} exists already.")
    remedy_text = Text("Ubah namanya atau pakai kode lain.", "Rename it or use another code.")


class ParentUnknown(Refusal):
    """The area one level up does not exist."""

    code = "area_parent_unknown"
    what = Text("Wilayah induk {parent} tidak dikenal.", "There is no parent area {parent}.")
    remedy_text = Text("Tambahkan induknya lebih dahulu.", "Add the parent first.")


class SuccessorUnknown(Refusal):
    """A code that shall take over does not exist."""

    code = "area_successor_unknown"
    what = Text("Wilayah pengganti {code} tidak dikenal.", "There is no successor {code}.")
    remedy_text = Text("Tambahkan penggantinya lebih dahulu.", "Add the successor first.")


class SuccessorItself(Refusal):
    """A code would take its own place."""

    code = "area_successor_itself"
    what = Text(
        "Wilayah {code} tidak dapat menggantikan dirinya sendiri.",
        "The area {code} cannot succeed itself.",
    )
    remedy_text = Text(
        "Sebut wilayah lain, atau tidak sama sekali.", "Name another area, or none at all."
    )


class AreasBelow(Refusal):
    """Areas below would outlive the code."""

    code = "area_has_areas_below"
    what = Text(
        "{count} wilayah di bawahnya masih berlaku, misalnya {some}.",
        "{count} areas below it are still in force, such as {some}.",
    )
    remedy_text = Text(
        "Nonaktifkan wilayah di bawahnya lebih dahulu, paling lambat pada hari yang sama.",
        "Retire the areas below first, from the same day at the latest.",
    )


class AreaNameMissing(Refusal):
    """An area has a name."""

    code = "area_name_missing"
    what = Text("Nama wilayah belum diisi.", "The name of the area is missing.")
    remedy_text = Text("Isi namanya.", "Fill it in.")


class DecreeMissing(Refusal):
    """Codes and names change by decree only."""

    code = "decree_missing"
    what = Text("Dasar hukumnya belum disebut.", "The decree is missing.")
    remedy_text = Text("Sebutkan nomor dan tahunnya.", "Name its number and year.")


class DateBeforeLast(Refusal):
    """The change would hold before an earlier one of the same area."""

    code = "area_date_too_early"
    what = Text(
        "Perubahan per {day} mendahului perubahan sebelumnya ({last}).",
        "A change from {day} would come before the last one ({last}).",
    )
    remedy_text = Text("Pakai tanggal yang lebih kemudian.", "Use a later day.")


class AreaRetiredAlready(Refusal):
    """The code is not used any more."""

    code = "area_retired"
    what = Text("Kode {code} sudah tidak dipakai.", "The code {code} is retired.")
    remedy_text = Text("Pakai kode penggantinya.", "Use its successor.")
