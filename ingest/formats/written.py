"""The stored text of a document that has none of its own: its blocks written out one below the other."""

from collections.abc import Sequence

from ingest.formats.clean import Clean
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
        placed.append(_moved(draft, range(length, length + len(text))))
        parts.append(text)
        # Two for the blank line between blocks.
        length += len(text) + 2
    return "\n\n".join(parts), placed


def _moved(draft: Draft, offsets: range) -> Draft:
    # Field by field: `dataclasses.replace` takes several times as long, and every block comes by here.
    clean = Clean(draft.clean.text, offsets, draft.clean.links, draft.clean.emphasis, draft.clean.breaks)
    return Draft(draft.kind, clean, draft.level, draft.number, draft.cells, draft.place, draft.within)
