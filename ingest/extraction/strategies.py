"""Strategies a document names: by title, by description, by short form, and as "this strategy"."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from graph.identifiers import NodeId, strategy_id
from graph.kinds import StrategyKind
from ingest.documents import Block
from ingest.extraction.abbreviations import short_after
from ingest.extraction.draft import Draft, Page, readable, with_alias
from ingest.extraction.findings import Named, Span
from ingest.extraction.gate import Gate
from ingest.extraction.gazetteer import Known
from ingest.extraction.matching import PLAIN, Hit, Matcher, longest
from ingest.extraction.own_strategy import Own, clean_title
from ingest.extraction.strategy_grammar import GENERIC, KINDS, Title, titles
from ingest.extraction.strategy_phrases import authored_review, confidence_of, described
from ingest.vocabulary.entries import KnownStrategy, Vocabulary, instrument_id

# A number names one instrument; capitals before a kind word in lower case may name none at all.
CONFIDENCE = {
    "title@1": 0.9,
    "title-beside-kind@1": 0.8,
    "proper-name-and-kind@1": 0.8,
    "quoted-title@1": 0.85,
    "laid-paper@1": 0.85,
    "numbered-order@1": 0.95,
}
IN_FORCE = re.compile(
    r"\b(?:entered into law|become law|became law|received royal assent|royal assent|has been enacted|was enacted|"
    r"signed into law|came into force)\b",
    re.IGNORECASE,
)
SELF = re.compile(
    r"\b(?P<which>[Tt]his|[Oo]ur|[Tt]he|[Tt]hat) (?P<kind>[Ss]trategy|[Aa]ction [Pp]lan|[Pp]lan|[Rr]oadmap|"
    r"[Ff]ramework|[Pp]rogramme|[Ww]hite [Pp]aper|[Ww]hitepaper|[Gg]reen [Pp]aper|[Cc]harter|"
    r"[Rr]eview|[Oo]rder|[Cc]ommunication|[Bb]lueprint|[Aa]genda|[Bb]ill|[Aa]ct|[Pp]olicy)(?![\w-])(?! (?:of|for|on|to) [A-Z])(?! [A-Z])"
)
_SELF = Gate([(SELF, SELF)])
SAME_WORD = {"bill": "act", "whitepaper": "white paper", "strategies": "strategy", "policies": "policy", "programme": "program"}
# "The review" or "the plan" may be anything; these words name the document itself.
CERTAIN = frozenset({"this", "our"})


@dataclass(slots=True)
class Found:
    """A title at its place."""

    block: Block
    title: Title


def add_strategies(page: Page, draft: Draft, own: Own | None, hits: Mapping[int, Sequence[Hit[Known]]]) -> NodeId | None:
    """Note every strategy the page names; the id of the one in the document's title."""
    found = [Found(block, title) for block in page.blocks for title in _titles_in(block, hits[id(block)])]
    own = _as_known(page.vocabulary, own) or _known_in_title(page)
    names = _canonical([item.title for item in found], own)
    for item in found:
        name = names[item.title.name]
        thing = _strategy(page.vocabulary, name, _kind_of(name, own, item.title.kind), item.title.name)
        short = short_after(item.block.text, item.title.end)
        if short is not None and short["short"].isupper():
            thing = with_alias(thing, short["short"])
        span = Span(item.block, item.title.start, item.title.end)
        draft.add(_with_status(thing, item), span, item.title.rule, CONFIDENCE.get(item.title.rule) or confidence_of(item.title.rule))
    _add_reviews(page, draft, own)
    own_id = _add_own(page, draft, own)
    _add_short_forms(page, draft, own_id)
    return own_id


@lru_cache(maxsize=4)
def _known(vocabulary: Vocabulary) -> Mapping[tuple[str, ...], KnownStrategy]:
    """The known instruments by the words of each of their names."""
    return {_words(name): entry for entry in vocabulary.strategies for name in (entry.name, *entry.aliases)}


def _as_known(vocabulary: Vocabulary, own: Own | None) -> Own | None:
    """The strategy in the document's title under the name the vocabulary has for it."""
    entry = _known(vocabulary).get(_words(own.name)) if own else None
    if own is None or entry is None or entry.name == own.name:
        return own
    return replace(own, name=entry.name, aliases=(*own.aliases, own.name))


def _known_in_title(page: Page) -> Own | None:
    """The known instrument a title begins with however it is printed: "A harbour for everybody: a briefing"."""
    printed = re.split(r":\s|\s[-–—(]", clean_title(page.document.metadata.title))[0]
    entry = _known(page.vocabulary).get(_words(printed))
    return Own(entry.name, entry.kind, (printed,), is_document=False) if entry else None


def _titles_in(block: Block, bodies: Sequence[Hit[Known]]) -> list[Title]:
    """The titles of a block that are no part of a body's name, longest first where they overlap; titled before described."""
    text = readable(block)
    names = [(hit.start, hit.end) for hit in bodies if hit.payload.how == "name"]
    titled = _apart([title for title in titles(text) if not any(_in_name(title, start, end) for start, end in names)])
    return [
        *titled,
        *_apart([title for title in described(text) if not any(_says_no_more(text, title, other) for other in titled)]),
    ]


