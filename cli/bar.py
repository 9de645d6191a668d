"""The progress bar of commands that go through the log, on the screen for errors."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text


class Rate(ProgressColumn):
    """Events a second, as a column of the bar."""

    def render(self, task: Task) -> Text:
        """Return the speed so far."""
        return Text(f"{task.finished_speed or task.speed or 0:,.0f} events/s")


@contextmanager
def bar(doing: str, end: int) -> Iterator[Callable[[int], None]]:
    """Show what is *doing* up to position *end*; it is told how far that is."""
    with Progress(
        TextColumn(doing),
        BarColumn(),
        TextColumn("{task.completed:,.0f} of {task.total:,.0f}"),
        Rate(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        redirect_stdout=False,  # what a command answers may be read by a program
    ) as progress:
        task = progress.add_task(doing, total=end)
        yield lambda position: progress.update(task, completed=position)
