"""Organisations spoken of without their name: "the government", "the Department", "departments will"."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from graph.identifiers import NodeId, organisation_id
from ingest.documents import Block
from ingest.extraction.country import government_of
from ingest.extraction.draft import Draft, Page, with_alias
from ingest.extraction.findings import Mention, Named, Span
from ingest.extraction.gate import Gate
from ingest.extraction.lexicon import ACTION_VERBS, words
from ingest.extraction.name_grammar import PLACE_COUNCIL
from ingest.extraction.organisations import named_organisation

GOVERNMENT = re.compile(
    r"(?<![\w-])(?P<the>[Tt]he )?(?:(?:UK|[Cc]entral|[Nn]ational) )?(?P<word>[Gg]overnment|[Mm]inisters)(?![\w-])(?!\.\w)"
)
OTHER_GOVERNMENT = re.compile(
    r"(?:[Ll]ocal|[Oo]pen|[Ff]oreign|[Ss]tate|[Dd]evolved|[Oo]ther|[Ww]hole|[Ww]hole[- ]of|[Dd]igital|[Ee]ach|"
    r"[Aa]ny|[Pp]revious|[Ll]ast|[Ff]uture|[A-Z][a-z]+)[ -]$"
)
# Offices of a devolved government; elsewhere the same words name others.
DEVOLVED_OFFICE = re.compile(
    r"(?:the |The )?(?:(?:Deputy )?First Minister(?! of (?!Scotland|Wales))"
    r"|Cabinet Secretary for [A-Z]\w+(?:(?:,| and|, and) [A-Z]\w+)*)(?![\w-])"
)
OF_A_BODY = re.compile(r" (?:at|in|from|of) (?:the )?[A-Z]")
# What the word is before when it only says whose a thing is: "government data", not "government will publish".
ACTS = re.compile(
    r"(?:['’]s\b|[.,;:)!?]|$| (?:and|or|to|of|in|on|for|with|by|as|at|that|which|who|is|are|was|were|has|have|had|"
    r"will|would|shall|should|must|can|could|"
    r"may|might|does|did|also|now|then|needs?|hopes?|aims?|plans?|intends?|estimates?|commits?|committed|accepts?|"
    r"agrees?|supports?|notes?|rejects?|considers?|acknowledges?|provides?|invests?|funds?|seeks?|welcomes?|recognises?|recognizes?|"
    r"believes?|expects?|wants?|says?|said|announced|published|launched|uses?|continues?|procures?|responds?|remains?|already)\b)"
)
# "… recommends that the government review": the verb that follows may be any.
ASKED_TO = re.compile(r"\b(?:recommend(?:s|ed|ing)?(?: that)?|call(?:s|ed|ing)? (?:up)?on|urge[sd]?|asks?|invites?) $")
DEFINITE = re.compile(
    r"\b(?:[Tt]he|[Oo]ur|[Tt]his) (?P<modifier>[a-z]{4,} )?(?P<head>[Dd]epartment|[Mm]inistry|[Aa]gency|[Cc]ommission|"
    r"[Bb]oard|[Aa]uthority|"
    r"[Cc]ommittee|[Cc]ouncil|[Ii]nstitute|[Tt]askforce|"
    r"[Oo]ffice|[Rr]egulator|[Ii]nspectorate|[Ss]ecretariat|[Bb]ureau|[Cc]ouncil|[Ee]xecutive|"
    r"[Ff]oundation)(?![\w-])(?! (?:of|for) [A-Z])"
)
# "The Director of the Office of Fairs (the Director)": from here on the words in brackets mean that body.
SHORT_TITLE = re.compile(r"\s\((?:hereafter |hereinafter |henceforth )?[“\"'‘]?[Tt]he (?P<head>[A-Z][a-z]+(?: [A-Z][a-z]+)?)[”\"'’]?\)")
WHOLE = frozenset({"full", "whole", "entire"})
HEADS_BY_KIND = {
    "department": "ministerial department",
    "agency": "executive agency",
    "regulator": "regulator",
    "ministry": "ministerial department",
}

ACTING = re.compile(
    r" (?:will|shall|should|must|WILL|SHALL|SHOULD|MUST|are (?:to|required to|expected to)|commit to|have (?:agreed|committed|pledged))\b"
)
# Which of the group are bound may be told in between: "agencies without a plan should …".
ACTING_LATER = re.compile(r" (?:without|with|that|which|who|whose|not) [^.;:]{3,100}? (?:should|must|shall)\b")
ASKED = re.compile(
    r"\b(?:call(?:s|ed)? on|direct(?:s|ed)?|instruct(?:s|ed)?|ask(?:s|ed)?|urge[sd]?|(?:required|mandatory|encouraged) (?:for|of)|"
    r"requires? action by) $",
    re.IGNORECASE,
)
OTHER_GROUP = re.compile(r"\b(?:member|partner|intelligence|news|executive) $", re.IGNORECASE)
# The group's name, and how it is spoken of.
GROUPS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "Government departments",
        re.compile(
            r"(?:[Ee]ach of )?(?:[Aa]ll |[Oo]ther |[Ee]ach |[Tt]hese |UK )?(?:[Gg]overnment )?"
            r"(?:[Dd]epartments and (?:their |associated )?[Aa]gencies|[Dd]epartments"
            r"|(?:[Ee]ach|[Ee]very) department)(?![\w-])"
        ),
    ),
    (
        "Government agencies",
        re.compile(
            r"(?:[Aa]ll |[Oo]ther |[Ff]ederal |[Cc]overed )?(?:[Gg]overnment )?(?:[Ee]xecutive departments and agencies|[Aa]gencies|"
            r"(?:[Hh]eads? of )?[Ee](?:ach|very) (?:covered )?[Aa]gency(?: head)?|[Hh]eads? of (?:the|any|an) (?:covered )?[Aa]gency"
            r"|[Aa]gency heads)(?![\w-])"
        ),
    ),
    ("Local authorities", re.compile(r"(?:[Aa]ll )?(?:[Ll]ocal [Aa]uthorities|[Cc]ouncils)(?![\w-])")),
    (
        "State and territory governments",
        re.compile(r"(?:[Aa]ll )?[Ss]tates? (?:and|&) [Tt]erritory [Gg]overnments(?![\w-])"),
    ),
    ("Devolved governments", re.compile(r"(?:[Aa]ll )?[Dd]evolved (?:[Aa]dministrations|[Gg]overnments)(?![\w-])")),
    ("Health and social care partnerships", re.compile(r"[Hh]ealth and [Ss]ocial [Cc]are [Pp]artnerships(?![\w-])")),
    ("Police forces", re.compile(r"(?:[Aa]ll )?[Pp]olice forces(?![\w-])")),
    ("NHS trusts", re.compile(r"(?:[Aa]ll )?NHS (?:[Ff]oundation )?[Tt]rusts(?![\w-])")),
    ("Health boards", re.compile(r"(?:[Aa]ll )?(?:NHS |[Tt]erritorial )?[Hh]ealth [Bb]oards(?![\w-])|(?:[Aa]ll )?NHS [Bb]oards(?![\w-])")),
)
_OFFICERS = r"(?:Chief (?:Data|Information|Financial|AI|Privacy|Technology) Officers|CDOs|CIOs|CFOs|CAIOs)"
# Of one body, and not of each: "the Harbour Department CIOs".
OF_ONE_BODY = re.compile(r"(?:[A-Z][\w’'-]*|['’]s?) $")
# Those who act for each body of a group: "Chief Data Officers will …".
OFFICERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "Government agencies",
        re.compile(rf"(?:[Aa]ll |[Tt]he )?(?:[Aa]gency |[Ff]ederal )?{_OFFICERS}(?:(?:,|,? and) {_OFFICERS})*(?![\w-])(?! Council)"),
    ),
    (
        "Government departments",
        re.compile(
            r"(?:[Aa]ll |[Tt]he )?(?:(?:[Dd]epartmental )?Digital Leaders|[Dd]epartmental (?:[a-z]+ )?boards"
            r"|[Pp]ermanent [Ss]ecretaries|[Aa]ccounting [Oo]fficers)(?![\w-])"
        ),
    ),
)
WORKED_WITH = re.compile(
    r"\b(?:work|works|working|collaborat(?:e|es|ing)|partner|partners|partnering) (?:closely |together )?with (?:the |all )?$"
)
GROUP_NAMES = {("Government agencies", "us"): "Executive departments and agencies"}


COUNTRIES = {"United Kingdom": "gb", "UK": "gb", "United States": "us", "Australia": "au", "Canada": "ca"}
# "Australia will ensure …" in Australia's own plan; "Australia will be safer" only foresees.
AT_HOME = re.compile(
    r"(?<![\w-])(?P<country>United Kingdom|UK|United States|Australia|Canada)(?= (?:will|shall) (?:also |now )?(?P<verb>[a-z-]+)\b)"
)
FORESEEN = words("grow become remain lead gain see need have face lose win reach experience enjoy look")
ABROAD = re.compile(r"\b(?:with|between|alongside) (?:the )?(?P<country>United Kingdom|UK|United States|Australia|Canada)\b(?! [A-Z])")
_GATE = Gate(
    (pattern, pattern)
    for pattern in (GOVERNMENT, DEVOLVED_OFFICE, AT_HOME, ABROAD, DEFINITE, *(pattern for _, pattern in (*GROUPS, *OFFICERS)))
)


def add_references(page: Page, draft: Draft) -> None:
    """Note the government, bodies named before and spoken of by their head noun, and bodies as one group."""
    passing = {id(block): _GATE.passing(block.text) for block in page.blocks}

    def blocks(pattern: re.Pattern[str]) -> list[Block]:
        return [block for block in page.blocks if pattern in passing[id(block)]]

    for block in blocks(GOVERNMENT):
        _add_government(page, draft, block)
    for block in blocks(DEVOLVED_OFFICE):
        _add_devolved(page, draft, block)
    for block in blocks(AT_HOME):
        _add_at_home(page, draft, block)
    for block in blocks(ABROAD):
        _add_abroad(page, draft, block)
    for name, pattern in GROUPS:
        _add_group(page, draft, blocks(pattern), GROUP_NAMES.get((name, page.country or ""), name), pattern)
    for name, pattern in OFFICERS:
        _add_officers(page, draft, blocks(pattern), GROUP_NAMES.get((name, page.country or ""), name), pattern)
    _add_definite(page, draft, frozenset(map(id, blocks(DEFINITE))))


def _add_government(page: Page, draft: Draft, block: Block) -> None:
    # In a document of the Union "the government" is that of some member.
    if page.government is None or page.country == "eu":
        return
    for match in GOVERNMENT.finditer(block.text):
        acts = ACTS.match(block.text, match.end()) is not None or (
            match["the"] is not None and ASKED_TO.search(block.text, max(match.start() - 40, 0), match.start()) is not None
        )
        other = not match["the"] and OTHER_GOVERNMENT.search(block.text, max(match.start() - 100, 0), match.start())
        if not acts or other or not draft.free(block, match.start(), match.end()):
            continue
        # In lower case they may be anybody's ministers.
        if match["word"].lower() == "ministers" and (not match["word"][0].isupper() or OF_A_BODY.match(block.text, match.end())):
            continue
        draft.add(
            named_organisation(page.government),
            Span(block, match.start(), match.end()),
            "government-of-country@1",
            0.8 if match["the"] else 0.7,
        )


def _add_devolved(page: Page, draft: Draft, block: Block) -> None:
    """Note ministers of a devolved government as that government, in its own documents."""
    if page.government is None or page.government.kind != "devolved government":
        return
    for match in DEVOLVED_OFFICE.finditer(block.text):
        if draft.free(block, match.start(), match.end()):
            draft.add(named_organisation(page.government), Span(block, match.start(), match.end()), "devolved-office@1", 0.8)


def _add_at_home(page: Page, draft: Draft, block: Block) -> None:
    """Note a country that will do something, in a document of its own, as its government."""
    for match in AT_HOME.finditer(block.text):
        acts = match["verb"] in ACTION_VERBS - FORESEEN and COUNTRIES[match["country"]] == page.country
        if acts and page.government is not None and draft.free(block, *match.span("country"), "Organisation"):
            draft.add(named_organisation(page.government), Span(block, *match.span("country")), "country-as-government@1", 0.65)


def _add_abroad(page: Page, draft: Draft, block: Block) -> None:
    """Note another country as its government where one deals with it: "an agreement with the United Kingdom"."""
    for match in ABROAD.finditer(block.text):
        place = COUNTRIES[match["country"]]
        entry = government_of(page.vocabulary, place, None) if place != page.country else None
        start, end = match.span("country")
        if entry is not None and page.country is not None and draft.free(block, start, end, "Organisation"):
            draft.add(with_alias(named_organisation(entry), match["country"]), Span(block, start, end), "country-as-government@1", 0.65)


def _add_group(page: Page, draft: Draft, blocks: Iterable[Block], name: str, pattern: re.Pattern[str]) -> None:
    """Note a group of bodies, wherever it is named, when somewhere it is said to do something."""
    places = [(block, match) for block in blocks for match in pattern.finditer(block.text) if draft.free(block, match.start(), match.end())]
    acting = (ACTING, ACTING_LATER)
    if not any(any(words.match(block.text, match.end()) for words in acting) or _is_told(block, match) for block, match in places):
        return
    thing = _group(page, name)
    for block, match in places:
        # "Partner agencies" and the like are another group.
        if not OTHER_GROUP.search(block.text, max(match.start() - 100, 0), match.start()):
            draft.add(with_alias(thing, match.group()), Span(block, match.start(), match.end()), "group-that-acts@1", 0.7)


def _group(page: Page, name: str) -> Named:
    fields: dict[str, object] = {"name": name, "kind": "group", "aliases": (), **({"jurisdiction": page.country} if page.country else {})}
    return Named(organisation_id(name, page.country), "Organisation", fields)


def _add_officers(page: Page, draft: Draft, blocks: Iterable[Block], name: str, pattern: re.Pattern[str]) -> None:
    """Note officers whom each body of a group has as that group, where they are to act; a role is no name of the group."""
    for block in blocks:
        for match in pattern.finditer(block.text):
            of_one = OF_ONE_BODY.search(block.text, max(match.start() - 60, 0), match.start())
            if ACTING.match(block.text, match.end()) and not of_one and draft.free(block, match.start(), match.end()):
                draft.add(_group(page, name), Span(block, match.start(), match.end()), "officers-of-group@1", 0.65)


def _is_told(block: Block, match: re.Match[str]) -> bool:
    """Whether a block opens with what the group is to do, "Councils to inspect piers", or the group is asked or required to act."""
    before = block.text[max(match.start() - 100, 0) : match.start()]
    if ASKED.search(before) or WORKED_WITH.search(before):
        return True
    opens = not block.text[: match.start()] or block.text[: match.start()].endswith(": ")
    return opens and re.match(r" to [a-z]", block.text[match.end() :]) is not None


def _add_definite(page: Page, draft: Draft, passing: Collection[int]) -> None:
    """Note "the Department" and the like: what the document defines it to be, the nearest such body before, or the publisher."""
    before: list[Mention] = []
    defined: dict[str, NodeId] = {}
    for block in page.blocks:
        defined |= dict(_short_titles(draft, block))
        for match in _titled(draft, block, defined):
            draft.mention(defined[match["head"]], Span(block, match.start(), match.end()), "defined-title@1", 0.9)
        found = list(_definites(draft, block)) if id(block) in passing else []
        for match in found:
            earlier = [*before, *(mention for mention in draft.in_block(block) if mention.span.start < match.start())]
            antecedent = _antecedent(page, draft, earlier, match)
            if antecedent is not None:
                draft.mention(antecedent, Span(block, match.start(), match.end()), "head-noun@1", 0.7)
        # A body named longer ago is hardly meant, and remembering all would make long documents slow.
        before = [*before, *draft.in_block(block)][-40:]


def _short_titles(draft: Draft, block: Block) -> Iterator[tuple[str, NodeId]]:
    """The titles in brackets right behind an organisation's name, with that organisation."""
    if "(" not in block.text:
        return
    for mention in draft.in_block(block):
        match = SHORT_TITLE.match(block.text, mention.span.end)
        if match is not None and draft.things[mention.thing].kind == "Organisation":
            yield match["head"], mention.thing


