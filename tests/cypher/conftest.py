"""The sample graph: four short documents whose claims are made up; they use every kind of node and relationship."""

from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path

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

HO = "organisation/gb-home-office"
DHSC = "organisation/gb-department-of-health-and-social-care"
NHSE = "organisation/gb-nhs-england"
CQC = "organisation/gb-care-quality-commission"
NHSI = "organisation/gb-nhs-improvement"
S2030 = "strategy/home-office-2030-digital-strategy"
S2024 = "strategy/home-office-2024-digital-strategy"
PLAN = "strategy/10-year-health-plan"
DASH = "strategy/dash-review"
AI = "theme/artificial-intelligence"
ML = "theme/machine-learning"
CARE = "theme/safety-and-quality-of-care"

# Entities of the sample by their id, and the fields beside name or text.
WORLD: dict[str, dict[str, object]] = {
    HO: {"name": "Home Office", "kind": "ministerial department", "abbreviation": "HO", "jurisdiction": "gb"},
    DHSC: {"name": "Department of Health and Social Care", "kind": "ministerial department", "aliases": ["DH"], "jurisdiction": "gb"},
    NHSE: {"name": "NHS England", "kind": "health body", "jurisdiction": "gb"},
    CQC: {"name": "Care Quality Commission", "kind": "regulator", "jurisdiction": "gb"},
    NHSI: {"name": "NHS Improvement", "kind": "health body", "status": "closed", "closed_on": date(2022, 7, 1)},
    S2030: {"name": "2030 Digital Strategy", "kind": "plan", "published_on": date(2025, 1, 13), "period_end": date(2029, 12, 31)},
    S2024: {"name": "2024 Digital Strategy", "kind": "strategy", "published_on": date(2021, 9, 22), "status": "superseded"},
    PLAN: {"name": "10 Year Health Plan", "kind": "plan", "published_on": date(2025, 7, 3)},
    DASH: {"name": "Dash review", "kind": "review", "published_on": date(2024, 10, 7)},
    AI: {"name": "Artificial intelligence", "aliases": ["AI"]},
    ML: {"name": "Machine learning"},
    CARE: {"name": "Safety and quality of care"},
    "theme/open-source": {"name": "Open source"},
    "commitment/a1": {
        "text": "Publish AI guidance by March 2026.", "strength": "will", "number": "1",
        "deadline": "by March 2026", "deadline_value": "2026-03", "deadline_earliest": date(2026, 3, 1),
        "deadline_latest": date(2026, 3, 31), "deadline_precision": "month", "deadline_relation": "by",
    },
    "commitment/a2": {"text": "Models should be tested before use.", "strength": "should"},
    "commitment/h1": {"text": "Write AI guidance for hospitals.", "strength": "plans to"},
    "commitment/h2": {
        "text": "Merge the safety bodies in 2026.", "kind": "response", "strength": "will", "status": "complete", "deadline": "in 2026",
        "deadline_value": "2026", "deadline_earliest": date(2026, 1, 1), "deadline_latest": date(2026, 12, 31),
        "deadline_precision": "year", "deadline_relation": "during",
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
    ("The 2030 Digital Strategy of the Home Office replaces the 2024 Digital Strategy.", [HO, S2030, S2024],
     [(HO, "PUBLISHES", S2030), (S2030, "SUPERSEDES", S2024)]),
    ("1. We and the Department of Health and Social Care will publish AI guidance by March 2026.",
     ["commitment/a1", DHSC, AI],
     [(S2030, "CONTAINS", "commitment/a1"), (HO, "MAKES", "commitment/a1"),
      (DHSC, "MAKES", "commitment/a1"), ("commitment/a1", "CONCERNS", AI)]),
    ("Machine learning is a part of artificial intelligence; models should be tested before use.",
     [ML, AI, "commitment/a2"],
     [(ML, "NARROWER_THAN", AI), ("commitment/a2", "CONCERNS", ML),
      (S2030, "CONTAINS", "commitment/a2"), (S2030, "ADDRESSES", AI)]),
    ("Ada Hughes leads the Home Office and the plan.", ["person/ada-hughes"],
     [("person/ada-hughes", "LEADS", HO), ("person/ada-hughes", "LEADS", S2030)]),
    ("Open source comes later.", ["theme/open-source"], []),
    ("The Home Office works with the Department of Health and Social Care.", [HO, DHSC],
     [(HO, "PARTNERS_WITH", DHSC)]),
]  # fmt: skip
HEALTH_PLAN: list[Sentence] = [
    ("The 10 Year Health Plan of the Department of Health and Social Care builds on the 2024 and 2030 Digital Strategies.",
     [PLAN, DHSC, S2024, S2030],
     [(DHSC, "OWNS", PLAN), (PLAN, "CITES", S2024),
      (PLAN, "CITES", S2030)]),
    ("We plan to write AI guidance for hospitals.", ["commitment/h1", AI],
     [(PLAN, "CONTAINS", "commitment/h1"), (DHSC, "MAKES", "commitment/h1"),
      ("commitment/h1", "CONCERNS", AI), ("commitment/a1", "OVERLAPS_WITH", "commitment/h1")]),
    ("Accepting recommendation 1, we will merge the safety bodies in 2026.", ["commitment/h2", "commitment/r1", CARE],
     [(PLAN, "CONTAINS", "commitment/h2"), (DHSC, "MAKES", "commitment/h2"),
      ("commitment/h2", "RESPONDS_TO", "commitment/r1"), ("commitment/h2", "CONCERNS", CARE),
      (PLAN, "ADDRESSES", CARE)]),
    ("The plan changes the work of NHS England, which is part of the department and overseen by it.", [NHSE],
     [(PLAN, "AFFECTS", NHSE), (NHSE, "PART_OF", DHSC),
      (DHSC, "OVERSEES", NHSE)]),
]  # fmt: skip
REVIEW: list[Sentence] = [
    ("Sam Reed wrote the Dash review for the Department of Health and Social Care.", ["person/sam-reed", DASH, DHSC],
     [("person/sam-reed", "AUTHORS", DASH), (DHSC, "COMMISSIONS", DASH)]),
    ("1. The safety bodies should merge, the Care Quality Commission among them.", ["commitment/r1", CQC, CARE],
     [(DASH, "CONTAINS", "commitment/r1"), ("commitment/r1", "AFFECTS", CQC),
      ("commitment/r1", "CONCERNS", CARE), (DASH, "ADDRESSES", CARE)]),
    ("2. Inspection results should be published.", ["commitment/r2"], [(DASH, "CONTAINS", "commitment/r2")]),
    ("NHS England took over from NHS Improvement; the Care Quality Commission oversees it.",
     [CQC, NHSI, NHSE],
     [(NHSI, "SUCCEEDED_BY", NHSE), (CQC, "OVERSEES", NHSE)]),
]  # fmt: skip
OLD_STRATEGY: list[Sentence] = [
    ("The 2024 Digital Strategy: the Home Office aims to publish guidance on AI.",
     [S2024, HO, "commitment/o1", AI],
     [(HO, "PUBLISHES", S2024), (S2024, "CONTAINS", "commitment/o1"),
      (HO, "MAKES", "commitment/o1"), ("commitment/o1", "CONCERNS", AI), ("commitment/a1", "RESTATES", "commitment/o1")]),
    ("Its follow-up, the 2030 Digital Strategy, has an action 1.", ["commitment/a1", S2030], []),
]  # fmt: skip
DOCUMENTS = [
    ("2030 Digital Strategy", date(2025, 1, 13), AI_PLAN),
    ("10 Year Health Plan", date(2025, 7, 3), HEALTH_PLAN),
    ("Dash review", date(2024, 10, 7), REVIEW),
    ("2024 Digital Strategy", date(2021, 9, 22), OLD_STRATEGY),
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
    support = {"role": "support"} if claim == (DHSC, "MAKES", "commitment/a1") else {}
    return RELATIONSHIPS[kind].model_validate(
        {"source": source, "target": target, "evidence": evidence, "extractor": "sample@1", "first_seen": day, **support}
    )


@pytest.fixture(scope="module")
def documents() -> list[DocumentGraph]:
    """The four documents of the sample graph."""
    return sample_documents()


@pytest.fixture(scope="module")
def sample_graph(driver: Driver, documents: list[DocumentGraph]) -> list[Subgraph]:
    """The sample graph in the database and nothing else; what was written."""
    with driver.session(database="neo4j") as session:
        session.run((Path(__file__).parents[1] / "empty_database.cypher").read_text("utf-8")).consume()
    GraphWriter(driver, "neo4j").write(documents)
    return [document.subgraph for document in documents]


@pytest.fixture(scope="module")
def store(driver: Driver, sample_graph: list[Subgraph]) -> GraphStore:
    """A store that reads the sample graph."""
    return GraphStore(driver, "neo4j", timeout_s=30)


@pytest.fixture(scope="module")
def places(sample_graph: list[Subgraph]) -> dict[str, str]:
    """Where each passage stands, e.g. "Dash review 2" for the second sentence of that document."""
    return {
        passage.id: f"{graph.documents[0].title} {number}"
        for graph in sample_graph
        for number, passage in enumerate(graph.passages, start=1)
    }


@pytest.fixture(scope="module")
def rows(store: GraphStore, places: dict[str, str]) -> Callable[..., list[tuple[object, ...]]]:
    """Rows of a catalogue query as tuples, with passages given as their places."""

    def ask(name: str, **parameters: object) -> list[tuple[object, ...]]:
        result = store.run(name, parameters)
        return [tuple(_placed(value, places) for value in row.values()) for row in result.rows]

    return ask


@pytest.fixture(scope="module")
def drawn(store: GraphStore) -> Callable[..., tuple[list[str], list[tuple[str, str, str]]]]:
    """A catalogue query's subgraph as ids of its nodes and triples of its relationships."""

    def ask(name: str, **parameters: object) -> tuple[list[str], list[tuple[str, str, str]]]:
        subgraph = store.run(name, parameters).subgraph
        assert subgraph is not None
        return [node.id for node in subgraph.nodes], [(one.source, one.type, one.target) for one in subgraph.relationships]

    return ask


def _placed(value: object, places: dict[str, str]) -> object:
    """The value, with ids of passages replaced by their places, sorted."""
    if isinstance(value, tuple) and any(item in places for item in value):
        return tuple(sorted(places[item] for item in value))
    return value
