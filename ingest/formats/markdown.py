"""Markdown as people really write it: headings without a space, lists without a blank line, HTML and template tags in between."""

import re
from collections.abc import Callable, Sequence

from ingest.documents import BlockKind, RawDocument, ReadDocument
from ingest.formats.clean import Clean, clean_plain
from ingest.formats.decode import decode
from ingest.formats.html_pieces import HtmlPieces
from ingest.formats.inline import clean_markdown, reference_name
from ingest.formats.lines import Line, first_visible, joined, split_lines
from ingest.formats.markup import html_drafts
from ingest.formats.numbering import HEADING_NUMBERS, PARAGRAPH_NUMBERS, legal_depth, numbered, section_title
from ingest.formats.outline import Draft
from ingest.formats.reading import read_document
from ingest.formats.rows import row_draft
from ingest.metadata import front_matter

ATX = re.compile(r" {0,3}(?P<marks>#{1,6})(?!#)[ \t]*(?=\S)")
SETEXT = re.compile(r" {0,3}(?:(?P<first>=+)|-{2,})[ \t]*$")
RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
FENCE = re.compile(r" {0,3}(?P<marks>`{3,}|~{3,})[^`]*$")
QUOTE = re.compile(r" {0,3}>[ \t]?")
BULLET = re.compile(r"(?P<indent>[ \t]*)(?P<mark>[-*+•◦▪●‣·–])(?P<gap>[ \t]+)(?=\S)")
ENUMERATOR = re.compile(
    r"(?P<indent>[ \t]*)(?P<mark>(?P<number>\d{1,3})[.)]|\((?P<inside>[A-Za-z]|[ivxIVX]{2,5}|\d{1,3})\)|(?P<letter>[a-z])\))"
    r"(?P<gap>[ \t]+)(?=\S)"
)
DASHES = re.compile(r"\|?:?-+:?(?:\|:?-+:?)*\|?")
TEMPLATE = re.compile(r"[ \t]*(?:\{\{.*\}\}|\{%.*%\}|\{[:/]?[^{}]*\})[ \t]*$")
PAGE_MARK = re.compile(r"[ \t]*\{\d{1,5}\}-{8,}[ \t]*$")
REFERENCE = re.compile(r" {0,3}\[(?!\^)([^\[\]]{1,200})\]:[ \t]*<?([^\s<>]+)>?(?:[ \t]+[\"'(].*)?[ \t]*$")
IMAGE = re.compile(r"[ \t]*!\[[^\[\]]*\](?:\([^()]*\)|\[[^\[\]]*\])[ \t]*$")
FOOTNOTE = re.compile(r" {0,3}\[\^[^\]\s]{1,40}\]:")
HTML_START = re.compile(
    r" {0,3}(?:<!--|</?(?:address|article|aside|blockquote|body|br|button|caption|center|dd|details|div|dl|dt|fieldset|figcaption|figure"
    r"|footer|form|h[1-6]|head|header|hr|html|iframe|img|legend|li|main|menu|nav|ol|option|p|pre|script|section|select|style|summary|svg"
    r"|table|tbody|td|tfoot|th|thead|title|tr|ul|video)\b)",
    re.IGNORECASE,
)
READ_ON = re.compile(
    r"(?:.*[»›]|[←«<].*|(?:read (?:more|how|the full)|find out more|back to|next page|previous page|see more|more)\b.*)$", re.IGNORECASE
)
SENTENCE_END = re.compile(r"[.!?:;]['\"”’)\]*_]*$")
# Against hostile files: no deeper nesting, which would use up the stack.
DEEPEST = 30


class Markdown:
    """Reads Markdown with tables, HTML in between, front matter and the template tags of site generators."""

    media_types = frozenset({"text/markdown"})
    suffixes = frozenset({".md", ".markdown"})

    def read(self, raw: RawDocument) -> ReadDocument:
        """The stored text is the source; template tags and the like are blocks of kind 'furniture'."""
        text, problems = decode(raw.content, raw.name)
        lines = split_lines(text)
        header = "\n".join(line.text for line in lines[1 : max(front_matter_end(lines) - 1, 0)])
        return read_document(raw, text, markdown_drafts(text), problems=problems, found=front_matter(header))


def markdown_drafts(text: str) -> list[Draft]:
    """The blocks of a Markdown source, front matter first."""
    lines = split_lines(text)
    body = front_matter_end(lines)
    scanner = _Scanner(references(lines[body:]))
    scanner.furniture(lines[:body])
    scanner.scan(scanner.bridge_pages(lines[body:]), 0)
    return sorted(scanner.drafts, key=lambda draft: tuple(draft.clean.offsets[:1]))


