"""The whole graph as one answer and as one file."""

import csv
import io
import json
from pathlib import Path

import networkx as nx
import pytest
from defusedxml import ElementTree
from fastapi.testclient import TestClient
from neo4j import Driver
from typer.testing import CliRunner

from api.cli import app
from api.export_command import write_whole
from api.exports import BY_NAME
from graph import export
from graph.errors import OutputUnwritable
from graph.export import Exporter


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """So few at once that the sample graph takes many pages."""
    monkeypatch.setattr(export, "PAGE", 4)
    monkeypatch.setattr(export, "MOST_AT_ONCE", 3)


def test_every_entity_and_every_claim_is_there_once(sample_graph: Driver) -> None:
    pieces = list(Exporter(sample_graph).pieces())

    nodes = [node.id for piece in pieces for node in piece.nodes]
    claims = [(one.source, one.type, one.target) for piece in pieces for one in piece.relationships]
    assert (nodes, len(set(claims))) == (sorted(set(nodes)), len(claims))
    with sample_graph.session(database="neo4j") as session:
        counts = session.run("MATCH (n:Entity) RETURN count(n) AS n, COUNT { (:Entity)-->(:Entity) } AS r").single(strict=True)
    assert (len(nodes), len(claims)) == (counts["n"], counts["r"])


def test_every_claim_has_all_of_its_passages(sample_graph: Driver) -> None:
    for piece in Exporter(sample_graph).pieces():
        for thing in (*piece.nodes, *piece.relationships):
            assert len(thing.evidence) == thing.evidence_total
            assert set(thing.evidence) <= set(piece.passages_by_id)


@pytest.mark.parametrize("name", BY_NAME)
def test_the_whole_graph_comes_in_every_format(client: TestClient, name: str) -> None:
    whole = client.get("/v1/export").json()
    text = client.get(f"/v1/export?format={name}").text
    nodes, claims = len(whole["nodes"]), len(whole["relationships"])

    if name == "csv":
        rows = list(csv.DictReader(io.StringIO(text)))
        assert (len(rows), {row["type"] for row in rows if not row["target"]}) == (claims + 1, {""})
        assert [row["source_name"] for row in rows if not row["target"]] == ["Open source"]
    elif name == "ndjson":
        assert json.loads(text.splitlines()[-1]) == {"record": "end", "nodes": nodes, "relationships": claims, "truncated": False}
    elif name == "graphml":
        network = nx.read_graphml(io.BytesIO(text.encode()), force_multigraph=True)
        assert (network.number_of_nodes(), network.number_of_edges()) == (nodes, claims)
    elif name == "gexf":
        assert len(list(ElementTree.fromstring(text).iter("{http://gexf.net/1.3}edge"))) == claims
    else:
        assert json.loads(text)


def test_the_command_writes_what_the_api_answers(client: TestClient, environment: None, tmp_path: Path) -> None:
    out = tmp_path / "graph.graphml"

    answer = CliRunner().invoke(app, ["export", "--format", "graphml", "--out", str(out)])

    assert answer.exit_code == 0
    assert out.read_text("utf-8") == client.get("/v1/export?format=graphml").text
    assert [path.name for path in tmp_path.iterdir()] == ["graph.graphml"]


def test_without_a_file_the_graph_goes_to_standard_output(client: TestClient, environment: None) -> None:
    answer = CliRunner().invoke(app, ["export", "--format", "ndjson"])

    assert answer.stdout == client.get("/v1/export?format=ndjson").text


def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(OutputUnwritable):
        write_whole(tmp_path / "nowhere" / "graph.json", iter(["{}"]))

    assert list(tmp_path.iterdir()) == []
