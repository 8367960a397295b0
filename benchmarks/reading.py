"""Reading the same documents in every format: what the commitments lose against the Markdown original, and how long our readers take.

    python -m benchmarks.reading CORPUS_DIR [--errors] [--only SUFFIX]

Every annotated Markdown or text document of CORPUS_DIR is turned into a web page,
a Word file and PDFs of three producers; commitments are extracted from each and
compared with the annotations by their words. Every quote must stand at its
offsets, and in a PDF on its page. Then our readers and the bare libraries read
one long document in turns.
"""

import argparse
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2
from playwright.sync_api import Browser

# The benchmark runs from a checkout, whether or not the packages are installed.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.browser import chromium
from benchmarks.extraction import GOLD, annotated, prediction_of, read
from benchmarks.judging import judge
from benchmarks.office import Maker, printed_page, typeset_file, web_page, word_file
from benchmarks.pieces import CONVERTED, html_of, pieces_of
from benchmarks.reading_speed import speed
from graph.errors import UnreadableDocument
from ingest.documents import Metadata, ReadDocument
from ingest.extraction.extract import extract
from ingest.extraction.findings import Findings, Span
from ingest.formats import media_type_of
from ingest.vocabulary.entries import Vocabulary
from ingest.vocabulary.loader import load_vocabulary

MOST_LOST = 0.02

Gold = Mapping[str, Sequence[Mapping[str, object]]]


@dataclass(slots=True)
class Tally:
    """One format over all documents."""

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    quotes: int = 0
    adrift: list[str] = field(default_factory=list)
    """Quotes that do not stand where they are said to."""
    errors: list[str] = field(default_factory=list)
    """What is right in the original and not here, and the other way round."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What one document should give."""

    gold: Gold
    errors: list[str]
    """What is wrong in the original, too."""
    length: int
    """Of the original, in characters."""


def makers(browser: Browser) -> dict[str, tuple[str, Maker]]:
    """The producers of documents: of each its file name ending, and what makes bytes of a title and a page's body."""
    return {
        "web page": (".html", web_page),
        "Word file": (".docx", lambda title, body: word_file(title, pieces_of(body))),
        "PDF of a browser": (".pdf", lambda title, body: printed_page(browser, title, body)),
        "PDF of a publisher": (".pdf", lambda title, body: typeset_file(title, pieces_of(body))),
        "PDF in two columns": (".pdf", lambda title, body: typeset_file(title, pieces_of(body), columns=2)),
    }


def sources(corpus: Path) -> Iterator[tuple[Path, Gold, Metadata]]:
    """The annotated documents that can be converted, their annotations and what their sidecar says."""
    sidecar = corpus / "meta.json"
    meta = json.loads(sidecar.read_text(encoding="utf-8")) if sidecar.exists() else {}
    for path, gold in annotated(corpus):
        if path.suffix in CONVERTED and gold.name.endswith(GOLD):
            metadata = Metadata(**meta.get(path.name, {"title": path.stem}))
            yield path, json.loads(gold.read_text(encoding="utf-8")), metadata


def judged(findings: Findings, gold: Gold, stretch: float, tally: Tally) -> list[str]:
    """Add a document to the tally of its format, and say what is wrong in it.

    Args:
        findings: what was found in it.
        gold: its annotations, whose offsets count in the original.
        stretch: how much longer the original is than it.
        tally: where it counts.
    """
    prediction = prediction_of(findings)
    # Only the words are compared; a place without width says no more than which of two equal sentences comes first.
    found = [item for item in prediction["commitments"] if isinstance(item, dict)]
    placeless = [{**item, **dict.fromkeys(("start", "end"), round(item["start"] * stretch))} for item in found]
    judgement = judge({**prediction, "commitments": placeless}, gold)
    for part, counts in judgement.counts.items():
        tally.counts.setdefault(part, Counter()).update(counts)
    return judgement.errors


def spans_of(findings: Findings) -> Iterator[Span]:
    """Every passage that the graph would quote."""
    yield from (mention.span for mention in findings.mentions)
    yield from (relation.span for relation in findings.relations)
    for commitment in findings.commitments:
        yield commitment.span
        yield from (part.span for part in (*commitment.owners, commitment.deadline) if part and part.span)


def letters(text: str) -> str:
    """The letters and digits of `text` alone: no two libraries agree on white space and hyphens."""
    return "".join(character for character in text if character.isalnum())


def check_quotes(document: ReadDocument, findings: Findings, pages: Sequence[str], name: str, tally: Tally) -> None:
    """Note each quote that is not at its offsets, or of which a printed line does not stand on the page it is said to."""
    for span in spans_of(findings):
        start, end = span.stored
        tally.quotes += 1
        if letters(document.text[start:end]) != letters(span.text):
            tally.adrift.append(f"{name}: not at {start}-{end}: {span.text[:80]!r}")
        elif pages:
            tally.adrift += [f"{name}: not on page {page}: {line!r} of {span.text[:80]!r}" for page, line in _strays(document, span, pages)]


