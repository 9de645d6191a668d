"""The command group: it knows the names of the commands and imports one when it is called."""

import rich_click as click


@click.group()
def sokoguru() -> None:
    """Supervise cooperatives: registry, health assessment, scores, audit."""
