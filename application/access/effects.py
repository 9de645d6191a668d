"""What follows at once from a command that was accepted: whoever is disabled is out.

The log decides who may do what; these effects make it felt within the same request, in every
server process. They run again when a command is repeated, so each may happen any number of
times. Should one be interrupted, the log still wins: a token is looked up in it again within a
second (`application.access.identities.KNOWN_FOR`).
"""

from collections.abc import Mapping, Sequence

from application.access.identities import Identities
from application.access.ports import Credentials, FormerValues, OneTimeLinks, Sessions
from application.kernel.handler import Done, Effect
from application.kernel.ports import Clock
from domain.account.commands import (
    AccountCommand,
    ChangeRole,
    DeclareInterest,
    DisableAccount,
    EnableAccount,
    ErasePerson,
    RemoveSecondFactor,
    SetSecondFactor,
    WithdrawInterest,
)
from domain.service_key.commands import RevokeServiceKey, RotateServiceKey, ServiceKeyCommand


def effects(
    *,
    identities: Identities,
    sessions: Sessions,
    links: OneTimeLinks,
    credentials: Credentials,
    former: FormerValues,
    clock: Clock,
) -> Mapping[type[AccountCommand | ServiceKeyCommand], Sequence[Effect]]:
    """Return what follows from which command.

    The stream of these commands is the account or key itself, so *done* names it.
    """

    async def shut_out(_command: object, done: Done) -> None:
        await links.drop(done.stream)
        await sessions.end_all(done.stream)
        identities.forget(done.stream)

    async def look_up_anew(_command: object, done: Done) -> None:
        identities.forget(done.stream)
        await sessions.announce(done.stream)

    async def take_codes_away(_command: object, done: Done) -> None:
        # A repeated command may come after codes were set up again: those stay.
        if not await identities.has_codes(done.stream):
            await credentials.keep_second_factor(done.stream, None, clock.now())

    async def forget(_command: object, done: Done) -> None:
        await former.forget(done.stream)

    return {
        ChangeRole: (shut_out,),
        DisableAccount: (shut_out,),
        ErasePerson: (forget, shut_out),
        EnableAccount: (look_up_anew,),
        DeclareInterest: (look_up_anew,),
        WithdrawInterest: (look_up_anew,),
        SetSecondFactor: (look_up_anew,),
        RemoveSecondFactor: (take_codes_away, look_up_anew),
        RotateServiceKey: (look_up_anew,),
        RevokeServiceKey: (look_up_anew,),
    }
