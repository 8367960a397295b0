"""Organisations a document names: known ones, ones with a body's name, and their short forms."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from graph.identifiers import NodeId, organisation_id
from ingest.documents import Block
from ingest.extraction.abbreviations import definitions, short_after, short_before
from ingest.extraction.coordinated import shares
from ingest.extraction.country import NAMES
from ingest.extraction.draft import Draft, Page, readable, with_alias
from ingest.extraction.findings import Named, Span
from ingest.extraction.gazetteer import WORLD, Known, choose, gazetteer, lookup
from ingest.extraction.matching import Hit, Matcher, longest
from ingest.extraction.name_grammar import UNIT_BEHIND, is_surely_body, kind_of_body, names_of_bodies, names_of_trusts
from ingest.vocabulary.entries import KnownOrganisation, Vocabulary

# A full name is hardly ever another's; "the Treasury" is right only if the document's country is.
CONFIDENCE = {"name": 0.98, "abbreviation": 0.9, "role": 0.85, "local": 0.8}
SECRETARY_OF_STATE = re.compile(
    r"\b(?:Secretary of State|Minister|Ministry|Under-Secretary) (?:for|of) (?P<brief>[A-Z]\w+(?:(?:, | and | & |, "
    r"and | )(?:the )?[A-Z]\w+)*)"
)

# Every parliament has its Transport Committee, and every government its task forces.
COMMON_EVERYWHERE = frozenset({"parliament", "court", "group", "unit"})
CREATING = r"(?:set(?:ting)? up|creat(?:e|ing)|establish(?:ing)?|launch(?:ing)?|found(?:ing)?|introduc(?:e|ing)|build(?:ing)?)"
TO_BE = re.compile(
    rf"(?:\b(?:will|would|to|should|shall|must|plans to|commits? to|by|and) (?:also |jointly )?{CREATING} (?:an? |the |its )?"
    r"(?:new |single |national )*|\b[Aa]n? (?:new |single |future |proposed )*)$"
)
BEGINS_TO_BE = re.compile(rf"(?:\W*\w*\W*)?{CREATING} (?:an? |the )?(?:new |single |national )*", re.IGNORECASE)
# "Department of Health": half the world has one.
_ONE_WORD_BRIEF = re.compile(r"(?:The )?(?:Department|Ministry) (?:of|for) \w+")
_NAME_GOES_ON = re.compile(r"(?:[Tt]he )?(?:Cabinet Secretary|Royal Society|Royal College|British Academy)\b")
_WORD_BEFORE = re.compile(r"(?<![\w.])([A-Z][\w.]{1,14}(?:an|ish|sh|K|S\.)) $")
_TOPIC_FOLLOWS = re.compile(r" (?:of|for) (?:the )?[A-Z]")
# A heading in which words of ordinary language stand in lower case is no row of capitals.
IN_SENTENCE = re.compile(r"(?<!^)\b(?!(?:of|for|and|the|to|on|in|by|with|from|our)\b)[a-z]{4,}")


def named_organisation(entry: KnownOrganisation) -> Named:
    """A known organisation as a thing a document names."""
    fields: dict[str, object] = {
        "name": entry.name,
        "kind": entry.kind,
        "jurisdiction": entry.jurisdiction,
        "aliases": tuple(sorted(entry.aliases)),
    }
    optional = {"abbreviation": entry.abbreviation, "opened_on": entry.opened_on, "closed_on": entry.closed_on}
    fields |= {field: value for field, value in optional.items() if value is not None}
    if entry.closed_on is not None:
        fields["status"] = "closed"
    return Named(entry.id, "Organisation", fields, entry.defined_by)


@lru_cache(maxsize=4)
def _known_things(vocabulary: Vocabulary) -> Mapping[NodeId, Named]:
    """The known organisations as things: made once, for documents name the same bodies again and again."""
    return {entry.id: named_organisation(entry) for entry in vocabulary.organisations}


def unknown_organisation(name: str, country: str | None) -> Named:
    """A body that no register knows, from its printed name."""
    clean = re.sub(r"^(?:the|The) ", "", re.sub(r"\s+", " ", name).strip())
    fields: dict[str, object] = {"name": clean, "kind": kind_of_body(clean), "aliases": ()}
    if country:
        fields["jurisdiction"] = country
    return Named(organisation_id(clean, country), "Organisation", fields)


def known_hits(blocks: Sequence[Block], vocabulary: Vocabulary) -> dict[int, list[Hit[Known]]]:
    """Every known name in each block, by the block's identity."""
    matcher = gazetteer(vocabulary)
    return {id(block): list(matcher.hits(readable(block))) for block in blocks}


