"""The last step of every format: drafts become blocks, and what the document says of itself joins its metadata."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from ingest.documents import Block, Metadata, Problem, RawDocument, ReadDocument
from ingest.formats.hidden import hidden_problems, storable
from ingest.formats.outline import Draft, blocks_of
from ingest.formats.parting import parted
from ingest.metadata import metadata_from

LONGEST_TITLE = 500


def read_document(
    raw: RawDocument,
    text: str,
    drafts: Sequence[Draft],
    *,
    problems: Sequence[Problem] = (),
    found: Mapping[str, str] | None = None,
    pages: Sequence[int] = (),
) -> ReadDocument:
    """The document made of `drafts`.

    Args:
        raw: what was read.
        text: the stored text that the drafts' offsets count.
        drafts: in reading order.
        problems: what could not be read or had to be guessed.
        found: metadata inside the document; they count where the sidecar says nothing.
        pages: offsets in `text` where its pages begin, if it has any.
    """
    hidden = list(hidden_problems(text))
    if hidden:
        text, drafts = storable(text, drafts)
    drafts, long = parted(drafts)
    blocks = blocks_of(drafts)
    stated = raw.metadata.model_dump(exclude_none=True, exclude_defaults=True)
    inside, _ = metadata_from(found or {}, raw.name)
    merged = {**inside.model_dump(exclude_none=True, exclude_defaults=True), **stated}
    merged["title"] = (merged.get("title") or _title(raw.name, blocks))[:LONGEST_TITLE]
    raw = replace(raw, metadata=Metadata.model_validate(merged))
    return ReadDocument(raw, text, blocks, (*raw.problems, *problems, *hidden, *long), tuple(pages))


def _title(name: str, blocks: Sequence[Block]) -> str:
    first = next((block for block in blocks[:20] if block.kind == "heading" and block.level <= 2), None)
    return first.text if first else re.sub(r"[-_\s]+", " ", PurePosixPath(name).stem).strip() or name
