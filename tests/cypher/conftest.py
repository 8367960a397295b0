"""The sample graph: four short documents about invented bodies that use every kind of node and relationship."""

from collections.abc import Callable, Iterator
from datetime import date
from hashlib import sha256

import pytest
from neo4j import Driver

from graph.base import Entity, Relationship
from graph.identifiers import digest, document_id, passage_id
from graph.kinds import ENTITY_KINDS, RELATIONSHIP_KINDS, Document, Passage, label_of, type_of
from graph.store import GraphStore
from graph.subgraph import Subgraph
from graph.writer import DocumentGraph, GraphWriter

ENTITIES = {label_of(kind).lower(): kind for kind in ENTITY_KINDS}
RELATIONSHIPS = {type_of(kind): kind for kind in RELATIONSHIP_KINDS}

# Entities of the sample by their id, and the fields beside name or text.
WORLD: dict[str, dict[str, object]] = {
    "organisation/digital": {"name": "Digital Department", "kind": "ministerial department", "abbreviation": "DD", "jurisdiction": "gb"},
    "organisation/health": {"name": "Health Department", "kind": "ministerial department", "aliases": ["Ministry of Health"], "jurisdiction": "gb"},
    "organisation/hospitals": {"name": "Hospitals Board", "kind": "health body", "jurisdiction": "gb"},
    "organisation/inspectorate": {"name": "Care Inspectorate", "kind": "regulator", "jurisdiction": "gb"},
    "organisation/safety-agency": {"name": "Safety Agency", "kind": "executive agency", "status": "closed", "closed_on": date(2024, 3, 31)},
    "strategy/ai-plan": {"name": "AI Plan", "kind": "plan", "published_on": date(2025, 1, 13), "period_end": date(2029, 12, 31)},
    "strategy/old-ai-strategy": {"name": "Old AI Strategy", "kind": "strategy", "published_on": date(2021, 9, 22), "status": "superseded"},
    "strategy/health-plan": {"name": "Health Plan", "kind": "plan", "published_on": date(2025, 7, 3)},
    "strategy/safety-review": {"name": "Safety Review", "kind": "review", "published_on": date(2024, 10, 7)},
    "theme/ai": {"name": "Artificial intelligence", "aliases": ["AI"]},
    "theme/machine-learning": {"name": "Machine learning"},
    "theme/patient-safety": {"name": "Patient safety"},
    "theme/quantum": {"name": "Quantum computing"},
    "commitment/a1": {
        "text": "Publish AI guidance by March 2026.", "strength": "will", "number": "1", "deadline": "by March 2026", "deadline_value": "2026-03",
        "deadline_earliest": date(2026, 3, 1), "deadline_latest": date(2026, 3, 31), "deadline_precision": "month", "deadline_relation": "by",
    },
    "commitment/a2": {"text": "Models should be tested before use.", "strength": "should"},
    "commitment/h1": {"text": "Write AI guidance for hospitals.", "strength": "plans to"},
    "commitment/h2": {
        "text": "Merge the safety bodies in 2026.", "kind": "response", "strength": "will", "status": "complete", "deadline": "in 2026",
        "deadline_value": "2026", "deadline_earliest": date(2026, 1, 1), "deadline_latest": date(2026, 12, 31), "deadline_precision": "year",
        "deadline_relation": "during",
    },
    "commitment/o1": {"text": "Publish guidance on AI.", "strength": "aims to"},
    "commitment/r1": {"text": "Merge the safety bodies.", "kind": "recommendation", "number": "1", "strength": "should"},
    "commitment/r2": {"text": "Publish inspection results.", "kind": "recommendation", "number": "2", "strength": "should"},
    "person/ada-hughes": {"name": "Ada Hughes", "role": "Director General"},
    "person/sam-reed": {"name": "Sam Reed", "role": "chair of the review"},
}  # fmt: skip

