"""Words for people: names, counts, dates and lists, the same on every page."""

import unicodedata
from collections.abc import Sequence
from datetime import date

from graph.base import Entity, Relationship
from graph.kinds import PHRASES, Commitment, Makes, Organisation

# strftime takes the names from the locale, and the page would differ from machine to machine.
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
LONGEST_NAME_IN_PICTURE = 30
TAKES_ARTICLE = ("Department", "Ministry", "Office", "Commission", "Authority", "Agency", "Centre", "Council", "Regulator", "Government")


def visible(text: str) -> str:
    """`text` with characters that would hide or reorder what is beside them written out, e.g. "[U+202E]"."""
    # The usual case, and much quicker than looking at each character.
    if text.isprintable():
        return text
    return "".join(f"[U+{ord(sign):04X}]" if _is_hidden(sign) else sign for sign in text)


def _is_hidden(sign: str) -> bool:
    # Joiners shape letters in many scripts, so they stay; bidirectional controls and surrogates do not.
    return unicodedata.category(sign) in {"Cc", "Cf", "Cs"} and sign not in "\n\t\u200c\u200d\u00ad"


def counted(count: int, singular: str, plural: str | None = None) -> str:
    """A count with its noun: "no commitments", "1 commitment", "1,200 commitments"."""
    number = f"{count:,}" if count else "no"
    return f"{number} {singular if count == 1 else plural or singular + 's'}"


def listed(items: Sequence[str]) -> str:
    """The items as in a sentence: "a", "a and b", "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def spoken_date(day: date) -> str:
    """A day as it is written in British English, e.g. "3 July 2025"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def shortened(text: str, limit: int) -> str:
    """`text` in one line, cut between words and marked with "…" when it is longer than `limit` characters."""
    words = " ".join(text.split())
    if len(words) <= limit:
        return words
    head, _, _ = words[:limit].rpartition(" ")
    return f"{head or words[: limit - 1]}…"


def name_of(entity: Entity) -> str:
    """What an entity is called: its name, or a commitment's words."""
    return entity.text if isinstance(entity, Commitment) else str(getattr(entity, "name", entity.id))


def label_in_picture(entity: Entity) -> str:
    """A name short enough for the picture; a long one of an organisation gives way to its abbreviation."""
    name = name_of(entity)
    if isinstance(entity, Organisation) and entity.abbreviation and len(name) > LONGEST_NAME_IN_PICTURE:
        return entity.abbreviation
    return shortened(name, 70)


def with_article(name: str) -> str:
    """The name as it stands inside a sentence: "the Home Office", but "NHS England"."""
    words = name.split()
    takes = bool(words) and words[0] != "The" and (words[0] in TAKES_ARTICLE or words[-1] in TAKES_ARTICLE)
    return f"the {name}" if takes else name


def sentence(relationship: Relationship, source: Entity, target: Entity) -> str:
    """The claim as a sentence, e.g. "Home Office publishes Home Office 2030 Digital Strategy"."""
    return f"{_quoted(source)} {phrase_of(relationship)} {_quoted(target)}"


def phrase_of(relationship: Relationship) -> str:
    """How the relationship reads between its two ends; a joint owner "supports" what the lead "makes"."""
    if isinstance(relationship, Makes) and relationship.role == "support":
        return "supports"
    return phrase_of_type(relationship.type)


def phrase_of_type(type_: str) -> str:
    """How a type reads between two ends; one that is not ours in small letters."""
    return PHRASES.get(type_) or type_.replace("_", " ").lower()


def _quoted(entity: Entity) -> str:
    name = shortened(name_of(entity), 160)
    return f"“{name}”" if isinstance(entity, Commitment) else name
