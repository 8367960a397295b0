"""What became of each file: read, unchanged, skipped or failed, and why."""

import json
import os
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal

from graph.errors import OutputUnwritable
from graph.subgraph import Subgraph
from graph.write_summary import WriteSummary
from ingest.documents import Problem, Skipped

# Controls, surrogates without partner, line ends of Unicode, marks of direction and width: none may act in whoever reads a report.
UNSEEN = re.compile(r"[\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\U000e0000-\U000e007f]")
Status = Literal["read", "unchanged", "skipped", "failed"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One file or page, and what became of it."""

    name: str
    location: str
    status: Status
    document: str | None = None
    """Id of its document, when it was read."""
    problems: tuple[Problem, ...] = ()
    """For one that was skipped or failed: why. For one that was read: what in it could not be."""
    found: dict[str, int] = field(default_factory=dict)
    """How many nodes of each kind, relationships and passages it gives."""


@dataclass(slots=True)
class Seconds:
    """How long a run took by the clock, and each of its stages; as they go on side by side, these may add up to more than the whole."""

    total: float = 0.0
    finding: float = 0.0
    """Listing and opening files or fetching pages, and seeing which of them are unchanged."""
    reading: float = 0.0
    """From bytes to text and its structure, added up over all processes."""
    extracting: float = 0.0
    """From text to claims, added up over all processes."""
    writing: float = 0.0
    """From claims to the graph."""


@dataclass(frozen=True, slots=True)
class IngestReport:
    """All entries in the order the files were found, and what the writing changed."""

    entries: tuple[Entry, ...]
    written: WriteSummary = field(default_factory=WriteSummary)
    vanished: tuple[str, ...] = ()
    """Places in the folders read that the graph has documents of and that are gone; nothing was removed for that."""
    dry_run: bool = False
    seconds: Seconds = field(default_factory=Seconds, compare=False)

    def count(self, status: Status) -> int:
        """How many files have the status."""
        return sum(entry.status == status for entry in self.entries)

    @property
    def exit_code(self) -> int:
        """0 when all went well, 1 when something was skipped or failed, 2 when there was nothing usable."""
        if not self.count("read") + self.count("unchanged"):
            return 2
        return 1 if self.count("skipped") + self.count("failed") else 0

    def as_json(self) -> str:
        """The whole report as one JSON object."""
        return json_text(asdict(self), indent=2)

    def write(self, path: Path) -> None:
        """Write the entries as JSON lines, the whole file or nothing.

        Raises:
            OutputUnwritable: the file cannot be written.
        """
        with ReportWriter(path) as report:
            for entry in self.entries:
                report.add(entry)


class ReportWriter:
    """Writes entries as JSON lines while they come.

    Until all are written they stand in a file of their own beside `path`, named
    like it with '.partial' and a few letters behind. That one takes the place of
    `path` in one step at the end, and stays for the reader when the run is
    broken off after the first entry.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> "ReportWriter":
        """Open the file.

        Raises:
            OutputUnwritable: it cannot be written.
        """
        with self._told():
            # In the same folder, for only within one file system is a replacement a single step.
            handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=f"{self._path.name}.partial-")
            self._partial = Path(name)
            self._file = os.fdopen(handle, "w", encoding="utf-8")
        return self

    def add(self, entry: Entry) -> None:
        """Write one entry, so that whatever happens next it can be read.

        Raises:
            OutputUnwritable: the file cannot be written.
        """
        self.add_fields(asdict(entry))

    def add_fields(self, fields: Mapping[str, object]) -> None:
        """Write one line of other fields than those of an entry.

        Raises:
            OutputUnwritable: the file cannot be written.
        """
        with self._told():
            self._file.write(json_text(fields) + "\n")
            self._file.flush()

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Put the file in its place, unless something went wrong."""
        with self._told(), self._file:
            begun = self._file.tell() > 0
            if kind is None:
                self._file.flush()
                # Before the new name: after a power cut there must be no empty file under it.
                os.fsync(self._file.fileno())
        with self._told():
            if kind is None:
                self._partial.replace(self._path)
            elif not begun:
                self._partial.unlink(missing_ok=True)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Failures to write, told as ours; then what has been written so far is in nobody's way."""
        try:
            yield
        except OSError as error:
            if hasattr(self, "_partial"):
                self._partial.unlink(missing_ok=True)
            raise OutputUnwritable(str(self._path), reason=error.strerror or str(error)) from error


def json_text(value: object, *, indent: int | None = None) -> str:
    """`value` as JSON in which every character can be seen: controls, marks that turn the reading direction and the like as escapes."""
    return UNSEEN.sub(_escaped, json.dumps(value, ensure_ascii=False, indent=indent))


def _escaped(match: re.Match[str]) -> str:
    # As UTF-16 pairs where JSON has to, for it knows no longer escapes.
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[place] << 8 | units[place + 1]:04x}" for place in range(0, len(units), 2))


def skipped_entry(skipped: Skipped) -> Entry:
    """The entry for something a connector could not hand out."""
    return Entry(skipped.name, skipped.location, "failed" if skipped.failed else "skipped", problems=(skipped.problem,))


def counts(subgraph: Subgraph) -> dict[str, int]:
    """How many nodes of each kind, relationships and passages there are, e.g. {"Organisation": 4, "passages": 12}."""
    labels: Sequence[str] = sorted({node.label for node in subgraph.nodes})
    found = {label: sum(node.label == label for node in subgraph.nodes) for label in labels}
    return {**found, "relationships": len(subgraph.relationships), "passages": len(subgraph.passages)}