# Each document: title, day, and its sentences: words, what they mention, what they claim.
Claim = tuple[str, str, str]
Sentence = tuple[str, list[str], list[Claim]]
AI_PLAN: list[Sentence] = [
    ("The AI Plan of the Digital Department replaces the Old AI Strategy.", ["organisation/digital", "strategy/ai-plan", "strategy/old-ai-strategy"],
     [("organisation/digital", "PUBLISHES", "strategy/ai-plan"), ("strategy/ai-plan", "SUPERSEDES", "strategy/old-ai-strategy")]),
    ("1. We and the Health Department will publish AI guidance by March 2026.",
     ["commitment/a1", "organisation/health", "theme/ai"],
     [("strategy/ai-plan", "CONTAINS", "commitment/a1"), ("organisation/digital", "MAKES", "commitment/a1"),
      ("organisation/health", "MAKES", "commitment/a1"), ("commitment/a1", "CONCERNS", "theme/ai")]),
    ("Machine learning is a part of artificial intelligence; models should be tested before use.",
     ["theme/machine-learning", "theme/ai", "commitment/a2"],
     [("theme/machine-learning", "NARROWER_THAN", "theme/ai"), ("commitment/a2", "CONCERNS", "theme/machine-learning"),
      ("strategy/ai-plan", "CONTAINS", "commitment/a2"), ("strategy/ai-plan", "ADDRESSES", "theme/ai")]),
    ("Ada Hughes leads the Digital Department and the plan.", ["person/ada-hughes"],
     [("person/ada-hughes", "LEADS", "organisation/digital"), ("person/ada-hughes", "LEADS", "strategy/ai-plan")]),
    ("Quantum computing comes later.", ["theme/quantum"], []),
    ("The Digital Department works with the Health Department.", ["organisation/digital", "organisation/health"],
     [("organisation/digital", "PARTNERS_WITH", "organisation/health")]),
]  # fmt: skip
HEALTH_PLAN: list[Sentence] = [
    ("The Health Plan belongs to the Health Department and builds on the Old AI Strategy and the AI Plan.",
     ["strategy/health-plan", "organisation/health", "strategy/old-ai-strategy", "strategy/ai-plan"],
     [("organisation/health", "OWNS", "strategy/health-plan"), ("strategy/health-plan", "CITES", "strategy/old-ai-strategy"),
      ("strategy/health-plan", "CITES", "strategy/ai-plan")]),
    ("We plan to write AI guidance for hospitals.", ["commitment/h1", "theme/ai"],
     [("strategy/health-plan", "CONTAINS", "commitment/h1"), ("organisation/health", "MAKES", "commitment/h1"),
      ("commitment/h1", "CONCERNS", "theme/ai"), ("commitment/a1", "OVERLAPS_WITH", "commitment/h1")]),
    ("Accepting recommendation 1, we will merge the safety bodies in 2026.", ["commitment/h2", "commitment/r1", "theme/patient-safety"],
     [("strategy/health-plan", "CONTAINS", "commitment/h2"), ("organisation/health", "MAKES", "commitment/h2"),
      ("commitment/h2", "RESPONDS_TO", "commitment/r1"), ("commitment/h2", "CONCERNS", "theme/patient-safety"),
      ("strategy/health-plan", "ADDRESSES", "theme/patient-safety")]),
    ("The plan changes the work of the Hospitals Board, which is part of the department and overseen by it.", ["organisation/hospitals"],
     [("strategy/health-plan", "AFFECTS", "organisation/hospitals"), ("organisation/hospitals", "PART_OF", "organisation/health"),
      ("organisation/health", "OVERSEES", "organisation/hospitals")]),
]  # fmt: skip
REVIEW: list[Sentence] = [
    ("Sam Reed wrote the Safety Review for the Health Department.", ["person/sam-reed", "strategy/safety-review", "organisation/health"],
     [("person/sam-reed", "AUTHORS", "strategy/safety-review"), ("organisation/health", "COMMISSIONS", "strategy/safety-review")]),
    ("1. The safety bodies should merge, the Care Inspectorate among them.", ["commitment/r1", "organisation/inspectorate", "theme/patient-safety"],
     [("strategy/safety-review", "CONTAINS", "commitment/r1"), ("commitment/r1", "AFFECTS", "organisation/inspectorate"),
      ("commitment/r1", "CONCERNS", "theme/patient-safety"), ("strategy/safety-review", "ADDRESSES", "theme/patient-safety")]),
    ("2. Inspection results should be published.", ["commitment/r2"], [("strategy/safety-review", "CONTAINS", "commitment/r2")]),
    ("The Care Inspectorate took over from the Safety Agency and oversees the Hospitals Board.",
     ["organisation/inspectorate", "organisation/safety-agency", "organisation/hospitals"],
     [("organisation/safety-agency", "SUCCEEDED_BY", "organisation/inspectorate"), ("organisation/inspectorate", "OVERSEES", "organisation/hospitals")]),
]  # fmt: skip
OLD_STRATEGY: list[Sentence] = [
    ("The Old AI Strategy: the Digital Department aims to publish guidance on AI.",
     ["strategy/old-ai-strategy", "organisation/digital", "commitment/o1", "theme/ai"],
     [("organisation/digital", "PUBLISHES", "strategy/old-ai-strategy"), ("strategy/old-ai-strategy", "CONTAINS", "commitment/o1"),
      ("organisation/digital", "MAKES", "commitment/o1"), ("commitment/o1", "CONCERNS", "theme/ai"), ("commitment/a1", "RESTATES", "commitment/o1")]),
    ("Its follow-up, the AI Plan, has an action 1.", ["commitment/a1", "strategy/ai-plan"], []),
]  # fmt: skip
DOCUMENTS = [
    ("AI Plan", date(2025, 1, 13), AI_PLAN),
    ("Health Plan", date(2025, 7, 3), HEALTH_PLAN),
    ("Safety Review", date(2024, 10, 7), REVIEW),
    ("Old AI Strategy", date(2021, 9, 22), OLD_STRATEGY),
]