def add_organisations(page: Page, draft: Draft, hits: dict[int, list[Hit[Known]]]) -> None:
    """Note every organisation named in the page: registers first, then grammar, then what the document abbreviates."""
    blocked = _abbreviations_of_other_things(page, hits)
    for block in page.blocks:
        # Trusts first: their names hold the names of registered bodies, which would take the place.
        _add_named(page, draft, block, names_of_trusts(readable(block)))
        _add_known(page, draft, block, [hit for hit in hits[id(block)] if block.text[hit.start : hit.end] not in blocked])
        _add_by_brief(page, draft, block)
        _add_coordinated(page, draft, block)
    for block in page.blocks:
        _add_units(page, draft, block)
        if block.kind != "heading" or IN_SENTENCE.search(block.text):
            _add_named(page, draft, block, names_of_bodies(readable(block)))
    _add_short_forms(page, draft)


def _abbreviations_of_other_things(page: Page, hits: dict[int, list[Hit[Known]]]) -> frozenset[str]:
    """Abbreviations the document defines as something that is no known body, such as "Application Programming Interface (API)"."""
    found: set[str] = set()
    for block in page.blocks:
        names = {(hit.end) for hit in hits[id(block)] if hit.payload.how == "name"}
        for definition in definitions(block):
            words = block.text[definition.start : definition.end]
            if definition.end not in names and not any(True for _ in names_of_bodies(words)):
                found.add(definition.short)
    return frozenset(found)


def _add_known(page: Page, draft: Draft, block: Block, hits: list[Hit[Known]]) -> None:
    """Note the known organisations of a block; the longest name wins a place, then the right body among its namesakes."""
    by_place: dict[tuple[int, int], list[Known]] = {}
    for hit in hits:
        by_place.setdefault((hit.start, hit.end), []).append(hit.payload)
    meant = [
        Hit(start, end, known)
        for (start, end), candidates in sorted(by_place.items())
        if (known := choose(candidates, page.country, page.day))
        and _plausible(block, start, end, known)
        and _at_home(page, known.entry, block.text[start:end])
    ]
    for hit in longest(meant):
        if draft.free(block, hit.start, hit.end, "Organisation") and not _in_address(block, hit.start):
            draft.add(
                _known_things(page.vocabulary)[hit.payload.entry.id],
                Span(block, hit.start, hit.end),
                f"register-{hit.payload.how}@1",
                CONFIDENCE[hit.payload.how],
            )


def _plausible(block: Block, start: int, end: int, known: Known) -> bool:
    """Whether a short local name such as "Treasury" stands alone there, not as part of another name or at a sentence's head."""
    # "Australian Lamp Institute" is none of the British one, whatever the rest of its name.
    if _is_of_another_country(block.text, start, known.entry):
        return False
    # "NHS boards" are many bodies, and not the one whose name opens theirs.
    if block.text[start:end] == "NHS" and re.match(r" (?:[Ff]oundation )?(?:[Tt]rusts|[Bb]oards)\b", block.text[end:]):
        return False
    # "The Cabinet Secretary for Ports" is a minister in Scotland or Wales, and "the Royal Society of Pilots" another society.
    if _NAME_GOES_ON.match(block.text, start) and _TOPIC_FOLLOWS.match(block.text, end):
        return False
    if known.how != "local" or " " in block.text[start:end]:
        return True
    before, after = block.text[:start].rstrip(), block.text[end:].lstrip()
    if re.match(r"[A-Z]\w", after) or re.search(r"(?:^|\s)[A-Z][\w’']*$", before.removesuffix("The")) or block.text[end : end + 1] == "-":
        return False
    return bool(before) and before[-1] not in ".!?:•*" and block.kind != "heading"


