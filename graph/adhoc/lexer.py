"""Cypher as a list of tokens, without comments, escapes and odd spaces: what is judged is what is sent. Pure."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from graph.adhoc.errors import QueryRefused

TokenKind = Literal["word", "name", "text", "number", "parameter", "sign"]

MOST_CHARACTERS = 8_000
MOST_TOKENS = 1_500
ESCAPED = re.compile(r"\\[uU]([0-9A-Fa-f]{4})")
# What Neo4j takes for a blank, no-break and wide spaces among it; each becomes one plain space.
BLANK = re.compile(
    r"(?:[\t\n\x0b\x0c\r\x1c-\x1f \u0085\u00a0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]|//[^\n\r]*|/\*.*?\*/)+", re.DOTALL
)
WORD = re.compile(r"[^\W\d]\w*")
NUMBER = re.compile(r"0[xX][0-9A-Fa-f_]+|0o[0-7_]+|\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][+-]?\d+)?[fFdD]?|\.\d+(?:[eE][+-]?\d+)?")
TEXT = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"", re.DOTALL)
NAME = re.compile(r"`(?:[^`]|``)*`", re.DOTALL)
PARAMETER = re.compile(r"\$(?:(\w+)|(`(?:[^`]|``)*`))")
# The longer ones first: `<=` is one sign.
SIGN = re.compile(r"<=|>=|<>|=~|\.\.|->|<-|--|::|\+=|\|\||!=|[-+*/%^=<>()\[\]{}.,:|&!;]")
# What may stand behind a backslash in a text; anything else Neo4j refuses, too.
ESCAPES = {"\\": "\\", "'": "'", '"': '"', "`": "`", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
REESCAPED = {"\\": "\\\\", "'": "\\'", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


class Token(NamedTuple):
    """One piece of a query."""

    kind: TokenKind
    text: str
    """As it is sent; of a text, the literal in single quotation marks."""
    spaced: bool
    """Whether a blank or comment stood before it."""

    @property
    def upper(self) -> str:
        """A word in capitals, to be compared with a keyword; '' when it is no word."""
        return self.text.upper() if self.kind == "word" else ""


def tokens(query: str) -> list[Token]:
    """The tokens of a query.

    Raises:
        QueryRefused: it is too long, or holds what Cypher does not.
    """
    if len(query) > MOST_CHARACTERS:
        raise QueryRefused(
            f"it has {len(query):,} characters", fix=f"Write it with at most {MOST_CHARACTERS:,}; give values as parameters."
        )
    found = list(_scan(_plain(query)))
    if len(found) > MOST_TOKENS:
        raise QueryRefused(f"it has {len(found):,} words and signs", fix=f"Write it with at most {MOST_TOKENS:,}.")
    if not found:
        raise QueryRefused("it is empty", fix="docs/queries.md has many to begin with.")
    return found


def written(found: list[Token]) -> str:
    """The tokens as the one text that is sent: without comments, with plain spaces only."""
    return "".join(f" {token.text}" if token.spaced else token.text for token in found).strip()


def _plain(query: str) -> str:
    r"""The query with each \uXXXX as its character: Neo4j reads them before anything else, in keywords, too."""
    plain = ESCAPED.sub(lambda match: chr(int(match[1], 16)), query)
    # Decoding may have put a new one together; Neo4j would not read that one, and nobody needs it.
    if ESCAPED.search(plain):
        raise QueryRefused("it has an escape within an escape", fix="Write the character itself.")
    if any(letter == "\x00" or "\ud800" <= letter <= "\udfff" for letter in plain):
        raise QueryRefused("it holds a character that no text has", fix="Take out NUL and halves of characters.")
    return plain


def _scan(query: str) -> Iterator[Token]:
    at, spaced = 0, False
    while at < len(query):
        blank = BLANK.match(query, at)
        if blank:
            at, spaced = blank.end(), True
            continue
        kind, end, text = _next(query, at)
        yield Token(kind, text, spaced)
        at, spaced = end, False


def _next(query: str, at: int) -> tuple[TokenKind, int, str]:
    for kind, pattern in (("text", TEXT), ("name", NAME), ("word", WORD), ("number", NUMBER), ("parameter", PARAMETER), ("sign", SIGN)):
        match = pattern.match(query, at)
        # `..3` is a range and not the number .3; `a.5` is no number either.
        if match and not (kind == "number" and match[0].startswith(".") and query[at - 1 : at] == "."):
            return kind, match.end(), _text(match[0]) if kind == "text" else match[0]  # type: ignore[return-value]  # One of the kinds.
    raise QueryRefused(
        f"nothing in Cypher begins with {query[at : at + 10]!r}", fix="Look for a quotation mark or comment that is not closed."
    )


def _text(literal: str) -> str:
    """A literal written anew, so that where it ends is beyond doubt."""
    return f"'{''.join(REESCAPED.get(letter, letter) for letter in value_of(literal))}'"


def value_of(literal: str) -> str:
    """The text that a literal stands for.

    Raises:
        QueryRefused: a backslash with something behind it that Cypher does not know.
    """

    def unescaped(match: "re.Match[str]") -> str:
        if match[1] not in ESCAPES:
            raise QueryRefused(f"there is no escape {match[0]!r}", fix="A backslash itself is written twice.")
        return ESCAPES[match[1]]

    return re.sub(r"\\(.)", unescaped, literal[1:-1], flags=re.DOTALL)
