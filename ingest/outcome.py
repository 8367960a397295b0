"""What became of one document, and which rules made it so; apart from the rules, which take a while to load."""

import hashlib
import pickle
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar, cast

from graph.document_graph import DocumentGraph
from graph.errors import PolicyGraphError, UnreadableDocument
from graph.identifiers import digest
from ingest.documents import Problem, RawDocument
from ingest.report import Entry, Status
from ingest.verbatim import excerpt

# What decides how a document is read: when any of it changes, documents are read again.
READING_CODE = ("ingest.formats", "ingest.extraction", "ingest.resolution", "ingest.vocabulary", "ingest.imports")
MEMORY_FIX = "Split the file, or allow more with POLICYGRAPH_READER_MEMORY_MB."

Done = TypeVar("Done")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document."""

    entry: Entry
    packed: bytes | None = None
    """Its graph as bytes, for it may have to wait and is a tenth as large as the objects; None when there is nothing to write."""
    reading_s: float = field(default=0.0, compare=False)
    """Seconds it took to be read, in the process that read it."""
    extracting_s: float = field(default=0.0, compare=False)
    """Seconds the rules took."""

    def graph(self) -> DocumentGraph:
        """The graph to be written.

        Raises:
            ValueError: there is none.
        """
        if self.packed is None:
            raise ValueError(f"{self.entry.location} has no graph: it is {self.entry.status}")
        return cast("DocumentGraph", pickle.loads(self.packed))  # noqa: S301 - packed by a process of our own


class EmptyDocument(UnreadableDocument):
    """There is nothing to read in a document, maybe because all of it was rejected."""

    def __init__(self, name: str, problems: Sequence[Problem]) -> None:
        super().__init__(name, code="empty", reason="there is no text in it", fix="Check that it is the file you mean.")
        self.problems = tuple(problems)


def attempt(raw: RawDocument, step: Callable[[RawDocument], Done]) -> Done | Entry:
    """What `step` gives, or the entry that says why it failed."""
    noticed = raw.problems
    try:
        return step(raw)
    except UnreadableDocument as error:
        noticed = error.problems if isinstance(error, EmptyDocument) else noticed
        problem = Problem(error.code, error.place, error.reason, error.fix)
    except PolicyGraphError as error:
        problem = Problem("unwritable", "", error.problem, error.fix)
    except MemoryError:
        problem = Problem("too-much-memory", "", "reading it takes more memory than a document is given", MEMORY_FIX)
    except Exception as error:  # noqa: BLE001 - a fault of ours in one document must not keep the others out; it is reported like any other
        reason = f"the reader failed with {type(error).__name__}: {error}"
        problem = Problem("internal", "", reason, "This is a fault of policygraph: please report it with the file.")
    return failed(replace(raw, problems=noticed), problem)


def failed(raw: RawDocument, problem: Problem) -> Entry:
    """The entry of a document that could not be read."""
    # Of one kind of file, such as XML, we may read some and have no reader for others.
    status: Status = "skipped" if problem.code == "no-reader" else "failed"
    return Entry(raw.name, raw.location, status, problems=(*raw.problems, replace(problem, verbatim=excerpt(raw.content, problem.place))))


@cache
def extractor_version() -> str:
    """A digest of the rules and vocabularies: documents read by others are read again."""
    return code_digest(READING_CODE)


def code_digest(packages: Iterable[str]) -> str:
    """A digest of all files of some of our packages, 16 characters."""
    total = hashlib.sha256()
    for package in packages:
        for file in _code_files(files(package)):
            # Line ends depend on how the code was checked out and change no rule.
            total.update(file.read_bytes().replace(b"\r\n", b"\n"))
    return total.hexdigest()[:16]


def reading_version(vocabulary: str) -> str:
    """The version under which a document is read with the vocabulary of this digest; '' is the one that ships."""
    return digest(extractor_version(), vocabulary, length=16) if vocabulary else extractor_version()


def _code_files(folder: Traversable) -> list[Traversable]:
    found: list[Traversable] = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir() and entry.name != "__pycache__":
            found += _code_files(entry)
        elif entry.is_file() and not entry.name.endswith(".pyc"):
            found.append(entry)
    return found
