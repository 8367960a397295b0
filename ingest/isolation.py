"""A process that reads one document at a time, and the watch over it: one that hangs, eats memory or crashes costs only itself."""

import contextlib
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

import psutil

from graph.errors import PolicyGraphError
from graph.process import detached_flags
from ingest.documents import Problem, RawDocument
from ingest.framing import receive, send
from ingest.outcome import MEMORY_FIX, Outcome, failed
from ingest.reading_process import Limits

# Of computing, until a process has loaded the rules.
START_PATIENCE_S = 30.0
# The kernel counts computing and ends a process by itself. When the clock shows so many times as much, we look whether the
# process computes at all: on a busy machine an honest one gets little, but one that waits for something takes next to nothing.
CLOCK_FACTOR = 4.0
LEAST_SHARE = 0.02
WATCH_EVERY_S = 0.1
SLOW_FIX = "Split the file or save it in another format; or allow more time with POLICYGRAPH_READER_PATIENCE_S."
CRASH_FIX = "Save the file in another format and ingest it again; please report it with the file."


class ReadersUnavailable(PolicyGraphError):
    """The processes that read documents do not start."""

    def __init__(self, *, reason: str) -> None:
        super().__init__(f"A process to read documents does not start: {reason}.", fix="What Python says above tells why; run it again.")


class ReadingProcess:
    """A process that reads one document at a time, replaced when it had to be ended."""

    def __init__(self, packed: bytes, limits: Limits, started: "subprocess.Popen[bytes] | None" = None) -> None:
        """Takes over a process that has been `started` and waits to be told what to do; else starts one when it is needed."""
        self._packed = packed
        self._spare = started
        self._limits = limits
        self._running: _Running | None = None
        self._closed = False
        self._changing = threading.Lock()

    def start(self) -> None:
        """Start the process unless it runs; returns when it is ready.

        Raises:
            ReadersUnavailable: it does not start.
        """
        self._started()

    def read(self, raw: RawDocument) -> Outcome:
        """What becomes of the document, also when its process does not survive it.

        Raises:
            ReadersUnavailable: the process does not start.
        """
        running = self._started()
        started = time.monotonic()
        outcome = running.answer(raw, self._limits.reading_s(raw))
        if outcome is None:
            outcome = Outcome(failed(raw, running.end()), reading_s=time.monotonic() - started)
            self._running = None
        elif any(problem.code == "too-much-memory" for problem in outcome.entry.problems):
            # What is left of its memory is in pieces; a fresh one is as good as new.
            running.end()
            self._running = None
        return outcome

    def close(self) -> None:
        """End the process, whatever it is doing."""
        with self._changing:
            self._closed = True
            if self._running:
                self._running.process.kill()
                self._running.end()

    def _started(self) -> "_Running":
        with self._changing:
            if self._closed:
                raise ReadersUnavailable(reason="the run has ended")
            if self._running is None:
                process, self._spare = self._spare or start_process(), None
                self._running = _Running(process, self._packed, self._limits)
            return self._running


class _Running:
    """One process, and the watch over it."""

    def __init__(self, process: "subprocess.Popen[bytes]", packed: bytes, limits: Limits) -> None:
        self.process = process
        self._jobs, self._answers = _pipes_of(self.process)
        self._watch = _Watch(self.process, limits.memory_bytes)
        self._watch.start()
        with contextlib.suppress(OSError), self._watch.within(START_PATIENCE_S):
            send(self._jobs, packed)
            if receive(self._answers) == b"ready":
                self._watch.mind_memory()
                return
        raise ReadersUnavailable(reason=self.end().reason)

    def answer(self, raw: RawDocument, patience_s: float) -> Outcome | None:
        """What it makes of the document; None when it ended instead."""
        answer: object = patience_s
        with contextlib.suppress(OSError), self._watch:
            self._watch.allow(patience_s)
            send(self._jobs, pickle.dumps(raw, protocol=pickle.HIGHEST_PROTOCOL))
            # Once it has read the document, it says how long the rest may take.
            while isinstance(answer, float):
                self._watch.allow(answer)
                packed = receive(self._answers)
                answer = pickle.loads(packed) if packed else None  # noqa: S301 - from the process that we started
        return answer if isinstance(answer, Outcome) else None

    def end(self) -> Problem:
        """Wait for its end, and say why it ended."""
        with contextlib.suppress(OSError):
            self._jobs.close()
        # It may have closed its pipe and still live.
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=1)
        self.process.kill()
        status = self.process.wait()
        self._watch.stop()
        self._answers.close()
        return _why(self._watch.verdict, status)


