"""Known organisations found by name, and which of several of one name is meant."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from ingest.extraction.matching import Matcher
from ingest.vocabulary.entries import KnownOrganisation, Vocabulary

How = Literal["name", "abbreviation", "local", "role"]

# Bodies of every country may be met in any document; these two hold no country's own.
WORLD = frozenset({"eu", "int"})
# Shorter foreign abbreviations mean something else more often than not.
FOREIGN_ABBREVIATION = 4


@dataclass(frozen=True, slots=True)
class Known:
    """A known organisation under one of its names."""

    entry: KnownOrganisation
    how: How


@lru_cache(maxsize=4)
def gazetteer(vocabulary: Vocabulary) -> Matcher[Known]:
    """All names of all known organisations, compiled once for a vocabulary."""
    return Matcher(sorted(_all_names(vocabulary), key=lambda pair: (pair[0], pair[1].entry.id, pair[1].how)))


def _all_names(vocabulary: Vocabulary) -> Iterator[tuple[str, Known]]:
    for entry in vocabulary.organisations:
        yield from {(spelling, Known(entry, _how(name))) for name in (entry.name, *entry.aliases) for spelling in spellings(name)}
        # Abbreviations of the old register are too many and too short to be trusted without the name beside them.
        if entry.abbreviation and entry.defined_by != "vocabulary/organisations-gb-register":
            yield entry.abbreviation, Known(entry, "abbreviation")
        yield from ((name, Known(entry, "local")) for name in entry.local_aliases)
        yield from ((name, Known(entry, "role")) for name in entry.roles)


def _how(name: str) -> How:
    return "abbreviation" if " " not in name and name.upper() == name else "name"


def spellings(name: str) -> frozenset[str]:
    """The ways one official name is printed: '&' or 'and', with or without commas, 'of' or 'for', 'HM' in full."""
    found = {name}
    if re.match(r"(?:Department|Ministry|Office) (?:of|for) ", name):
        found.add(re.sub(r"^(\w+) (of|for) ", lambda match: f"{match[1]} {'for' if match[2] == 'of' else 'of'} ", name))
    # Each step also varies what the steps before have made, so that the variants combine.
    if name.startswith("HM "):
        found |= {f"{crown} Majesty's {name[3:]}" for crown in ("His", "Her")}
    found |= {re.sub(r" & ", " and ", spelling) for spelling in found} | {re.sub(r" and ", " & ", spelling) for spelling in found}
    found |= {re.sub(r",? (and|&) ", r", \1 ", spelling) for spelling in found if "," in spelling}
    found |= {spelling.replace(",", "") for spelling in found}
    found |= {re.sub(r"\bU\.S\.", "US", spelling) for spelling in found}
    return frozenset(found)


def choose(candidates: Sequence[Known], country: str | None, day: date | None) -> Known | None:
    """The organisation meant in a document of `country` published on `day`; None when that cannot be said.

    Bodies of the document's own country come first, then international ones,
    then those of one other country. Among several of one country the one that
    existed on the day is meant.
    """
    own = [known for known in candidates if known.entry.jurisdiction == country]
    if own:
        return _at(own, day)
    wide = [known for known in candidates if known.entry.jurisdiction in WORLD and known.how not in ("local", "role")]
    if wide:
        return _at(wide, day)
    foreign = [known for known in candidates if known.how == "name" or (known.how == "abbreviation" and _distinct(known.entry))]
    # A name that bodies of several foreign countries bear tells none of them.
    if len({known.entry.jurisdiction for known in foreign}) != 1:
        return None
    return _at(foreign, day)


def _distinct(entry: KnownOrganisation) -> bool:
    return len(entry.abbreviation or entry.name) >= FOREIGN_ABBREVIATION


def _at(candidates: Sequence[Known], day: date | None) -> Known:
    """Of bodies that share a name the one alive on `day` (without a day: today's), of several the youngest; then the first by id."""
    return min(candidates, key=lambda known: (not _alive(known.entry, day), known.how != "name", -_age_rank(known.entry), known.entry.id))


def _age_rank(entry: KnownOrganisation) -> int:
    return entry.opened_on.toordinal() if entry.opened_on else 0


def _alive(entry: KnownOrganisation, day: date | None) -> bool:
    if day is None:
        return entry.closed_on is None
    return (entry.opened_on is None or entry.opened_on <= day) and (entry.closed_on is None or day <= entry.closed_on)


@lru_cache(maxsize=4)
def _names(vocabulary: Vocabulary) -> dict[str, tuple[Known, ...]]:
    found: dict[str, tuple[Known, ...]] = {}
    for name, known in _all_names(vocabulary):
        found[name] = (*found.get(name, ()), known)
    return found


def lookup(vocabulary: Vocabulary, name: str, country: str | None, day: date | None = None) -> KnownOrganisation | None:
    """The known organisation of exactly this name, abbreviation or alias; None when there is none or it cannot be said which."""
    candidates = _dedupe(_names(vocabulary).get(spelling, ()) for spelling in (name, name.removeprefix("The "), name.removeprefix("the ")))
    chosen = choose(candidates, country, day) if candidates else None
    return chosen.entry if chosen else None


def _dedupe(groups: Iterable[Iterable[Known]]) -> list[Known]:
    return list(dict.fromkeys(known for group in groups for known in group))