def _says_no_more(text: str, described: Title, titled: Title) -> bool:
    """Whether a description overlaps a title or only leads up to it: "its second lamp strategy Bright and Early"."""
    if described.start < titled.end and titled.start < described.end:
        return True
    return re.fullmatch(r",? (?:[Tt]he )?[“\"‘'(]?", text[described.end : titled.start]) is not None


def _in_name(title: Title, start: int, end: int) -> bool:
    """Whether the title ends inside a body's name: "National Institute of Standards" in "… and Technology"."""
    return start < title.end <= end and not (title.end == end and title.start < start)


def _apart(found: list[Title]) -> list[Title]:
    chosen: list[Title] = []
    for title in sorted(found, key=lambda title: (title.start - title.end, title.start)):
        if all(title.end <= other.start or other.end <= title.start for other in chosen):
            chosen.append(title)
    return sorted(chosen, key=lambda title: title.start)


# The titles of one document are compared with each other, over and over.
@lru_cache(maxsize=4096)
def _words(name: str) -> tuple[str, ...]:
    """The words that tell titles apart: without articles, marks and years, a Bill as its Act."""
    plain = re.sub(r"[()]", " ", name.translate(PLAIN).lower()).replace("artificial intelligence", "ai")
    words = re.findall(r"[\w'&.]+", plain)
    return tuple(SAME_WORD.get(word, word.rstrip("s") if len(word) > 4 else word) for word in words if word not in ("the", "a", "an"))


def _canonical(found: list[Title], own: Own | None) -> Mapping[str, str]:
    """For each printed title the name of what it means: the longest title it is a short form of, else itself."""
    counts = Counter(title.name for title in found)
    # Longest first: a short form is compared with the full titles settled before it.
    every = sorted({*counts, *((own.name,) if own else ())}, key=lambda name: (-len(_words(name)), -len(name), name))
    canonical: dict[str, str] = {}
    # Full titles by what a short form of them can look like: comparing each with each would take the square of their number.
    full: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name in every:
        if own and name in own.aliases:
            canonical[name] = own.name
        else:
            longer = [other for other in full[_without_horizon(_words(name))] if _is_short_for(name, other)]
            canonical[name] = (own.name if own and own.name in longer else longer[0]) if longer else name
        if canonical[name] == name:
            for short in _ends_of(_words(name)):
                full[short].append(name)
    return canonical


