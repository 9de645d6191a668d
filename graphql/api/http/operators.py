"""Who is an operator of this installation: metrics and details of health are for nobody else.

With the setting ``SOKOGURU_OPERATOR_TOKEN`` it is whoever sends that token; without it,
whoever asks from this machine itself, and not through a proxy that runs there.
"""

from hmac import compare_digest
from ipaddress import ip_address

from litestar.types import Scope

from api.execution.faults import RequestFault
from domain.kernel.text import Text

FORWARDED = frozenset({b"x-forwarded-for", b"x-real-ip", b"forwarded"})


class OperatorsOnly(RequestFault):
    """The path is for those who keep the server running."""

    code = "FORBIDDEN"
    status = 403
    what = Text("Ini hanya untuk pengelola server.", "This is for operators of the server only.")
    remedy_text = Text(
        "Minta dari mesin itu sendiri, atau kirim SOKOGURU_OPERATOR_TOKEN sebagai token bearer.",
        "Ask from that machine itself, or send SOKOGURU_OPERATOR_TOKEN as a bearer token.",
    )


def is_operator(scope: Scope, token: str | None) -> bool:
    """Say whether *scope* is an operator's request; *token* is what the settings name."""
    headers = dict(scope["headers"])
    if token is not None:
        given = headers.get(b"authorization", b"")
        return compare_digest(given, b"Bearer " + token.encode())
    return _is_this_machine(scope["client"]) and not FORWARDED & headers.keys()


def _is_this_machine(client: tuple[str, int] | None) -> bool:
    try:
        return client is not None and ip_address(client[0]).is_loopback
    except ValueError:
        return False
