"""Mutations on cooperatives: each reads its input, gives one command and shows the end."""

from typing import Annotated
from uuid import UUID

import strawberry

from api.building.as_of import wait_for
from api.building.describe import Given, attribute, mutation, object_type, query
from api.building.rights import scope_of
from api.building.scalars import Position
from api.cooperative import inputs
from api.cooperative.types import Cooperative
from api.execution.context import Info
from api.mutations.pipeline import Refused, perform
from api.relay.nodes import opaque
from application.authorisation.table import REGISTRY, WITH_ITS_ROW
from application.kernel.handler import Done
from projections.views.cooperatives.questions import CooperativeRow


@object_type("The command was carried out.", right=WITH_ITS_ROW)
class CooperativeDone:
    """Success of every mutation on a cooperative."""

    position: Position = attribute("Where the log stood after it; give it as X-Sokoguru-At-Least.")
    cooperative_id: strawberry.ID = attribute("Id of the cooperative.")
    version: int = attribute("The cooperative's version after it.")
    key: strawberry.Private[UUID]

    @query(
        "The cooperative after it, as far as you may see it; waits for the view.",
        right=REGISTRY,
        shows=Cooperative | None,
    )
    async def cooperative(self, info: Info) -> CooperativeRow | None:
        """Load the cooperative once the view is there."""
        await wait_for(info.context, self.position)
        return await info.context.loaders.cooperative(self.key, scope_of(info))


CooperativeResult = Annotated[
    CooperativeDone | Refused,
    strawberry.union("CooperativeResult", description="What came of a command on a cooperative."),
]


def _done(done: Done) -> CooperativeDone:
    return CooperativeDone(
        position=Position(done.position),
        cooperative_id=opaque("Cooperative", done.stream),
        version=done.version,
        key=done.stream,
    )


@strawberry.type
class CooperativeMutations:
    """The part of Mutation that is about cooperatives."""

    @mutation("Register a cooperative; anybody may. It waits in the list of new registrations.")
    async def register_cooperative(
        self, info: Info, input: Given[inputs.RegisterCooperativeInput]
    ) -> CooperativeResult:
        """Register."""
        return await perform(info.context, input, lambda: input.command(info.context), _done)

    @mutation("Declare a registration valid. Officers of its territory.")
    async def verify_registration(
        self, info: Info, input: Given[inputs.VerifyRegistrationInput]
    ) -> CooperativeResult:
        """Verify."""
        return await perform(info.context, input, input.command, _done)

    @mutation("Declare a registration not valid; it stays listed. Officers of its territory.")
    async def reject_registration(
        self, info: Info, input: Given[inputs.RejectRegistrationInput]
    ) -> CooperativeResult:
        """Reject."""
        return await perform(info.context, input, input.command, _done)

    @mutation("Replace the profile. The cooperative's operator, or officers of its territory.")
    async def change_cooperative_profile(
        self, info: Info, input: Given[inputs.ChangeCooperativeProfileInput]
    ) -> CooperativeResult:
        """Change the profile."""
        return await perform(info.context, input, input.command, _done)

    @mutation("Record a move. The cooperative's operator, or officers of its territory.")
    async def relocate_cooperative(
        self, info: Info, input: Given[inputs.RelocateCooperativeInput]
    ) -> CooperativeResult:
        """Relocate."""
        return await perform(info.context, input, input.command, _done)

    @mutation("Take a cooperative out of the active list. Officers of its territory.")
    async def deactivate_cooperative(
        self, info: Info, input: Given[inputs.DeactivateCooperativeInput]
    ) -> CooperativeResult:
        """Deactivate."""
        return await perform(info.context, input, input.command, _done)

    @mutation("Bring a deactivated cooperative back. Officers of its territory.")
    async def reactivate_cooperative(
        self, info: Info, input: Given[inputs.ReactivateCooperativeInput]
    ) -> CooperativeResult:
        """Reactivate."""
        return await perform(info.context, input, input.command, _done)
