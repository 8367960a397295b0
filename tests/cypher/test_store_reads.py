"""What the store answers about entities, their surroundings, lists and searches, on the sample graph."""

from datetime import date

import pytest

from graph.answers import Filters, ListedKind
from graph.errors import BadParameter, NodeNotFound
from graph.identifiers import NodeId
from graph.store import GraphStore
from graph.subgraph import Subgraph

HOME_OFFICE = "organisation/gb-home-office"
HEALTH = "organisation/gb-department-of-health-and-social-care"
NHS = "organisation/gb-nhs-england"
CQC = "organisation/gb-care-quality-commission"
OLD = "organisation/gb-nhs-improvement"
PLAN = "strategy/10-year-health-plan"
DASH = "strategy/dash-review"
STRATEGY_2030 = "strategy/home-office-2030-digital-strategy"
STRATEGY_2024 = "strategy/home-office-2024-digital-strategy"
AI = "theme/artificial-intelligence"
CARE = "theme/safety-and-quality-of-care"


def listed(store: GraphStore, kind: ListedKind, filters: Filters | None = None, sort: str | None = None) -> list[NodeId]:
    return [node.id for node in store.list_nodes(kind, filters, sort=sort).nodes]


def test_the_summary_counts_every_kind_once(store: GraphStore) -> None:
    summary = store.summary()

    assert summary.nodes == {"Organisation": 5, "Strategy": 4, "Theme": 4, "Commitment": 7, "Person": 2, "Document": 4, "Passage": 16}
    assert sum(summary.relationships.values()) == 42
    assert summary.relationships["MAKES"] == 5
    assert summary.documents == 4


def test_an_entity_comes_as_it_was_read(store: GraphStore, sample_graph: list[Subgraph]) -> None:
    written = next(graph.by_id["theme/open-source"] for graph in sample_graph if "theme/open-source" in graph.by_id)

    found = store.entity("theme/open-source")

    assert found.nodes == (written.model_copy(update={"evidence_total": 1}),)
    assert [passage.text for passage in found.passages] == ["Open source comes later."]
    assert [document.title for document in found.documents] == ["2030 Digital Strategy"]


def test_an_entity_lists_at_most_five_passages_and_counts_all(store: GraphStore) -> None:
    (department,) = store.entity(HEALTH).nodes

    assert len(department.evidence) == 5
    assert department.evidence_total == 7


def test_an_entity_that_is_not_there_is_named(store: GraphStore) -> None:
    with pytest.raises(NodeNotFound, match="organisation/nowhere"):
        store.entity("organisation/nowhere")


def test_a_document_is_no_entity(store: GraphStore) -> None:
    document = store.list_nodes("Document", limit=1).nodes[0].id

    with pytest.raises(NodeNotFound, match=document):
        store.entity(document)


def test_neighbours_start_with_the_entity_itself(store: GraphStore) -> None:
    found = store.neighbours(CQC)

    assert [node.id for node in found.nodes] == [CQC, "commitment/r1", NHS]
    assert [(one.source, one.type, one.target) for one in found.relationships] == [
        ("commitment/r1", "AFFECTS", CQC),
        (CQC, "OVERSEES", NHS),
    ]
    assert not found.truncated


def test_neighbours_further_away_come_later(store: GraphStore) -> None:
    found = store.neighbours(OLD, depth=3, relations=["SUCCEEDED_BY", "PART_OF", "OVERSEES", "OWNS"])

    assert [node.id for node in found.nodes] == [OLD, NHS, CQC, HEALTH, PLAN]


def test_neighbours_of_chosen_kinds_are_reached_through_these_only(store: GraphStore) -> None:
    found = store.neighbours(CQC, depth=3, kinds=["Organisation"])

    assert [node.id for node in found.nodes] == [CQC, NHS, HEALTH, OLD, HOME_OFFICE]


def test_neighbours_beyond_the_limit_are_cut_and_said_so(store: GraphStore) -> None:
    found = store.neighbours(CQC, limit=1)

    assert ([node.id for node in found.nodes], found.truncated) == ([CQC, "commitment/r1"], True)


def test_neighbours_never_lead_through_a_passage(store: GraphStore) -> None:
    assert [node.id for node in store.neighbours("theme/open-source", depth=3).nodes] == ["theme/open-source"]


