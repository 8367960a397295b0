"""The stored text of a document that has none of its own: its blocks written out one below the other."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.formats.outline import Draft


def written_out(drafts: Sequence[Draft]) -> tuple[str, list[Draft]]:
    """The drafts' words as one text, and the drafts with offsets into it.

    For formats in which words do not stand as people read them: between tags,
    escaped or compressed. A blank line parts the blocks; cells and broken
    lines stand on lines of their own.
    """
    parts: list[str] = []
    placed: list[Draft] = []
    length = 0
    for draft in drafts:
        text = draft.clean.text
        if draft.clean.breaks:
            characters = list(text)
            for place in draft.clean.breaks:
                characters[place - 1] = "\n"
            text = "".join(characters)
        placed.append(replace(draft, clean=replace(draft.clean, offsets=range(length, length + len(text)))))
        parts.append(text)
        # Two for the blank line between blocks.
        length += len(text) + 2
    return "\n\n".join(parts), placed
