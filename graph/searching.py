"""Plain words -> Lucene, with nothing in them that Lucene would take for an operator. Pure."""

import re

from graph.errors import BadParameter

# The shortest last word that may be the beginning of a longer one; shorter ones would match half the graph.
PREFIX_LENGTH = 4
WORD = re.compile(r"\w+(?:['’&.-]\w+)*")
SPECIAL = re.compile(r"([+\-&|!(){}\[\]^\"~*?:\\/'’.])")
NAMES = ("name",)
ALIASES = ("aliases", "abbreviation")
TEXT = ("text",)


def words_of(text: str) -> list[str]:
    """The words of a search, in lower case.

    Raises:
        BadParameter: there are none.
    """
    words = [word.lower() for word in WORD.findall(text)]
    if not words:
        raise BadParameter("q", problem=f"holds no word: {text!r}", fix="Give at least one, e.g. 'home office'.")
    return words[:20]


def lucene(words: list[str], fields: tuple[str, ...], *, every: bool) -> str:
    """A query for the words in any of the fields.

    Args:
        words: in lower case, not escaped.
        fields: properties of the index `entity_search`.
        every: whether all words have to be there, else one is enough.
    """
    last = words[-1]
    parts = [f'"{_escaped(word)}"' for word in words]
    if len(last) >= PREFIX_LENGTH and last.isalnum():
        parts[-1] = f'("{last}" OR {last}*)'
    joined = (" AND " if every else " OR ").join(parts)
    return " OR ".join(f"{field}:({joined})" for field in fields)


def _escaped(word: str) -> str:
    return SPECIAL.sub(r"\\\1", word)
