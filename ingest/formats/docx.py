"""Word files: headings, numbered lists, tables, footnotes and text boxes as Word shows them.

Not through mammoth: it is slower than reading the file ourselves, and it drops
the numbers that Word prints, text boxes' places, headers, and what tracked
changes did, without saying so.
"""

from collections.abc import Sequence
from dataclasses import replace

from graph.errors import UnreadableDocument
from ingest.documents import Problem, RawDocument, ReadDocument
from ingest.formats.clean import Clean
from ingest.formats.outline import LEVELS, Draft
from ingest.formats.package import Package
from ingest.formats.reading import read_document
from ingest.formats.word_body import Body, Surroundings
from ingest.formats.word_paragraphs import TITLE
from ingest.formats.word_styles import Numbering, styles_of
from ingest.formats.written import written_out

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOCM = "application/vnd.ms-word.document.macroenabled.12"
NOTES = ("footnotes", "endnotes", "comments")
FIXES = {
    "deleted passages": "Accept or reject the tracked changes, save the file and ingest it again.",
    "hidden passages": "Show the hidden text, and make it ordinary text if it counts.",
    "embedded documents": "Ingest the embedded documents by themselves.",
}
# A title counts when most of its words stand in the first blocks of the text: others were left by a template.
FIRST_BLOCKS = 30
MOST_WORDS = 0.6


class Docx:
    """Reads a file's text, its notes behind the blocks that call them, headers and footers as furniture at the end."""

    def __init__(self, media_type: str, suffix: str) -> None:
        self.media_types = frozenset({media_type})
        self.suffixes = frozenset({suffix})

    def read(self, raw: RawDocument) -> ReadDocument:
        """The stored text is the words, a blank line between blocks.

        Raises:
            UnreadableDocument: it is encrypted, damaged, too large, or no Word file.
        """
        package = Package(raw, ".docx")
        around = _surroundings(package)
        body = Body(around)
        package.parse(package.main, body)
        if not body.is_word:
            reason = "it is an office file and holds no text document"
            raise UnreadableDocument(raw.name, code="office-not-a-document", reason=reason, fix="Name it by what it is, such as .xlsx.")
        drafts = [*_levelled(body.drafts()), *_running_heads(package, body, around)]
        text, placed = written_out([draft for draft in drafts if draft.clean.text])
        problems = [*package.problems(), *_left_out(body), *_around_text(package, around)]
        return read_document(raw, text, placed, problems=problems, found=_title(package, placed))


def _surroundings(package: Package) -> Surroundings:
    styles = styles_of(package.tree(package.part_of(package.main, "styles")))
    numbering = Numbering(package.tree(package.part_of(package.main, "numbering")), styles)
    notes: dict[tuple[str, str], list[Clean]] = {}
    for kind in NOTES:
        if part := package.part_of(package.main, kind):
            sink = Body(Surroundings(styles, Numbering(package.tree(None), styles), package.relationships(part)))
            package.parse(part, sink)
            notes |= sink.notes
    return Surroundings(styles, numbering, package.relationships(package.main), notes)


def _levelled(drafts: list[Draft]) -> list[Draft]:
    """The drafts with a title, if there is one, above all headings."""
    shift = any(draft.kind == "heading" and draft.level == TITLE for draft in drafts)
    return [_lowered(draft, shift) if draft.kind == "heading" and draft.level else draft for draft in drafts]


def _lowered(draft: Draft, shift: bool) -> Draft:
    return replace(draft, level=1 if draft.level == TITLE else min(draft.level + shift, LEVELS))


def _running_heads(package: Package, body: Body, around: Surroundings) -> list[Draft]:
    """What stands on every page, each text once."""
    parts = {around.relationships[name].target: None for name in body.sections if name in around.relationships}
    found: dict[str, Draft] = {}
    for part in parts:
        sink = Body(Surroundings(around.styles, Numbering(package.tree(None), around.styles), package.relationships(part)))
        package.parse(part, sink)
        for draft in sink.drafts():
            found.setdefault(draft.clean.text, Draft("furniture", draft.clean))
    return list(found.values())


def _left_out(body: Body) -> list[Problem]:
    return [
        Problem(
            f"docx-{what.replace(' ', '-')}",
            f"paragraph {body.first[what]}",
            f"{count} {what if count > 1 else what.removesuffix('s')} could not be read or {'were' if count > 1 else 'was'} not to be",
            FIXES.get(what, "Say in words what counts of them, or ingest their source."),
        )
        for what, count in sorted(body.left_out.items())
    ]


def _around_text(package: Package, around: Surroundings) -> list[Problem]:
    problems = []
    comments = sum(kind == "comment" for kind, _ in around.notes)
    if comments:
        reason = f"{comments} comment{'s' * (comments > 1)} beside the text {'were' if comments > 1 else 'was'} left out"
        problems.append(Problem("docx-comments", "", reason, "Put into the text what counts of them."))
    if package.holds("word/vbaProject.bin"):
        problems.append(Problem("office-macros", "", "it carries macros, which were neither read nor run", "Save it without macros."))
    return problems


def _title(package: Package, drafts: Sequence[Draft]) -> dict[str, str]:
    core = package.tree(package.part_of("", "core-properties"))
    stated = next((element.text for root in core.children for element in root.all("dc:title")), "")
    words = {word for word in stated.casefold().split() if any(letter.isalnum() for letter in word)}
    said = {word for draft in drafts[:FIRST_BLOCKS] for word in draft.clean.text.casefold().split()}
    return {"title": stated} if words and len(words & said) >= MOST_WORDS * len(words) else {}