def _strays(document: ReadDocument, span: Span, pages: Sequence[str]) -> Iterator[tuple[int | None, str]]:
    """The printed lines of a quote that their page does not show, each with that page."""
    start, end = span.stored
    for line in re.finditer(r"[^\n]+", document.text[start:end]):
        page = document.page_at(start + line.start())
        if page is None or page > len(pages) or letters(line[0]) not in pages[page - 1]:
            yield page, line[0]


def pages_of(content: bytes) -> list[str]:
    """The letters of each page of a PDF, in the order in which the bare library finds them."""
    document = pypdfium2.PdfDocument(content)
    try:
        return [letters(document[number].get_textpage().get_text_range()) for number in range(len(document))]
    finally:
        document.close()


def compare(corpus: Path, folder: Path, formats: Mapping[str, tuple[str, Maker]], vocabulary: Vocabulary) -> dict[str, Tally]:
    """Each format's tally, the original's first; a format that has no reader is left out and named."""
    tallies = {"original": Tally(), **{name: Tally() for name, (suffix, _) in formats.items() if _has_reader(name, suffix)}}
    for path, gold, metadata in sources(corpus):
        document = read(path, metadata)
        expected = Expected(gold, judged(extract(document, vocabulary), gold, 1.0, tallies["original"]), len(document.text))
        body = html_of(path)
        for name in list(tallies)[1:]:
            suffix, make = formats[name]
            target = folder / f"{path.stem}{suffix}"
            target.write_bytes(make(metadata.title or path.stem, body))
            _one(target, metadata, vocabulary, expected, tallies[name])
    return tallies


def _one(target: Path, metadata: Metadata, vocabulary: Vocabulary, expected: Expected, tally: Tally) -> None:
    try:
        document = read(target, metadata)
    except UnreadableDocument as error:
        tally.errors.append(f"{target.name}: {error}")
        judged(Findings(), expected.gold, 1.0, tally)
        return
    findings = extract(document, vocabulary)
    errors = judged(findings, expected.gold, expected.length / len(document.text), tally)
    tally.errors += [f"{target.name}: {line}" for line in errors if line not in expected.errors]
    tally.errors += [f"{target.name}: (original only) {line}" for line in expected.errors if line not in errors]
    tally.errors += [f"{target.name}: problem {problem.code} {problem.place}: {problem.reason}" for problem in document.problems]
    check_quotes(document, findings, pages_of(target.read_bytes()) if target.suffix == ".pdf" else [], target.name, tally)


def _has_reader(name: str, suffix: str) -> bool:
    if media_type_of(f"x{suffix}") is None:
        print(f"{name}: there is no reader for {suffix} yet; left out.", file=sys.stderr)
        return False
    return True


def f1(counts: Counter[str]) -> float:
    """The harmonic mean of precision and recall; 1 when there is nothing to find."""
    both = counts["found"] + counts["wanted"]
    return 2 * counts["right"] / both if both else 1.0


def table(tallies: Mapping[str, Tally]) -> Iterator[str]:
    """A line for each format."""
    yield f"{'':20}{'commitments':>12}{'against':>9}{'owners':>8}{'deadlines':>11}{'quotes':>8}{'adrift':>8}"
    original = f1(tallies["original"].counts.get("commitments", Counter()))
    for name, tally in tallies.items():
        parts = [f1(tally.counts.get(part, Counter())) for part in ("commitments", "owners", "deadlines")]
        verdict = "" if original - parts[0] <= MOST_LOST and not tally.adrift else "   MISSED"
        yield (
            f"{name:20}{parts[0]:12.3f}{parts[0] - original:+9.3f}{parts[1]:8.3f}{parts[2]:11.3f}"
            f"{tally.quotes:8}{len(tally.adrift):8}{verdict}"
        )


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpus", type=Path, help="Folder of documents with NAME.gold.json beside them, and a meta.json.")
    parser.add_argument("--errors", action="store_true", help="Print what differs from the original, and quotes that are adrift.")
    parser.add_argument("--only", default="", help="File name ending of the one format to try, e.g. '.pdf'.")
    parser.add_argument("--keep", type=Path, help="Folder in which to keep the converted documents of the last producer of each format.")
    arguments = parser.parse_args()
    with chromium() as browser, tempfile.TemporaryDirectory() as temporary:
        folder = arguments.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        formats = {name: made for name, made in makers(browser).items() if arguments.only in {"", made[0]}}
        tallies = compare(arguments.corpus, folder, formats, load_vocabulary())
        print("\n".join(table(tallies)), end="\n\n")
        print("\n".join(speed(arguments.corpus, folder, formats)))
    if arguments.errors:
        print("", *(f"{name}: {line}" for name, tally in tallies.items() for line in (*tally.adrift, *tally.errors)), sep="\n")


if __name__ == "__main__":
    main()
