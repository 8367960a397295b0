"""How long our readers take beside the bare libraries: the same bytes, in turns, in one process."""

import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from statistics import median

import lxml.html
import mammoth
import pypdfium2

from benchmarks.extraction import read
from benchmarks.office import Maker
from benchmarks.pieces import CONVERTED, html_of
from ingest.documents import Metadata
from ingest.formats import media_type_of

MOST_TIME = 1.3
ROUNDS = 7

# The bare libraries, asked for no more than a reader needs of them.


def bare_pdf(content: bytes) -> None:
    """pypdfium2: the text of every page."""
    document = pypdfium2.PdfDocument(content)
    for number in range(len(document)):
        page = document[number].get_textpage()
        page.get_text_range()
        page.close()
    document.close()


def placed_pdf(content: bytes) -> None:
    """pypdfium2: the text of every page run by run, each with its box and the size of its letters, without which there is no layout."""
    document = pypdfium2.PdfDocument(content)
    for number in range(len(document)):
        page = document[number].get_textpage()
        for run in range(page.count_rects()):
            left, bottom, right, top = page.get_rect(run)
            page.get_text_bounded(left, bottom, right, top)
            index = page.get_index((left + right) / 2, (bottom + top) / 2, right - left, top - bottom)
            if index is not None:
                pypdfium2.raw.FPDFText_GetFontSize(page.raw, index)
        page.close()
    document.close()


def bare_docx(content: bytes) -> None:
    """mammoth: the file as HTML."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        mammoth.convert_to_html(BytesIO(content))


class _Texts(HTMLParser):
    """A parser that keeps the text and the tags, which is the least that a reader of pages can do."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, object]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(("/" + tag, None))

    def handle_data(self, data: str) -> None:
        self.found.append(("", data))


def bare_html(content: bytes) -> None:
    """html.parser, like our reader written in Python: its tags and texts kept in a list."""
    parser = _Texts()
    parser.feed(content.decode())
    parser.close()


def bare_lxml(content: bytes) -> None:
    """lxml, written in C: the tree and its text."""
    lxml.html.document_fromstring(content).text_content()


BARE: dict[str, tuple[tuple[str, Callable[[bytes], None]], ...]] = {
    ".html": (("html.parser", bare_html), ("lxml", bare_lxml)),
    ".docx": (("mammoth", bare_docx),),
    ".pdf": (("pypdfium2", bare_pdf), ("pypdfium2 with place and size", placed_pdf)),
}


def in_turns(first: Callable[[], object], second: Callable[[], object], rounds: int = ROUNDS) -> tuple[float, float]:
    """The median seconds of each, run one after the other so that both meet the same machine."""
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(rounds + 1):
        for function, spent in zip((first, second), times, strict=True):
            started = time.perf_counter()
            function()
            # The first round warms up.
            if turn:
                spent.append(time.perf_counter() - started)
    return median(times[0]), median(times[1])


def speed(corpus: Path, folder: Path, formats: Mapping[str, tuple[str, Maker]]) -> Iterator[str]:
    """A line for each format and library: all documents of the corpus as a single long one."""
    body = "\n".join(html_of(path) for path in sorted(corpus.iterdir()) if path.suffix in CONVERTED)
    yield f"{'':20}{'size':>10}{'ours':>10}{'bare':>10}{'ratio':>8}"
    for name, (suffix, make) in formats.items():
        if media_type_of(f"x{suffix}") is None:
            continue
        target = folder / f"long{suffix}"
        content = make("All of them", body)
        target.write_bytes(content)
        for library, bare in BARE[suffix]:
            ours, theirs = in_turns(lambda: read(target, Metadata()), lambda: bare(content))  # noqa: B023 - called before the next turn
            verdict = "" if ours <= MOST_TIME * theirs else "   MISSED"
            yield f"{name:20}{len(content):10}{ours * 1000:8.1f}ms{theirs * 1000:8.1f}ms{ours / theirs:8.2f}   {library}{verdict}"