@dataclass(frozen=True, slots=True)
class _Allowed:
    """How long a process may compute, since when, and how long it had computed before."""

    seconds: float
    since: float
    before: float

    def used_up(self, now: float, computed: Callable[[], float]) -> bool:
        """Whether it has computed for longer, or hangs."""
        waited = now - self.since
        if waited < CLOCK_FACTOR * self.seconds:
            return False
        since = computed() - self.before
        return since > self.seconds or since < LEAST_SHARE * waited


class _Watch(threading.Thread):
    """Ends a process that takes too long or too much: for systems whose kernel does not, and for waiting that computes nothing."""

    def __init__(self, process: "subprocess.Popen[bytes]", memory_bytes: int) -> None:
        super().__init__(name="watching", daemon=True)
        self.verdict: str | None = None
        self._process = process
        self._memory_bytes = memory_bytes
        self._most_resident: int | None = None
        self._allowed: _Allowed | None = None
        self._stopped = threading.Event()

    def run(self) -> None:
        """Look ten times a second."""
        while not self._stopped.wait(WATCH_EVERY_S):
            self.verdict = self._judgement()
            if self.verdict:
                self._process.kill()
                return

    def within(self, seconds: float) -> "_Watch":
        """The watch, with a limit, for a `with` statement."""
        self.allow(seconds)
        return self

    def allow(self, seconds: float) -> None:
        """It may compute for so many seconds from now."""
        self._allowed = _Allowed(seconds, time.monotonic(), self._computed())

    def __enter__(self) -> "_Watch":
        return self

    def __exit__(self, *_: object) -> None:
        self._allowed = None

    def mind_memory(self) -> None:
        """From now on, it may take no more than its limit on top of what it has."""
        self._most_resident = (self._resident() or 0) + self._memory_bytes

    def stop(self) -> None:
        """Watch no longer."""
        self._stopped.set()

    def _judgement(self) -> str | None:
        allowed, most = self._allowed, self._most_resident
        if allowed is not None and allowed.used_up(time.monotonic(), self._computed):
            return "too-slow"
        if most is not None and (self._resident() or 0) > most:
            return "too-much-memory"
        return None

    def _resident(self) -> int | None:
        try:
            return int(psutil.Process(self._process.pid).memory_info().rss)
        except psutil.Error:
            # It has just ended, which the pipe will tell.
            return None

    def _computed(self) -> float:
        try:
            return sum(psutil.Process(self._process.pid).cpu_times()[:2])
        except psutil.Error:
            return 0.0


def start_process() -> "subprocess.Popen[bytes]":
    """A process that loads the rules and then waits to be told what to do, for `ReadingProcess`.

    Raises:
        ReadersUnavailable: it does not start.
    """
    # -P: what lies in the current folder must not be taken for a module of ours or of Python.
    command = [sys.executable, "-P", "-m", "ingest.reading_process"]
    try:
        # A session of its own: Ctrl+C is for us, and we end the process.
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=sys.platform != "win32",
            creationflags=detached_flags(),
        )
    except OSError as error:
        raise ReadersUnavailable(reason=error.strerror or str(error)) from error


def _pipes_of(process: "subprocess.Popen[bytes]") -> tuple[BinaryIO, BinaryIO]:
    if process.stdin is None or process.stdout is None:
        raise ReadersUnavailable(reason="it has no pipes")
    return process.stdin, process.stdout  # type: ignore[return-value]  # of bytes, as both were opened


def _why(verdict: str | None, status: int) -> Problem:
    """The problem of a document whose process ended with `status`, by our `verdict` or by itself."""
    name = _signal_name(status)
    if verdict == "too-slow" or name in {"SIGPROF", "SIGALRM"}:
        return Problem("too-slow", "", "reading it takes too long", SLOW_FIX)
    if verdict == "too-much-memory":
        return Problem("too-much-memory", "", "reading it takes more memory than a document is given", MEMORY_FIX)
    ended = f"was ended by {name}" if name else f"ended with {status}"
    return Problem("reader-crashed", "", f"the process that read it {ended}", CRASH_FIX)


def _signal_name(status: int) -> str | None:
    return signal.Signals(-status).name if status < 0 and -status in set(signal.Signals) else None
