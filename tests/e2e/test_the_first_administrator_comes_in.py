"""A new installation prints one link; with it somebody becomes its first administrator."""

import re

import altcha
import httpx

from tests.support.command_line import environment, serving

PASSWORD = "pelangi di atas bukit teh"  # noqa: S105 - of a test
ACCEPT = """mutation ($i: AcceptLinkInput!) {
  did: acceptLink(input: $i) { __typename ... on Refused { code } }
}"""
SIGN_IN = """mutation ($i: SignInInput!) {
  did: signIn(input: $i) { __typename ... on SignedIn { token role } ... on Refused { code } }
}"""


def test_the_printed_link_opens_the_house_once(server_url: str) -> None:
    """Accept the link, solve the human check, sign in; the link is then worth nothing."""
    with serving(env=environment(SOKOGURU_DATABASE_URL=server_url)) as running:
        running.read_until("Application startup complete")
        said = "\n".join(running.printed)
        (address,) = re.findall(r"Sokoguru: (\S+)/graphql", said)
        (link,) = re.findall(r"First administrator, once: \S+#(\S+)", said)
        with httpx.Client(base_url=address, timeout=60) as client:
            given = {"link": link, "newPassword": PASSWORD}
            assert ask(client, ACCEPT, given) == {"__typename": "AccessDone"}
            assert ask(client, ACCEPT, given)["code"] == "link_worthless"
            entry = {"userName": "administrator", "password": PASSWORD}
            assert ask(client, SIGN_IN, entry)["code"] == "human_check_missing"
            signed = ask(client, SIGN_IN, {**entry, "humanCheck": solution(client)})
            assert signed["role"] == "ADMINISTRATOR"


def ask(client: httpx.Client, document: str, given: object) -> dict[str, str]:
    """Return what came of the mutation *document*."""
    body = {"query": document, "variables": {"i": given}}
    answer = client.post("/graphql", json=body)
    did: dict[str, str] = answer.json()["data"]["did"]
    return did


def solution(client: httpx.Client) -> str:
    """Solve a challenge as a browser does."""
    challenge = altcha.Challenge.from_dict(client.get("/human-check").json())
    solved = altcha.solve_challenge(challenge)
    assert solved is not None
    return altcha.Payload(challenge, solved).to_base64()
