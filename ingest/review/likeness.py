"""How alike two names are, and why: a measure that only ever suggests, and says its reason in words."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

# Words that tell no two bodies apart, and ways of writing one word.
SMALL = frozenset({"the", "of", "for", "and", "a", "an", "to", "in", "on", "s"})
SPELLINGS: Mapping[str, str] = {
    "dept": "department",
    "govt": "government",
    "gov": "government",
    "natl": "national",
    "intl": "international",
    "centre": "center",
    "programme": "program",
    "defence": "defense",
    "labour": "labor",
    "organization": "organisation",
    "council's": "council",
}
_WORD = re.compile(r"[a-z0-9]+")
# Shorter words differ by a letter too easily: "ports" and "posts".
SPELT_LEAST = 6
LEAST = 0.6


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two names are, from 0 to 1, and what makes them so."""

    score: float
    reason: str


@lru_cache(maxsize=200_000)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name that tell, in order: lower case, no accents, no small words, one spelling."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower().replace("&", " and ")
    words = _WORD.findall(re.sub(r"['’]s\b|['’]", "", plain))
    return tuple(SPELLINGS.get(word, word) for word in words if word not in SMALL)


def likeness(one: str, other: str, rarity: Mapping[str, float]) -> Likeness | None:
    """How alike two different names are; None when nothing speaks for it.

    Args:
        one: a name.
        other: another.
        rarity: how much a word tells, from 0 for one in every name to 1.
    """
    ones, others = words_of(one), words_of(other)
    if not ones or not others or _numbers(ones, others):
        return None
    if ones == others:
        return Likeness(0.98, "They differ only in small words, capitals or signs.")
    if sorted(ones) == sorted(others):
        return Likeness(0.95, "They have the same words in another order.")
    return (
        _initials(one, others) or _initials(other, ones) or _spelling(ones, others) or _more(ones, others) or _shared(ones, others, rarity)
    )


def _numbers(ones: Sequence[str], others: Sequence[str]) -> bool:
    """Whether both have numbers and not the same: another year is another plan."""
    here, there = ({word for word in words if word.isdigit()} for words in (ones, others))
    return bool(here and there and here != there)


def _initials(short: str, words: Sequence[str]) -> Likeness | None:
    if not (2 <= len(short) <= 8 and short.isalpha() and sum(letter.isupper() for letter in short) >= 2 and len(words) >= 2):
        return None
    if short.lower() != "".join(word[0] for word in words):
        return None
    return Likeness(0.9, f"“{short}” are the initials of the other.")


def _spelling(ones: Sequence[str], others: Sequence[str]) -> Likeness | None:
    """One word of each is spelt a little otherwise, and all others are the same."""
    here, there = ([word for word in words if word not in rest] for words, rest in ((ones, others), (others, ones)))
    if len(ones) != len(others) or len(here) != 1 or len(there) != 1 or min(len(here[0]), len(there[0])) < SPELT_LEAST:
        return None
    first, second = sorted((here[0], there[0]))
    # Another figure is another thing, and no slip of the pen.
    if not (first + second).isalpha() or distance(first, second) > 1 + (len(first) >= 9):
        return None
    return Likeness(0.88, f"Only “{first}” and “{second}” are spelt otherwise.")


def distance(one: str, other: str) -> int:
    """How many letters must be put in, taken out or changed to make one word of the other."""
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        diagonal, row[0] = row[0], at
        for place, there in enumerate(other, 1):
            diagonal, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, diagonal + (letter != there))
    return row[-1]


def _more(ones: Sequence[str], others: Sequence[str]) -> Likeness | None:
    """All words of the one stand in the other, which has a few more."""
    shorter, longer = sorted((set(ones), set(others)), key=lambda words: (len(words), sorted(words)))
    if len(shorter) < 2 or not shorter < longer:
        return None
    added = "”, “".join(sorted(longer - shorter))
    return Likeness(round(0.5 + 0.35 * len(shorter) / len(longer), 3), f"The one has all words of the other, and “{added}”.")


def _shared(ones: Sequence[str], others: Sequence[str], rarity: Mapping[str, float]) -> Likeness | None:
    both, either = set(ones) & set(others), set(ones) | set(others)
    told = sum(rarity.get(word, 1.0) for word in both) / (sum(rarity.get(word, 1.0) for word in either) or 1.0)
    if len(both) < 2 or told < LEAST:
        return None
    return Likeness(round(0.75 * told, 3), f"They share “{'”, “'.join(sorted(both))}”.")
