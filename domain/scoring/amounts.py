"""Reading numbers as people write them, and refusing what could mean two things; writing them.

In Indonesia a point groups thousands: “1.000” is a thousand to its writer and one
to a computer. An amount is never guessed, so such a text is refused with the
plain form to write instead.
"""

import re
from decimal import Decimal

from domain.kernel.text import Text
from domain.scoring.refusals import (
    AmountNotFinite,
    AmountRefused,
    AmountTooLong,
    AmountUnreadable,
    ThousandsSeparators,
)

#: Digits before and after the point together; a trillion rupiah has thirteen.
MOST_DIGITS = 24

_PLAIN = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_GROUPED = re.compile(r"[+-]?[1-9][0-9]{0,2}(?:([., '_])[0-9]{3})(?:\1[0-9]{3})*(?:[.,][0-9]+)?")
_AMBIGUOUS = re.compile(r"[+-]?[1-9][0-9]{0,2}\.[0-9]{3}")


def read_amount(text: str, *, field: str | None = None) -> Decimal:
    """Return the amount in rupiah that *text* writes, or refuse it.

    >>> read_amount("1500000")
    Decimal('1500000')
    >>> read_amount("1.000")
    Traceback (most recent call last):
    domain.scoring.refusals.ThousandsSeparators: “1.000” has thousands separators.
    """
    if _AMBIGUOUS.fullmatch(text.strip()):
        raise _grouped(text.strip(), field)
    return read_number(text, field=field)


def read_number(text: str, *, field: str | None = None) -> Decimal:
    """Return the ratio, value or score that *text* writes; here 12.345 is no thousand."""
    written = text.strip()
    if _PLAIN.fullmatch(written):
        refused = refused_amount(Decimal(written), field=field)
        if refused is not None:
            raise refused
        return Decimal(written)
    if _GROUPED.fullmatch(written):
        raise _grouped(written, field)
    raise AmountUnreadable(field=field, given=written[:40])


def refused_amount(amount: Decimal, *, field: str | None) -> AmountRefused | None:
    """Return why *amount* cannot be taken: not finite, or too many digits."""
    if not amount.is_finite():
        return AmountNotFinite(field=field, given=amount)
    if _digits(amount) > MOST_DIGITS:
        return AmountTooLong(field=field, most=MOST_DIGITS)
    return None


def _digits(amount: Decimal) -> int:
    """Count the digits of *amount* in plain notation, without exponent."""
    exponent = amount.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return max(amount.adjusted() + 1, 1) + decimals


def _grouped(written: str, field: str | None) -> ThousandsSeparators:
    return ThousandsSeparators(field=field, given=written, plain=_plain(written))


def _plain(written: str) -> str:
    """Return *written* without its grouping marks and with a point for decimals."""
    group = next(mark for mark in written if mark in "., '_")
    whole, _, decimals = written.replace(group, "").replace(",", ".").partition(".")
    return f"{whole}.{decimals}" if decimals else whole


def rupiah(amount: Decimal) -> Text:
    """Return *amount* as people write it: dots between thousands in Indonesian, commas in English.

    >>> rupiah(Decimal("1234567.50"))
    Text(id='1.234.567,5', en='1,234,567.5')
    """
    whole, _, part = f"{amount:,f}".partition(".")
    part = part.rstrip("0")
    other = whole.replace(",", ".")
    return Text(f"{other},{part}", f"{whole}.{part}") if part else Text(other, whole)
