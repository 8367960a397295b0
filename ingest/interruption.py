"""Being told to stop in the middle: by Ctrl+C, or by whoever ends processes politely."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from graph.errors import PolicyGraphError


class Interrupted(PolicyGraphError):
    """The run was told to stop."""

    exit_code = 130

    def __init__(self) -> None:
        super().__init__(
            "Interrupted. What was written is whole; the batch that was being filled was dropped.",
            fix="Run the same command again: it goes on where it was.",
        )


@contextmanager
def interruptible() -> Iterator[None]:
    """Turns Ctrl+C and SIGTERM into `Interrupted`, so that everything that is open gets closed.

    Raises:
        Interrupted: one of the two came.
    """
    before = signal.signal(signal.SIGTERM, _stop)
    try:
        yield
    except KeyboardInterrupt as error:
        raise Interrupted from error
    finally:
        signal.signal(signal.SIGTERM, before)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
