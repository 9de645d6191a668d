"""Mutations on cooperatives: each reads its input, gives one command and shows the end."""

from typing import Annotated
from uuid import UUID

import strawberry

from api.context import Info
from api.cooperatives import inputs
from api.cooperatives.types import Cooperative, show_cooperative
from api.describe import Given, answers, changes, shows
from api.moments import wait_for
from api.nodes import opaque
from api.payloads import Refused, perform
from api.scalars import Position
from application.handle import Done


@strawberry.type(description="The command was carried out.")
class CooperativeDone:
    """Success of every mutation on a cooperative."""

    position: Position = shows("Where the log stood after it; give it as X-Sokoguru-At-Least.")
    cooperative_id: strawberry.ID = shows("Id of the cooperative.")
    version: int = shows("The cooperative's version after it.")
    key: strawberry.Private[UUID]

    @answers("The cooperative after it, as far as you may see it; waits for the view.")
    async def cooperative(self, info: Info) -> Cooperative | None:
        """Load the cooperative once the view is there."""
        await wait_for(info.context, self.position)
        row = await info.context.loaders.cooperative(self.key)
        return show_cooperative(row) if row else None


CooperativeResult = Annotated[
    CooperativeDone | Refused,
    strawberry.union("CooperativeResult", description="What came of a command on a cooperative."),
]


def _done(done: Done) -> CooperativeDone:
    return CooperativeDone(
        position=Position(done.position),
        cooperative_id=opaque("Cooperative", done.subject),
        version=done.version,
        key=done.subject,
    )


@strawberry.type
class CooperativeMutations:
    """The part of Mutation that is about cooperatives."""

    @changes("Register a cooperative; anybody may. It waits in the list of new registrations.")
    async def register_cooperative(
        self, info: Info, input: Given[inputs.RegisterCooperativeInput]
    ) -> CooperativeResult:
        """Register."""
        return await perform(info.context, input, lambda: input.command(info.context), _done)

    @changes("Declare a registration valid. Officers of its territory.")
    async def verify_registration(
        self, info: Info, input: Given[inputs.VerifyRegistrationInput]
    ) -> CooperativeResult:
        """Verify."""
        return await perform(info.context, input, input.command, _done)

    @changes("Declare a registration not valid; it stays listed. Officers of its territory.")
    async def reject_registration(
        self, info: Info, input: Given[inputs.RejectRegistrationInput]
    ) -> CooperativeResult:
        """Reject."""
        return await perform(info.context, input, input.command, _done)

    @changes("Replace the profile. The cooperative's operator, or officers of its territory.")
    async def change_cooperative_profile(
        self, info: Info, input: Given[inputs.ChangeCooperativeProfileInput]
    ) -> CooperativeResult:
        """Change the profile."""
        return await perform(info.context, input, input.command, _done)

    @changes("Record a move. The cooperative's operator, or officers of its territory.")
    async def relocate_cooperative(
        self, info: Info, input: Given[inputs.RelocateCooperativeInput]
    ) -> CooperativeResult:
        """Relocate."""
        return await perform(info.context, input, input.command, _done)

    @changes("Take a cooperative out of the active list. Officers of its territory.")
    async def deactivate_cooperative(
        self, info: Info, input: Given[inputs.DeactivateCooperativeInput]
    ) -> CooperativeResult:
        """Deactivate."""
        return await perform(info.context, input, input.command, _done)

    @changes("Bring a deactivated cooperative back. Officers of its territory.")
    async def reactivate_cooperative(
        self, info: Info, input: Given[inputs.ReactivateCooperativeInput]
    ) -> CooperativeResult:
        """Reactivate."""
        return await perform(info.context, input, input.command, _done)
