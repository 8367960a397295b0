"""Documents that come through the API: kept in a folder, read one after the other, and what becomes of each told to whoever asks."""

import secrets
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock, Thread
from typing import Any, Literal

from filelock import FileLock, Timeout
from pydantic import BaseModel, Field, ValidationError

from api.problems import problem_of
from graph.connection import WRITE_RETRY_S, connect
from graph.errors import PolicyGraphError
from graph.migrations import migrate
from graph.progress import Report
from graph.server_folder import write_private
from graph.settings import Settings
from graph.writer import GraphWriter
from ingest.documents import Metadata, RawDocument
from ingest.formats import MEDIA_TYPES, media_type_of
from ingest.pipeline import ingest
from ingest.report import Entry, IngestReport
from ingest.vocabulary.in_force import own_files, vocabulary_in_force
from ingest.vocabulary_document import with_vocabularies
from ingest.workers import LocalReaders, limits_of

FOLDER = "uploads"
# What a document may have; the reader of a file on this machine takes four times as much.
MOST_BYTES = 50_000_000
# Received, waiting or being read at one time, over all processes of the server.
MOST_OPEN = 20
KEPT = timedelta(days=7)
# As long as ids of keys: nobody guesses the job of somebody else.
ID_BYTES = 12

State = Literal["receiving", "waiting", "reading", "done", "failed", "lost"]
OPEN: frozenset[State] = frozenset({"receiving", "waiting", "reading"})


class TooManyUploads(PolicyGraphError):
    """Too many documents are waiting to be read."""

    status = 503

    def __init__(self) -> None:
        super().__init__(f"{MOST_OPEN} documents are waiting to be read.", fix="Send it again when some of them have been read.")


class NoReader(PolicyGraphError):
    """There is no reader for documents of this kind."""

    status = 415

    def __init__(self, name: str) -> None:
        known = ", ".join(sorted(MEDIA_TYPES))
        super().__init__(f"There is no reader for {name!r}.", fix=f"Give it a name that ends as what it is: {known}.")


class UnknownJob(PolicyGraphError):
    """There is no such job."""

    status = 404

    def __init__(self, job: str) -> None:
        super().__init__(f"There is no job {job!r}.", fix=f"Jobs are forgotten after {KEPT.days} days; GET /v1/jobs lists those there are.")


class JobProblem(BaseModel):
    """Something in the document that could not be read or placed; docs/errors.md explains every code."""

    code: str = Field(description="Stable and short.", examples=["csv-short-row"])
    place: str = Field(description="Where, in the document's own terms; empty for the whole of it.")
    reason: str = Field(description="What is wrong.")
    fix: str = Field(description="What to do.")
    verbatim: str | None = Field(description="What stands there.")


class Outcome(BaseModel):
    """What became of the document: the entry that 'policygraph ingest' has in its report."""

    status: Literal["read", "unchanged", "skipped", "failed"] = Field(description="Whether it is in the graph now.")
    document: str | None = Field(description="Its id, when it is.")
    problems: tuple[JobProblem, ...] = Field(description="Why it is not; of one that was read, what in it could not be.")
    found: dict[str, int] = Field(description="How many nodes of each kind, relationships and passages it gives.")
    written: dict[str, int] = Field(description="What changed in the graph.")


class Job(BaseModel):
    """One upload, and how far it has come."""

    id: str
    name: str = Field(description="What the document is called.", examples=["plan.pdf"])
    state: State = Field(description="'lost': the server was restarted before it was read; send the document again.")
    progress: str = Field("", description="What is being done.")
    received: datetime
    ended: datetime | None = None
    outcome: Outcome | None = None
    problem: str | None = Field(None, description="Why nothing came of it, when that is not the document's fault.")
    fix: str | None = Field(None, description="What to do.")

    @property
    def is_open(self) -> bool:
        """Whether something is still to happen."""
        return self.state in OPEN


class Kept(Job):
    """A job as it is kept."""

    owner: str
    """The process that reads it."""
    metadata: Metadata


LOST = {"state": "lost", "problem": "The server was restarted before the document was read.", "fix": "Send it again."}


