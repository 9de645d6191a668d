"""Names, numbers and contacts of cooperatives that do not exist.

A name is an animal or a plant in a colour that it does not have, so that no real
cooperative is meant; phones and mail addresses lead nowhere by design.
"""

from datetime import date
from itertools import product

from cli.demonstration.dice import Dice, shuffled
from domain.cooperative.events import Contacts, Kind, LegalNumber

_THINGS = (
    *("Kancil", "Merak", "Kijang", "Banteng", "Jalak", "Cendrawasih", "Elang", "Rusa", "Lebah"),
    *("Kupu-Kupu", "Penyu", "Badak", "Kelapa", "Padi", "Kapas", "Cengkih", "Teratai", "Melati"),
    *("Kamboja", "Cempaka", "Beringin", "Bambu", "Jati", "Kenanga", "Mangga", "Salak"),
)
_COLOURS = (
    *("Ungu", "Nila", "Jingga", "Biru", "Perak", "Kelabu", "Toska", "Lembayung", "Merah Muda"),
    *("Hijau Laut", "Kuning Gading", "Biru Langit", "Zamrud", "Safir"),
)
_FORMS = {
    Kind.KSP: ("KSP", "KSP", "KSP Kopdit"),
    Kind.USP: ("USP KSU", "USP KPRI", "USP KUD", "USP Kopkar"),
}
_STREETS = (
    *("Jalan Contoh Raya", "Jalan Umpama", "Jalan Ibarat", "Jalan Peraga", "Jalan Misalnya"),
    *("Gang Percobaan", "Jalan Angan-Angan", "Jalan Khayangan Semu"),
)
_CENTURY = 2000
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")

_PAIRS = shuffled(tuple(product(_THINGS, _COLOURS)), "names")

MOST = len(_PAIRS)
"""How many cooperatives can be invented before a name would come twice."""


def kind_of(number: int) -> Kind:
    """Return what sort of cooperative the *number*-th one is: one in three is a unit (USP)."""
    return Kind.USP if Dice("kind", number).chance(35) else Kind.KSP


def name_of(number: int) -> str:
    """Return the name of the *number*-th cooperative; no two share one below `MOST`.

    >>> name_of(7) == name_of(7), name_of(7) == name_of(8)
    (True, False)
    """
    form = Dice("form", number).pick(_FORMS[kind_of(number)])
    return " ".join((form, *_PAIRS[number % MOST]))


def legal_number_of(number: int, province: str) -> LegalNumber:
    """Return a legal number in one of the forms that offices have seen, never one twice.

    The running number starts at 70,000, far above those that were issued.
    """
    dice = Dice("legal", number)
    running = 70_000 + number
    founded = _founded(number)
    month = _ROMAN[founded.month - 1]
    if founded.year < _CENTURY:
        return LegalNumber(number=f"{running}/BH/{month}", date=founded)
    if dice.chance(20, "change"):
        return LegalNumber(
            number=f"{running}/PAD/{month}.{province}/{founded:%y}", type="PAD", date=founded
        )
    return LegalNumber(number=f"{running:06}/BH/M.KUKM.2/{month}/{founded.year}", date=founded)


def national_number_of(number: int, regency: str) -> str | None:
    """Return the national number (NIK) of the *number*-th cooperative; a few have none."""
    if Dice("nik", number).chance(15):
        return None
    return f"{regency.replace('.', '')}9{number:08}"


def mailbox_of(number: int) -> str:
    """Return the name of the *number*-th cooperative as machines write it, never one twice.

    >>> mailbox_of(0), mailbox_of(MOST)
    ('badak-biru', 'badak-biru-364')
    """
    mailbox = "-".join(_PAIRS[number % MOST]).lower().replace(" ", "-")
    return mailbox if number < MOST else f"{mailbox}-{number}"


def contacts_of(number: int) -> Contacts:
    """Return contacts that reach nobody: area code 000, and a name below ``.example``."""
    mailbox = mailbox_of(number)
    return Contacts(
        phone=f"(000) 555-{number:04}",
        email=f"kantor@{mailbox}.example",
        website=f"https://{mailbox}.example" if Dice("site", number).chance(30) else None,
    )


def address_of(number: int, village: str) -> str:
    """Return a street that no village has, in a village that exists."""
    dice = Dice("address", number)
    return f"{dice.pick(_STREETS, 'street')} No. {1 + dice.below(180, 'house')}, {village}"


def _founded(number: int) -> date:
    dice = Dice("founded", number)
    return date(
        1985 + dice.below(36, "year"), 1 + dice.below(12, "month"), 1 + dice.below(28, "day")
    )
