"""From findings to a subgraph: every claim with its words, the same in every run."""

from datetime import date

import pytest

from graph.errors import UnwritableGraph
from graph.identifiers import commitment_id, passage_id
from graph.kinds import Commitment, Contains, Makes, Organisation, Passage, Strategy
from graph.subgraph import Subgraph
from ingest.documents import Metadata, RawDocument, ReadDocument
from ingest.extraction.findings import CommitmentFinding, Deadline, Findings, Mention, Named, Owner, Relation, Span
from ingest.formats.markdown import Markdown
from ingest.resolution.assemble import assemble, document_node

SOURCE = """# Roads plan

## Repairs

The Ministry of Roads leads. It will repair *every* bridge by 2031. The Board of Tolls will help.

| Body | Parent |
|---|---|
| Board of Tolls | Ministry of Roads |
"""
MINISTRY, BOARD, PLAN = "organisation/ministry", "organisation/board", "strategy/roads-plan"
THINGS = (
    Named(MINISTRY, "Organisation", {"name": "Ministry of Roads"}),
    Named(BOARD, "Organisation", {"name": "Board of Tolls", "aliases": ("the Board",)}, "vocabulary/x"),
    Named(PLAN, "Strategy", {"name": "Roads plan", "kind": "plan"}),
)
DEADLINE = Deadline("by 2031", "2031", "2031-01-01", "2031-12-31", "year", "by", "by-year")


@pytest.fixture
def document() -> ReadDocument:
    metadata = Metadata(title="Roads plan", publisher="Ministry of Roads", published="2029-04", kind="plan")
    return Markdown().read(RawDocument("north/roads.md", "/x/north/roads.md", SOURCE.encode(), "text/markdown", metadata))


def span(document: ReadDocument, words: str) -> Span:
    block = next(block for block in document.blocks if words in block.text)
    start = block.text.index(words)
    return Span(block, start, start + len(words))


def promise(document: ReadDocument, **fields: object) -> CommitmentFinding:
    owner = Owner(MINISTRY, "lead", "previous-subject", 0.7, span(document, "The Ministry of Roads"))
    values: dict[str, object] = {"owners": (owner,), "deadline": DEADLINE, "strategy": PLAN, **fields}
    where = span(document, "It will repair every bridge by 2031.")
    return CommitmentFinding(where, "commitment", "will", "modal@2", 0.9, **values)  # type: ignore[arg-type]


def quotes(graph: Subgraph, evidence: tuple[str, ...]) -> list[str]:
    return [graph.passages_by_id[passage].text for passage in evidence]


def test_the_document_says_what_it_is(document: ReadDocument) -> None:
    node = document_node(document)

    assert (node.title, node.uri, node.kind, node.published_on, node.length) == (
        "Roads plan",
        "north/roads.md",
        "plan",
        date(2029, 4, 1),
        len(SOURCE),
    )
    assert node.id == f"document/roads-plan-{node.version[:12]}"


def test_a_passage_is_the_sentence_exactly_as_stored(document: ReadDocument) -> None:
    findings = Findings(THINGS, (Mention(MINISTRY, span(document, "Ministry of Roads leads"), "gazetteer", 0.9),))
    graph = assemble(document, findings)
    version, start = document_node(document).version, SOURCE.index("The Ministry")

    assert graph.passages == (
        Passage(
            id=passage_id(version, start, start + 28),
            document=document_node(document).id,
            text="The Ministry of Roads leads.",
            start=start,
            end=start + 28,
            heading="Roads plan > Repairs",
        ),
    )


def test_markup_stays_in_the_passage_and_leaves_the_commitment(document: ReadDocument) -> None:
    graph = assemble(document, Findings(THINGS, commitments=(promise(document),)))
    commitment = next(node for node in graph.nodes if isinstance(node, Commitment))

    assert commitment.text == "It will repair every bridge by 2031."
    assert quotes(graph, commitment.evidence) == ["It will repair *every* bridge by 2031."]
    assert (commitment.id, commitment.extractor) == (commitment_id(commitment.text, MINISTRY), "modal@2")
    assert (commitment.deadline, commitment.deadline_earliest, commitment.deadline_latest) == (
        "by 2031",
        date(2031, 1, 1),
        date(2031, 12, 31),
    )


def test_an_owner_named_elsewhere_brings_those_words_as_evidence(document: ReadDocument) -> None:
    graph = assemble(document, Findings(THINGS, commitments=(promise(document),)))
    (makes,) = (claim for claim in graph.relationships if isinstance(claim, Makes))

    assert sorted(quotes(graph, makes.evidence)) == ["It will repair *every* bridge by 2031.", "The Ministry of Roads leads."]
    assert (makes.source, makes.role, makes.confidence, makes.extractor, makes.first_seen) == (
        MINISTRY,
        "lead",
        0.7,
        "previous-subject@1",
        date(2029, 4, 1),
    )


def test_the_strategy_contains_what_it_states(document: ReadDocument) -> None:
    graph = assemble(document, Findings(THINGS, commitments=(promise(document),)))
    contained = [claim for claim in graph.relationships if isinstance(claim, Contains)]

    assert [(claim.source, claim.target) for claim in contained] == [
        (PLAN, commitment_id("It will repair every bridge by 2031.", MINISTRY))
    ]


