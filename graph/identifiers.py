"""Content-derived identifiers: the same thing gets the same id on every machine and in every run."""

import hashlib
import re
import unicodedata
from typing import Annotated

from pydantic import StringConstraints

KINDS = "(organisation|strategy|theme|commitment|person|document|passage)"
NAME = "[a-z0-9][a-z0-9.-]*"
NodeId = Annotated[str, StringConstraints(pattern=f"^{KINDS}/{NAME}$", max_length=200)]

SLUG_LENGTH = 80


def slug(name: str) -> str:
    """`name` in lower-case ASCII words joined by hyphens, at most 80 characters.

    A name that is longer, or that has no ASCII letter, ends in a digest of the
    whole, so that two names never share a slug because of what was cut.
    """
    plain = unicodedata.normalize("NFKD", name.replace("&", " and ")).encode("ascii", "ignore").decode()
    # "Women's" becomes "womens", as in the spelling without an apostrophe, and not "women-s".
    plain = re.sub(r"['’]", "", plain).lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if words and len(words) <= SLUG_LENGTH:
        return words
    # Room for a hyphen and the twelve digits.
    return f"{words[: SLUG_LENGTH - 13].rstrip('-')}-{digest(name)}".strip("-")


def pattern_of(label: str | None) -> str:
    """How ids of things with the label look, e.g. "^theme/…$", as a regular expression; of None, how all ids do."""
    return f"^{label.lower() if label else KINDS}/{NAME}$"


def digest(*parts: str, length: int = 12) -> str:
    """The first `length` hexadecimal digits of the SHA-256 over `parts`, in order."""
    # A separator keeps ("ab", "c") and ("a", "bc") apart; a lone surrogate out of JSON must not end in an error here.
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:length]


def organisation_id(name: str, jurisdiction: str | None = None) -> str:
    """Id of an organisation, e.g. "organisation/gb-home-office"; without a known country, no prefix."""
    prefix = f"{jurisdiction.lower()}-" if jurisdiction else ""
    return f"organisation/{prefix}{slug(name)}"


def strategy_id(name: str) -> str:
    """Id of a strategy, e.g. "strategy/ai-opportunities-action-plan"."""
    return f"strategy/{slug(name)}"


def theme_id(name: str) -> str:
    """Id of a theme, e.g. "theme/cyber-security"."""
    return f"theme/{slug(name)}"


def person_id(name: str) -> str:
    """Id of a person, e.g. "person/penny-dash"."""
    return f"person/{slug(name)}"


def commitment_id(text: str, anchor: str) -> str:
    """Id of a commitment: a digest of its words and of `anchor`.

    The anchor is the id of its lead owner, else of its strategy, else of its
    document: the same sentence of two departments is two commitments, the same
    sentence of one department in two documents is one.
    """
    # Line breaks, dashes and capitals differ between editions of one sentence.
    words = re.sub(r"\W+", " ", unicodedata.normalize("NFKC", text)).casefold().strip()
    return f"commitment/{digest(words, anchor, length=16)}"


def document_id(title: str, version: str) -> str:
    """Id of one version of a document: its title, and a digest of all it says of itself (`version`)."""
    return f"document/{slug(title)}-{version[:12]}"


def passage_id(version: str, start: int, end: int) -> str:
    """Id of the characters `start` to `end` of the document version."""
    return f"passage/{version[:12]}-{start}-{end}"
