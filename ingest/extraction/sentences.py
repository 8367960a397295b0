"""Sentences of a block, each as a span of its clean text."""

import re
from collections.abc import Iterator

from ingest.documents import Block
from ingest.extraction.findings import Span
from ingest.extraction.lexicon import NUMBERED_THINGS, OPEN_ENDED, OPENERS, REFERENCES, SHORTENED, TITLES

# One mark by itself first: from a plain set the search knows where it can begin at all. It has to be the first of its run:
# from each mark of a long run on, it would look at the rest of the run once more.
END = re.compile(r"(?P<mark>[.!?…](?<![.!?…].)[.!?…]*+)(?P<close>[\"'”’)\]]*)(?P<note>(?:\[(?:footnote )?\w{1,4}\])*)(?=\s)")
# Twice the longest sentence seen; nobody means one that is longer to be read as one.
LONGEST_SENTENCE = 1000
LONGEST_WORD = 60
ROMAN = re.compile(r"[IVXLC]+")
LAST_WORD = re.compile(r"[\w.’'&-]*$")
# A numbered paragraph that follows a line without a full stop: "Winter 2031 5.2 The board will …"; but "section 5.2 The" is a reference.
NUMBERED = re.compile(r" (?<=[\w)”\"] )(?=(?P<number>\d{1,2}\.\d{1,3})\.? (?P<word>[A-Z][a-z]*)\b)")
NEXT_WORD = re.compile(r"[\"'“‘(\[*_]*(?P<word>[\w’']*)")


def sentences(block: Block) -> tuple[Span, ...]:
    """The sentences of a block in order, without the white space between them.

    The cells of a table row are cut apart first: a sentence never runs from
    one cell into the next. The block keeps them, for they are asked for again
    and again.
    """
    if block.sentences is None:
        block.sentences = tuple(span for start, end in stretches(block) for span in _split(block, start, end))
    return block.sentences


def stretches(block: Block) -> tuple[tuple[int, int], ...]:
    """The parts of `block.text` that no sentence crosses: its cells, or the whole of it."""
    if not block.cells:
        return ((0, len(block.text)),)
    return tuple((cell.start, cell.end) for cell in block.cells if cell.end > cell.start)


def _split(block: Block, first: int, last: int) -> list[Span]:
    found: list[Span] = []
    start = first
    for match in END.finditer(block.text, first, last):
        if _ends_sentence(block.text, start, match):
            found.append(Span(block, start, match.end()))
            start = match.end()
            while start < last and block.text[start].isspace():
                start += 1
    end = last
    while end > start and block.text[end - 1].isspace():
        end -= 1
    if end > start:
        found.append(Span(block, start, end))
    if NUMBERED.search(block.text, first, last):
        found = [part for span in found for part in _at_numbers(span)]
    if last - first <= LONGEST_SENTENCE:
        return found
    return [part for span in found for part in _bearable(span)]


def _at_numbers(span: Span) -> Iterator[Span]:
    """The sentence, cut where the number of a paragraph stands inside it."""
    start, text = span.start, span.block.text
    for match in NUMBERED.finditer(text, span.start, span.end):
        before = LAST_WORD.search(text, text.rfind(" ", span.start, match.start()) + 1, match.start())
        told = before[0].lower() if before else ""
        if match["word"] in OPENERS and told.rstrip("s") not in NUMBERED_THINGS and told not in REFERENCES:
            yield Span(span.block, start, match.start())
            start = match.end()
    yield Span(span.block, start, span.end)


def _bearable(span: Span) -> Iterator[Span]:
    """The sentence; in parts, each up to a blank, when it is too long for rules that take the square of its length."""
    start, text = span.start, span.block.text
    while span.end - start > LONGEST_SENTENCE:
        blank = text.rfind(" ", start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE)
        end = blank if blank > 0 else start + LONGEST_SENTENCE
        yield Span(span.block, start, end)
        start = end + (blank > 0)
    yield Span(span.block, start, span.end)


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    follows = NEXT_WORD.match(text, match.end() + 1)
    word = follows["word"] if follows else ""
    # A sentence that begins in lower case is rarer than a full stop inside one.
    if not word or word[0].islower():
        return False
    if match["mark"] != ".":
        return match["mark"][0] in "!?" or word[0].isupper()
    # No further back than the last blank, which belongs to no word.
    before = LAST_WORD.search(text, max(start, match.start() - LONGEST_WORD, text.rfind(" ", start, match.start()) + 1), match.start())
    token = before[0].strip("'’") if before else ""
    return not _is_abbreviation(token, word, opens_block=before is not None and before.start() == start)


def _is_abbreviation(token: str, next_word: str, *, opens_block: bool) -> bool:
    lower = token.lower()
    if lower in TITLES or lower in SHORTENED:
        return True
    if lower in REFERENCES:
        return next_word[0].isdigit() or (lower in {"no", "art", "sec"} and not next_word.istitle())
    # "J. Smith" goes on, "plan B. The board …" does not.
    if lower in OPEN_ENDED or (len(token) == 1 and token.isupper()):
        return next_word not in OPENERS
    # At the front of a block "4." and "IV." are its number.
    return opens_block and (token.isdigit() or len(token) <= 1 or ROMAN.fullmatch(token) is not None)
