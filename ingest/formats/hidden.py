"""Characters that nobody sees: those no database stores are replaced, and all of them are reported, for they can hide or turn words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.documents import Problem
from ingest.formats.outline import Draft

UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
REPLACEMENT = "\ufffd"
# A soft hyphen and the joiners of emoji and of Persian are left out of these: whoever sets type or writes names needs them.
KINDS = (
    (
        "lone-surrogate",
        re.compile("[\ud800-\udfff]"),
        "half of a character, which was replaced by \ufffd",
        "Write the file again with a program that knows Unicode.",
    ),
    (
        "control-character",
        re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]"),
        "a control character, which no word was read with",
        "Look whether it is a text at all; export it again.",
    ),
    (
        "direction-mark",
        re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"),
        "a mark that turns the direction of reading; the words are read as they are stored",
        "Compare the names and numbers around it with what the page shows.",
    ),
    (
        "invisible-character",
        re.compile("[\u180e\u200b\u2060-\u2064\ufeff\U000e0000-\U000e007f]"),
        "a character without width; the words are read without it",
        "Take it out if it is not meant to be there.",
    ),
)


def _all_seen(text: str) -> bool:
    # Looks at the text once and fast; what it does not know for sure is looked for by kind.
    return text.replace("\n", "").isprintable()


def storable(text: str, drafts: Sequence[Draft]) -> tuple[str, Sequence[Draft]]:
    """Text and drafts with a replacement, one for one, for what no database stores: NUL and halves of surrogate pairs."""
    if UNSTORABLE.search(text) is None:
        return text, drafts
    return UNSTORABLE.sub(REPLACEMENT, text), [_storable(draft) for draft in drafts]


def hidden_problems(text: str) -> Iterator[Problem]:
    """A problem for each kind of character in `text` that nobody sees: how many, and where the first stands."""
    if _all_seen(text):
        return
    for code, pattern, what, fix in KINDS:
        first = pattern.search(text)
        if first is not None:
            count = 1 + sum(1 for _ in pattern.finditer(text, first.end()))
            place = f"line {text.count(chr(10), 0, first.start()) + 1}, character {first.start()}"
            reason = f"there is {what}: U+{ord(first[0]):04X}" + (f", and {count - 1:,} more of the kind" if count > 1 else "")
            yield Problem(code, place, reason, fix, text[max(first.start() - 40, 0) : first.end() + 40])


def _storable(draft: Draft) -> Draft:
    if UNSTORABLE.search(draft.clean.text) is None:
        return draft
    clean = replace(draft.clean, text=UNSTORABLE.sub(REPLACEMENT, draft.clean.text))
    return replace(draft, clean=clean, cells=tuple(replace(cell, text=UNSTORABLE.sub(REPLACEMENT, cell.text)) for cell in draft.cells))
