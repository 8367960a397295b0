"""What the tests of extraction share: a short Markdown document, read and extracted with the real vocabulary."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from ingest.documents import Metadata, RawDocument, ReadDocument
from ingest.extraction.commitments import find_commitments
from ingest.extraction.context import Context
from ingest.extraction.findings import CommitmentFinding, Rejected
from ingest.extraction.mentions import find_mentions
from ingest.formats import format_for
from ingest.vocabulary.entries import Vocabulary
from ingest.vocabulary.loader import load_vocabulary


@dataclass(frozen=True)
class Extracted:
    """A document's commitments, and short views of them for tests."""

    context: Context
    found: tuple[CommitmentFinding, ...]
    refused: tuple[Rejected, ...]

    @property
    def texts(self) -> list[str]:
        """The words of the commitments."""
        return [finding.span.text for finding in self.found]

    @property
    def owners(self) -> list[list[str]]:
        """The names of each commitment's owners, the lead first."""
        return [[str(self.context.things[owner.organisation].fields["name"]) for owner in finding.owners] for finding in self.found]

    @property
    def leads(self) -> list[str | None]:
        """The name of each commitment's first owner."""
        return [owners[0] if owners else None for owners in self.owners]

    @property
    def deadlines(self) -> list[str | None]:
        """The value of each commitment's deadline."""
        return [finding.deadline.value if finding.deadline else None for finding in self.found]

    @property
    def vetoes(self) -> list[str]:
        """The names of the vetoes, in order of place."""
        return [rejected.rule for rejected in self.refused]


Extractor = Callable[..., Extracted]


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """The vocabulary that ships with the project."""
    return load_vocabulary()


@pytest.fixture(scope="session")
def extracted(vocabulary: Vocabulary) -> Extractor:
    """Reads Markdown as a document of the UK Department for Transport of 14 May 2031, unless told otherwise."""

    def extract(text: str, **metadata: str) -> Extracted:
        known = {"title": "Harbour Plan", "publisher": "Department for Transport", "published": "2031-05-14", "kind": "strategy"} | metadata
        raw = RawDocument("harbour.md", "/harbour.md", text.encode(), "text/markdown", Metadata.model_validate(known))
        context = find_mentions(format_for(raw).read(raw), vocabulary)
        found, refused = find_commitments(context)
        return Extracted(context, found, refused)

    return extract


@pytest.fixture(scope="session")
def as_document() -> Callable[..., ReadDocument]:
    """Reads Markdown as a document of which nothing is known but the metadata given."""

    def make(text: str, *, media_type: str = "text/markdown", **metadata: str) -> ReadDocument:
        about = Metadata.model_validate({"title": "A paper"} | metadata)
        raw = RawDocument("paper", "/paper", text.encode(), media_type, about)
        return format_for(raw).read(raw)

    return make
