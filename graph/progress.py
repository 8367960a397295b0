"""Telling the person at the terminal how far a long step is."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn


class Report(Protocol):
    """Is told what is being done, and how much of it."""

    def __call__(self, step: str, done: float, total: float) -> None:
        """`done` of `total` units of `step`, in whatever unit the step counts."""


def silent(step: str, done: float, total: float) -> None:
    """Report to nobody."""


@contextmanager
def terminal_report() -> Iterator[Report]:
    """A progress bar on stderr; silence when stderr is no terminal."""
    # A bar in a log file or a pipe is a heap of control characters.
    if not sys.stderr.isatty():
        yield silent
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"), TimeElapsedColumn())
    # On stderr, so that stdout stays what another program can read.
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def report(step: str, done: float, total: float) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(step, total=total)
            bars.update(tasks[step], completed=done, total=total)

        yield report
