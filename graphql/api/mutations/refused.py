"""Why a command did not happen, as clients see it: data, so that a form can mark its fields.

Only what a person can mend is shown this way. Whoever may not ask at all gets an entry in
``errors`` instead, and so does a fault of ours.
"""

from collections.abc import Sequence

from api.building.describe import attribute, object_type
from application.authorisation.table import WITH_ITS_ROW
from domain.kernel.refusals import Refusal

FIELD = (
    "The field of the input that is wrong, where there is one, by its path: "
    "`changes.figures[2].amount`, lists counted from 0."
)


@object_type("What to do about a refusal, in both languages.", right=WITH_ITS_ROW)
class Remedy:
    """A remedy in words."""

    id: str = attribute("In Indonesian.")
    en: str = attribute("In English.")


@object_type("One reason why a command did not happen.", name="Refusal", right=WITH_ITS_ROW)
class RefusalReason:
    """A refusal as clients see it."""

    code: str = attribute("A stable word for programs.")
    message: str = attribute("What is wrong, in the language of the request.")
    field: str | None = attribute(FIELD)
    remedy: Remedy = attribute("What to do about it.")


@object_type("The command did not happen and the log is as it was.", right=WITH_ITS_ROW)
class Refused:
    """The first refusal, and the list of all."""

    code: str = attribute("A stable word for programs, that of the first refusal.")
    message: str = attribute("What is wrong, in the language of the request.")
    field: str | None = attribute(FIELD)
    remedy: Remedy = attribute("What to do about it.")
    refusals: list[RefusalReason] = attribute(
        "Everything that is wrong, so that a form marks it all."
    )


def refused(refusals: Sequence[Refusal], language: str) -> Refused:
    """Return *refusals*, one or more, as a client sees them."""
    reasons = [reason(each, language) for each in refusals]
    first = reasons[0]
    return Refused(
        code=first.code,
        message=first.message,
        field=first.field,
        remedy=first.remedy,
        refusals=reasons,
    )


def reason(refusal: Refusal, language: str) -> RefusalReason:
    """Return one refusal as a client sees it."""
    remedy = refusal.remedy
    return RefusalReason(
        code=refusal.code,
        message=refusal.message.in_language(language),
        field=refusal.field,
        remedy=Remedy(id=remedy.id, en=remedy.en),
    )
