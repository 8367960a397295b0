"""Bytes to text: UTF-8 first, a byte order mark next, a guess last and never in silence."""

import codecs
from collections.abc import Collection, Sequence

from charset_normalizer import CharsetMatch, from_bytes

from graph.errors import UnreadableDocument
from ingest.documents import Problem

# UTF-32 before UTF-16, whose little-endian mark is the beginning of the other's.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# So much of a file shows which of each four bytes are 0, as they are in UTF-16 and UTF-32 that have lost their mark.
LOOKED_AT = 4096
ZEROS = {"utf-32-le": (1, 2, 3), "utf-32-be": (0, 1, 2), "utf-16-le": (1, 3), "utf-16-be": (0, 2)}
# Of guesses that are equally good, the one that offices in western Europe and America have used.
USUAL = "cp1252"
SAVE_AS_UTF8 = "Save it as UTF-8 and ingest it again."


def decode(content: bytes, name: str, *, declared: str | None = None) -> tuple[str, tuple[Problem, ...]]:
    r"""The text of `content` with line ends as '\n' and without a byte order mark.

    Args:
        content: the bytes.
        name: the document's, for the error.
        declared: an encoding that the document names itself, tried when it is not UTF-8.

    Returns:
        The text, and a problem when the encoding had to be guessed.

    Raises:
        UnreadableDocument: no encoding fits, or the bytes are not text.
    """
    text, problems = _decode(content, name, declared)
    return text.replace("\r\n", "\n").replace("\r", "\n"), problems


def _decode(content: bytes, name: str, declared: str | None) -> tuple[str, tuple[Problem, ...]]:
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return _strictly(content[len(mark) :], encoding, name), ()
    # First, for such bytes are UTF-8 as well, with a NUL after every letter.
    if unmarked := _without_mark(content):
        return unmarked
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        stated = _as_declared(content, declared)
        return (stated, ()) if stated is not None else _guessed(content, name, error)


def _without_mark(content: bytes) -> tuple[str, tuple[Problem, ...]] | None:
    """The text of UTF-16 or UTF-32 without a byte order mark, whose letters of western languages are mostly zeros."""
    counts = [content[place:LOOKED_AT:4].count(0) for place in range(4)]
    encoding = next((encoding for encoding, places in ZEROS.items() if _fits(counts, places, len(content[:LOOKED_AT]))), None)
    text = _as_declared(content, encoding)
    reason = f"it looks like {(encoding or '').upper()} without a byte order mark, and was read so"
    return None if text is None else (text, (Problem("encoding-guessed", "", reason, SAVE_AS_UTF8),))


def _fits(counts: Sequence[int], places: Collection[int], length: int) -> bool:
    zeros, others = min(counts[place] for place in places), max(counts[place] for place in range(4) if place not in places)
    return zeros * 8 >= max(length, 8) and others * 20 <= zeros


def _as_declared(content: bytes, declared: str | None) -> str | None:
    try:
        return content.decode(declared) if declared else None
    except (LookupError, UnicodeDecodeError):
        return None


def _strictly(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        reason = f"byte {error.start} is not {encoding.upper()}, which its byte order mark promises"
        raise UnreadableDocument(name, code="encoding", place=f"byte {error.start}", reason=reason, fix=SAVE_AS_UTF8) from error


def _best_guess(content: bytes) -> CharsetMatch | None:
    matches = from_bytes(content)
    best = matches.best()
    equals = [match for match in matches if best and (match.chaos, match.coherence) == (best.chaos, best.coherence)]
    return next((match for match in equals if USUAL in match.could_be_from_charset), best)


def _guessed(content: bytes, name: str, error: UnicodeDecodeError) -> tuple[str, tuple[Problem, ...]]:
    place = f"byte {error.start}"
    # No text holds a NUL: this is some other file under a text's name.
    best = None if b"\x00" in content else _best_guess(content)
    if best is None:
        reason = f"byte {error.start} is not UTF-8 and no other encoding fits"
        raise UnreadableDocument(name, code="encoding", place=place, reason=reason, fix=SAVE_AS_UTF8) from error
    reason = f"it is not UTF-8; read as {best.encoding}, which is a guess"
    return str(best), (Problem("encoding-guessed", place, reason, SAVE_AS_UTF8),)
