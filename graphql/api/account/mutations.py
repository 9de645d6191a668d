"""Mutations of those who run the installation: accounts, roles, links, service keys."""

from collections.abc import Callable
from uuid import uuid4

import strawberry

from api.account import inputs
from api.account.attempts import attempt
from api.account.results import (
    AccessDone,
    AccessResult,
    AccountDone,
    AccountResult,
    LinkIssued,
    LinkResult,
    ServiceKeyIssued,
    ServiceKeyResult,
    account_done,
    key_issued,
    link_issued,
)
from api.building.describe import Given, mutation
from api.building.scalars import Position
from api.execution.context import Context, Info
from api.mutations.pipeline import CommandInput, Refused, command_uuid
from domain.account import commands
from domain.service_key.commands import CreateServiceKey, RotateServiceKey


@strawberry.type
class AccountMutations:
    """The part of Mutation that is about who may come in."""

    @mutation("Make an account. Administrators.")
    async def create_account(
        self, info: Info, input: Given[inputs.CreateAccountInput]
    ) -> AccountResult:
        """Create."""
        return await _change(info.context, input, lambda: input.command(info.context))

    @mutation("Replace the personal values. The person, or administrators.")
    async def change_account(
        self, info: Info, input: Given[inputs.ChangeAccountInput]
    ) -> AccountResult:
        """Change."""
        return await _change(info.context, input, input.command)

    @mutation("Make an account something else; its sessions end. Administrators.")
    async def change_role(self, info: Info, input: Given[inputs.ChangeRoleInput]) -> AccountResult:
        """Change the role."""
        return await _change(info.context, input, input.command)

    @mutation("Shut an account; its sessions end at once. Administrators.")
    async def disable_account(
        self, info: Info, input: Given[inputs.JustifiedAccountChange]
    ) -> AccountResult:
        """Disable."""
        return await _change(info.context, input, lambda: input.command(commands.DisableAccount))

    @mutation("Open a disabled account again. Administrators.")
    async def enable_account(
        self, info: Info, input: Given[inputs.JustifiedAccountChange]
    ) -> AccountResult:
        """Enable."""
        return await _change(info.context, input, lambda: input.command(commands.EnableAccount))

    @mutation("Erase the personal values of a disabled account, for good. Administrators.")
    async def erase_person(
        self, info: Info, input: Given[inputs.JustifiedAccountChange]
    ) -> AccountResult:
        """Erase."""
        return await _change(info.context, input, lambda: input.command(commands.ErasePerson))

    @mutation("Declare a stake in a cooperative. The person, or administrators.")
    async def declare_interest(
        self, info: Info, input: Given[inputs.InterestInput]
    ) -> AccountResult:
        """Declare."""
        return await _change(info.context, input, lambda: input.interest(commands.DeclareInterest))

    @mutation("Record that a stake ended. Administrators.")
    async def withdraw_interest(
        self, info: Info, input: Given[inputs.InterestInput]
    ) -> AccountResult:
        """Withdraw."""
        return await _change(info.context, input, lambda: input.interest(commands.WithdrawInterest))

    @mutation("Take one-time codes away, for a lost telephone. The person, or administrators.")
    async def remove_second_factor(
        self, info: Info, input: Given[inputs.JustifiedAccountChange]
    ) -> AccessResult:
        """Remove the codes."""
        context = info.context

        async def work() -> AccessDone:
            command = commands.RemoveSecondFactor(
                account=input.key, expected_version=input.expected_version, reason=input.reason
            )
            done = await context.services.handler.handle(
                command, actor=context.actor, command_id=command_uuid(context, input.command_id)
            )
            return AccessDone(position=Position(done.position))

        return await attempt(context, "RemoveSecondFactor", work)

    @mutation("Make a one-time link; earlier ones are worth nothing. Administrators.")
    async def issue_link(self, info: Info, input: Given[inputs.IssueLinkInput]) -> LinkResult:
        """Make a link."""
        context = info.context

        async def work() -> LinkIssued:
            access = context.services.access
            command = commands.IssueLink(
                account=input.key, purpose=input.purpose, expires_at=access.clock.now()
            )
            invitation = await access.invitations.issue(command, actor=context.actor)
            return link_issued(invitation)

        return await attempt(context, "IssueLink", work)

    @mutation("Make the account of a cooperative's operator. Officers of its territory.")
    async def invite_operator(
        self, info: Info, input: Given[inputs.InviteOperatorInput]
    ) -> LinkResult:
        """Invite."""
        context = info.context

        async def work() -> LinkIssued:
            invitation = await context.services.access.invitations.invite_operator(
                input.command(context),
                actor=context.actor,
                command_id=command_uuid(context, input.command_id),
            )
            return link_issued(invitation)

        return await attempt(context, "InviteOperator", work)

    @mutation("Let a program in. Administrators.")
    async def create_service_key(
        self, info: Info, input: Given[inputs.CreateServiceKeyInput]
    ) -> ServiceKeyResult:
        """Create a key."""
        context = info.context

        async def work() -> ServiceKeyIssued:
            issued = await context.services.access.keys.create(
                CreateServiceKey(
                    key=uuid4(),
                    name=input.name,
                    prefix="",
                    scopes=tuple(input.scopes),
                    expires_at=input.expires_at,
                    office=input.office,
                    cooperative=input.place(),
                ),
                actor=context.actor,
            )
            return key_issued(issued)

        return await attempt(context, "CreateServiceKey", work)

    @mutation("Put a new key in the place of another; both work for a while. Administrators.")
    async def rotate_service_key(
        self, info: Info, input: Given[inputs.RotateServiceKeyInput]
    ) -> ServiceKeyResult:
        """Rotate a key."""
        context = info.context

        async def work() -> ServiceKeyIssued:
            issued = await context.services.access.keys.rotate(
                RotateServiceKey(
                    key=input.replaced,
                    successor=uuid4(),
                    prefix="",
                    expires_at=input.expires_at,
                    overlap_until=input.overlap_until,
                ),
                actor=context.actor,
            )
            return key_issued(issued)

        return await attempt(context, "RotateServiceKey", work)

    @mutation("Make a key worth nothing at once. Administrators.")
    async def revoke_service_key(
        self, info: Info, input: Given[inputs.RevokeServiceKeyInput]
    ) -> AccessResult:
        """Revoke a key."""
        context = info.context

        async def work() -> AccessDone:
            done = await context.services.handler.handle(
                input.command(),
                actor=context.actor,
                command_id=command_uuid(context, input.command_id),
            )
            return AccessDone(position=Position(done.position))

        return await attempt(context, "RevokeServiceKey", work)


async def _change(
    context: Context, given: CommandInput, read: Callable[[], commands.AccountCommand]
) -> AccountDone | Refused:
    """Carry out the command that *read* finds in the input, with all that follows at once."""

    async def work() -> AccountDone:
        done = await context.services.handler.handle(
            read(), actor=context.actor, command_id=command_uuid(context, given.command_id)
        )
        return account_done(done)

    return await attempt(context, "ChangeAccount", work)
