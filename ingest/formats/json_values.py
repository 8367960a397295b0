"""JSON (RFC 8259) to values, by hand: the json module keeps quiet about repeated keys and NaN, and does not say where a value stands."""

import json
import re
from collections.abc import Callable

from ingest.documents import Problem
from ingest.formats.values import DEEPEST, DataSource, Listing, Record, Scalar, Value, first_problems, repeated, storable

TOKEN = re.compile(
    r"""[ \t\n\r]*+(?:
        (?P<mark>[\[\]{},:])
      | (?P<string>"(?:[^"\\\x00-\x1f]++|\\.)*+")
      | (?P<number>-?+(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?+(?:[eE][-+]?[0-9]++)?+(?![\w.+-]))
      | (?P<word>[-+]?[A-Za-z_$][\w$]*+|[-+.]?[0-9][\w.+-]*+)
      | (?P<end>\Z)
      | (?P<other>.)
    )""",
    re.VERBOSE | re.DOTALL,
)
NOT_NUMBERS = frozenset({"NaN", "Infinity", "-Infinity", "+Infinity", "nan", "inf", "-inf"})
SYNTAX = "json-syntax"
CHECK = "Put it right there and ingest the file again; any JSON checker shows the place."


def json_value(source: DataSource) -> tuple[Value, tuple[Problem, ...]]:
    """The value that a JSON text holds, and what in it could not be taken as it is.

    Numbers stay as written: of one with a thousand digits none is lost. NaN and
    Infinity, which are not JSON, become null and are reported; of a key that
    stands twice in an object both values are kept, and it is reported.

    Raises:
        UnreadableDocument: it is not JSON, or nests deeper than 100 levels.
    """
    parser = _Parser(source)
    value = parser.value(0)
    parser.end()
    return value, first_problems(parser.problems)


class _Parser:
    """Where reading has come to; recursive, which `DEEPEST` keeps within bounds."""

    def __init__(self, source: DataSource) -> None:
        self._source = source
        self._token = TOKEN.match(source.text)
        self.problems: list[Problem] = []

    def value(self, depth: int) -> Value:
        """The value that begins at the present token."""
        kind, text, offset = self._now()
        if depth > DEEPEST:
            reason = f"it nests deeper than {DEEPEST} levels"
            raise self._source.unreadable("json-too-deep", offset, reason, "Flatten it, or ingest its parts as files of their own.")
        if kind == "string":
            return Scalar(self._string(), offset)
        if text == "{":
            return Record(self._record(depth), offset)
        if text == "[":
            return Listing(tuple(self._several("]", lambda: self.value(depth + 1))), offset)
        self._next()
        if kind == "number" or text in {"true", "false"}:
            return Scalar(text, offset)
        return Scalar(None, offset) if text == "null" else self._no_value(kind, text, offset)

    def end(self) -> None:
        """Make sure that nothing follows."""
        kind, text, offset = self._now()
        if kind != "end":
            reason = f"{text!r} stands after the end of the value"
            raise self._source.unreadable(SYNTAX, offset, reason, "When each line is a value of its own, name the file '.jsonl'.")

    def _no_value(self, kind: str, text: str, offset: int) -> Scalar:
        if text not in NOT_NUMBERS:
            raise self._wrong("a value", kind, text, offset)
        reason = f"{text} is not JSON and no number; it was read as null"
        self.problems.append(self._source.problem("json-not-a-number", offset, reason, "Write null, or the number that is meant."))
        return Scalar(None, offset)

    def _record(self, depth: int) -> tuple[tuple[str, Value], ...]:
        keys: list[tuple[str, int]] = []
        values: list[Value] = []

        def member() -> None:
            kind, text, offset = self._now()
            if kind != "string":
                raise self._wrong("a key in double quotes", kind, text, offset)
            keys.append((self._string(), offset))
            self._expect(":")
            values.append(self.value(depth + 1))

        self._several("}", member)
        for key, offset in repeated(keys):
            reason = f"the key {key!r} stands twice in one object; both values were read"
            self.problems.append(self._source.problem("json-duplicate-key", offset, reason, "Give each key a name of its own."))
        return tuple((key, value) for (key, _), value in zip(keys, values, strict=True))

    def _several(self, closing: str, one: Callable[[], Value | None]) -> list[Value]:
        """The values up to `closing`, which stand between commas."""
        _, _, opened = self._now()
        self._next()
        found: list[Value] = []
        if self._now()[1] == closing:
            self._next()
            return found
        while True:
            value = one()
            if value is not None:
                found.append(value)
            kind, text, offset = self._now()
            if kind == "end":
                raise self._source.unreadable(
                    SYNTAX, opened, f"it ends before the bracket that opens there is closed by {closing!r}", CHECK
                )
            if text not in {",", closing}:
                raise self._wrong(f"',' or {closing!r}", kind, text, offset)
            self._next()
            if text == closing:
                return found

    def _string(self) -> str:
        _, token, offset = self._now()
        self._next()
        if "\\" not in token:
            return token[1:-1]
        try:
            text: str = json.loads(token)
        except json.JSONDecodeError as error:
            raise self._source.unreadable(SYNTAX, offset + error.pos, "the escape is none that JSON has", CHECK) from error
        kept = storable(text)
        if kept != text:
            reason = "a text holds half of a surrogate pair; '\ufffd' was read in its place"
            self.problems.append(self._source.problem("json-lone-surrogate", offset, reason, "Export the file again, as UTF-8."))
        if "\x00" in text:
            reason = "a text holds a NUL character, which was left out"
            self.problems.append(self._source.problem("json-nul", offset, reason, "Export the file again."))
        return kept

    def _expect(self, mark: str) -> None:
        kind, text, offset = self._now()
        if text != mark:
            raise self._wrong(repr(mark), kind, text, offset)
        self._next()

    def _wrong(self, wanted: str, kind: str, text: str, offset: int) -> Exception:
        if kind == "end":
            return self._source.unreadable(SYNTAX, offset, f"it ends where {wanted} should stand", CHECK)
        if text == '"':
            reason = "the text that begins there is not closed on its line, or holds a control character"
            return self._source.unreadable(SYNTAX, offset, reason, CHECK)
        return self._source.unreadable(SYNTAX, offset, f"{text[:40]!r} stands where {wanted} should", CHECK)

    def _now(self) -> tuple[str, str, int]:
        """Kind, text and offset of the present token."""
        # The last two alternatives match whatever comes, so that there is a token everywhere.
        match = self._token
        kind = match.lastgroup if match else None
        return (kind, match[kind], match.start(kind)) if match and kind else ("end", "", len(self._source.text))

    def _next(self) -> None:
        self._token = TOKEN.match(self._source.text, self._token.end()) if self._token else None