def _ends_of(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    """The beginnings and ends of a title, and the whole of it."""
    return {words, *(words[:end] for end in range(2, len(words))), *(words[start:] for start in range(1, len(words) - 1))}


def _without_horizon(words: tuple[str, ...]) -> tuple[str, ...]:
    """A title's words without "to 2025": how far it looks is no part of its name."""
    return words[:-2] if len(words) > 3 and words[-2] == "to" and words[-1].isdigit() else words


def _is_short_for(short: str, full: str) -> bool:
    """Whether a title is the end of a longer one ("2030 Digital Strategy"), or its beginning up to a kind word."""
    few, many = _without_horizon(_words(short)), _words(full)
    if few == many:
        return True
    # The answer to a plan is another document than the plan.
    if "response" in many and "response" not in few:
        return False
    if not 1 < len(few) < len(many):
        return False
    # "National Plan" would fit too many longer titles.
    if len(few) == 2 and few[0] in GENERIC and few[0] != "digital":
        return False
    if many[-len(few) :] == few:
        # "Roads Plan" is not short for "Harbours and Roads Plan": the cut goes through the topic.
        return many[-len(few) - 1] not in ("and", "of", "for", "&")
    # A plan's or an Act's name may open that of another, "Harbour Act Regulations", and a strategy's that of its plan.
    opens = many[: len(few)] == few and few[-1] in KINDS and few[-1] not in ("plan", "act")
    return opens and not ("plan" in many[len(few) :] and many[len(few)] != "and")


def _strategy(vocabulary: Vocabulary, name: str, kind: StrategyKind, printed: str) -> Named:
    """A strategy as a thing a document names, under the name the vocabulary has for it; its Bill and its Act share an id."""
    entry = _known(vocabulary).get(_words(name))
    if entry is None:
        return with_alias(Named(instrument_id(name), "Strategy", {"name": name, "kind": kind, "aliases": ()}), printed)
    fields: dict[str, object] = {"name": entry.name, "kind": entry.kind, "aliases": tuple(sorted(entry.aliases))}
    if entry.published_on:
        fields["published_on"] = entry.published_on
    return with_alias(Named(entry.id, "Strategy", fields, entry.defined_by), printed)


def _kind_of(name: str, own: Own | None, kind: StrategyKind) -> StrategyKind:
    return own.kind if own and own.name == name else kind


def _with_status(thing: Named, item: Found) -> Named:
    """A Bill is proposed, until the same sentence says that it has become law: then it is the Act."""
    if thing.fields["kind"] != "legislation":
        return thing
    name = str(thing.fields["name"])
    after = item.block.text[item.title.end : item.title.end + 160].split(". ")[0]
    if IN_FORCE.search(after):
        enacted = re.sub(r"\bBill\b", "Act", name)
        named = Named(thing.id, "Strategy", {**thing.fields, "name": enacted, "status": "in force"})
        return with_alias(named, name)
    return replace(thing, fields={**thing.fields, "status": "proposed"}) if re.search(r"\bBill\b", name) else thing


def _add_reviews(page: Page, draft: Draft, own: Own | None) -> None:
    """Note reviews that are named by who made them; "the review" of a document on a review is that one."""
    for block in page.blocks:
        review = authored_review(block.text)
        if review is None or not _untitled(draft, block, review.start, review.end):
            continue
        if own and own.kind == "review" and review.phrase.lower().startswith("the review"):
            continue
        name = f"{review.surname} review"
        thing = Named(
            strategy_id(name), "Strategy", {"name": name, "kind": "review", "aliases": (re.sub(r"^(?:[Aa]n?|[Tt]he) ", "", review.phrase),)}
        )
        draft.add(thing, Span(block, review.start, review.end), "review-by-author@1", 0.8)


def _untitled(draft: Draft, block: Block, start: int, end: int) -> bool:
    return all(
        draft.things[mention.thing].kind != "Strategy"
        for mention in draft.in_block(block)
        if mention.span.start < end and start < mention.span.end
    )


def _add_own(page: Page, draft: Draft, own: Own | None) -> NodeId | None:
    """Note the strategy in the document's title, where the text names it; its title block when the text never does."""
    if own is None or not page.blocks:
        return None
    fields: dict[str, object] = {"name": own.name, "kind": own.kind, "aliases": tuple(sorted(own.aliases))}
    if own.is_document and page.day and page.document.metadata.published and len(page.document.metadata.published) == 10:
        fields["published_on"] = page.day
    known = draft.things.get(instrument_id(own.name)) or _strategy(page.vocabulary, own.name, own.kind, own.name)
    for alias in own.aliases:
        known = with_alias(known, alias)
    # What text and vocabulary say of it goes before what the title let us guess.
    draft.things[known.id] = Named(known.id, "Strategy", {**fields, **known.fields}, known.defined_by)
    return known.id


def _add_short_forms(page: Page, draft: Draft, own: NodeId | None) -> None:
    """Note names and aliases wherever they are printed, then "this strategy", "our plan" and "the Act"."""
    names = {name: thing.id for thing in draft.things.values() if thing.kind == "Strategy" for name in _printed(thing)}
    if names:
        _add_printed(page, draft, Matcher(sorted(names.items())))
    _add_references(page, draft, own)


def _add_printed(page: Page, draft: Draft, matcher: Matcher[NodeId]) -> None:
    for block in page.blocks:
        for hit in longest(matcher.hits(block.text)):
            if _untitled(draft, block, hit.start, hit.end):
                draft.mention(hit.payload, Span(block, hit.start, hit.end), "known-title@1", 0.9)


def _printed(thing: Named) -> Iterator[str]:
    yield str(thing.fields["name"])
    aliases = thing.fields.get("aliases")
    yield from (str(alias) for alias in aliases) if isinstance(aliases, tuple) else ()


def _add_references(page: Page, draft: Draft, own: NodeId | None) -> None:
    last: dict[str, NodeId] = {}
    for block in page.blocks:
        for match in SELF.finditer(block.text) if _SELF.passing(block.text) else ():
            if not _untitled(draft, block, match.start(), match.end()):
                continue
            meant = _meant(draft, block, match, last, own)
            if meant is not None:
                draft.mention(meant, Span(block, match.start(), match.end()), "this-strategy@1", 0.75)
        for mention in draft.in_block(block):
            thing = draft.things[mention.thing]
            if thing.kind == "Strategy":
                last |= dict.fromkeys(_printed_words(str(thing.fields["name"])), thing.id)


def _meant(draft: Draft, block: Block, match: re.Match[str], last: Mapping[str, NodeId], own: NodeId | None) -> NodeId | None:
    """What "the strategy" means: the nearest named before of that kind; "this" and "our" the document's own first."""
    kind = KINDS.get(match["kind"].lower().removeprefix("action "), "other")
    own_kind = draft.things[own].fields["kind"] if own else None
    if own and own_kind == kind and match["which"].lower() in CERTAIN:
        return own
    word = match["kind"].lower().split()[-1]
    earlier = [
        mention.thing for mention in draft.in_block(block) if mention.span.end <= match.start() and _is_called(draft, mention.thing, word)
    ]
    if earlier:
        return earlier[-1]
    return own if own and own_kind == kind else last.get(word)


def _is_called(draft: Draft, node: NodeId, word: str) -> bool:
    """Whether a thing is a strategy in whose name the kind word stands."""
    thing = draft.things[node]
    return thing.kind == "Strategy" and word in _printed_words(str(thing.fields["name"]))


@lru_cache(maxsize=4096)
def _printed_words(name: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", name.lower()))
