"""The same answer in every format, read back by other people's programs."""

import csv
import io
import json
from itertools import chain

import networkx as nx
import pytest
from defusedxml import ElementTree
from fastapi.testclient import TestClient

from api.exports import FORMATS
from api.exports.cited import Cited
from api.exports.tables import line, safe
from api.exports.xml import gexf, graphml
from api.replies import accepted
from graph.kinds import Theme

HOME_OFFICE = "organisation/gb-home-office"
AROUND = f"/v1/entities/{HOME_OFFICE}/neighbours"
GRAPHS = [
    AROUND,
    f"/v1/entities/{HOME_OFFICE}",
    "/v1/commitments?expand=themes",
    "/v1/documents",
    "/v1/search?q=health",
    f"/v1/paths?source={HOME_OFFICE}&target=organisation/gb-nhs-england",
    "/v1/queries/view_connections",
]
ROWS = [f"/v1/queries/strategies_of_organisation?organisation={HOME_OFFICE}", "/v1/connections"]


def in_format(client: TestClient, path: str, name: str) -> str:
    answer = client.get(f"{path}{'&' if '?' in path else '?'}format={name}")
    assert answer.status_code == 200, answer.text
    wanted = next(one for one in FORMATS if one.name == name)
    assert answer.headers["content-type"].partition(";")[0] == wanted.media_type.partition(";")[0]
    return str(answer.text)


def shape(client: TestClient) -> tuple[set[str], set[tuple[str, str]]]:
    whole = client.get(AROUND).json()
    return {node["id"] for node in whole["nodes"]}, {(one["source"], one["target"]) for one in whole["relationships"]}


@pytest.mark.parametrize("path", GRAPHS)
@pytest.mark.parametrize("name", [one.name for one in FORMATS])
def test_every_piece_of_graph_comes_in_every_format(client: TestClient, path: str, name: str) -> None:
    text = in_format(client, path, name)

    if name in {"graphml", "gexf"}:
        ElementTree.fromstring(text)
    elif name == "ndjson":
        assert json.loads(text.splitlines()[-1])["record"] == "end"
    elif name == "csv":
        assert len({len(row) for row in csv.reader(io.StringIO(text))}) == 1
    else:
        json.loads(text)


@pytest.mark.parametrize("path", ROWS)
@pytest.mark.parametrize("name", ["json", "csv", "ndjson"])
def test_rows_come_as_tables_too(client: TestClient, path: str, name: str) -> None:
    assert in_format(client, path, name)


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_networkx_reads_the_graph_that_was_asked_for(client: TestClient, name: str) -> None:
    text = in_format(client, AROUND, name).encode()

    network = nx.read_graphml(io.BytesIO(text), force_multigraph=True) if name == "graphml" else nx.read_gexf(io.BytesIO(text))

    assert (set(network.nodes), {(source, target) for source, target, *_ in network.edges}) == shape(client)
    node = network.nodes[HOME_OFFICE]
    assert (node["display"], node["abbreviation"]) == ("Home Office", "HO")


def test_json_graph_format_has_its_nodes_by_id(client: TestClient) -> None:
    graph = json.loads(in_format(client, AROUND, "jgf"))["graph"]

    assert (set(graph["nodes"]), {(one["source"], one["target"]) for one in graph["edges"]}) == shape(client)
    office = graph["nodes"][HOME_OFFICE]
    assert (office["label"], office["metadata"]["label"], office["metadata"]["kind"]) == (
        "Home Office",
        "Organisation",
        "ministerial department",
    )
    assert office["metadata"]["evidence"][0]["quote"]
    assert all(one["relation"] and one["metadata"]["evidence"] for one in graph["edges"])


def test_lines_of_json_end_with_a_count(client: TestClient) -> None:
    lines = [json.loads(one) for one in in_format(client, AROUND, "ndjson").splitlines()]
    nodes, links = shape(client)

    assert lines[-1] == {"record": "end", "nodes": len(nodes), "relationships": lines[-1]["relationships"], "truncated": False}
    assert {(one["source"], one["target"]) for one in lines if one["record"] == "relationship"} == links