def front_matter_end(lines: Sequence[Line]) -> int:
    """Index of the first line after YAML front matter; 0 when there is none."""
    if not lines or lines[0].text.rstrip() != "---":
        return 0
    return next((index + 1 for index, line in enumerate(lines[1:400], 1) if line.text.rstrip() in {"---", "..."}), 0)


def references(lines: Sequence[Line]) -> dict[str, str]:
    """Addresses of reference links, by their label."""
    found: dict[str, str] = {}
    for match in filter(None, (REFERENCE.match(line.text) for line in lines)):
        found.setdefault(reference_name(match[1]), match[2])
    return found


class _Scanner:
    """Reads lines from top to bottom; what stands inside a list item or quotation is read the same way, one step deeper."""

    def __init__(self, known_references: dict[str, str]) -> None:
        self.drafts: list[Draft] = []
        self._references = known_references
        self._pieces = HtmlPieces()
        # Marks of fences that nothing further down closes: each would be looked for to the end of the document.
        self._unclosed: set[str] = set()
        self._quoted = False
        self._letter: str | None = None
        self._depth = 0
        # In order: a fence hides whatever stands in it, and a paragraph takes what no other rule wants.
        self._rules: tuple[Callable[[Sequence[Line], int, int], int], ...] = (
            *(self._blank, self._fence, self._furniture_line, self._html, self._heading, self._rule),
            *(self._table, self._quote, self._item, self._paragraph),
        )

    def scan(self, lines: Sequence[Line], nesting: int) -> None:
        """Read `lines`, which stand inside `nesting` lists."""
        self._depth += 1
        place = 0
        while place < len(lines):
            rules = self._rules[-4::3] if lines[place].ordinary else self._rules
            place = next(end for rule in rules if (end := rule(lines, place, nesting)) > place)
        self._depth -= 1

    def furniture(self, lines: Sequence[Line]) -> None:
        """Keep `lines` as something that is there but says nothing."""
        self._put("furniture", clean_plain(lines))

    def bridge_pages(self, lines: Sequence[Line]) -> list[Line]:
        """The lines without those page marks that stand in the middle of a sentence."""
        kept: list[Line] = []
        bridged = False
        for place, line in enumerate(lines):
            bridged = bridged and line.blank
            if bridged:
                continue
            if not PAGE_MARK.match(line.text):
                kept.append(line)
                continue
            self.furniture([line])
            after = first_visible(lines, place + 1)
            bridged = _is_in_sentence(kept, lines[after : after + 1])
            while bridged and kept[-1].blank:
                kept.pop()
            if not bridged:
                kept.append(Line("", line.start))
        return kept

    def _put(self, kind: BlockKind, clean: Clean, *, level: int = 0, number: str | None = None, within: bool = False) -> None:
        if not clean.text:
            return
        if kind not in {"furniture", "code"} and _is_navigation(clean):
            kind = "furniture"
        body, tail = _without_read_on(clean) if kind != "furniture" else (clean, Clean())
        self.drafts.append(Draft(kind, body, level=level, number=number, within=within))
        if tail.text:
            self.drafts.append(Draft("furniture", tail))

    def _blank(self, lines: Sequence[Line], place: int, _: int) -> int:
        return place + lines[place].blank

    def _fence(self, lines: Sequence[Line], place: int, _: int) -> int:
        match = FENCE.match(lines[place].text)
        if not match:
            return place
        closing = re.compile(rf" {{0,3}}{re.escape(match['marks'][0])}{{{len(match['marks'])},}}[ \t]*$")
        known = match["marks"] in self._unclosed
        end = None if known else next((index for index in range(place + 1, len(lines)) if closing.match(lines[index].text)), None)
        if end is None:
            self._unclosed.add(match["marks"])
            # Never closed: one stray line must not turn the rest of the document into code.
            self.furniture([lines[place]])
            return place + 1
        self._put("code", clean_plain(lines[place + 1 : end]))
        return end + 1

    def _furniture_line(self, lines: Sequence[Line], place: int, _: int) -> int:
        text = lines[place].text
        if not (TEMPLATE.match(text) or PAGE_MARK.match(text) or REFERENCE.match(text) or FOOTNOTE.match(text)):
            return place
        self.furniture([lines[place]])
        return place + 1

    def _html(self, lines: Sequence[Line], place: int, nesting: int) -> int:
        if not HTML_START.match(lines[place].text):
            return place
        end = self._pieces.end(lines, place)
        source, offsets = joined(lines[place:end])
        self.drafts.extend(html_drafts(source, offsets, nesting=nesting))
        return end

    def _heading(self, lines: Sequence[Line], place: int, _: int) -> int:
        match = ATX.match(lines[place].text)
        if not match:
            return place
        rest = lines[place].after(match.end())
        title = Line(rest.text.rstrip().rstrip("#"), rest.start)
        self._put_heading(clean_markdown([title], self._references), len(match["marks"]))
        return place + 1

    def _put_heading(self, clean: Clean, level: int) -> None:
        number, title = numbered(clean, HEADING_NUMBERS)
        self._put("heading", title, level=level, number=number)

    def _rule(self, lines: Sequence[Line], place: int, _: int) -> int:
        return place + bool(RULE.match(lines[place].text) or _dashes(lines[place].text))

    def _table(self, lines: Sequence[Line], place: int, _: int) -> int:
        if not _table_starts(lines, place):
            return place
        end = next((i for i in range(place, len(lines)) if "|" not in lines[i].text), len(lines))
        rows = [[clean_markdown([cell], self._references) for cell in _cells(line)] for line in lines[place:end] if not _delimits(line)]
        headed = _delimits(lines[place + 1])
        headers = [cell.text for cell in rows[0]] if headed else []
        for number, cells in enumerate(rows, 0 if headed else 1):
            if any(cell.text for cell in cells):
                self.drafts.append(row_draft(cells, headers if number else [], number))
        return end

    def _quote(self, lines: Sequence[Line], place: int, nesting: int) -> int:
        if not QUOTE.match(lines[place].text) or self._depth > DEEPEST:
            return place
        end = place
        inner: list[Line] = []
        while end < len(lines) and (match := QUOTE.match(lines[end].text)):
            inner.append(lines[end].after(match.end()))
            end += 1
        outer, self._quoted = self._quoted, True
        self.scan(inner, nesting)
        self._quoted = outer
        return end

    def _item(self, lines: Sequence[Line], place: int, nesting: int) -> int:
        marker = item_marker(lines[place].text)
        if marker is None or self._depth > DEEPEST:
            return place
        end = _item_end(lines, place, lines[place].indent)
        width = marker.end()
        content = [lines[place].after(width), *(line.dedented(width) for line in lines[place + 1 : end])]
        stop = _paragraph_end(content, 0)
        clean = clean_markdown(content[:stop], self._references)
        number = marker_number(marker)
        if number is None:
            number, clean = numbered(clean, PARAGRAPH_NUMBERS)
        level = nesting + self._legal(marker, number)
        self._put_section("item", clean, level=level, number=number)
        self.scan(content[stop:], level)
        return end

    def _legal(self, marker: re.Match[str], number: str | None) -> int:
        inside = marker.groupdict().get("inside")
        if not inside or number is None:
            return 1
        depth = legal_depth(number, self._letter)
        if depth == 1:
            self._letter = number
        return depth

    def _paragraph(self, lines: Sequence[Line], place: int, nesting: int) -> int:
        end = _paragraph_end(lines, place)
        clean = clean_markdown(lines[place:end], self._references)
        setext = SETEXT.match(lines[end].text) if end < len(lines) and end - place <= 2 else None
        if setext:
            self._put_heading(clean, 1 if setext["first"] else 2)
            return end + 1
        if end - place == 1 and not nesting and not self._quoted and _bold_heading(clean, lines[place].text):
            self._put_heading(clean, 0)
            return end
        if end - place == 1 and IMAGE.match(lines[place].text):
            self._put("furniture", clean)
            return end
        number, clean = numbered(clean, PARAGRAPH_NUMBERS)
        if nesting:
            self._put("item", clean, level=nesting, number=number, within=True)
        else:
            self._put_section("quote" if self._quoted else "paragraph", clean, number=number)
        return end

    def _put_section(self, kind: BlockKind, clean: Clean, *, number: str | None, level: int = 0) -> None:
        parts = section_title(number, clean)
        if parts is None:
            self._put(kind, clean, level=level, number=number)
            return
        title, letter, clause = parts
        self._letter = letter
        self._put("heading", title, number=number)
        self._put("item", clause, level=max(level, 1), number=letter)


def _is_in_sentence(kept: Sequence[Line], after: Sequence[Line]) -> bool:
    """Whether a sentence of the lines before a page mark goes on in the line after it."""
    before = next((line.text.rstrip() for line in reversed(kept) if not line.blank), "")
    return bool(before and after) and not SENTENCE_END.search(before) and not _opens_block(after[0].text)


def item_marker(text: str) -> re.Match[str] | None:
    """The bullet or number that opens a list item, with the white space around it."""
    if RULE.match(text):
        return None
    return BULLET.match(text) or ENUMERATOR.match(text)


def marker_number(marker: re.Match[str]) -> str | None:
    """The number in the marker of an item; None for a bullet."""
    groups = marker.groupdict()
    return groups.get("number") or groups.get("inside") or groups.get("letter")


def _opens_block(text: str) -> bool:
    """Whether a line begins something new even without a blank line before it."""
    if FENCE.match(text) or QUOTE.match(text) or ATX.match(text) or HTML_START.match(text):
        return True
    return bool(TEMPLATE.match(text) or PAGE_MARK.match(text) or FOOTNOTE.match(text) or RULE.match(text) or item_marker(text))


def _paragraph_end(lines: Sequence[Line], place: int) -> int:
    end = place + 1
    while end < len(lines) and not lines[end].blank:
        text, ordinary = lines[end].text, lines[end].ordinary
        if _table_starts(lines, end) or (not ordinary and (SETEXT.match(text) or (_opens_block(text) and not _wrapped_number(text)))):
            break
        end += 1
    return end


def _wrapped_number(text: str) -> bool:
    """Whether a line begins with a number only because a sentence was wrapped there: a list does not start at 7."""
    marker = ENUMERATOR.match(text)
    return bool(marker and marker["number"] and marker["mark"].endswith(")") and marker["number"] != "1")


def _item_end(lines: Sequence[Line], place: int, indent: int) -> int:
    end = place + 1
    while end < len(lines):
        line = lines[end]
        if line.blank:
            after = first_visible(lines, end)
            if after == len(lines) or lines[after].indent < indent + 2:
                return end
            end = after - 1
        elif line.indent < indent + 2 and (lines[end - 1].blank or _opens_block(line.text) or _table_starts(lines, end)):
            return end
        end += 1
    return end


def _delimits(line: Line) -> bool:
    return "|" in line.text and _dashes(line.text)


def _dashes(text: str) -> bool:
    """Whether a line is only dashes, with or without the bars and colons that part a table's head from its rows."""
    return bool(DASHES.fullmatch("".join(text.split())))


def _table_starts(lines: Sequence[Line], place: int) -> bool:
    """Whether a table begins: a row above a row of dashes, or two rows with bars at their front."""
    if place + 1 >= len(lines) or "|" not in lines[place].text or _delimits(lines[place]):
        return False
    if _delimits(lines[place + 1]):
        return True
    return all(line.text.lstrip().startswith("|") for line in lines[place : place + 2])


def _cells(line: Line) -> list[Line]:
    """The cells of one row; a bar behind a backslash is no border, and a missing outer bar is no loss."""
    borders = [match.start() for match in re.finditer(r"(?<!\\)\|", line.text)]
    starts = [0, *(border + 1 for border in borders)]
    ends = [*borders, len(line.text)]
    cells = [Line(line.text[start:end], line.start + start) for start, end in zip(starts, ends, strict=True)]
    if cells and cells[0].blank and line.text.lstrip().startswith("|"):
        cells = cells[1:]
    return cells[:-1] if len(cells) > 1 and cells[-1].blank and line.text.rstrip().endswith("|") else cells


def _bold_heading(clean: Clean, source: str) -> bool:
    whole = any(start == 0 and end == len(clean.text) for start, end in clean.emphasis)
    return whole and source.strip()[:2] in {"**", "__"} and len(clean.text) <= 120 and not clean.text.endswith((".", ";", ","))


def _is_navigation(clean: Clean) -> bool:
    """Whether a block is only links side by side, or one link that leads on."""
    linked = sum(end - start for start, end, _ in clean.links)
    if len(clean.links) == 1 and linked == len(clean.text):
        return bool(READ_ON.match(clean.text)) and len(clean.text) <= 80
    beside, place = "", 0
    # In order of their beginnings; one may stand in another.
    for start, end, _ in clean.links:
        beside += clean.text[place:start]
        place = max(place, end)
    beside += clean.text[place:]
    return len(clean.links) > 1 and "|" in beside and not any(character.isalnum() for character in beside)


def _without_read_on(clean: Clean) -> tuple[Clean, Clean]:
    """The block, and the link at its very end that only says where to read on."""
    if clean.links:
        start, end, _ = clean.links[-1]
        if start and end == len(clean.text) and READ_ON.match(clean.text[start:end]) and end - start <= 80:
            return clean.part(0, start), clean.part(start)
    return clean, Clean()
