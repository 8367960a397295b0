"""What becomes of each hostile file: read in a process of its own, with its time and memory."""

import json
import os
import select
import signal
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from graph.errors import PolicyGraphError, SourceUnavailable, UnreadableDocument
from ingest.connectors import LocalFiles
from ingest.documents import RawDocument, Skipped
from ingest.one_document import read_and_extract
from ingest.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Measured:
    """One file: how it ended, and what it cost."""

    outcome: str
    """'read', the code of the problem that kept it out, or 'crashed' or 'hung'."""
    commitments: int
    seconds: float
    """Of computing."""
    megabytes: int
    """The most it had at once, with the program itself."""
    notes: tuple[str, ...] = ()
    """Codes of what was reported beside."""


def measure(path: Path, vocabulary: Vocabulary, *, patience_s: float = 60.0) -> Measured:
    """Read the file in a process split off from this one, which has loaded everything already."""
    receiving, sending = os.pipe()
    child = os.fork()
    if not child:
        os.close(receiving)
        _answer(path, vocabulary, sending)
    os.close(sending)
    answer = _listen(receiving, child, time.monotonic() + patience_s)
    _, status, usage = os.wait4(child, 0)
    seconds, megabytes = usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024
    if not answer:
        return Measured("hung" if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL else "crashed", 0, seconds, megabytes)
    outcome, commitments, notes = json.loads(answer)
    return Measured(outcome, commitments, seconds, megabytes, tuple(notes))


def _answer(path: Path, vocabulary: Vocabulary, sending: int) -> None:
    """Read the file, say what became of it, and end without ado."""
    code = 1
    try:
        with os.fdopen(sending, "w") as out:
            json.dump(_outcome(path, vocabulary), out)
        code = 0
    finally:
        os._exit(code)


def _outcome(path: Path, vocabulary: Vocabulary) -> tuple[str, int, list[str]]:
    try:
        found = [entry for entry in LocalFiles([path]).documents() if entry.name != "meta.json"]
    except SourceUnavailable:
        return "no-such-file", 0, []
    if not found:
        return "disappeared", 0, []
    entry = found[0]
    if isinstance(entry, Skipped):
        return entry.problem.code, 0, []
    return _read(entry, vocabulary)


def _read(raw: RawDocument, vocabulary: Vocabulary) -> tuple[str, int, list[str]]:
    try:
        graph = read_and_extract(raw, vocabulary)
    except UnreadableDocument as error:
        return error.code, 0, []
    except PolicyGraphError as error:
        return type(error).__name__, 0, []
    return "read", sum(node.label == "Commitment" for node in graph.subgraph.nodes), []


def _listen(receiving: int, child: int, deadline: float) -> bytes:
    answer = b""
    with os.fdopen(receiving, "rb", buffering=0) as source:
        while True:
            ready, _, _ = select.select([source], [], [], max(deadline - time.monotonic(), 0))
            if not ready:
                os.kill(child, signal.SIGKILL)
                return b""
            part = source.read(65_536)
            if not part:
                return answer
            answer += part


def as_line(family: str, name: str, measured: Measured) -> str:
    """One measurement as a line of JSON."""
    return json.dumps({"family": family, "name": name, **asdict(measured)})
