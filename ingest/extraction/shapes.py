"""Sentences and headings that only look like commitments by their shape: they open a list, entitle a part, or lead elsewhere."""

import re

from ingest.documents import Block
from ingest.extraction.actions import form_of
from ingest.extraction.clauses import Clause
from ingest.extraction.findings import Span

# Ends on which a sentence only opens a list; after "by:" and "including:" it is complete in itself.
_OPEN_END = re.compile(
    r"\b(?:on|in|of|for|with|to|that|are|is|be|following|following \w+|following \w+ \w+|as follows)\s?:$", re.IGNORECASE
)
_BELONGING_FOLLOWS = re.compile(r",\s(?:accounting for|covering|addressing|including|concerning)\b[^,.:]{0,40}:$")
_STEPS_FOLLOW = re.compile(r"\b(?:actions|steps|measures|approaches)\b[^.:]{0,60}:$")


def is_navigation(block: Block) -> bool:
    """Whether the whole block is one link, as in a table of contents."""
    if block.kind not in {"item", "paragraph"}:
        return False
    return any(end - start >= len(block.text.rstrip(" .»")) for start, end, _ in block.links)


def opens_list(clause: Clause, span: Span) -> bool:
    """Whether the sentence breaks off at the binding word, for the list below to go on: "the council will:"."""
    text = span.text.rstrip()
    if re.fullmatch(r"\w+\s?:", clause.rest.strip()) or (clause.verb in {"take", "pursue", "follow"} and _STEPS_FOLLOW.search(text)):
        return True
    # "…, accounting for the following:" lists what belongs to an act that is told in full.
    if clause.verb and _BELONGING_FOLLOWS.search(text):
        return False
    return (clause.verb == "" and text.endswith((":", "will", "shall", "should", "must", "to"))) or (
        text.endswith(":") and _OPEN_END.search(text) is not None
    )


def only_entitles(clause: Clause) -> bool:
    """Whether a heading is no clause but a noun and what is done with it: "Actions we will take"."""
    before = clause.sentence[: clause.subject.start].rstrip()
    return clause.subject.kind == "we" and before != "" and not before.endswith((",", ":", ".", "–", "-", "and"))


def is_promised_thing(clause: Clause, span: Span) -> bool:
    """A thing in a list, and what we will do with it: "existing forms which we will replace"."""
    before = span.text[: clause.subject.start].rstrip()
    if clause.subject.kind != "we":
        return False
    listed = span.block.kind == "item" and before.endswith(("which", "that")) and form_of(before) == "nominal"
    return listed or before.endswith(", which")
