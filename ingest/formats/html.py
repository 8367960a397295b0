"""Web pages: the text is taken out of the page, and what surrounds it on every page is marked as furniture."""

import html
import re

from ingest.documents import RawDocument, ReadDocument
from ingest.formats.decode import decode
from ingest.formats.markup import masked, page_drafts
from ingest.formats.outline import Draft
from ingest.formats.reading import read_document
from ingest.formats.written import written_out
from ingest.metadata import known_fields

CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([A-Za-z0-9_-]{2,40})""", re.IGNORECASE)
META = re.compile(r"""<meta\b((?:[^<>"']++|"[^"]*+"|'[^']*+'){0,1000}+)>""", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""(?<![a-zA-Z:_-])([a-zA-Z:_-]++)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
TITLE = re.compile(r"<title\b[^<>]*>([^<]*)</title", re.IGNORECASE)
CANONICAL = re.compile(r"""<link\b(?=[^<>]*\brel\s*=\s*["']?canonical)[^<>]*?\bhref\s*=\s*["']([^"']*)""", re.IGNORECASE)
MAIN = re.compile(r"""<main\b[^<>]*>|<(?:div|section)\b(?=[^<>]*\brole\s*=\s*["']?main\b)[^<>]*>""", re.IGNORECASE)
MAIN_END = re.compile(r"</main", re.IGNORECASE)
# When more than this share of a page would be furniture, its class names do not mean what we think.
MOST_FURNITURE = 0.8
HEAD_BYTES = 4096


class Html:
    """Reads a page into its headings, paragraphs, lists and tables."""

    media_types = frozenset({"text/html", "application/xhtml+xml"})
    suffixes = frozenset({".html", ".htm", ".xhtml"})

    def read(self, raw: RawDocument) -> ReadDocument:
        """The stored text is the page's text, a line for each block; offsets count in it and not in the source."""
        declared = CHARSET.search(raw.content[:HEAD_BYTES])
        source, problems = decode(raw.content, raw.name, declared=declared[1].decode("ascii") if declared else None)
        visible = masked(source)
        text, drafts = written_out(_drafts(visible))
        return read_document(raw, text, drafts, problems=problems, found=page_metadata(source, visible))


def _drafts(visible: str) -> list[Draft]:
    """The blocks of a page; their offsets mean nothing."""
    drafts = page_drafts(visible, _main(visible))
    furniture = sum(len(draft.clean.text) for draft in drafts if draft.kind == "furniture")
    if furniture > MOST_FURNITURE * sum(len(draft.clean.text) for draft in drafts):
        return page_drafts(visible, trusting=False)
    return drafts


def page_metadata(source: str, visible: str) -> dict[str, str]:
    """What the head of a page says of it; `visible` is its source, `masked`."""
    fields: dict[object, object] = {}
    for match in META.finditer(visible):
        attributes = {name.lower(): html.unescape(a or b or c) for name, a, b, c in ATTRIBUTE.findall(match[1])}
        name = attributes.get("name") or attributes.get("property") or ""
        fields.setdefault(name, attributes.get("content", ""))
    fields.pop("", None)
    if canonical := CANONICAL.search(source):
        fields["canonical"] = html.unescape(canonical[1])
    if title := TITLE.search(source):
        fields.setdefault("title", html.unescape(title[1]))
    return known_fields(fields)


def _main(visible: str) -> tuple[int, ...]:
    """Where the main part of a page begins and ends; nothing when the page names none."""
    start = MAIN.search(visible)
    if not start:
        return ()
    ends = [match.start() for match in MAIN_END.finditer(visible, start.end())]
    return start.end(), ends[-1] if ends else len(visible)
