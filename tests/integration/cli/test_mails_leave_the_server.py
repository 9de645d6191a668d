"""A server mails the links that it issues, and what is in the mail works."""

from email import message_from_bytes
from email.policy import default
from pathlib import Path
from uuid import uuid4

from cli.composition import Options, open_services
from domain.account.commands import CreateAccount, IssueLink, Person
from domain.account.events import LinkPurpose
from domain.kernel.actors import SYSTEM, Role
from infrastructure.settings.settings import Settings
from tests.support.access import token_in
from tests.support.databases import as_server
from tests.support.null_ports import EveryArea
from tests.support.waiting import until

SIMPLE = Settings(human_check=False, pool_min=1, pool_max=8, argon2_passes=1)
PERSON = Person(full_name="Siti Rahayu", email="siti@example.id")


async def test_an_invitation_is_mailed_and_opens(database_url: str, tmp_path: Path) -> None:
    """The officer's link and the mailed one are two links for one password."""
    options = Options(areas=EveryArea(), mail_to=tmp_path)
    account = uuid4()
    created = CreateAccount(
        account=account, user_name="siti", role=Role.ADMINISTRATOR, person=PERSON
    )
    async with open_services(as_server(database_url), SIMPLE, options) as services:
        access = services.access
        await services.handler.handle(created, actor=SYSTEM)
        command = IssueLink(account=account, purpose=LinkPurpose.INVITATION)
        await access.invitations.issue(command, actor=SYSTEM)

        async def mailed() -> bool:
            return all(each.lag == 0 for each in await services.reactors.status())

        await until(mailed)
        (mail,) = (tmp_path / "mail").iterdir()
        body = message_from_bytes(mail.read_bytes(), policy=default).get_body()
        assert body is not None
        link = body.get_content().split()[-1]
        done = await access.new_passwords.accept(token_in(link), "pelangi di atas bukit teh")
        assert done.position > 0
        assert done.device not in repr(done)
