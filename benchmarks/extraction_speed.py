"""Speed from bytes to a graph that can be written, on one core and without a database, by size of document.

    python -m benchmarks.extraction_speed [--largest KB] [--spacy FOLDER]

Megabytes a second of processor time, as plain text and as Markdown. Every
reading is of another text, so that nothing kept from one helps the next.

spaCy is no dependency: `uv pip install --target FOLDER spacy` puts it into a
folder of its own, which `--spacy` names. Then its blank pipeline with
sentencizer and phrase matcher over the same names reads in turn. That pipeline
finds names; ours also says who promises what by when.
"""

import argparse
import importlib
import random
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from ingest.documents import Metadata, RawDocument
from ingest.one_document import read_and_extract
from ingest.pipeline import extractor_version
from ingest.vocabulary.entries import Vocabulary
from ingest.vocabulary.loader import load_vocabulary

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("ingest/samples", "tests/corpus")
METADATA = Metadata(title="Harbour Plan", publisher="Department for Transport", published="2031-05-14", kind="strategy")
SMALLEST_KB = 16
ROUNDS = 3
SENTENCES = re.compile(r"((?<=[.!?:]) |\n)")

Read = Callable[[str], object]


def paragraphs() -> list[str]:
    """The paragraphs of the documents that ship with the project."""
    files = [path for folder in SOURCES for path in sorted((ROOT / folder).iterdir()) if path.suffix in {".md", ".txt"}]
    bodies = [re.sub(r"\A---\n.*?\n---\n", "", path.read_text(encoding="utf-8"), flags=re.DOTALL) for path in files]
    return [part for body in bodies for part in re.split(r"\n{2,}", body) if part.strip()]


def text_of(size: int, number: int = 0) -> str:
    """About `size` characters of paragraphs in a mixed order, their numbers and some words changed; the same for the same number."""
    mixed = random.Random(size + number)
    known = paragraphs()
    parts: list[str] = []
    while size > 0:
        part = "".join(_varied(piece, mixed) for piece in SENTENCES.split(mixed.choice(known)))
        parts.append(part)
        size -= len(part)
    return "\n\n".join(parts)


def _varied(part: str, mixed: random.Random) -> str:
    """The sentence with other numbers and two plain words exchanged, so that hardly one is met twice."""
    words = re.sub(r"\b\d{1,3}\b", lambda _: str(mixed.randrange(2, 900)), part).split(" ")
    plain = [place for place, word in enumerate(words) if word.isalpha() and word.islower() and len(word) > 4]
    if len(plain) > 1:
        first, second = mixed.sample(plain, 2)
        words[first], words[second] = words[second], words[first]
    return " ".join(words)


def ours(vocabulary: Vocabulary, media_type: str = "text/markdown") -> Read:
    """From the bytes of a file to its checked graph."""

    def read(text: str) -> object:
        return read_and_extract(RawDocument("plan", "/plan", text.encode(), media_type, METADATA), vocabulary)

    return read


def peer(vocabulary: Vocabulary) -> Read | None:
    """The bare spaCy pipeline; None when it cannot be imported."""
    try:
        spacy, matching = importlib.import_module("spacy"), importlib.import_module("spacy.matcher")
    except ImportError:
        return None
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    pipeline.max_length = 10**8
    matcher = matching.PhraseMatcher(pipeline.vocab)
    matcher.add("name", list(pipeline.pipe(sorted(set(_names(vocabulary))))))

    def read(text: str) -> object:
        document = pipeline(text)
        return list(document.sents), matcher(document)

    return read


def _names(vocabulary: Vocabulary) -> Iterator[str]:
    for body in vocabulary.organisations:
        yield from (body.name, *body.aliases, *filter(None, [body.abbreviation]))
    for theme in vocabulary.themes:
        yield from (label.removesuffix("*") for label in (*theme.labels, *theme.weak_labels))


def seconds(read: Read, text: str) -> float:
    """Processor time that one reading takes."""
    begun = time.process_time()
    read(text)
    return time.process_time() - begun


def compare(readers: Sequence[Read], size: int) -> list[float]:
    """Megabytes a second of each reader, the best of some rounds in which they take turns, each with a text of its own."""
    return [max(speeds) for speeds in zip(*(_round(readers, size, turn * len(readers)) for turn in range(ROUNDS)), strict=True)]


def _round(readers: Sequence[Read], size: int, number: int) -> list[float]:
    texts = [text_of(size, number + place) for place in range(len(readers))]
    return [len(text.encode()) / 1e6 / seconds(read, text) for read, text in zip(readers, texts, strict=True)]


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--largest", type=int, default=1024, metavar="KB", help="Size of the largest document in kilobytes.")
    parser.add_argument("--spacy", default="", metavar="FOLDER", help="Where spaCy is installed, when it is not beside policygraph.")
    options = parser.parse_args()
    # Last, so that policygraph runs with its own packages.
    sys.path.append(options.spacy)
    begun = time.process_time()
    vocabulary = load_vocabulary()
    extractor_version()
    plain, markdown, other = ours(vocabulary, "text/plain"), ours(vocabulary), peer(vocabulary)
    plain("We will act.")
    print(f"start: {time.process_time() - begun:.2f} s for the vocabulary and the rules' digest")
    beside = f"{'spaCy MB/s':>12}{'plain text / spaCy':>20}" if other else "   (spaCy is not installed: see --spacy)"
    print(f"{'KB':>6}{'plain text MB/s':>17}{'Markdown MB/s':>15}{beside}")
    size = SMALLEST_KB
    while size <= options.largest:
        speeds = compare([plain, markdown, *filter(None, [other])], size * 1024)
        ratio = f"{speeds[2]:12.3f}{speeds[0] / speeds[2]:20.2f}" if other else ""
        print(f"{size:6}{speeds[0]:17.3f}{speeds[1]:15.3f}{ratio}", flush=True)
        size *= 4


if __name__ == "__main__":
    main()