def test_a_promise_made_twice_is_one_with_both_passages(document: ReadDocument) -> None:
    surer = promise(document, deadline=None)
    again = CommitmentFinding(
        span(document, "It will repair every bridge by 2031."), "target", "should", "other", 0.2, surer.owners, DEADLINE
    )

    graph = assemble(document, Findings(THINGS, commitments=(again, surer)))
    (commitment,) = (node for node in graph.nodes if isinstance(node, Commitment))

    assert (commitment.kind, commitment.confidence, commitment.deadline_value) == ("commitment", 0.9, "2031")


def test_a_row_is_a_passage_as_a_whole(document: ReadDocument) -> None:
    relation = Relation("PART_OF", BOARD, MINISTRY, span(document, "Board of Tolls Ministry"), "register", 1.0, valid_from="2030-01-01")

    graph = assemble(document, Findings(THINGS, relations=(relation,)))
    (part_of,) = graph.relationships

    assert quotes(graph, part_of.evidence) == ["Board of Tolls | Ministry of Roads"]
    assert part_of.valid_from == date(2030, 1, 1)


def test_a_thing_that_nothing_speaks_of_is_left_out(document: ReadDocument) -> None:
    graph = assemble(document, Findings(THINGS, (Mention(BOARD, span(document, "Board of Tolls will"), "gazetteer", 0.8),)))

    assert [(node.id, node.defined_by) for node in graph.nodes] == [(BOARD, "vocabulary/x")]


def test_the_documents_own_strategy_rests_on_its_first_words(document: ReadDocument) -> None:
    graph = assemble(document, Findings(THINGS, own_strategy=PLAN))
    (strategy,) = graph.nodes

    assert isinstance(strategy, Strategy)
    assert quotes(graph, strategy.evidence) == ["Roads plan"]


def test_the_surest_mention_speaks_for_the_thing(document: ReadDocument) -> None:
    words = span(document, "Board of Tolls will")
    mentions = (Mention(BOARD, words, "guess", 0.4), Mention(BOARD, words, "gazetteer", 0.8), Mention(BOARD, words, "abbreviation", 0.8))
    (board,) = assemble(document, Findings(THINGS, mentions)).nodes

    assert isinstance(board, Organisation)
    assert (board.confidence, board.extractor, len(board.evidence)) == (0.8, "abbreviation@1", 1)


def test_partners_are_stored_once_whichever_comes_first(document: ReadDocument) -> None:
    words = span(document, "Board of Tolls will help")
    relations = (
        Relation("PARTNERS_WITH", MINISTRY, BOARD, words, "with", 0.5),
        Relation("PARTNERS_WITH", BOARD, MINISTRY, words, "and", 0.6),
    )

    graph = assemble(document, Findings(THINGS, relations=relations))

    assert [(claim.source, claim.target, claim.confidence) for claim in graph.relationships] == [(BOARD, MINISTRY, 0.6)]


def test_a_thing_has_no_relation_with_itself(document: ReadDocument) -> None:
    relation = Relation("PARTNERS_WITH", BOARD, BOARD, span(document, "Board of Tolls will"), "with", 0.5)

    assert assemble(document, Findings(THINGS, relations=(relation,))).relationships == ()


def test_a_very_long_row_is_cut_around_the_words() -> None:
    source = f"| Who |\n| --- |\n| {'alpha ' * 300}the Board of Tolls {'omega ' * 300}|\n"
    document = Markdown().read(RawDocument("a.md", "/a.md", source.encode(), "text/markdown", Metadata()))
    graph = assemble(document, Findings(THINGS, (Mention(BOARD, span(document, "Board of Tolls"), "gazetteer", 0.8),)))

    (passage,) = graph.passages
    assert len(passage.text) < 700
    assert passage.text.startswith("alpha ")
    assert passage.text.endswith(" omega")
    assert "the Board of Tolls omega" in passage.text


def test_an_id_that_is_never_described_is_refused(document: ReadDocument) -> None:
    findings = Findings(THINGS[1:], (Mention(MINISTRY, span(document, "Ministry of Roads leads"), "gazetteer", 0.9),))

    with pytest.raises(UnwritableGraph) as caught:
        assemble(document, findings)

    assert f"{MINISTRY} is used and never described" in caught.value.problem


def test_the_order_of_findings_changes_nothing(document: ReadDocument) -> None:
    mentions = (
        Mention(MINISTRY, span(document, "Ministry of Roads leads"), "gazetteer", 0.9),
        Mention(BOARD, span(document, "Board of Tolls will"), "gazetteer", 0.8),
    )
    relations = (
        Relation("PART_OF", BOARD, MINISTRY, span(document, "Board of Tolls Ministry"), "register", 1.0),
        Relation("PARTNERS_WITH", BOARD, MINISTRY, span(document, "Board of Tolls will"), "with", 0.5),
    )

    forward = assemble(document, Findings(THINGS, mentions, (promise(document),), relations))
    backward = assemble(document, Findings(THINGS[::-1], mentions[::-1], (promise(document),), relations[::-1]))

    assert forward.model_dump_json() == backward.model_dump_json()
