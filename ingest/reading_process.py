"""What runs in a process that reads documents: python -P -m ingest.reading_process, jobs on its stdin, answers on its stdout.

On systems that can, the kernel itself ends the process at its limits: whatever
a library does in its own code, it cannot go on, also when the process that
started it is gone.
"""

import importlib
import os
import pickle
import signal
import sys
import time
from dataclasses import dataclass, replace
from typing import BinaryIO

import psutil

from ingest.documents import RawDocument, ReadDocument
from ingest.framing import receive, send
from ingest.outcome import Outcome
from ingest.steps import Steps

if sys.platform != "win32":
    import resource

MEGABYTE = 1_000_000
# Whoever started us looks sooner whether we hang; this is for when nobody is left to look.
LONGEST_BY_THE_CLOCK = 50


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost."""

    memory_bytes: int = 700 * MEGABYTE
    """On top of what the process takes by itself."""
    patience_s: float = 5.0
    """Of computing, for reading and again for extracting even the smallest document."""
    reading_s_per_mb: float = 10.0
    """More for each megabyte of the file; the slowest honest reader, of workbooks, takes about half of it."""
    extracting_s_per_mb: float = 50.0
    """More for each megabyte of text; five times what it takes."""

    def reading_s(self, raw: RawDocument) -> float:
        """Seconds of computing that a file may take to be read."""
        return self.patience_s + self.reading_s_per_mb * len(raw.content) / MEGABYTE

    def extracting_s(self, document: ReadDocument) -> float:
        """Seconds of computing that a document may take once it is read."""
        return self.patience_s + self.extracting_s_per_mb * len(document.text) / MEGABYTE


def main() -> None:
    """Answers jobs until there are no more."""
    jobs, answers = _pipes()
    steps: Steps
    limits: Limits
    # The rules are no part of what the first document costs, and they load while the other side is still making up its mind.
    importlib.import_module("ingest.one_document")
    if not (given := receive(jobs)):
        # Who started us was killed before it could say what to do.
        return
    steps, limits = pickle.loads(given)  # noqa: S301 - from the process that started us
    _limit_memory(limits)
    send(answers, b"ready")
    # From here on only libraries would speak, about documents that are reported anyway.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    while job := receive(jobs):
        outcome = _outcome(pickle.loads(job), steps, limits, answers)  # noqa: S301 - as above
        _limit_time(None)
        send(answers, pickle.dumps(outcome, protocol=pickle.HIGHEST_PROTOCOL))


def _outcome(raw: RawDocument, steps: Steps, limits: Limits, answers: BinaryIO) -> Outcome:
    _limit_time(limits.reading_s(raw))
    started = time.monotonic()
    document = steps.read(raw)
    reading_s = time.monotonic() - started
    if isinstance(document, Outcome):
        return replace(document, reading_s=reading_s)
    allowed_s = limits.extracting_s(document)
    # So that the parent, too, waits so much longer.
    send(answers, pickle.dumps(allowed_s))
    _limit_time(allowed_s)
    outcome = steps.extract(document)
    return replace(outcome, reading_s=reading_s, extracting_s=time.monotonic() - started - reading_s)


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """Where jobs come from and answers go to; what a library prints goes elsewhere."""
    jobs, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(2, 1)
    return jobs, answers


def _limit_memory(limits: Limits) -> None:
    if sys.platform == "linux":
        now = psutil.Process().memory_info().vms
        resource.setrlimit(resource.RLIMIT_AS, (now + limits.memory_bytes, resource.RLIM_INFINITY))
        # A process that the kernel ends for its limits would otherwise leave its memory as a file.
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_time(seconds: float | None) -> None:
    """Have the kernel end us after so many seconds of computing, or fifty times as many by the clock; None lifts it."""
    if sys.platform == "win32":
        return
    # Not RLIMIT_CPU, which counts from the start of the process: the kernel's count of that drifts from the one a process can
    # read, 2 % were measured, so that after some thousand documents it would end a process that has done nothing wrong.
    signal.setitimer(signal.ITIMER_PROF, seconds or 0)
    signal.setitimer(signal.ITIMER_REAL, (seconds or 0) * LONGEST_BY_THE_CLOCK)


if __name__ == "__main__":
    main()
