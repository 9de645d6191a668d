"""What is said when a server begins: where it is, and what there is to see or how to begin."""

from collections.abc import Callable

import click

from api.execution.services import Services
from cli.screen import console

Introduction = Callable[[], object]
"""Says it, once somebody answers there."""


async def introduce(services: Services, cooperatives: int | None) -> Introduction:
    """Fill the log with so many invented *cooperatives*, if any, and return what to say then."""
    settings = services.settings
    place = f"http://{settings.host}:{settings.port}"
    if cooperatives is not None:
        # Imported here, because a server without demonstration has no use for its names.
        from cli.demonstration.opening import open_demonstration  # noqa: PLC0415

        out = console()
        welcome = await open_demonstration(
            services, address=place, out=out, cooperatives=cooperatives
        )
        return lambda: welcome.say(out)
    invitation = await services.access.invitations.first_link()
    lines = [f"Sokoguru: {place}/graphql"]
    if invitation is not None:
        lines.append(f"First administrator, once: {invitation.link}")
    return lambda: click.echo("\n".join(lines))