def _titled(draft: Draft, block: Block, defined: Mapping[str, NodeId]) -> list[re.Match[str]]:
    """Where a title that the document has defined stands for its body."""
    if not defined:
        return []
    names = "|".join(sorted(map(re.escape, defined), key=lambda name: (-len(name), name)))
    pattern = re.compile(rf"\b[Tt]he (?P<head>{names})(?![\w-])(?! (?:of|for) [A-Z])(?!\))")
    return [match for match in pattern.finditer(block.text) if draft.free(block, match.start(), match.end())]


def _definites(draft: Draft, block: Block) -> Iterator[re.Match[str]]:
    for match in DEFINITE.finditer(block.text):
        if draft.free(block, match.start(), match.end()):
            yield match


def _antecedent(page: Page, draft: Draft, earlier: list[Mention], match: re.Match[str]) -> str | None:
    head, modifier = match["head"].lower(), (match["modifier"] or "").strip()
    # "The full council" is the council.
    modifier = "" if modifier in WHOLE else modifier
    # "The programme board" is the Harbour Programme Board, and no other board.
    earlier = (
        [mention for mention in earlier if modifier in str(draft.things[mention.thing].fields["name"]).lower().split()]
        if modifier
        else earlier
    )
    for mention in reversed(earlier):
        thing = draft.things[mention.thing]
        if thing.kind == "Organisation" and _is_called(thing, head):
            return thing.id
    publisher = draft.things.get(page.publisher) if page.publisher else None
    return publisher.id if publisher and not modifier and _is_called(publisher, head) else None


def _is_called(thing: Named, head: str) -> bool:
    name = str(thing.fields["name"])
    if head == "council" and PLACE_COUNCIL.match(name):
        return True
    return head in name.lower().split() or thing.fields.get("kind") == HEADS_BY_KIND.get(head, "")
