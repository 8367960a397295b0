"""The tables say in words what the picture shows."""

from collections.abc import Callable
from datetime import date

from graph.subgraph import Subgraph
from visualisations.picture import picture_of
from visualisations.tables import Evidence, Fact, Quote, facts_of, node_rows, quote_of, relation_rows

Sketched = Callable[..., Subgraph]


def test_every_entity_and_every_link_has_a_row(sample: Subgraph) -> None:
    picture = picture_of(sample)

    assert len(node_rows(sample, picture)) == len(sample.nodes)
    assert len(relation_rows(sample)) == len(sample.relationships)


def test_a_link_is_told_as_a_sentence_with_its_quote(sketched: Sketched) -> None:
    graph = sketched("organisation/home-office PUBLISHES strategy/plan", publisher="The Stationery Office", published_on=date(2024, 7, 18))

    (row,) = relation_rows(graph)

    quote = Quote(
        text="organisation/home-office PUBLISHES strategy/plan",
        title="Sketch",
        publisher="The Stationery Office",
        published="18 July 2024",
        place="",
        url=None,
    )
    assert row.sentence == "Home office publishes Plan"
    assert row.evidence == Evidence((quote,), total=1, rule="sample@1", confidence=80)


def test_things_stand_by_kind_then_by_name(sketched: Sketched) -> None:
    graph = sketched("theme/a\ncommitment/b\norganisation/d\norganisation/c")

    assert [row.id for row in node_rows(graph, picture_of(graph))] == ["organisation/c", "organisation/d", "theme/a", "commitment/b"]


def test_a_place_names_page_and_heading(sample: Subgraph) -> None:
    row = next(row for row in node_rows(sample, picture_of(sample)) if row.name == "NHS England will withdraw paper referrals.")

    assert [quote.place for quote in row.evidence.quotes] == ["page 7, What we will do"]


def test_facts_leave_out_what_is_not_known(sketched: Sketched) -> None:
    fields = {"deadline": "by spring 2027", "deadline_latest": date(2027, 5, 31), "target_value": 2000.0}
    graph = sketched("commitment/train-staff", {"commitment/train-staff": fields})

    facts = facts_of(graph.nodes[0])

    assert facts == (
        Fact("Deadline", "by spring 2027"),
        Fact("At the latest", "31 May 2027"),
        Fact("Target", "2,000"),
    )


def test_aliases_are_listed_in_one_line(sketched: Sketched) -> None:
    graph = sketched("theme/ai", {"theme/ai": {"aliases": ["AI", "machine learning"]}})

    assert facts_of(graph.nodes[0]) == (Fact("Also called", "AI, machine learning"),)


def test_more_quotes_than_listed_are_counted(sketched: Sketched) -> None:
    graph = sketched("theme/ai", {"theme/ai": {"evidence_total": 12}})

    (row,) = node_rows(graph, picture_of(graph))

    assert (len(row.evidence.quotes), row.evidence.total) == (1, 12)


def test_a_quote_of_a_web_page_leads_to_its_part_of_the_page(sketched: Sketched) -> None:
    graph = sketched("theme/ai", uri="https://example.org/plan")
    passage = graph.passages[0].model_copy(update={"place": "#our goals", "heading": "Goals"})

    quote = quote_of(passage, graph.documents[0])

    assert (quote.url, quote.place) == ("https://example.org/plan#our%20goals", "#our goals, Goals")


def test_a_quote_of_a_file_leads_nowhere(sketched: Sketched) -> None:
    graph = sketched("theme/ai", uri="plans/plan.html")
    passage = graph.passages[0].model_copy(update={"place": "#goals"})

    assert quote_of(passage, graph.documents[0]).url is None
    assert quote_of(passage, None).url is None
