"""The judgement file, and what is judged to be the same: joined while documents are read, and exactly undone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from neo4j import Driver
from typer.testing import CliRunner

from graph.errors import OutputUnwritable
from graph.integrity import fingerprint, verify
from ingest.cli import commands as ingest_commands
from ingest.documents import Metadata, RawDocument, ReadDocument
from ingest.extraction.extract import extract
from ingest.extraction.findings import Findings
from ingest.formats import format_for
from ingest.one_document import read_and_extract
from ingest.outcome import reading_version
from ingest.resolution.judgements import (
    Judgement,
    Judgements,
    JudgementsInvalid,
    Verdict,
    add_judgement,
    load_judgements,
    take_back,
    with_judgements,
)
from ingest.resolution.merging import merged
from ingest.vocabulary.entries import Vocabulary

BOARD, AUTHORITY, TRUST = ("organisation/gb-northport-harbour-board", "organisation/gb-northport-harbour-authority", "organisation/gb-x")
NAMES = {BOARD: "Northport Harbour Board", AUTHORITY: "Northport Harbour Authority", TRUST: "X"}
TEXT = (
    "# Plan\n\nThe Northport Harbour Board will dredge the port by 2031. "
    "The Northport Harbour Authority is part of the Northport Harbour Board. The Northport Harbour Authority will test a ferry.\n"
)


def judged(verdict: Verdict, first: str, second: str) -> Judgement:
    return Judgement(verdict, first, second, (NAMES.get(first, first), NAMES.get(second, second)))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "judgements.yaml"


@pytest.fixture
def found(vocabulary: Vocabulary, as_document: Callable[..., ReadDocument]) -> Callable[..., Findings]:
    """What is found in the text under some judgements."""

    def read(*judgements: Judgement, text: str = TEXT) -> Findings:
        joined = with_judgements(vocabulary, Judgements(judgements))
        return merged(extract(as_document(text, country="gb"), joined), joined)

    return read


def test_a_judgement_is_one_line_that_reads_back(file: Path) -> None:
    for verdict in ("same", "different", "unsure"):
        add_judgement(file, judged(verdict, f"strategy/{verdict}-a", f"strategy/{verdict}-b"))

    assert [one.verdict for one in load_judgements(file).all] == ["same", "different", "unsure"]
    assert (
        file.read_text().splitlines()[-1]
        == '- unsure: {"strategy/unsure-a": "strategy/unsure-a", "strategy/unsure-b": "strategy/unsure-b"}'
    )


def test_names_with_any_signs_read_back(file: Path) -> None:
    odd = Judgement("same", BOARD, AUTHORITY, ('A "quoted": {name} # x', "Ünïcode – 港\\"))

    add_judgement(file, odd)

    assert load_judgements(file).all == (odd,)


def test_what_a_person_wrote_into_the_file_stays(file: Path) -> None:
    file.write_text(
        f"# ours\njudgements:\n  # the port\n  - different:\n      {BOARD}: Board\n      {AUTHORITY}: Authority\n    note: as told\n"
    )
    before = file.read_text()

    add_judgement(file, judged("unsure", BOARD, TRUST))

    assert file.read_text().startswith(before)
    assert [one.verdict for one in load_judgements(file).all] == ["different", "unsure"]


def test_a_judgement_taken_back_leaves_the_file_as_it_was(file: Path) -> None:
    add_judgement(file, judged("same", BOARD, AUTHORITY))
    before = file.read_text()
    add_judgement(file, judged("different", BOARD, TRUST))

    assert take_back(file, judged("different", BOARD, TRUST))
    assert file.read_text() == before
    assert not take_back(file, judged("different", BOARD, TRUST))


def test_a_file_without_any_judgement_left_is_no_mistake(file: Path) -> None:
    add_judgement(file, judged("same", BOARD, AUTHORITY))
    take_back(file, judged("same", BOARD, AUTHORITY))

    assert load_judgements(file) == Judgements()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "judgements:\n- same: {organisation/a: A}\n",
            "line 2, column 3: judgements > 0: a judgement is one of same, different and unsure",
        ),
        ("judgements:\n- same: {organisation/a: A, strategy/b: B}\n", "line 2, column 3: judgements > 0: only two organisations or two"),
        ("judgements:\n- equal: {organisation/a: A, organisation/b: B}\n", "line 2, column 10: judgements > 0 > equal: Extra inputs"),
        ("judgements:\n- same: {A: a, B: b}\n", "line 2, column 13: judgements > 0 > same > A"),
        ("judgements: [\n", "it is not YAML: line 2, column 1"),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_line(file: Path, text: str, said: str) -> None:
    file.write_text(text)

    with pytest.raises(JudgementsInvalid) as error:
        load_judgements(file)
    assert error.value.problem.split("cannot be used: ")[1].startswith(said)


def test_judgements_that_contradict_each_other_are_told_with_their_lines(file: Path) -> None:
    file.write_text(
        "judgements:\n- same: {organisation/a: A, organisation/b: B}\n- same: {organisation/c: C, organisation/b: B}\n"
        "- unsure: {organisation/a: A, organisation/d: D}\n- different: {organisation/a: A, organisation/c: C}\n"
    )

    with pytest.raises(JudgementsInvalid) as error:
        load_judgements(file)
    assert error.value.problem.split("cannot be used: ")[1] == (
        "line 5, column 3 says that 'A' and 'C' are different, and line 2, column 3 and line 3, column 3 that they are the same."
    )


def test_a_judgement_that_would_contradict_the_file_is_not_written(file: Path) -> None:
    add_judgement(file, judged("same", BOARD, AUTHORITY))
    add_judgement(file, judged("different", AUTHORITY, TRUST))
    before = file.read_text()

    with pytest.raises(JudgementsInvalid, match="the new judgement"):
        add_judgement(file, judged("same", BOARD, TRUST))
    assert file.read_text() == before


def test_a_file_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("")

    with pytest.raises(OutputUnwritable):
        add_judgement(tmp_path / "folder" / "judgements.yaml", judged("same", BOARD, AUTHORITY))


@pytest.mark.parametrize(
    ("judgements", "pair", "settled"),
    [
        ([("different", "a", "b")], ("b", "a"), True),
        ([("unsure", "a", "b")], ("a", "b"), True),
        ([("same", "a", "b"), ("same", "b", "c")], ("a", "c"), True),
        ([("same", "a", "b"), ("different", "b", "c")], ("a", "c"), True),
        ([("different", "a", "b"), ("different", "b", "c")], ("a", "c"), False),
        ([("same", "a", "b")], ("a", "c"), False),
    ],
)
def test_what_follows_from_judgements_is_not_asked(
    judgements: list[tuple[Verdict, str, str]], pair: tuple[str, str], settled: bool
) -> None:
    given = Judgements(tuple(judged(*one) for one in judgements))

    assert given.settled(*pair) is settled


def test_of_two_that_are_the_same_the_first_stays_and_the_other_name_becomes_an_alias(found: Callable[..., Findings]) -> None:
    things = {thing.id: thing.fields for thing in found(judged("same", BOARD, AUTHORITY)).things if thing.kind == "Organisation"}

    assert AUTHORITY not in things
    assert (things[BOARD]["name"], things[BOARD]["aliases"]) == ("Northport Harbour Board", ("Northport Harbour Authority",))


def test_commitments_and_relations_of_both_are_of_the_one(found: Callable[..., Findings]) -> None:
    before, after = found(), found(judged("same", BOARD, AUTHORITY))

    assert {owner.organisation for it in before.commitments for owner in it.owners} == {BOARD, AUTHORITY}
    assert {owner.organisation for it in after.commitments for owner in it.owners} == {BOARD}
    assert [len(it.owners) for it in after.commitments] == [1, 1]
    # The one is part of the other; nobody is part of itself.
    assert [relation.type for relation in before.relations if relation.type == "PART_OF"] == ["PART_OF"]
    assert [relation.type for relation in after.relations if relation.type == "PART_OF"] == []


def test_a_name_that_stays_is_given_where_a_document_has_only_the_other(found: Callable[..., Findings]) -> None:
    text = "The Northport Harbour Authority will test a ferry."
    things = {thing.id: thing.fields for thing in found(judged("same", BOARD, AUTHORITY), text=text).things}

    assert (things[BOARD]["name"], things[BOARD]["aliases"]) == ("Northport Harbour Board", ("Northport Harbour Authority",))


def test_a_body_that_a_register_knows_stays_wherever_it_stands_in_the_file(found: Callable[..., Findings]) -> None:
    known = Judgement("same", AUTHORITY, "organisation/gb-home-office", ("Northport Harbour Authority", "Home Office"))
    things = {thing.id: thing for thing in found(known).things}

    assert AUTHORITY not in things
    assert things["organisation/gb-home-office"].defined_by == "vocabulary/organisations-gb"
    assert things["organisation/gb-home-office"].fields["name"] == "Home Office"


def test_strategies_are_joined_like_bodies(found: Callable[..., Findings]) -> None:
    text = "The Home Office published the Northport Ferry Plan. It supersedes nothing. The Northport Ferry Strategy will be reviewed."
    same = Judgement(
        "same", "strategy/northport-ferry-plan", "strategy/northport-ferry-strategy", ("Northport Ferry Plan", "Northport Ferry Strategy")
    )

    assert {thing.id for thing in found(text=text).things if thing.kind == "Strategy"} == {same.first, same.second}
    assert [thing.fields["aliases"] for thing in found(same, text=text).things if thing.kind == "Strategy"] == [
        ("Northport Ferry Strategy",)
    ]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_who_stays_does_not_hang_on_the_order_in_which_the_rest_is_judged(vocabulary: Vocabulary, order: tuple[int, int]) -> None:
    both = (judged("same", BOARD, AUTHORITY), judged("same", BOARD, TRUST))

    joined = with_judgements(vocabulary, Judgements(tuple(both[at] for at in order)))

    assert {key: kept.id for key, kept in joined.same.items()} == {AUTHORITY: BOARD, TRUST: BOARD}


def test_documents_are_read_again_only_for_what_is_the_same(vocabulary: Vocabulary) -> None:
    def version(*judgements: Judgement) -> str:
        return reading_version(with_judgements(vocabulary, Judgements(judgements)).digest)

    assert version(judged("different", BOARD, AUTHORITY), judged("unsure", BOARD, TRUST)) == version()
    assert version(judged("same", BOARD, AUTHORITY)) != version()


def test_what_is_joined_may_be_written(vocabulary: Vocabulary) -> None:
    joined = with_judgements(vocabulary, Judgements((judged("same", BOARD, AUTHORITY),)))
    raw = RawDocument("p.md", "/p.md", TEXT.encode(), "text/markdown", Metadata.model_validate({"title": "Plan", "country": "gb"}))

    graph = read_and_extract(raw, joined)

    assert format_for(raw).read(raw).text == graph.text
    assert AUTHORITY not in graph.subgraph.by_id


def test_a_judgement_taken_out_leaves_exactly_the_graph_of_before(
    tmp_path: Path, empty_database: Driver, environment: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "judgements.yaml"
    monkeypatch.setenv("POLICYGRAPH_JUDGEMENTS", str(file))
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text("---\ncountry: gb\n---\n" + TEXT)
    (tmp_path / "docs" / "b.md").write_text("---\ncountry: gb\n---\n# B\n\nThe Northport Harbour Authority will close a pier.\n")

    def ingested() -> tuple[str, int]:
        CliRunner().invoke(ingest_commands, ["ingest", str(tmp_path / "docs")])
        records, _, _ = empty_database.execute_query("MATCH (n:Organisation) WHERE n.name STARTS WITH 'Northport' RETURN count(n) AS n")
        return fingerprint(empty_database), records[0]["n"]

    before = ingested()
    add_judgement(file, judged("same", BOARD, AUTHORITY))
    joined = ingested()
    faults = verify(empty_database).faults
    take_back(file, judged("same", BOARD, AUTHORITY))
    after = ingested()

    assert (before[1], joined[1], after[1]) == (2, 1, 2)
    assert joined[0] != before[0] == after[0]
    assert faults == ()
