"""What a demo showed, kept beside its pages, so that the next one draws only when something has changed."""

import hashlib
from importlib.metadata import version
from pathlib import Path

from pydantic import Field, ValidationError

from graph.base import Model
from graph.errors import OutputUnwritable
from graph.identifiers import digest

FILE = ".shown.json"
# What the pages and tables are made by.
ROOMS = ("api", "cypher", "graph", "visualisations")
ROOT = Path(__file__).parents[1]

Rows = tuple[tuple[str, ...], ...]


class Shown(Model):
    """The cells of the tables, and the pages."""

    mark: str = Field(description="Digest of the program and of the graph it was made from.")
    found: Rows
    commitments: Rows
    pages: dict[str, str] = Field(description="Digest of each page's content by the name of its file, in the order they were drawn.")

    def paths(self, out: Path) -> list[Path]:
        """Where the pages are."""
        return [(out / name).resolve() for name in self.pages]


def mark_of(graph_version: str) -> str:
    """What is the same as long as the same program shows the same graph."""
    made_by = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*")) if path.is_file() and path.suffix != ".pyc"]
    return digest(version("policygraph"), graph_version, *map(content_digest, made_by), length=32)


def content_digest(path: Path) -> str:
    """SHA-256 of the file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def recall(out: Path, mark: str) -> Shown | None:
    """What was shown last, when it still holds: made from the same, and every page there as it was drawn."""
    try:
        shown = Shown.model_validate_json((out / FILE).read_bytes())
        unharmed = all(content_digest(out / name) == content for name, content in shown.pages.items())
    except (OSError, ValidationError):
        return None
    return shown if shown.mark == mark and unharmed else None


def keep(shown: Shown, out: Path) -> None:
    """Keeps it for the next demo.

    Raises:
        OutputUnwritable: the folder may not be written to.
    """
    try:
        (out / FILE).write_text(shown.model_dump_json(), encoding="utf-8")
    except OSError as error:
        raise OutputUnwritable(str(out / FILE), reason=error.strerror or str(error)) from error
