"""Which files of a folder are wanted: patterns in the manner of .gitignore."""

import re
from collections.abc import Sequence

# In this order, because '**/' holds the others.
PIECES = re.compile(r"\*\*/|\*\*|\*|\?|\[!?\]?[^\]/]*\]|.", re.DOTALL)


class Patterns:
    """Says which files are read: '*.md' all of that ending, 'plans/' all in a folder, '!drafts/' none in that one.

    A pattern without a slash inside counts at every depth, one with a slash
    from the folder that is read; '*' and '?' stop at slashes, '**' does not.
    The last pattern that fits a file decides. A file that none fits is read
    only when all patterns begin with '!'.
    """

    def __init__(self, patterns: Sequence[str] = ()) -> None:
        wanted = [pattern for pattern in patterns if pattern.strip("!/ ")]
        self._rules = [(not pattern.startswith("!"), _compiled(pattern.removeprefix("!"))) for pattern in wanted]
        self._otherwise = not any(takes for takes, _ in self._rules)

    def takes(self, path: str) -> bool:
        """Whether the file at `path`, below the folder that is read and with '/' between its parts, is wanted."""
        return next((takes for takes, rule in reversed(self._rules) if rule.fullmatch(path)), self._otherwise)

    def may_hold(self, folder: str) -> bool:
        """Whether a file in the folder could be wanted."""
        # No pattern fits this name unless it fits all that is in the folder.
        return not self._otherwise or self.takes(f"{folder}/{chr(10) * 80}")


def _compiled(pattern: str) -> re.Pattern[str]:
    inner = pattern.strip("/")
    anchored = "/" in pattern.rstrip("/")
    start = "" if anchored else "(?:.*/)?"
    end = "/.*" if pattern.endswith("/") else "(?:/.*)?"
    return re.compile(start + "".join(_translated(piece) for piece in PIECES.findall(inner)) + end, re.DOTALL)


def _translated(piece: str) -> str:
    if piece in _WILD:
        return _WILD[piece]
    if len(piece) > 1:
        negated = piece.startswith("[!")
        letters = re.sub(r"([\\\[\]^&~|])", r"\\\1", piece[2 if negated else 1 : -1])
        return f"(?!/)[{'^' if negated else ''}{letters}]" if letters else re.escape(piece)
    return re.escape(piece)


_WILD = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