def test_linked_data_uses_the_terms_of_the_standards(client: TestClient) -> None:
    document = json.loads(in_format(client, f"{AROUND}?depth=2&limit=500", "jsonld"))
    by_type: dict[str, list[dict[str, object]]] = {}
    for entry in document["@graph"]:
        for one in chain([entry.get("type", [])] if isinstance(entry.get("type"), str) else entry.get("type", [])):
            by_type.setdefault(str(one), []).append(entry)

    assert {"org:Organization", "skos:Concept", "prov:Entity", "rdf:Statement", "foaf:Person"} <= set(by_type)
    assert {entry["skos:prefLabel"] for entry in by_type["skos:Concept"]} >= {"Artificial intelligence"}
    told = {entry["id"] for entry in document["@graph"] if "id" in entry}
    rested_on = {one["id"] for entry in by_type["rdf:Statement"] for one in entry["prov:wasDerivedFrom"]}  # type: ignore[attr-defined]
    assert rested_on - told == set()


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("text/csv", "text/csv"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "application/json"),
        ("application/gexf+xml;q=0.9, text/csv;q=0.1", "application/gexf+xml"),
        ("application/*", "application/json"),
        ("application/json;q=0, application/*", "application/x-ndjson"),
        ("application/ld+json", "application/ld+json"),
        ("", "application/json"),
    ],
)
def test_accept_chooses_the_format(client: TestClient, accept: str, media_type: str) -> None:
    answer = client.get(AROUND, headers={"accept": accept})

    assert (answer.status_code, answer.headers["content-type"].partition(";")[0], answer.headers["vary"]) == (200, media_type, "Accept")


@pytest.mark.parametrize("accept", ["image/png", "*/*;q=0", "application/json;q=nonsense"])
def test_what_no_format_satisfies_is_told_what_there_is(client: TestClient, accept: str) -> None:
    answer = client.get(AROUND, headers={"accept": accept})

    assert (answer.status_code, answer.headers["content-type"]) == (406, "application/problem+json")
    assert "graphml (application/graphml+xml)" in answer.json()["fix"]


def test_a_range_with_a_name_counts_before_a_wider_one() -> None:
    chosen = accepted("*/*;q=0.1, text/*;q=0.5, text/csv;q=0", FORMATS)

    assert chosen is not None
    assert chosen.name == "json"


def test_the_ending_of_an_address_chooses_the_format(client: TestClient) -> None:
    assert client.get("/v1/themes.csv").text == client.get("/v1/themes?format=csv").text
    assert client.get(f"{AROUND}.graphml").text == client.get(f"{AROUND}?format=graphml").text
    assert client.get(f"/v1/entities/{HOME_OFFICE}.json").json()["name"] == "Home Office"


def test_an_ending_that_is_no_format_belongs_to_the_address(client: TestClient) -> None:
    assert client.get("/v1/themes.exe").status_code == 404


def test_rows_have_no_place_in_a_format_of_graphs(client: TestClient) -> None:
    assert client.get(f"{ROWS[0]}&format=gexf").status_code == 406


def test_an_explanation_has_no_place_in_a_table(client: TestClient) -> None:
    answer = client.get("/v1/themes?format=csv&explain=1")

    assert (answer.status_code, answer.json()["fix"]) == (422, "Ask for JSON, or leave it out.")


def test_a_table_that_is_cut_says_so_in_its_name_and_leads_on(client: TestClient) -> None:
    answer = client.get("/v1/themes.csv?limit=2")

    assert answer.headers["policygraph-truncated"] == "true"
    assert answer.headers["content-disposition"] == 'inline; filename="themes.truncated.csv"'
    following = answer.headers["link"].partition(">")[0].lstrip("<")
    assert len(client.get(following).text.splitlines()) == 3


@pytest.mark.parametrize(
    "words", ["=1+1", "+44 20", "-2", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\u00a0=cmd|' /C calc'!A0", "＝1", "|x", "%0A"]
)
def test_no_cell_begins_as_a_formula(words: str) -> None:
    (cell,) = next(csv.reader(io.StringIO(line([words]), newline="")))

    assert cell == f"'{words}"


@pytest.mark.parametrize("value", [-2, 1.5, True, "plain", "a=b", ""])
def test_a_cell_that_is_no_formula_stays_as_it_is(value: str | float) -> None:
    assert safe(value) == value


def test_signs_that_xml_has_no_place_for_are_replaced() -> None:
    theme = Theme(id="theme/odd", name="a\x00b\x0bc\ufffe <&> \"'", evidence=("passage/p-1",), extractor="test@1")

    for write in (graphml, gexf):
        root = ElementTree.fromstring("".join(write(Cited([theme.model_copy(update={"evidence": ()})], ()))))
        assert "a\ufffdb\ufffdc\ufffd <&> \"'" in [text for one in root.iter() for text in (one.text, *one.attrib.values())]
