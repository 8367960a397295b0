"""What each paragraph of a Word file is: heading, item, quote or plain."""

from dataclasses import dataclass, field

from ingest.formats.clean import Clean, CleanBuilder, UnplacedBuilder
from ingest.formats.numbering import HEADING_NUMBERS, PARAGRAPH_NUMBERS, numbered
from ingest.formats.outline import LEVELS, Draft
from ingest.formats.word_styles import BODY_TEXT, TITLE_NAME, Mark, Style

BULLETS = "•▪▫◦‣·●○■□➢✓"
LONGEST_BOLD_HEADING = 120
# A title stands above the headings, what only looks like a heading below them: `docx` gives both their levels.
TITLE, LOOKS_LIKE_HEADING = -1, 0


@dataclass(slots=True)
class Paragraph:
    """A paragraph while it is read."""

    style: str = ""
    outline: int | None = None
    list_id: str | None = None
    list_level: int | None = None
    builder: CleanBuilder = field(default_factory=UnplacedBuilder)
    notes: list[tuple[str, str]] = field(default_factory=list)
    after: list[Draft] = field(default_factory=list)
    """What stands in its text boxes."""


def paragraph_draft(paragraph: Paragraph, style: Style, mark: Mark | None, *, after_item: bool) -> Draft:
    """What a paragraph is, by its style, its list mark and, where these say nothing, its looks."""
    clean = paragraph.builder.finish()
    if style.furniture:
        return Draft("furniture", clean)
    heading = style.heading if paragraph.outline is None else (paragraph.outline + 1) % (BODY_TEXT + 1)
    if style.name == TITLE_NAME or heading:
        return _heading(clean, TITLE if style.name == TITLE_NAME else min(heading, LEVELS), mark)
    return _listed(clean, style, (mark, paragraph.list_level or 0), after_item) or _plain(clean, style)


def _listed(clean: Clean, style: Style, listed: tuple[Mark | None, int], after_item: bool) -> Draft | None:
    mark, level = listed
    if mark is not None or style.name.startswith(("list bullet", "list number")):
        return _item(clean, max(level + 1, style.depth), mark)
    if style.name.startswith(("list continue", "list paragraph")) and after_item:
        return Draft("item", clean, level=style.depth if style.name.startswith("list continue") else LEVELS, within=True)
    return Draft("item", clean.part(1), level=1) if clean.text[0] in BULLETS and len(clean.text) > 2 else None


def _heading(clean: Clean, level: int, mark: Mark | None) -> Draft:
    if mark is not None and mark.number:
        return Draft("heading", clean, level=level, number=mark.number)
    number, clean = numbered(clean, HEADING_NUMBERS)
    return Draft("heading", clean, level=level, number=number)


def _item(clean: Clean, level: int, mark: Mark | None) -> Draft:
    if mark is not None and mark.number:
        return Draft("item", clean, level=level, number=mark.number)
    number, clean = numbered(clean, PARAGRAPH_NUMBERS)
    return Draft("item", clean, level=level, number=number)


def _plain(clean: Clean, style: Style) -> Draft:
    if _is_bold_heading(clean):
        return Draft("heading", clean, level=LOOKS_LIKE_HEADING)
    number, clean = numbered(clean, PARAGRAPH_NUMBERS)
    return Draft("quote" if "quote" in style.name else "paragraph", clean, number=number)


def _is_bold_heading(clean: Clean) -> bool:
    bold = sum(end - start for start, end in clean.emphasis)
    return (
        bold >= len(clean.text.replace(" ", ""))
        and len(clean.text) <= LONGEST_BOLD_HEADING
        and not clean.text.endswith((".", ";", ",", ":"))
    )