def _is_of_another_country(text: str, start: int, entry: KnownOrganisation) -> bool:
    """Whether the word right before a name is the adjective of a country that is not the body's."""
    word = _WORD_BEFORE.search(text, max(0, start - 20), start)
    if word is None:
        return False
    places = {place for place, names in NAMES.items() if names.fullmatch(word[1])}
    return bool(places) and not places & {entry.jurisdiction, entry.jurisdiction[:2], *WORLD}


def _at_home(page: Page, entry: KnownOrganisation, name: str) -> bool:
    """Whether a body of another country can be meant: its country is named too, or its name is such as no other country has.

    "Transport Committee" or "National Archives" may be any country's.
    """
    common = entry.kind in COMMON_EVERYWHERE or _ONE_WORD_BRIEF.fullmatch(name) or name.removeprefix("The ").startswith("National ")
    if page.country is None or entry.jurisdiction in (page.country, *WORLD) or len(name.split()) > 3 or not common:
        return True
    return entry.jurisdiction not in NAMES or _names_country(page, entry.jurisdiction)


@lru_cache(maxsize=8)
def _names_country(page: Page, place: str) -> bool:
    return any(NAMES[place].search(block.text) for block in page.blocks)


def _in_address(block: Block, start: int) -> bool:
    word = block.text.rfind(" ", 0, start) + 1
    return "://" in block.text[word:start] or "www." in block.text[word:start]


def _add_coordinated(page: Page, draft: Draft, block: Block) -> None:
    """Note known bodies that share a word in a list: "the Departments of Health and Education"."""
    for share in shares(readable(block)):
        for end, name in share.ends_and_names:
            entry = lookup(page.vocabulary, name, page.country, page.day)
            if entry and entry.jurisdiction == page.country and draft.free(block, share.start, end, "Organisation"):
                draft.add(named_organisation(entry), Span(block, share.start, end), "one-of-a-list@1", 0.85)
                break


def _add_by_brief(page: Page, draft: Draft, block: Block) -> None:
    """Note "Secretary of State for X" as the department whose name holds X."""
    named = "Minist" in block.text or "Secretary" in block.text
    for match in SECRETARY_OF_STATE.finditer(block.text) if named else ():
        entry = _department_for(page.vocabulary, page.country, page.day, match["brief"])
        if entry and draft.free(block, match.start(), match.end()):
            draft.add(named_organisation(entry), Span(block, match.start(), match.end()), "minister's-brief@1", 0.85)


# A document speaks of few ministers, and of each of them again and again.
@lru_cache(maxsize=256)
def _department_for(vocabulary: Vocabulary, country: str | None, day: date | None, brief: str) -> KnownOrganisation | None:
    words = brief.replace(",", "").lower()
    alive = [
        entry
        for entry in vocabulary.organisations
        if entry.jurisdiction == country
        and entry.kind == "ministerial department"
        and words in entry.name.replace(",", "").replace("&", "and").lower()
        and (day is None or entry.closed_on is None or entry.closed_on >= day)
    ]
    # The shortest name that holds the brief holds the least beside it.
    return min(alive, key=lambda entry: (len(entry.name), entry.id), default=None)


