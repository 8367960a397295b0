"""Steps that do to their process what a hostile file does, told by the document's name.

The processes that read import this module by its name, so its folder has to be on their path.
"""

import os
import signal
import sys
import time
from dataclasses import dataclass

from ingest.documents import RawDocument, ReadDocument
from ingest.outcome import Outcome, attempt
from ingest.report import Entry
from ingest.steps import Steps


def compute_for_ever() -> None:
    while True:
        pass


def wait_for_ever() -> None:
    time.sleep(600)


def compute_a_while() -> None:
    until = time.process_time() + 0.6
    while time.process_time() < until:
        pass


def be_kept_waiting() -> None:
    # Half a second of computing in all, as on a machine that is very busy.
    for _ in range(10):
        until = time.process_time() + 0.05
        while time.process_time() < until:
            pass
        time.sleep(0.45)


def eat_memory() -> None:
    hoard = [bytearray(50_000_000) for _ in range(100)]
    sys.exit(len(hoard))


def eat_memory_in_steps() -> None:
    hoard = []
    while True:
        hoard.append(b"x" * 10_000_000)
        time.sleep(0.05)


def be_killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def leave() -> None:
    os._exit(3)


def chatter() -> None:
    # A library that prints must not be taken for an answer.
    os.write(1, b"\x08\x00\x00\x00\x00\x00\x00\x00nonsense")


def fail() -> None:
    raise ZeroDivisionError("division by zero")


ACTS = {
    act.__name__: act
    for act in (
        compute_for_ever,
        compute_a_while,
        wait_for_ever,
        be_kept_waiting,
        eat_memory,
        eat_memory_in_steps,
        be_killed,
        leave,
        chatter,
        fail,
    )
}


@dataclass(frozen=True)
class HostileSteps(Steps):
    """Does what the name of a document says before it is read, or after when the name ends with '-late'."""

    def read(self, raw: RawDocument) -> ReadDocument | Outcome:
        done = attempt(raw, lambda raw: ACTS.get(raw.name, int)())
        return Outcome(done) if isinstance(done, Entry) else super().read(raw)

    def extract(self, document: ReadDocument) -> Outcome:
        ACTS.get(document.raw.name.removesuffix("-late"), int)()
        return super().extract(document)
