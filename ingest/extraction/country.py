"""Which country a document is about: from its metadata, its publisher, and the names and addresses in it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from graph.identifiers import NodeId
from ingest.documents import ReadDocument
from ingest.extraction.gate import Gate
from ingest.extraction.gazetteer import WORLD, Known, lookup
from ingest.extraction.matching import Hit
from ingest.vocabulary.entries import KnownOrganisation, Vocabulary

# How a country is spoken of in its own documents.
NAMES = {
    "gb": re.compile(r"\b(?:UK|United Kingdom|Britain|British|England|Scotland|Scottish|Wales|Welsh|Northern Ireland|Whitehall)\b"),
    "au": re.compile(r"\b(?:Australia|Australians?|Canberra|New South Wales|Queensland)\b"),
    "ca": re.compile(r"\b(?:Canada|Canadians?|Ottawa|Ontario|Qu[eé]bec)\b"),
    "us": re.compile(r"\b(?:United States|U\.S\.|USA|Americans?|Federal Government|Washington)\b"),
    "eu": re.compile(r"\b(?:EU|European|Europe|Member States|Brussels)\b"),
    "nz": re.compile(r"\b(?:New Zealand|New Zealanders?|Aotearoa|Wellington)\b"),
    "ie": re.compile(r"\b(?:Ireland|Irish|Oireachtas|Taoiseach|Dublin)\b"),
}
_NAMES = Gate((pattern, (place, pattern)) for place, pattern in NAMES.items())
ADDRESSES = {
    "gb": re.compile(r"\.(?:gov|nhs|police|parliament|gov\.scot)\.uk\b|\.gov\.(?:scot|wales)\b"),
    "au": re.compile(r"\.gov\.au\b"),
    "ca": re.compile(r"\.gc\.ca\b|\.canada\.ca\b"),
    "us": re.compile(r"\.gov(?=/|\s|$)|\.mil\b"),
    "eu": re.compile(r"\.europa\.eu\b"),
    "nz": re.compile(r"\.govt\.nz\b"),
    "ie": re.compile(r"\.gov\.ie\b"),
}
BRITISH_ISLES_ELSEWHERE = re.compile(r"\bNorthern Ireland\b")


def country_of(document: ReadDocument, vocabulary: Vocabulary, hits: Iterable[Hit[Known]]) -> str | None:
    """ISO 3166 code in lower case of the country the document is about, 'eu' for the Union; None when nothing tells."""
    if document.metadata.country:
        return document.metadata.country[:2].lower()
    votes = Counter[str]()
    for place, weight in _votes(document, vocabulary, hits):
        votes[place] += weight
    # Without those that got no vote: a text that names no country is about none.
    votes = +votes
    if not votes:
        return None
    return min(votes, key=lambda place: (-votes[place], place))


def _votes(document: ReadDocument, vocabulary: Vocabulary, hits: Iterable[Hit[Known]]) -> Iterator[tuple[str, int]]:
    publisher = document.metadata.publisher and lookup(vocabulary, document.metadata.publisher, None)
    if publisher and publisher.jurisdiction != "int":
        # More than any words can weigh: a publisher writes for its own country, whatever others it compares.
        yield publisher.jurisdiction, 1000
    for hit in hits:
        if hit.payload.how == "name" and hit.payload.entry.jurisdiction not in WORLD:
            yield hit.payload.entry.jurisdiction, 3
    # Line by line, for most lines hold no country's name.
    for text, weight in ((document.metadata.title, 5), *((line, 1) for line in document.text.split("\n"))):
        for place, pattern in _NAMES.passing(text):
            yield place, weight * sum(1 for _ in pattern.finditer(text))
    address = document.metadata.uri or ""
    for place, pattern in ADDRESSES.items():
        yield place, 2 * sum(1 for _ in pattern.finditer(document.text)) + (20 if pattern.search(address + " ") else 0)


def government_spoken_of(vocabulary: Vocabulary, country: str | None, hits: Iterable[Hit[Known]]) -> KnownOrganisation | None:
    """Who "the government" is where no publisher says so: the devolved one that the text names, if it never names the national one."""
    named = Counter(
        hit.payload.entry.id
        for hit in hits
        if hit.payload.how == "name" and hit.payload.entry.jurisdiction == country and "government" in hit.payload.entry.kind
    )
    kinds = {vocabulary.organisations_by_id[node].kind for node in named}
    if kinds != {"devolved government"}:
        return None
    return vocabulary.organisations_by_id[min(named, key=lambda node: (-named[node], node))]


def government_of(vocabulary: Vocabulary, country: str | None, publisher: NodeId | None) -> KnownOrganisation | None:
    """Who "the government" is: the one the publisher belongs to, else the national government of the country."""
    entry = vocabulary.organisations_by_id.get(publisher) if publisher else None
    while entry is not None:
        if entry.kind in ("government", "devolved government"):
            return entry
        entry = vocabulary.organisations_by_id.get(entry.parent) if entry.parent else None
    return next((known for known in vocabulary.organisations if known.kind == "government" and known.jurisdiction == country), None)
