from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console, RenderableType
from typer.testing import CliRunner

from graph.answers import Cell, QueryResult
from graph.catalogue import Catalogue, load_catalogue
from graph.cli import commands
from graph.errors import BadParameter, UnknownQuery
from graph.kinds import Document, Organisation, PartOf, Passage
from graph.query_command import answer_of, parameters_from, shown
from graph.query_page import example_command, queries_page
from graph.subgraph import Subgraph


def printed(answer: RenderableType) -> list[str]:
    """The words of each line that an answer prints, without frames."""
    out = StringIO()
    Console(file=out, width=120).print(answer)
    lines = [" ".join(line.translate(str.maketrans("", "", "┃│┏┓┡┩└┘┳╇┴┬┼━─├┤╋")).split()) for line in out.getvalue().splitlines()]
    return [line for line in lines if line]


def test_the_page_in_docs_is_fresh() -> None:
    page = (Path(__file__).parents[2] / "docs" / "queries.md").read_text(encoding="utf-8")

    assert page == queries_page(load_catalogue())


def test_the_page_explains_one_question_in_full() -> None:
    page = queries_page(Catalogue((load_catalogue().get("partners_of"),)))

    assert page.partition("## partners_of\n")[2] == (
        "\n**With whom does an organisation work?** Organisations that a passage says it works with.\n\n"
        "```\npolicygraph query partners_of --param organisation=organisation/gb-home-office\n```\n\n"
        "| parameter | type | default | meaning |\n|---|---|---|---|\n"
        "| `organisation` | node_id: Organisation | has to be given | The organisation. |\n"
        "| `limit` | integer, 1 to 1000 | `100` | Most rows to return. |\n\n"
        "| column | type | holds |\n|---|---|---|\n"
        "| `partner` | node_id | Id of the partner. |\n"
        "| `name` | text | Its name. |\n"
        "| `kind` | text | What sort of body it is. |\n"
        "| `since` | date | First day, when a passage says so. |\n"
        "| `until` | date | Last day, when a passage says so. |\n"
        "| `evidence` | passages | Passages that state it, at most five. |\n"
    )


def test_an_example_is_a_command_that_can_be_typed() -> None:
    assert example_command(load_catalogue().get("commitments_without_owner")) == (
        "policygraph query commitments_without_owner --param recommendations=true"
    )


def test_parameters_are_read_up_to_the_first_equals_sign() -> None:
    assert parameters_from(["theme=theme/data", "words=a=b", "empty="]) == {"theme": "theme/data", "words": "a=b", "empty": ""}


def test_a_parameter_without_value_is_refused() -> None:
    with pytest.raises(BadParameter, match="'theme' has no value"):
        parameters_from(["theme"])


@pytest.mark.parametrize(
    ("value", "expected"),
    [(None, ""), (True, "yes"), (False, "no"), (3, "3"), (date(2027, 3, 31), "2027-03-31"), (("passage/a-0-1", "B"), "words\nB"), ((), "")],
)
def test_a_cell_is_shown_as_words(value: Cell, expected: str) -> None:
    assert shown(value, {"passage/a-0-1": "words"}) == expected


def test_rows_are_printed_with_brackets_as_they_are() -> None:
    result = QueryResult(name="x", title="Which?", columns=("name", "due_on"), rows=({"name": "[red]A[/red]", "due_on": date(2027, 1, 1)},))

    assert printed(answer_of(result)) == ["Which?", "name due on", "[red]A[/red] 2027-01-01"]


EVIDENCE = ("passage/a-0-5",)
PASSAGE = Passage(id="passage/a-0-5", document="document/d", text="A [of]\nB", start=0, end=8)
DOCUMENT = Document(
    id="document/d", title="D", uri="d", media_type="text/plain", sha256="0" * 64, version="0" * 64, length=8, published_on=date(2026, 1, 2)
)


def test_rows_with_evidence_are_cards_that_name_the_document() -> None:
    result = QueryResult(
        name="x",
        title="Which?",
        columns=("name", "due", "evidence"),
        rows=({"name": "A", "due": None, "evidence": EVIDENCE},),
        passages=(PASSAGE,),
        documents=(DOCUMENT,),
    )

    assert printed(answer_of(result)) == ["Which?", "name A", "due -", "evidence “A [of] B” (D, 2026-01-02)"]


def test_ids_are_left_to_the_json_where_names_stand_beside_them() -> None:
    rows = ({"theme": "theme/data", "name": "Data", "commitments": 2},)
    result = QueryResult(name="x", title="Which?", columns=("theme", "name", "commitments"), rows=rows)

    assert printed(answer_of(result)) == ["Which?", "name commitments", "Data 2"]


def test_ids_are_shown_where_there_is_nothing_else() -> None:
    result = QueryResult(name="x", title="Which?", columns=("theme",), rows=({"theme": "theme/data"},))

    assert printed(answer_of(result)) == ["Which?", "theme", "theme/data"]


def test_two_that_are_not_connected_are_said_to_be_so() -> None:
    body = Organisation(id="organisation/a", name="A", evidence=EVIDENCE, extractor="t@1")
    result = QueryResult(name="x", title="How?", subgraph=Subgraph(nodes=(body,), passages=(PASSAGE,), documents=(DOCUMENT,)))

    assert printed(answer_of(result)) == ["How?", "Nothing in the graph answers this."]


def test_an_answer_without_rows_says_so() -> None:
    assert printed(answer_of(QueryResult(name="x", title="Which?", columns=("name",)))) == ["Which?", "Nothing in the graph answers this."]


def test_a_subgraph_is_printed_as_sentences_with_their_words() -> None:
    subgraph = Subgraph(
        nodes=tuple(Organisation(id=f"organisation/{name}", name=name.upper(), evidence=EVIDENCE, extractor="t@1") for name in "ab"),
        relationships=(PartOf(source="organisation/a", target="organisation/b", evidence=EVIDENCE, extractor="t@1"),),
        passages=(PASSAGE,),
        documents=(DOCUMENT,),
    )

    assert printed(answer_of(QueryResult(name="x", title="Which?", subgraph=subgraph))) == [
        "Which?",
        "A is part of B.",
        "“A [of] B” (D, 2026-01-02)",
    ]


def test_the_command_without_a_name_lists_every_question() -> None:
    result = CliRunner().invoke(commands, ["query"], env={"COLUMNS": "200"})

    assert result.exit_code == 0
    assert [query.name for query in load_catalogue().queries if query.name not in result.output] == []


@pytest.mark.parametrize(
    ("arguments", "error"),
    [(["nothing_like_it"], UnknownQuery), (["narrower_themes"], BadParameter), (["narrower_themes", "-p", "theme"], BadParameter)],
)
def test_a_wrong_question_is_refused_before_anything_is_started(arguments: list[str], error: type[Exception]) -> None:
    result = CliRunner().invoke(commands, ["query", *arguments])

    assert isinstance(result.exception, error)