def sample_documents() -> list[DocumentGraph]:
    """The four documents as ingest would hand them to the writer."""
    return [_document(title, day, sentences) for title, day, sentences in DOCUMENTS]


def _document(title: str, day: date, sentences: list[Sentence]) -> DocumentGraph:
    text = "\n".join(words for words, _, _ in sentences)
    version = sha256(title.encode() + text.encode()).hexdigest()
    document = Document(
        id=document_id(title, version), title=title, uri=f"https://example.org/{digest(title)}", kind="strategy", media_type="text/plain",
        sha256=sha256(text.encode()).hexdigest(), version=version, length=len(text), published_on=day,
    )  # fmt: skip
    passages, mentions, claims, start = [], dict[str, list[str]](), dict[Claim, list[str]](), 0
    for words, mentioned, claimed in sentences:
        end = start + len(words)
        passages.append(
            Passage(id=passage_id(version, start, end), document=document.id, text=words, start=start, end=end, heading="Chapter 1")
        )
        for claim in claimed:
            claims.setdefault(claim, []).append(passages[-1].id)
        for thing in dict.fromkeys([*mentioned, *(end for source, _, target in claimed for end in (source, target))]):
            mentions.setdefault(thing, []).append(passages[-1].id)
        start = end + 1
    subgraph = Subgraph.model_validate(
        {
            "nodes": [_entity(thing, sorted(found)) for thing, found in sorted(mentions.items())],
            "relationships": [_relationship(claim, sorted(found), day) for claim, found in sorted(claims.items())],
            "passages": passages,
            "documents": [document],
        }
    )
    return DocumentGraph(subgraph=subgraph, text=text, location=f"/sample/{title}", extractor_version="sample@1")


def _entity(node_id: str, evidence: list[str]) -> Entity:
    kind = ENTITIES[node_id.partition("/")[0]]
    return kind.model_validate({"id": node_id, "evidence": evidence, "extractor": "sample@1", **WORLD[node_id]})


def _relationship(claim: Claim, evidence: list[str], day: date) -> Relationship:
    source, kind, target = claim
    support = {"role": "support"} if claim == ("organisation/health", "MAKES", "commitment/a1") else {}
    return RELATIONSHIPS[kind].model_validate(
        {"source": source, "target": target, "evidence": evidence, "extractor": "sample@1", "first_seen": day, **support}
    )
