"""What the accounts in the log are called, for lists that people read.

User names are not personal: they are what somebody chose to be known by here.
"""

from application.kernel.ports import EventStore
from domain.account.events import AccountCreated

CREATED = "account.created.v1"
BATCH = 1_000


async def account_names(store: EventStore) -> dict[str, str]:
    """Return the user name of every account, by the account that the log names."""
    names: dict[str, str] = {}
    batch = await store.read_log(after=0, limit=BATCH, topics=[CREATED])
    while batch:
        names |= {
            str(each.stream): each.event.user_name
            for each in batch
            if isinstance(each.event, AccountCreated)
        }
        batch = await store.read_log(after=batch[-1].position, limit=BATCH, topics=[CREATED])
    return names
