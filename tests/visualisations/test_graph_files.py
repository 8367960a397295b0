"""A graph from a file becomes a page: our own exports with their quotes, anybody's with what it says, hostile ones literally."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from typer.testing import CliRunner

from api.answers import graph_answer
from api.exports import BY_NAME
from api.exports.cited import Cited, evidence_of
from graph.errors import PolicyGraphError
from graph.subgraph import Subgraph
from visualisations.cli import commands
from visualisations.graphfiles import assemble as assembling
from visualisations.graphfiles import draw as drawing
from visualisations.graphfiles.assemble import assemble
from visualisations.graphfiles.draw import draw_file, read_graph
from visualisations.graphfiles.loose import GraphFileInvalid

Visit = Callable[..., Page]
FOREIGN = {"nodes": [{"id": "a", "label": "Ann", "kind": "writer", "born": 1812}, {"id": 7}], "links": [{"source": "a", "target": 7}]}
GRAPHML = """<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="d0" for="node" attr.name="name" attr.type="string"><default>nameless</default></key>
<key id="d1" for="edge" attr.name="relation" attr.type="string"/>
<graph edgedefault="directed"><node id="x"><data key="d0">Xenia</data></node><node id="y"><data key="d0"/></node>
<edge source="x" target="y"><data key="d1">knows of</data></edge><hyperedge/></graph></graphml>"""


@pytest.fixture
def saved(tmp_path: Path) -> Callable[[object], Path]:
    """Writes what a file holds: text as it is, anything else as JSON."""

    def save(content: object) -> Path:
        path = tmp_path / "graph.json"
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return path

    return save


def drawn(path: Path) -> tuple[list[str], list[tuple[str, str]], list[str]]:
    """Kind and name of each thing, type and ends of each link by their names, and the notes."""
    subgraph, notes = assemble(read_graph(path))
    called = {node.id: str(getattr(node, "name", "") or getattr(node, "text", "")) for node in subgraph.nodes}
    things = [f"{node.label} {called[node.id]}" for node in subgraph.nodes]
    return things, [(link.type, f"{called[link.source]} > {called[link.target]}") for link in subgraph.relationships], notes


@pytest.mark.parametrize("name", ["json", "jgf", "graphml"])
def test_our_own_exports_come_back_with_their_quotes(name: str, sample: Subgraph, tmp_path: Path) -> None:
    answer = graph_answer(sample)
    path = tmp_path / f"graph.{name}"
    path.write_text("".join(BY_NAME[name].write(Cited(answer.nodes, answer.relationships))), encoding="utf-8")

    subgraph, notes = assemble(read_graph(path))

    assert {(node.id, node.label) for node in subgraph.nodes} == {(node.id, node.label) for node in sample.nodes}
    assert {(one.source, one.type, one.target) for one in subgraph.relationships} == {
        (one.source, one.type, one.target) for one in sample.relationships
    }
    first = {node.id: evidence_of(node)[0].quote for node in answer.nodes}
    assert {node.id: subgraph.passages_by_id[node.evidence[0]].text for node in subgraph.nodes} == first
    assert notes == ["The quotes are as the file has them; 'policygraph verify' proves those of a graph, not those of a file."]


@pytest.mark.parametrize(
    "content",
    [
        FOREIGN,
        {"graph": {"nodes": {"a": {"label": "Ann"}, "7": {}}, "edges": [{"source": "a", "target": "7"}]}},
        {"graphs": [{"nodes": [{"id": "a", "label": "Ann"}, {"id": 7}], "edges": [{"source": "a", "target": "7"}]}]},
        {
            "elements": {
                "nodes": [{"data": {"id": "a", "name": "Ann"}}, {"data": {"id": 7}}],
                "edges": [{"data": {"source": "a", "target": 7}}],
            }
        },
        {"nodes": [{"id": "a", "title": "Ann"}, {"id": 7}], "edges": [{"from": "a", "to": 7}]},
    ],
    ids=["node-link", "JSON Graph Format 2", "JSON Graph Format 1", "Cytoscape", "from and to"],
)
def test_a_graph_of_anybody_gets_a_neutral_kind(content: object, saved: Callable[[object], Path]) -> None:
    things, links, notes = drawn(saved(content))

    assert (things, links) == (["Other Ann", "Other 7"], [("IS_LINKED_WITH", "Ann > 7")])
    assert notes == ["2 things of 2 and 1 link of 1 have no passage in the file: nothing here says where they come from."]


def test_graphml_of_anybody_keeps_names_defaults_and_types(saved: Callable[[object], Path]) -> None:
    things, links, notes = drawn(saved(GRAPHML))

    assert (things, links) == (["Other Xenia", "Other nameless"], [("KNOWS_OF", "Xenia > nameless")])
    assert notes[0] == "1 edges with more than two ends were left out."


def test_what_a_file_says_of_a_thing_is_kept(saved: Callable[[object], Path]) -> None:
    subgraph, _ = assemble(read_graph(saved(FOREIGN)))

    assert subgraph.nodes[0].model_dump(include={"identifier", "kind", "properties"}) == {
        "identifier": "a",
        "kind": "writer",
        "properties": ("born: 1812",),
    }


def test_links_to_nowhere_and_doubles_are_counted(saved: Callable[[object], Path]) -> None:
    links = [{"source": "a", "target": "b"}, {"source": "b", "target": "a"}, {"source": "a", "target": "b"}, {"source": "a", "target": "c"}]

    _, drawn_links, notes = drawn(saved({"nodes": [{"id": "a"}, {"id": "b"}], "links": links}))

    assert len(drawn_links) == 2
    assert notes[:2] == [
        "1 link of 4 is left out: they lead to nodes that are not in the file.",
        "1 link of the same two ends and type as another is drawn once.",
    ]


def test_a_file_with_more_than_a_page_shows_is_cut_and_says_so(saved: Callable[[object], Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assembling, "MOST_NODES", 1)

    subgraph, notes = assemble(read_graph(saved(FOREIGN)))

    assert (len(subgraph.nodes), subgraph.truncated) == (1, True)
    assert notes[0] == "The file holds 2 nodes; the first 1 and what links them are drawn."


def test_one_of_our_kinds_that_lacks_what_it_needs_still_comes(saved: Callable[[object], Path]) -> None:
    wrong = {"id": "organisation/x", "label": "Organisation", "name": "X", "kind": "no such sort", "opened_on": "one day", "website": [1]}

    things, _, _ = drawn(saved({"nodes": [wrong, {"id": "?,~ /", "label": "Theme"}]}))

    assert things == ["Organisation X", "Theme Theme"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "line 1, column 2: this is no JSON"),
        ("", "line 1, column 1: this is no JSON"),
        ("[1]", "there is no list 'nodes' in it"),
        ('{"nodes": 3}', "there is no list 'nodes' in it"),
        ('{"nodes": []}', "there is no node in it"),
        ('{"nodes": [{"id": "a"}, {}]}', "at nodes[1]: this node has no 'id'"),
        ('{"nodes": [{"id": "a"}], "links": [{"source": "a"}]}', "at edge 0: this edge has no 'source' and 'target'"),
        ('{"nodes": [{"id": "a"}], "links": {}}', "its edges are no list"),
        ('{"graphs": [{}, {}]}', "at 'graphs': it holds 2 graphs"),
        ("[" * 100_000, "it nests too deeply"),
        ('{"nodes": [{"id": ' + "1" * 5000 + "}]}", "holds a number of thousands of digits"),
        ("<graphml>", "line 1, column 10: this is no XML"),
        ("<svg/>", "its outermost element is 'svg', not 'graphml'"),
        ("<graphml><graph/></graphml>", "there is no node in it"),
        ("<graphml><graph><node/></graph></graphml>", "at node 0: it has no 'id'"),
        ("<graphml><graph><node id='a'/><edge source='a'/></graph></graphml>", "at edge 0: it has no 'source' and 'target'"),
        ("<graphml>" * 60, "it nests deeper than 50 levels"),
        ('<!DOCTYPE g [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><graphml>&b;</graphml>', "it declares entities"),
        ('<!DOCTYPE g [<!ENTITY a SYSTEM "file:///etc/passwd">]><graphml>&a;</graphml>', "it declares entities"),
        ('<?xml version="1.0" encoding="klingon"?><graphml/>', "it declares an encoding that nobody knows"),
    ],
)
def test_a_file_that_is_no_graph_is_refused_with_place_and_fix(content: str, said: str, saved: Callable[[object], Path]) -> None:
    with pytest.raises(GraphFileInvalid) as caught:
        read_graph(saved(content))

    assert said in caught.value.problem
    assert caught.value.fix


def test_bytes_that_are_no_text_and_files_that_are_not_there_are_told(tmp_path: Path) -> None:
    (tmp_path / "latin.json").write_bytes(b'{"nodes": [{"id": "caf\xe9"}]}')

    with pytest.raises(GraphFileInvalid, match="byte 22: it is not UTF-8"):
        read_graph(tmp_path / "latin.json")
    with pytest.raises(PolicyGraphError, match="No such file"):
        read_graph(tmp_path / "nowhere.json")


def test_a_file_that_is_too_large_is_refused_without_reading_it_all(
    saved: Callable[[object], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "MOST_BYTES", 10)

    with pytest.raises(GraphFileInvalid, match="it is larger than"):
        read_graph(saved(FOREIGN))


def test_hostile_names_types_and_ids_are_shown_literally(saved: Callable[[object], Path], visit: Visit) -> None:
    script = "</script><script>document.title='run'</script><img src=x onerror=alert(1)>"
    nodes = [
        {"id": script, "label": script, "href": "javascript:alert(1)"},
        {"id": "../,~#\u202e\ud800", "name": "__proto__", "kind": "constructor"},
        {
            "id": "c",
            "label": "Theme",
            "name": script,
            "evidence": [{"quote": script, "url": "javascript:alert(1)", "document": {"title": script}}],
        },
    ]
    links = [{"source": script, "target": "c", "type": script}, {"source": "../,~#\u202e\ud800", "target": "c", "type": "__proto__"}]
    path = saved({"nodes": nodes, "links": links})

    page = visit(draw_file(path))

    assert draw_file(path) == draw_file(path)
    assert page.title() == "What does graph.json hold? – policygraph"
    expect(page.locator("#nodes button.choose")).to_have_text([script, script, "__proto__"])
    page.locator("#links button.choose").first.click()
    expect(page.locator("#evidence-chosen .claim")).to_contain_text("No passage is named.")
    expect(page.locator(".motto")).to_have_count(0)
    assert page.locator("a[href^=javascript], img, #evidence script").count() == 0


@pytest.mark.parametrize("arguments", [[], ["theme", "--from", "graph.json"]])
def test_a_view_or_a_file_is_named_and_not_both(arguments: list[str]) -> None:
    result = CliRunner().invoke(commands, arguments)

    assert (result.exit_code, "--from" in result.output) == (2, True)


def test_the_command_draws_a_file_without_a_database(saved: Callable[[object], Path], tmp_path: Path) -> None:
    result = CliRunner().invoke(commands, ["--from", str(saved(FOREIGN)), "--out", str(tmp_path / "page.html")])

    assert (result.exit_code, result.output.strip()) == (0, str(tmp_path / "page.html"))
    assert "2 things and 1 link between them." in (tmp_path / "page.html").read_text(encoding="utf-8")