def test_every_neighbour_brings_its_passages(store: GraphStore) -> None:
    found = store.neighbours(HOME_OFFICE, depth=2)

    cited = {passage for thing in (*found.nodes, *found.relationships) for passage in thing.evidence}
    assert cited == set(found.passages_by_id)
    assert {passage.document for passage in found.passages} == set(found.documents_by_id)


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        ({"depth": 4}, "Parameter 'depth' is out of range: 4."),
        ({"depth": 0}, "Parameter 'depth' is out of range: 0."),
        ({"limit": 501}, "Parameter 'limit' is out of range: 501."),
        ({"kinds": ["Passage"]}, "Parameter 'kinds' cannot be 'Passage'."),
        ({"relations": ["MENTIONS"]}, "Parameter 'relations' cannot be 'MENTIONS'."),
        ({"relations": ["MAKES]-() DETACH"]}, "Parameter 'relations' cannot be 'MAKES]-() DETACH'."),
    ],
)
def test_neighbours_of_what_does_not_exist_are_refused(store: GraphStore, asked: dict[str, object], problem: str) -> None:
    with pytest.raises(BadParameter) as caught:
        store.neighbours(CQC, **asked)  # type: ignore[arg-type]

    assert caught.value.problem == problem


@pytest.mark.parametrize(
    ("kind", "filters", "expected"),
    [
        ("Organisation", Filters(q="health"), [HEALTH]),
        ("Organisation", Filters(q="dh"), [HEALTH]),
        ("Organisation", Filters(kind="health body"), [NHS, OLD]),
        ("Organisation", Filters(kind="health body", jurisdiction="gb"), [NHS]),
        ("Organisation", Filters(status="closed"), [OLD]),
        ("Organisation", Filters(theme=AI), [HEALTH, HOME_OFFICE]),
        ("Organisation", Filters(organisation=HEALTH), [NHS]),
        ("Organisation", Filters(strategy=PLAN), [HEALTH, NHS]),
        ("Strategy", Filters(theme=AI), [PLAN, STRATEGY_2024, STRATEGY_2030]),
        ("Strategy", Filters(organisation=HEALTH), [PLAN, DASH]),
        ("Strategy", Filters(published_after=date(2025, 1, 13), published_before=date(2025, 7, 3)), [STRATEGY_2030]),
        ("Strategy", Filters(kind="review"), [DASH]),
        ("Theme", Filters(q="AI"), [AI]),
        ("Theme", Filters(theme=AI), ["theme/machine-learning"]),
        ("Theme", Filters(organisation=HOME_OFFICE), [AI]),
        ("Theme", Filters(strategy=STRATEGY_2030), [AI, "theme/machine-learning"]),
        ("Commitment", Filters(q="GUIDANCE", organisation=HEALTH), ["commitment/a1", "commitment/h1"]),
        ("Commitment", Filters(has_owner=False), ["commitment/a2", "commitment/r1", "commitment/r2"]),
        ("Commitment", Filters(has_deadline=True), ["commitment/a1", "commitment/h2"]),
        ("Commitment", Filters(due_before=date(2026, 12, 31)), ["commitment/a1"]),
        ("Commitment", Filters(due_after=date(2026, 12, 31)), ["commitment/h2"]),
        ("Commitment", Filters(kind="recommendation", strength="should"), ["commitment/r1", "commitment/r2"]),
        ("Commitment", Filters(status="complete"), ["commitment/h2"]),
        ("Commitment", Filters(theme=AI, strategy=STRATEGY_2024), ["commitment/o1"]),
        ("Commitment", Filters(theme=(AI, CARE), kind=("response", "recommendation")), ["commitment/h2", "commitment/r1"]),
        ("Commitment", Filters(published_before=date(2025, 1, 1), published_after=date(2024, 1, 1)), ["commitment/r1", "commitment/r2"]),
        ("Commitment", Filters(changed_since=date(2025, 7, 3), has_owner=False), ["commitment/r1"]),
        ("Commitment", Filters(as_of=date(2022, 1, 1)), ["commitment/a1", "commitment/o1"]),
        ("Commitment", Filters(as_of=date(2025, 7, 3), organisation=HEALTH), ["commitment/a1", "commitment/h1"]),
        ("Commitment", Filters(min_confidence=1.0, status="complete"), ["commitment/h2"]),
        ("Organisation", Filters(department=HEALTH), [HEALTH, NHS]),
        ("Organisation", Filters(as_of=date(2022, 7, 2), kind="health body"), [NHS]),
        ("Organisation", Filters(as_of=date(2022, 7, 1), kind="health body"), [NHS, OLD]),
        ("Strategy", Filters(department=(HOME_OFFICE, HEALTH), kind=("plan", "review")), [PLAN, DASH, STRATEGY_2030]),
        ("Strategy", Filters(has_owner=True, kind="strategy"), [STRATEGY_2024]),
        ("Strategy", Filters(as_of=date(2025, 1, 12)), [DASH, STRATEGY_2024]),
        ("Strategy", Filters(as_of=date(2025, 1, 13)), [DASH, STRATEGY_2030]),
        ("Strategy", Filters(as_of=date(2030, 1, 1)), [DASH, PLAN]),
        ("Theme", Filters(department=HOME_OFFICE, as_of=date(2022, 1, 1)), [AI]),
        ("Person", Filters(department=HOME_OFFICE, as_of=date(2025, 1, 13)), ["person/ada-hughes"]),
        ("Person", Filters(organisation=HOME_OFFICE), ["person/ada-hughes"]),
        ("Person", Filters(strategy=DASH), ["person/sam-reed"]),
    ],
)
def test_a_list_is_narrowed(store: GraphStore, kind: ListedKind, filters: Filters, expected: list[NodeId]) -> None:
    assert sorted(listed(store, kind, filters)) == sorted(expected)


