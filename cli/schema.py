"""`sokoguru schema`: print the contract of the API, or compare it with the committed one."""

from difflib import unified_diff
from pathlib import Path

import click

import api
from api.building.schema import printed

CONTRACT = Path(api.__file__).parents[1] / "schema.graphql"


@click.command("schema")
@click.option("--check", is_flag=True, help="Print what differs from graphql/schema.graphql.")
@click.pass_context
def command(context: click.Context, *, check: bool) -> None:
    """Print the contract of the API, as the code has it.

    Mencetak kontrak API sebagaimana tertulis dalam kode.

    \b
    sokoguru schema > graphql/schema.graphql    commit a changed contract
    sokoguru schema --check                     exit with 1 when code and contract differ
    """
    contract = printed()
    if not check:
        click.echo(contract, nl=False)
    elif found := difference(contract, CONTRACT):
        click.echo(found, nl=False)
        context.exit(1)
    else:
        click.echo("The contract is what the code has.")


def difference(contract: str, committed: Path) -> str:
    """Return what in *committed* differs from *contract*, line by line; nothing when equal."""
    lines = committed.read_text(encoding="utf-8").splitlines(keepends=True)
    found = unified_diff(lines, contract.splitlines(keepends=True), "committed", "code")
    return "".join(found)