class Uploads:
    """The uploads of a server: each of its processes reads its own, and tells of all."""

    def __init__(self, settings: Settings, changed: Callable[[], None]) -> None:
        # `changed` is called when the graph may be another.
        self._settings = settings
        self._changed = changed
        self._folder = settings.home / FOLDER
        self._owner = secrets.token_hex(8)
        # Held as long as this process lives: the system lets go of it however the process ends.
        self._living: FileLock | None = None
        self._opening, self._turn = Lock(), Lock()

    def open(self, name: str, metadata: Metadata) -> Kept:
        """A job for a document that is about to be received.

        Raises:
            NoReader: no format has the ending of its name.
            TooManyUploads: it has to come later.
        """
        if media_type_of(name) is None:
            raise NoReader(name)
        with self._opening:
            self._hold()
            self._tidy()
            if sum(job.is_open for job in self.all()) >= MOST_OPEN:
                raise TooManyUploads
            made = {"id": secrets.token_urlsafe(ID_BYTES), "name": name, "state": "receiving", "received": datetime.now(UTC)}
            job = Kept.model_validate({**made, "owner": self._owner, "metadata": metadata})
            self._keep(job)
        return job

    def content_of(self, job: Job) -> Path:
        """The file for its bytes; its name has nothing of what the client says."""
        return self._folder / f"{job.id}.bytes"

    def give_up(self, job: Kept) -> None:
        """Forgets a job whose document did not come."""
        for path in (self.content_of(job), self._file(job.id)):
            path.unlink(missing_ok=True)

    def start(self, job: Kept) -> Job:
        """Has the document read when its turn comes; the job as it is now."""
        waiting = self._changed_to(job, state="waiting")
        # A thread for each, and one at a time: what nobody foresaw in one document ends its own thread only. Not waited for at the end.
        Thread(target=self._work, args=(waiting,), name=f"upload-{job.id}", daemon=True).start()
        return shown(waiting)

    def job(self, job_id: str) -> Job:
        """One job.

        Raises:
            UnknownJob: there is none, or not any more.
        """
        job = self._kept(self._file(job_id))
        if job is None:
            raise UnknownJob(job_id)
        return shown(self._as_it_is(job))

    def all(self) -> list[Job]:
        """All jobs, the newest first."""
        found = [job for path in self._folder.glob("*.json") if (job := self._kept(path))]
        return [shown(self._as_it_is(job)) for job in sorted(found, key=lambda job: (job.received, job.id), reverse=True)]

    def close(self) -> None:
        """Lets go of what is still open: from now on it counts as lost."""
        if self._living is not None:
            self._living.release()

    def _work(self, job: Kept) -> None:
        end: dict[str, Any] = {
            "state": "failed",
            "problem": "The server made a mistake.",
            "fix": "Its log has the cause; please report it.",
        }
        try:
            with self._turn:
                end = ending(self._read(self._changed_to(job, state="reading")))
        except PolicyGraphError as error:
            told = problem_of(error)
            end = {"state": "failed", "problem": told.detail, "fix": told.fix}
        finally:
            self.content_of(job).unlink(missing_ok=True)
            self._changed_to(job, **end, ended=datetime.now(UTC))
            self._changed()

    def _read(self, job: Kept) -> IngestReport:
        settings = self._settings
        vocabulary, own = vocabulary_in_force(settings), own_files(settings)
        source = OneDocument(job, self.content_of(job).read_bytes())
        readers = LocalReaders(1, limits_of(settings))
        with connect(settings, retry_time_s=WRITE_RETRY_S) as driver:
            migrate(driver, settings.neo4j_database)
            writer = GraphWriter(driver, settings.neo4j_database)
            report = ingest(source, vocabulary, writer, readers=readers, report=self._progress(job))
            return with_vocabularies(report, writer, own, vocabulary)

    def _progress(self, job: Kept) -> Report:
        def tell(step: str, done: float, total: float) -> None:
            self._changed_to(job, state="reading", progress=f"{step}: {done:g} of {total:g}")

        return tell

    def _as_it_is(self, job: Kept) -> Kept:
        return job.model_copy(update=LOST) if job.is_open and self._is_gone(job.owner) else job

    def _is_gone(self, owner: str) -> bool:
        if owner == self._owner:
            return False
        try:
            with FileLock(self._lock_file(owner), timeout=0):
                return True
        except Timeout:
            return False

    def _hold(self) -> None:
        if self._living is None:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._living = FileLock(self._lock_file(self._owner))
            self._living.acquire()

    def _tidy(self) -> None:
        """Forgets old jobs, and the bytes of those that were lost."""
        now = datetime.now(UTC)
        for path in self._folder.glob("*.json"):
            job = self._kept(path)
            if job is None or (job.is_open and not self._is_gone(job.owner)):
                continue
            self.content_of(job).unlink(missing_ok=True)
            if now - job.received > KEPT:
                path.unlink(missing_ok=True)
        owners = {job.owner for path in self._folder.glob("*.json") if (job := self._kept(path))}
        for path in self._folder.glob("*.lock"):
            if path.stem not in owners and self._is_gone(path.stem):
                path.unlink(missing_ok=True)

    def _changed_to(self, job: Kept, **fields: object) -> Kept:
        changed = job.model_copy(update=fields)
        self._keep(changed)
        return changed

    def _keep(self, job: Kept) -> None:
        write_private(self._file(job.id), job.model_dump_json())

    def _kept(self, path: Path) -> Kept | None:
        # One may be forgotten by another process while it is looked at.
        with suppress(OSError, ValidationError):
            return Kept.model_validate_json(path.read_bytes())
        return None

    def _file(self, job_id: str) -> Path:
        return self._folder / f"{job_id}.json"

    def _lock_file(self, owner: str) -> Path:
        return self._folder / f"{owner}.lock"


class OneDocument:
    """One upload as a source of documents."""

    def __init__(self, job: Kept, content: bytes) -> None:
        self._job = job
        self._content = content

    def documents(self) -> Iterator[RawDocument]:
        """The document; one of the same name takes the place of the one before."""
        media_type = media_type_of(self._job.name) or ""
        yield RawDocument(self._job.name, f"upload:{self._job.name}", self._content, media_type, self._job.metadata)

    def count(self) -> int:
        """One."""
        return 1

    def gone(self, known: Collection[str], found: Collection[str]) -> tuple[str, ...]:
        """None: an upload says nothing of others."""
        del known, found
        return ()


def shown(job: Kept) -> Job:
    """The job without what is nobody's business."""
    return Job.model_validate(job.model_dump(exclude={"owner", "metadata"}))


def ending(report: IngestReport) -> dict[str, Any]:
    """How a job ends, from the report of the reading."""
    (entry,) = report.entries
    state: State = "done" if entry.status in {"read", "unchanged"} else "failed"
    return {"state": state, "progress": "", "outcome": outcome_of(entry, report)}


def outcome_of(entry: Entry, report: IngestReport) -> Outcome:
    """What became of the one document of a report."""
    problems = tuple(JobProblem.model_validate(asdict(problem)) for problem in entry.problems)
    return Outcome(status=entry.status, document=entry.document, problems=problems, found=entry.found, written=asdict(report.written))
