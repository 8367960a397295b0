"""The stored text of a document that has none of its own: its blocks written out one below the other."""

from collections.abc import Sequence

from ingest.formats.outline import Draft


def written_out(drafts: Sequence[Draft]) -> tuple[str, Sequence[Draft]]:
    """The drafts' words as one text, and the drafts with offsets into it: the same ones, for nobody needs what they had before.

    For formats in which words do not stand as people read them: between tags,
    escaped or compressed. A blank line parts the blocks; cells and broken
    lines stand on lines of their own.
    """
    parts: list[str] = []
    length = 0
    for draft in drafts:
        text = draft.clean.text
        if draft.clean.breaks:
            characters = list(text)
            for place in draft.clean.breaks:
                characters[place - 1] = "\n"
            text = "".join(characters)
        draft.clean.offsets = range(length, length + len(text))
        parts.append(text)
        # Two for the blank line between blocks.
        length += len(text) + 2
    return "\n\n".join(parts), drafts