def _add_named(page: Page, draft: Draft, block: Block, names: Iterator[tuple[int, int]]) -> None:
    """Note bodies recognised by how their names are built."""
    for start, end in sorted(set(names), key=lambda span: (span[0] - span[1], span[0])):
        if not draft.free(block, start, end) or _in_address(block, start) or _is_title_of_block(block, start, end):
            continue
        name, to_be = block.text[start:end], _is_to_be(block, start)
        if not to_be:
            draft.add(unknown_organisation(name, page.country), Span(block, start, end), "body-name@2", 0.75)
        elif is_surely_body(name) or short_after(block.text, end):
            # What already has its abbreviation is no idle plan: "will set up a Lamp Expert Group (LEG)".
            draft.add(unknown_organisation(name, page.country), Span(block, start, end), "body-to-be@1", 0.5)


def _add_units(page: Page, draft: Draft, block: Block) -> None:
    """Note committees, boards and the like named right behind the body they belong to; the whole is their name, the end its short form."""
    for mention in list(draft.in_block(block)):
        match = UNIT_BEHIND.match(block.text, mention.span.end) if draft.things[mention.thing].kind == "Organisation" else None
        if match is None or not draft.free(block, *match.span("unit")):
            continue
        # With a possessive the unit's own words are its name: "the Ministry's Lamp Board".
        beside = match.start("unit") == match.start() + 1
        unit = unknown_organisation(f"{mention.span.text} {match['unit']}" if beside else match["unit"], page.country)
        draft.add(with_alias(unit, match["unit"]), Span(block, *match.span("unit")), "unit-of-body@1", 0.75)


def _is_to_be(block: Block, start: int) -> bool:
    """Whether the name is of something that is only to be made: "will set up an X"; "a X" is no body that everybody knows."""
    before = block.text[max(0, start - 80) : start]
    return TO_BE.search(before) is not None or BEGINS_TO_BE.fullmatch(block.text[:start]) is not None


def _is_title_of_block(block: Block, start: int, end: int) -> bool:
    """Whether the stretch is all of a short block: a caption, where any noun may wear a capital."""
    return start == 0 and end >= len(block.text.rstrip(" .:"))


def _add_short_forms(page: Page, draft: Draft) -> None:
    """Note the places where a name is abbreviated as the document defines it, or repeated where grammar would not have seen it."""
    names = dict(_defined(page, draft))
    names |= {
        str(thing.fields["name"]): thing.id for thing in draft.things.values() if thing.kind == "Organisation" and thing.defined_by is None
    }
    # Last, and so the strongest: a register's abbreviation beats one that was read out of brackets.
    names |= dict(_register_abbreviations(page, draft))
    if not names:
        return
    matcher = Matcher(sorted(names.items()))
    for block in page.blocks:
        for hit in longest(matcher.hits(block.text)):
            if draft.free(block, hit.start, hit.end, "Organisation"):
                draft.mention(hit.payload, Span(block, hit.start, hit.end), "document-abbreviation@1", 0.95)


def _defined(page: Page, draft: Draft) -> Iterator[tuple[str, NodeId]]:
    """Abbreviations that stand in brackets beside an organisation's name."""
    for block in page.blocks:
        for mention in draft.in_block(block):
            thing = draft.things[mention.thing]
            after = short_after(block.text, mention.span.end)
            short = after["short"] if after else short_before(block.text, mention.span.start)
            if thing.kind == "Organisation" and short and _fits(short, mention.span.text):
                draft.things[thing.id] = with_alias(thing, short)
                yield short, thing.id


def _fits(short: str, name: str) -> bool:
    """Whether each letter of the abbreviation stands in the name, in order."""
    letters = iter(name.lower())
    return all(letter in letters for letter in short.lower() if letter.isalnum())


def _register_abbreviations(page: Page, draft: Draft) -> Iterator[tuple[str, NodeId]]:
    """Abbreviations of bodies whose full name the document gives."""
    for thing in draft.things.values():
        entry = page.vocabulary.organisations_by_id.get(thing.id)
        if entry and entry.abbreviation and len(entry.abbreviation) > 1:
            yield entry.abbreviation, entry.id
