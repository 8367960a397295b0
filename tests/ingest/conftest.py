"""What the tests of extraction share: a short Markdown document, read and extracted with the vocabulary that ships."""

from collections.abc import Callable

import pytest

from ingest.documents import Metadata, RawDocument, ReadDocument
from ingest.extraction.extract import extract
from ingest.extraction.findings import Findings
from ingest.formats import format_for
from ingest.vocabulary.entries import Vocabulary
from ingest.vocabulary.loader import load_vocabulary

HARBOUR_PLAN = {"title": "Harbour Plan", "publisher": "Department for Transport", "published": "2031-05-14", "kind": "strategy"}


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """The vocabulary that ships with the project."""
    return load_vocabulary()


@pytest.fixture(scope="session")
def extracted(vocabulary: Vocabulary) -> Callable[..., Findings]:
    """Extracts Markdown as a document of the UK Department for Transport of 14 May 2031, unless its metadata are given."""

    def extract_markdown(text: str, **metadata: str) -> Findings:
        raw = RawDocument("harbour.md", "/harbour.md", text.encode(), "text/markdown", Metadata.model_validate(HARBOUR_PLAN | metadata))
        return extract(format_for(raw).read(raw), vocabulary)

    return extract_markdown


@pytest.fixture(scope="session")
def as_document() -> Callable[..., ReadDocument]:
    """Reads Markdown as a document of which nothing is known but the metadata given."""

    def make(text: str, *, media_type: str = "text/markdown", **metadata: str) -> ReadDocument:
        about = Metadata.model_validate({"title": "A paper"} | metadata)
        return format_for(raw := RawDocument("paper", "/paper", text.encode(), media_type, about)).read(raw)

    return make
