"""What became of each file: read, unchanged, skipped or failed, and why."""

import json
import os
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal

from graph.errors import OutputUnwritable
from graph.subgraph import Subgraph
from graph.writer import WriteSummary
from ingest.documents import Problem, Skipped

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


@dataclass(frozen=True, slots=True)
class IngestReport:
    """All entries in the order the files were found, and what the writing changed."""

    entries: tuple[Entry, ...]
    written: WriteSummary = field(default_factory=WriteSummary)
    vanished: tuple[str, ...] = ()
    """Places in the folders read that the graph has documents of and that are gone; nothing was removed for that."""
    dry_run: bool = False

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
        return json.dumps(asdict(self), ensure_ascii=False, indent=2)

    def write(self, path: Path) -> None:
        """Write the entries as JSON lines, the whole file or nothing.

        Raises:
            OutputUnwritable: the file cannot be written.
        """
        lines = "".join(json.dumps(asdict(entry), ensure_ascii=False) + "\n" for entry in self.entries)
        try:
            _replace(path, lines)
        except OSError as error:
            raise OutputUnwritable(str(path), reason=error.strerror or str(error)) from error


def skipped_entry(skipped: Skipped) -> Entry:
    """The entry for something a connector could not hand out."""
    return Entry(skipped.name, skipped.location, "failed" if skipped.failed else "skipped", problems=(skipped.problem,))


def counts(subgraph: Subgraph) -> dict[str, int]:
    """How many nodes of each kind, relationships and passages there are, e.g. {"Organisation": 4, "passages": 12}."""
    labels: Sequence[str] = sorted({node.label for node in subgraph.nodes})
    found = {label: sum(node.label == label for node in subgraph.nodes) for label in labels}
    return {**found, "relationships": len(subgraph.relationships), "passages": len(subgraph.passages)}


def _replace(path: Path, text: str) -> None:
    """Put `text` where `path` is in one step, so that nobody ever sees half of it."""
    # In the same folder, for only within one file system is a replacement a single step.
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            # Before the new name: after a power cut there must be no empty file under it.
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise
