"""Values of a data document as blocks: arrays of like objects are tables, keys are headings, texts are read as what they are."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import count

from ingest.formats.clean import Clean, UnplacedBuilder
from ingest.formats.markdown import markdown_drafts
from ingest.formats.markup import html_drafts
from ingest.formats.outline import LEVELS, Draft
from ingest.formats.rows import row_draft
from ingest.formats.text import text_drafts
from ingest.formats.values import Listing, Record, Scalar, Value

HTML = re.compile(
    r"</?(?:p|div|ul|ol|li|h[1-6]|table|tr|t[dh]|br|strong|em|b|i|a|span|section|blockquote|abbr)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
# "organisationName", "organisation_name" and "organisation-name" as words.
WORD_ENDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})|[_\-\s]+")
NUMBER = re.compile(r"-?\d[\d.eE+-]*|true|false")
TITLES = ("title", "name", "heading", "label")
# A shorter text says little without its key before it.
PROSE_WORDS = 5
# Objects make a table when they share more than so much of their keys.
ALIKE = 0.5
# A text as long as this, or with a structure of its own, is no cell of a table.
LONGEST_CELL = 2_000
STRUCTURE = re.compile(r"<(?:li|h[1-6]|tr)[\s>]", re.IGNORECASE)


def data_drafts(value: Value) -> list[Draft]:
    """The blocks of a whole data document; each knows the JSON pointer (RFC 6901) of what it was read from."""
    return list(_drafts(value, "", 0))


def words_of(key: str) -> str:
    """A key as words: 'target_date' and 'targetDate' as 'Target date'; an abbreviation stays as it is."""
    words = [word if word.isupper() and len(word) > 1 else word.lower() for word in WORD_ENDS.split(key) if word]
    text = " ".join(words)
    return text[:1].upper() + text[1:]


def pointer(above: str, key: str | int) -> str:
    """The JSON pointer of a member or item below another."""
    return f"{above}/{str(key).replace('~', '~0').replace('/', '~1')}"


def clean_text(text: str) -> Clean:
    """A text that stands in no document of its own, as a block's clean text; a line break parts sentences."""
    builder = UnplacedBuilder()
    for line in text.split("\n"):
        builder.add(line, 0)
        builder.line_break(0)
    return builder.finish()


def heading(text: str, place: str, level: int) -> Draft:
    """A heading, one level below `level`."""
    return Draft("heading", clean_text(text), level=min(level + 1, LEVELS), place=place or None)


def prose(text: str, place: str, level: int, *, markdown: bool = False) -> Iterator[Draft]:
    """The blocks of a text: a piece of a web page, Markdown, or plain paragraphs; its headings stand below `level`."""
    if HTML.search(text):
        drafts = html_drafts(text, range(len(text)))
    elif markdown:
        drafts = markdown_drafts(text)
    else:
        drafts = text_drafts(text) if "\n" in text.strip() else [Draft("paragraph", clean_text(text))]
    levels = [draft.level for draft in drafts if draft.kind == "heading" and draft.level]
    # Headings that would stand beside or above the one over the text go down with it.
    down = max(level + 1 - min(levels), 0) if levels else 0
    for draft in drafts:
        below = min(draft.level + down, LEVELS) if draft.kind == "heading" and draft.level else draft.level
        yield replace(draft, level=below, place=f"{place}{draft.place or ''}" or None)


def _drafts(value: Value, place: str, level: int) -> Iterator[Draft]:
    if isinstance(value, Record):
        yield from _record(value, place, level)
    elif isinstance(value, Listing):
        yield from _listing(value, place, level)
    elif value.text:
        yield from prose(value.text, place, level)


def _record(record: Record, place: str, level: int) -> Iterator[Draft]:
    title = next((key for key in TITLES if record.text(key)), None)
    if title:
        yield heading(record.text(title), pointer(place, title), level)
        level = min(level + 1, LEVELS - 1)
    named = _places(record, place)
    for (key, value), where in zip(record.members, named, strict=True):
        # Only the first of its name is the title; a second one is read like any other.
        if key == title:
            title = None
        elif isinstance(value, Scalar):
            yield from _member(key, value, where, level)
        elif _says(value):
            yield heading(words_of(key), where, level)
            yield from _drafts(value, where, min(level + 1, LEVELS - 1))


def _places(record: Record, place: str) -> list[str]:
    return [pointer(place, key) for key, _ in record.members]


def _member(key: str, value: Scalar, place: str, level: int) -> Iterator[Draft]:
    if not value.text:
        return
    if len(value.text.split()) < PROSE_WORDS and not HTML.search(value.text):
        yield Draft("paragraph", clean_text(f"{words_of(key)}: {value.text}"), place=place)
        return
    yield heading(words_of(key), place, level)
    yield from prose(value.text, place, min(level + 1, LEVELS))


def _listing(listing: Listing, place: str, level: int) -> Iterator[Draft]:
    if _only_numbers(listing):
        yield Draft(
            "item", _cell([item.text for item in listing.items if isinstance(item, Scalar) and item.text]), level=1, place=place or None
        )
        return
    records = [item for item in listing.items if isinstance(item, Record)]
    if records and len(records) == len(listing.items) and _alike(records):
        yield from _table(records, place)
        return
    for number, item in enumerate(listing.items):
        where = pointer(place, number)
        if isinstance(item, Scalar) and item.text and not HTML.search(item.text):
            yield Draft("item", clean_text(item.text), level=1, place=where)
        else:
            yield from _drafts(item, where, level)


def _only_numbers(listing: Listing) -> bool:
    """Whether it has nothing but numbers and truth values, which are no list that anybody reads item by item."""
    texts = [item.text for item in listing.items if isinstance(item, Scalar)]
    return 1 < len(texts) == len(listing.items) and all(text is None or NUMBER.fullmatch(text) for text in texts)


def _says(value: Value) -> bool:
    """Whether there is any text in it."""
    if isinstance(value, Scalar):
        return bool(value.text)
    inside = value.items if isinstance(value, Listing) else tuple(member for _, member in value.members)
    return any(_says(part) for part in inside)


def _alike(records: Sequence[Record]) -> bool:
    rows = [_cells(record) for record in records]
    if any(row is None for row in rows):
        return False
    sizes = [len(row) for row in rows if row is not None]
    columns = {name for row in rows for name, _ in row or ()}
    return bool(columns) and sum(sizes) > ALIKE * len(rows) * len(columns)


def _cells(record: Record) -> list[tuple[str, Clean]] | None:
    """The columns and cells of one row; None when the object holds more than a row can."""
    cells: list[tuple[str, Clean]] = []
    for key, value in _flat(record):
        texts = [value] if isinstance(value, Scalar) else value.items if isinstance(value, Listing) else ()
        scalars = [text for text in texts if isinstance(text, Scalar)]
        written = [text.text for text in scalars if text.text]
        if isinstance(value, Record) or len(scalars) < len(texts) or not all(map(_fits_a_cell, written)):
            return None
        cells.append((key, _cell(written)))
    return _numbered(cells)


def _fits_a_cell(text: str) -> bool:
    return len(text) <= LONGEST_CELL and STRUCTURE.search(text) is None


def _flat(record: Record) -> Iterator[tuple[str, Value]]:
    """The members, those of an object inside under both keys: {"owner": {"name": …}} is a column 'owner name'."""
    for key, value in record.members:
        if isinstance(value, Record):
            yield from ((f"{key} {inner}", member) for inner, member in value.members)
        else:
            yield key, value


def _numbered(cells: Sequence[tuple[str, Clean]]) -> list[tuple[str, Clean]]:
    """The cells under the words of their keys; one whose name was there before has its count behind it."""
    seen: dict[str, Callable[[], int]] = {}
    found = []
    for key, cell in cells:
        name = words_of(key)
        number = seen.setdefault(name, count(1).__next__)()
        found.append((name if number == 1 else f"{name} ({number})", cell))
    return found


def _cell(texts: Sequence[str]) -> Clean:
    """One cell; of several texts with semicolons between, and without the tags of a web page."""
    builder = UnplacedBuilder()
    for text in texts:
        if not builder.empty:
            builder.add("; ", 0)
        for number, part in enumerate(_plain(text)):
            if number:
                builder.line_break(0)
            builder.add(part, 0)
    return builder.finish()


def _plain(text: str) -> list[str]:
    if not HTML.search(text):
        return text.split("\n")
    return [draft.clean.text for draft in html_drafts(text, range(len(text)))]


def _table(records: Sequence[Record], place: str) -> Iterator[Draft]:
    rows = [_cells(record) or [] for record in records]
    headers = list(dict.fromkeys(name for row in rows for name, _ in row))
    yield row_draft([clean_text(header) for header in headers], [], 0, place or None)
    for number, row in enumerate(rows):
        cells = dict(row)
        yield row_draft([cells.get(header, Clean()) for header in headers], headers, number + 1, pointer(place, number))
