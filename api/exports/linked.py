"""JSON-LD: themes as SKOS concepts, organisations as W3C ORG, evidence as PROV-O."""

import json
from collections.abc import Iterator
from typing import Any

from api.answers import CitedRelationship, Evidence
from api.exports.cited import Cited, evidence_of, name_of
from graph.base import Node
from graph.kinds import Commitment, Document, Organisation, Person, Strategy, Theme

# Ids become IRIs of a URN: they are the same wherever the graph is served.
BASE = "urn:policygraph:"
CONTEXT: dict[str, Any] = {
    "@vocab": "urn:policygraph:terms#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": "@id",
    "type": "@type",
    "dct:issued": {"@type": "xsd:date"},
}
TYPES: dict[str, list[str]] = {
    "Organisation": ["org:Organization"],
    "Strategy": ["Strategy", "prov:Entity"],
    "Theme": ["skos:Concept"],
    "Commitment": ["Commitment", "prov:Entity"],
    "Person": ["foaf:Person"],
    "Document": ["prov:Entity", "foaf:Document"],
}
# Terms of the standards where they say the same as ours, with the direction of ours.
PREDICATES = {
    "PART_OF": "org:subOrganizationOf",
    "NARROWER_THAN": "skos:broader",
    "CITES": "dct:references",
    "SUPERSEDES": "dct:replaces",
    "PARTNERS_WITH": "org:linkedTo",
    "CONTAINS": "dct:hasPart",
    "ADDRESSES": "dct:subject",
    "CONCERNS": "dct:subject",
    "LEADS": "org:headOf",
}
# Fields that have a term in a standard; all others keep their own name.
LABELS: dict[type[Node], dict[str, str]] = {
    Organisation: {"name": "skos:prefLabel", "aliases": "skos:altLabel", "website": "foaf:homepage"},
    Strategy: {"name": "dct:title", "aliases": "dct:alternative", "published_on": "dct:issued"},
    Theme: {"name": "skos:prefLabel", "aliases": "skos:altLabel", "definition": "skos:definition"},
    Commitment: {"text": "dct:description", "number": "dct:identifier"},
    Person: {"name": "foaf:name", "role": "org:role"},
    Document: {"title": "dct:title", "published_on": "dct:issued", "licence": "dct:license", "publisher": "dct:publisher"},
}


def graph(piece: Cited) -> Iterator[str]:
    """Every entity, every claim as a triple and as a statement that was derived from its passages, and these passages."""
    told: set[str] = set()
    yield '{"@context":' + json.dumps(CONTEXT) + f',"truncated":{json.dumps(piece.truncated)},"@graph":['
    comma = ""
    for entry in entries(piece, told):
        yield f"{comma}\n{json.dumps(entry, ensure_ascii=False)}"
        comma = ","
    yield "]}\n"


def entries(piece: Cited, told: set[str]) -> Iterator[dict[str, Any]]:
    """The entries, a passage and a document before the first that rests on it."""
    for node in piece.nodes:
        yield from passages_of(evidence_of(node), told)
        yield node_entry(node)
    for link in piece.links:
        yield from passages_of(link.evidence, told)
        yield from link_entries(link)


def iri(node_id: str) -> str:
    """The IRI of an id."""
    return f"{BASE}{node_id}"


def terms_of(node: Node) -> dict[str, str]:
    """The terms of the node's kind."""
    return next((terms for kind, terms in LABELS.items() if isinstance(node, kind)), {})


def node_entry(node: Node) -> dict[str, Any]:
    """An entity in the terms of the standards."""
    terms = terms_of(node)
    fields = node.model_dump(mode="json", exclude={"id", "label", "evidence", "links"}, exclude_none=True)
    entry: dict[str, Any] = {"id": iri(node.id), "type": TYPES[node.label], "rdfs:label": name_of(node)}
    entry |= {terms.get(name, name): value for name, value in fields.items() if value != []}
    evidence = evidence_of(node)
    return {**entry, "prov:wasDerivedFrom": [{"id": iri(one.passage)} for one in evidence]} if evidence else entry


def link_entries(link: CitedRelationship) -> Iterator[dict[str, Any]]:
    """A claim as a plain triple, and as a statement that says what it rests on."""
    predicate = PREDICATES.get(link.type, link.type.lower())
    yield {"id": iri(link.source), predicate: {"id": iri(link.target)}}
    fields = link.model_dump(mode="json", exclude={"source", "target", "type", "phrase", "evidence"}, exclude_none=True)
    yield {
        "type": ["rdf:Statement", "prov:Entity"],
        "rdf:subject": {"id": iri(link.source)},
        "rdf:predicate": {"id": predicate if ":" in predicate else f"{CONTEXT['@vocab']}{predicate}"},
        "rdf:object": {"id": iri(link.target)},
        **fields,
        "prov:wasDerivedFrom": [{"id": iri(one.passage)} for one in link.evidence],
    }


def passages_of(evidence: tuple[Evidence, ...], told: set[str]) -> Iterator[dict[str, Any]]:
    """The passages that were not told yet, and their documents."""
    for one in evidence:
        if one.document.id not in told:
            told.add(one.document.id)
            yield document_entry(one)
        if one.passage not in told:
            told.add(one.passage)
            yield passage_entry(one)


def document_entry(one: Evidence) -> dict[str, Any]:
    """The document a passage stands in."""
    source = one.document
    entry = {"id": iri(source.id), "type": TYPES["Document"], "dct:title": source.title, "uri": source.uri, "sha256": source.sha256}
    issued = {} if source.published_on is None else {"dct:issued": source.published_on.isoformat()}
    return entry | issued | ({} if source.publisher is None else {"dct:publisher": source.publisher})


def passage_entry(one: Evidence) -> dict[str, Any]:
    """The words, as a part of their document at their offsets (Web Annotation)."""
    places = {"heading": one.heading, "page": one.page, "place": one.place, "url": one.url}
    return {
        "id": iri(one.passage),
        "type": ["prov:Entity", "oa:SpecificResource"],
        "prov:value": one.quote,
        "prov:wasQuotedFrom": {"id": iri(one.document.id)},
        "oa:hasSelector": {"type": "oa:TextPositionSelector", "oa:start": one.start, "oa:end": one.end},
        **{name: value for name, value in places.items() if value is not None},
    }
