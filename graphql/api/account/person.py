"""Personal data: who an account belongs to. Every reading is noted, with who read and why."""

from uuid import UUID

from api.building.describe import attribute, object_type
from api.execution.context import Info
from application.authorisation.table import WITH_ITS_ROW
from domain.kernel.refusals import refuse_all
from domain.kernel.wording import justified


@object_type("Who somebody is. Reading this is noted in the access log.", right=WITH_ITS_ROW)
class PersonalData:
    """Values that are kept beside the log and can be erased."""

    full_name: str | None = attribute("Name of the person; null when erased.")
    email: str | None = attribute("E-mail address.")
    phone: str | None = attribute("Telephone number.")


async def read_person(info: Info, account: UUID, reason: str | None) -> PersonalData:
    """Return the personal values of *account*, after noting who reads them and why.

    *reason* None is for one's own; any other must say something.
    """
    if reason is not None:
        refuse_all(justified(reason))
    access, context = info.context.services.access, info.context
    await access.access_log.note(
        context.actor,
        "read_person",
        at=access.clock.now(),
        subject=str(account),
        reason=reason,
    )
    values = (await access.private_values.of([account])).get(account, {})
    return PersonalData(
        full_name=values.get("full_name"), email=values.get("email"), phone=values.get("phone")
    )
