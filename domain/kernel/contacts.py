"""How somebody is reached: one mail address, one telephone number, one web address.

A mail address goes into the head of a mail, so it is one address of plain letters, without
line breaks, names or brackets around it.
"""

import re
from collections.abc import Mapping

from domain.kernel.refusals import Refusal
from domain.kernel.text import Text
from domain.kernel.wording import written

_MAILBOX = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_SHAPES: Mapping[str, tuple[re.Pattern[str], int, str]] = {
    "email": (
        re.compile(rf"(?=[^@]{{1,64}}@){_MAILBOX}@({_LABEL}\.)+{_LABEL}"),
        254,
        "pengurus@koperasi.id",
    ),
    "phone": (re.compile(r"\+?[0-9 ().-]{5,20}"), 21, "024-3584077"),
    "website": (
        re.compile(rf"https?://({_LABEL}\.)+{_LABEL}(:[0-9]{{1,5}})?([/?#][^\s<>\"\\^`{{|}}]*)?"),
        200,
        "https://koperasi.id",
    ),
}
"""The shape of each kind of contact, its most characters, and an example."""


class MalformedContact(Refusal):
    """An e-mail address, phone number or website does not look like one."""

    code = "malformed_contact"
    what = Text("“{value}” tidak sah untuk {field}.", "“{value}” is no {field}.")
    remedy_text = Text("Tulis satu saja, seperti {example}.", "Write one only, like {example}.")


def malformed_contact(value: str | None, kind: str, field: str | None = None) -> list[Refusal]:
    """Return what is wrong with *value*, an ``email``, ``phone`` or ``website``; None is nothing.

    >>> malformed_contact("pengurus@koperasi.id", "email")
    []
    >>> [no.code for no in malformed_contact("a@b.id,c@d.id", "email")]
    ['malformed_contact']
    """
    shape, most, example = _SHAPES[kind]
    named = field or kind
    if not value:
        return []
    unfit = written(value, named, most)
    if unfit or shape.fullmatch(value):
        return unfit
    return [MalformedContact(field=named, value=value, example=example)]
