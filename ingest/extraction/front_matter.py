"""The summary in a document's front matter: words about the document that its body does not repeat."""

import re
from dataclasses import replace

from ingest.documents import Block, ReadDocument

# Ends before the next "key:", because line ends are already folded to spaces here.
SUMMARY = re.compile(
    r"(?:^|\s)(?:search)?(?:description|summary|excerpt|abstract|standfirst|lede?): "
    r"*(?P<quote>[\"']?)(?P<words>.+?)(?P=quote)(?=\s+(?:---|[\w-]+: )|$)",
    re.IGNORECASE,
)
FRONT = "---"


def with_summary(document: ReadDocument) -> ReadDocument:
    """`document` with the summary from its front matter as its first paragraph; unchanged when it has none."""
    front = next((block for block in document.blocks[:1] if block.kind == "furniture" and block.text.startswith(FRONT)), None)
    match = SUMMARY.search(front.text) if front else None
    if front is None or match is None:
        return document
    start, end = match.span("words")
    return replace(document, blocks=(front, _part(front, start, end), *document.blocks[1:]))


def _part(block: Block, start: int, end: int) -> Block:
    return Block("paragraph", block.text[start:end], block.offsets[start:end], place=block.place)
