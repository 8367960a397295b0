"""Plain words -> Lucene, with nothing in them that Lucene would take for an operator; and what was found -> hits. Pure."""

import re

from graph.answers import Hit, Match
from graph.errors import BadParameter
from graph.identifiers import NodeId
from graph.subgraph import Subgraph

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
    # More words than in any name only make the question dearer.
    return words[:20]


def lucene(words: list[str], fields: tuple[str, ...], *, every: bool) -> str:
    """A query for the words in any of the fields.

    Args:
        words: in lower case, not escaped.
        fields: properties of the index `entity_search`.
        every: whether all words have to be there, else one is enough.
    """
    last = words[-1]
    # In quotation marks, so that "cyber-security" is found as two words beside each other.
    parts = [f'"{_escaped(word)}"' for word in words]
    # A word with a star is not taken apart by the analyser, so it has to be one plain word.
    if len(last) >= PREFIX_LENGTH and last.isalnum():
        parts[-1] = f'("{last}" OR {last}*)'
    joined = (" AND " if every else " OR ").join(parts)
    return " OR ".join(f"{field}:({joined})" for field in fields)


def hit_from(found: Subgraph, node_id: NodeId, *, matched: Match, score: float) -> Hit:
    """One entity of what was found, with its own passages and their documents."""
    node = found.by_id[node_id]
    passages = [found.passages_by_id[one] for one in node.evidence]
    documents = [found.documents_by_id[one] for one in sorted({passage.document for passage in passages})]
    return Hit.model_validate({"node": node, "matched": matched, "score": score, "passages": passages, "documents": documents})


def _escaped(word: str) -> str:
    return SPECIAL.sub(r"\\\1", word)