def test_documents_are_listed_by_title_without_passages(store: GraphStore) -> None:
    page = store.list_nodes("Document", Filters(theme=AI))

    assert [node.label for node in page.nodes] == ["Document"] * 3
    assert [node.id.rpartition("-")[0] for node in page.nodes] == [
        "document/10-year-health-plan",
        "document/2024-digital-strategy",
        "document/2030-digital-strategy",
    ]
    assert (page.passages, page.documents) == ((), ())


def test_a_list_can_be_narrowed_to_what_one_document_says(store: GraphStore) -> None:
    review = store.list_nodes("Document", Filters(q="dash")).nodes[0].id

    assert listed(store, "Commitment", Filters(document=review)) == ["commitment/r1", "commitment/r2"]


def test_what_has_no_deadline_comes_last_in_both_directions(store: GraphStore) -> None:
    undated = [f"commitment/{name}" for name in ("a2", "h1", "o1", "r1", "r2")]

    assert listed(store, "Commitment", sort="deadline") == ["commitment/a1", "commitment/h2", *undated]
    assert listed(store, "Commitment", sort="-deadline") == ["commitment/h2", "commitment/a1", *undated]


@pytest.mark.parametrize(
    ("kind", "sort"), [("Commitment", "-deadline"), ("Commitment", "text"), ("Organisation", "-kind"), ("Document", None)]
)
def test_pages_put_together_are_the_whole_list(store: GraphStore, kind: ListedKind, sort: str | None) -> None:
    whole = listed(store, kind, sort=sort)

    collected, cursor = list[NodeId](), None
    for _ in whole:
        page = store.list_nodes(kind, sort=sort, cursor=cursor, limit=2, count=True)
        collected += [node.id for node in page.nodes]
        cursor = page.next_cursor
        assert page.total == len(whole)
        if cursor is None:
            break

    assert collected == whole


def test_a_full_last_page_has_no_cursor(store: GraphStore) -> None:
    assert store.list_nodes("Person", limit=2).next_cursor is None


def test_a_list_counts_only_when_asked(store: GraphStore) -> None:
    assert store.list_nodes("Person").total is None


def test_names_rank_before_aliases_before_text(store: GraphStore) -> None:
    assert [(hit.node.id, hit.matched) for hit in store.search("AI")] == [
        (AI, "alias"),
        ("commitment/o1", "text"),
        ("commitment/h1", "text"),
        ("commitment/a1", "text"),
    ]


def test_the_exact_name_comes_first(store: GraphStore) -> None:
    assert store.search("nhs england")[0].node.id == NHS


def test_the_last_word_may_be_unfinished(store: GraphStore) -> None:
    assert [hit.node.id for hit in store.search("department of heal")] == [HEALTH]


def test_when_no_name_has_every_word_one_is_enough(store: GraphStore) -> None:
    assert [hit.node.id for hit in store.search("nhs improvement zebra", kinds=["Organisation"])] == [OLD, NHS]


def test_a_search_for_one_kind_leaves_others_out(store: GraphStore) -> None:
    assert {hit.node.label for hit in store.search("digital home care", kinds=["Strategy"])} == {"Strategy"}


@pytest.mark.parametrize("text", ["name:*", "AI AND", "a/b", "(open", '"home', "~home^5", "home\\", "OR"])
def test_operators_in_a_search_do_no_harm(store: GraphStore, text: str) -> None:
    assert isinstance(store.search(text), list)


def test_a_hit_brings_its_passages(store: GraphStore) -> None:
    (hit,) = store.search("open source")

    assert [passage.text for passage in hit.passages] == ["Open source comes later."]
    assert [document.title for document in hit.documents] == ["2030 Digital Strategy"]
