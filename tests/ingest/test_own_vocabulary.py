"""Vocabularies of users, in YAML and in SKOS: what they define, what is wrong in them, and what they do to documents."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from neo4j import Driver
from typer.testing import CliRunner, Result

from ingest.cli import commands as ingest_commands
from ingest.documents import ReadDocument
from ingest.explain.explanation import explain
from ingest.vocabulary.entries import Vocabulary
from ingest.vocabulary.own import OwnFile, VocabularyInvalid, load_own, with_own
from ingest.vocabulary_command import commands
from ingest.vocabulary_document import vocabulary_documents

if TYPE_CHECKING:
    from tests.ingest.conftest import Site

OWN = """vocabulary: Harbour themes
themes:
- name: Ferries
  definition: Ships that carry people and cars.
  labels: [ferry, roll-on*]
  not: [ferry tale]
  broader: Transport
organisations:
- name: Harbour Board of Northport
  jurisdiction: gb
  kind: non-departmental public body
  abbreviation: HBN
  aliases: [Northport Harbour Board]
  parent: Department for Transport
  opened: 1931-04
strategies:
- name: Northport Growth Plan
  kind: plan
  aliases: [Blue Book]
"""
TURTLE = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix h: <https://themes.example/h#> .

h:scheme a skos:ConceptScheme ; skos:prefLabel "Harbour scheme"@en .
h:sea a skos:Concept ; skos:prefLabel "Sea"@en , "Meer"@de ; skos:narrower h:ferries .
h:ferries a skos:Concept ;
  skos:prefLabel "Ferries"@en ;
  skos:altLabel "ferry"@en , "Fähre"@de ;
  skos:hiddenLabel "roll-on" ;
  skos:definition "Ships that carry people."@en ;
  skos:broader h:piers ;
  <urn:policygraph:negativeLabel> "ferry tale"@en .
h:piers a skos:Concept ; skos:prefLabel "Piers" .
"""
RDF = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#"
  xmlns:p="urn:policygraph:">
<skos:ConceptScheme rdf:about="https://themes.example/h#scheme">
  <skos:prefLabel xml:lang="en">Harbour scheme</skos:prefLabel></skos:ConceptScheme>
<skos:Concept rdf:about="https://themes.example/h#sea">
  <skos:prefLabel xml:lang="en">Sea</skos:prefLabel><skos:prefLabel xml:lang="de">Meer</skos:prefLabel>
  <skos:narrower rdf:resource="https://themes.example/h#ferries"/></skos:Concept>
<skos:Concept rdf:about="https://themes.example/h#ferries">
  <skos:prefLabel xml:lang="en">Ferries</skos:prefLabel><skos:altLabel xml:lang="en">ferry</skos:altLabel>
  <skos:altLabel xml:lang="de">Fähre</skos:altLabel><skos:hiddenLabel>roll-on</skos:hiddenLabel>
  <skos:definition xml:lang="en">Ships that carry people.</skos:definition>
  <skos:broader rdf:resource="https://themes.example/h#piers"/><p:negativeLabel xml:lang="en">ferry tale</p:negativeLabel></skos:Concept>
<skos:Concept rdf:about="https://themes.example/h#piers"><skos:prefLabel>Piers</skos:prefLabel></skos:Concept>
</rdf:RDF>
"""
JSON_LD = json.dumps(
    {
        "@context": {"skos": "http://www.w3.org/2004/02/skos/core#", "h": "https://themes.example/h#", "p": "urn:policygraph:"},
        "@graph": [
            {"@id": "h:scheme", "@type": "skos:ConceptScheme", "skos:prefLabel": {"@value": "Harbour scheme", "@language": "en"}},
            {
                "@id": "h:sea",
                "@type": "skos:Concept",
                "skos:prefLabel": [{"@value": "Sea", "@language": "en"}, {"@value": "Meer", "@language": "de"}],
                "skos:narrower": {"@id": "h:ferries"},
            },
            {
                "@id": "h:ferries",
                "@type": "skos:Concept",
                "skos:prefLabel": {"@value": "Ferries", "@language": "en"},
                "skos:altLabel": [{"@value": "ferry", "@language": "en"}, {"@value": "Fähre", "@language": "de"}],
                "skos:hiddenLabel": "roll-on",
                "skos:definition": {"@value": "Ships that carry people.", "@language": "en"},
                "skos:broader": {"@id": "h:piers"},
                "p:negativeLabel": {"@value": "ferry tale", "@language": "en"},
            },
            {"@id": "h:piers", "@type": "skos:Concept", "skos:prefLabel": "Piers"},
        ],
    }
)
DOCUMENT = "# Plan\n\nNorthport Harbour Board will test a ferry by 2031. The Northport Growth Plan says so.\n"

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def to_file(text: str, name: str = "own.yaml") -> Path:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return to_file


@pytest.fixture
def own(write: Write) -> OwnFile:
    return load_own(write(OWN))


def refusal(file: Path, shipped: Vocabulary | None = None) -> str:
    """What is said of a vocabulary that cannot be used, without its path."""
    with pytest.raises(VocabularyInvalid) as error:
        with_own(shipped or Vocabulary((), ()), [load_own(file)])
    return error.value.problem.split("cannot be used: ")[1]


def test_a_theme_of_ones_own_has_its_labels_and_what_is_above_it(own: OwnFile, vocabulary: Vocabulary) -> None:
    theme = with_own(vocabulary, [own]).themes_by_id["theme/ferries"]

    assert (theme.labels, theme.aliases, theme.negative_labels) == (("Ferries", "ferry", "roll-on*"), ("ferry",), ("ferry tale",))
    assert (theme.broader, theme.defined_by) == (("theme/transport",), "vocabulary/harbour-themes")


def test_an_organisation_of_ones_own_is_found_by_each_of_its_names(
    own: OwnFile, vocabulary: Vocabulary, as_document: Callable[..., ReadDocument]
) -> None:
    found = explain(as_document("The HBN will dredge. Northport Harbour Board will pay."), with_own(vocabulary, [own]))

    assert [owner.name for one in found.sentences for it in one.commitments for owner in it.owners] == ["Harbour Board of Northport"] * 2


def test_a_theme_shows_by_its_labels_and_not_by_its_negative_ones(
    own: OwnFile, vocabulary: Vocabulary, as_document: Callable[..., ReadDocument]
) -> None:
    found = explain(
        as_document("Northport Harbour Board will test a ferry. Northport Harbour Board will tell a ferry tale."),
        with_own(vocabulary, [own]),
    )

    assert ["Ferries" in it.themes for one in found.sentences for it in one.commitments] == [True, False]


def test_an_entry_of_the_same_name_takes_the_place_of_ours(write: Write, vocabulary: Vocabulary) -> None:
    joined = with_own(vocabulary, [load_own(write("themes:\n- name: Transport\n  definition: Mine.\n"))])

    assert joined.themes_by_id["theme/transport"].definition == "Mine."
    assert len(joined.themes) == len(vocabulary.themes)


def test_ours_are_left_out_when_a_file_replaces_them(write: Write, vocabulary: Vocabulary) -> None:
    joined = with_own(vocabulary, [load_own(write("replaces: themes\nthemes:\n- name: Ferries\n"))])

    assert [theme.name for theme in joined.themes] == ["Ferries"]
    assert joined.organisations == vocabulary.organisations


def test_documents_can_be_read_with_no_vocabulary_at_all(
    write: Write, vocabulary: Vocabulary, as_document: Callable[..., ReadDocument]
) -> None:
    bare = with_own(vocabulary, [load_own(write("replaces: [themes, organisations, strategies]\n"))])

    assert explain(as_document("# Plan\n\nWe will test a ferry."), bare).verdicts["accepted"] == 1


def test_of_two_files_the_later_one_counts(write: Write, vocabulary: Vocabulary) -> None:
    files = [load_own(write(f"themes:\n- name: Ferries\n  definition: {words}\n", f"{words}.yaml")) for words in ("old", "new")]

    assert with_own(vocabulary, files).themes_by_id["theme/ferries"].definition == "new"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "themes:\n- name: Ferries\n  labels: ferry\n  nott: [x]\n",
            "line 4, column 9: themes > 0 > nott: Extra inputs are not permitted.",
        ),
        ("themes:\n- definition: x\n", "line 2, column 3: themes > 0 > name: Field required."),
        (
            "themes:\n- name: Ferries\n- name: ferries\n",
            "line 3, column 3: this is theme/ferries once more; it stands at line 2, column 3 already.",
        ),
        (
            "themes:\n- name: Ferries\n  broader: Transprt\n",
            "line 3, column 12: no theme is called 'Transprt'; define it, or write its name as it is defined.",
        ),
        (
            "themes:\n- name: A\n  broader: B\n- name: B\n  broader: A\n",
            "line 3, column 12: 'A' stands above itself.",
        ),
        (
            "organisations:\n- name: A\n  jurisdiction: gb\n  parent: B\n",
            "line 4, column 11: no organisation of 'gb' is called 'B'; define it, or write its name and country as they are defined.",
        ),
        ("organisations:\n- name: A\n  opened: soon\n", "line 3, column 11: organisations > 0 > opened: Input should be a valid date"),
        ("themes: [\n", "it is not YAML: line 2, column 1:"),
        ("replaces: [bodies]\n", "line 1, column 12: replaces > 0: Input should be 'themes', 'organisations' or 'strategies'."),
        ("", "line 1, column 1: Input should be a valid dictionary"),
    ],
)
def test_a_mistake_is_told_with_its_line(write: Write, text: str, said: str) -> None:
    assert refusal(write(text)).startswith(said)


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.yaml") == "it cannot be opened: No such file or directory."
    assert refusal(tmp_path / "none.ttl") == "it cannot be opened: No such file or directory."


def test_skos_gives_names_labels_definitions_and_what_is_above(write: Write) -> None:
    entries = load_own(write(TURTLE, "h.ttl")).entries

    ferries = entries.themes[0]
    assert entries.vocabulary == "Harbour scheme"
    assert [theme.name for theme in entries.themes] == ["Ferries", "Piers", "Sea"]
    assert (ferries.labels, ferries.negative, ferries.broader) == (("ferry", "roll-on"), ("ferry tale",), ("Piers", "Sea"))
    assert ferries.definition == "Ships that carry people."


@pytest.mark.parametrize(("name", "text"), [("h.rdf", RDF), ("h.jsonld", JSON_LD)])
def test_every_syntax_of_skos_says_the_same(write: Write, name: str, text: str) -> None:
    assert load_own(write(text, name)).entries == load_own(write(TURTLE, "h.ttl")).entries


def test_labels_of_another_language_count_when_there_are_no_english_ones(write: Write) -> None:
    german = '@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n<urn:a> a skos:Concept ; skos:prefLabel "Meer"@de .\n'

    assert [theme.name for theme in load_own(write(german, "m.ttl")).entries.themes] == ["Meer"]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("h.ttl", TURTLE.replace('skos:prefLabel "Ferries"@en ;', ""), "line 5 (https://themes.example/h#ferries): the concept has no"),
        ("h.ttl", TURTLE.replace("skos:altLabel", "skos:altLabel ;"), "line 8: Bad syntax"),
        ("h.ttl", "@prefix a: <urn:a#> .\na:b a a:c .\n", "it holds no skos:Concept."),
        ("h.ttl", TURTLE.replace('"Piers"', '"Ferries"'), "line 11 (https://themes.example/h#piers): this is theme/ferries once more"),
        ("h.rdf", RDF.replace("</rdf:RDF>", "</rdf>"), "line 15, column 3: mismatched tag."),
        ("h.rdf", '<!DOCTYPE x [\n<!ENTITY a "aa">]><x>&a;</x>', "line 2: it declares entities, which are refused."),
        ("h.jsonld", '{\n"a": }', "line 2, column 6: Expecting value."),
        ("h.jsonld", "[" * 5_000, "maximum recursion depth exceeded"),
        ("h.nt", "<urn:a> <urn:b>\n", "Invalid line:"),
        ("h.ttl", "\x00\x01\x02", ""),
    ],
)
def test_a_mistake_in_skos_is_told_with_its_line(write: Write, name: str, text: str, said: str) -> None:
    assert refusal(write(text, name)).startswith(said)


def test_a_context_that_lies_elsewhere_is_refused_and_nothing_is_fetched(write: Write, site: "Site") -> None:
    address = site.add("/context.jsonld", '{"@context": {}}')

    said = refusal(write(json.dumps({"@context": ["https://x.example/", address], "@graph": []}, indent=1), "h.jsonld"))

    assert said == "line 3: its context lies elsewhere, at 'https://x.example/', and nothing is fetched."
    assert site.asked == []


def test_nothing_is_fetched_for_xml_either(write: Write, site: "Site") -> None:
    address = site.add("/x.dtd", "")

    load_own(write(RDF.replace('<?xml version="1.0"?>', f'<?xml version="1.0"?><!DOCTYPE x SYSTEM "{address}">'), "h.rdf"))

    assert site.asked == []


def test_each_theme_of_a_file_has_a_passage_that_says_what_is_above_it(own: OwnFile, vocabulary: Vocabulary) -> None:
    graph = vocabulary_documents([own], with_own(vocabulary, [own]))[0]

    assert graph.subgraph.passages_by_id[graph.subgraph.relationships[0].evidence[0]].text == (
        "Ferries. Ships that carry people and cars. Labels: Ferries; ferry; roll-on*. Not: ferry tale. Part of: Transport."
    )
    assert [(it.source, it.type, it.target, it.extractor) for it in graph.subgraph.relationships] == [
        ("theme/ferries", "NARROWER_THAN", "theme/transport", "vocabulary-broader@1")
    ]
    assert {node.id: node.defined_by for node in graph.subgraph.nodes} == {
        "theme/ferries": "vocabulary/harbour-themes",
        "theme/transport": "vocabulary/themes",
    }


def checked(*arguments: str | Path) -> Result:
    return CliRunner().invoke(commands, [str(argument) for argument in arguments])


def test_the_command_lists_what_files_define(write: Write) -> None:
    result = checked(write(OWN), write("themes:\n- name: Transport\n", "two.yaml"))

    lines = [" ".join(line.split()) for line in result.stdout.splitlines()]
    assert "theme/ferries Ferries vocabulary/harbour-themes" in lines
    assert "theme/transport Transport vocabulary/two instead of ours" in lines
    assert lines[-2].endswith("own.yaml: 1 themes, 1 organisations, 1 strategies.")


def test_the_command_says_what_cannot_be_used(write: Write) -> None:
    result = checked(write("themes: x\n"), "--json")

    assert isinstance(result.exception, VocabularyInvalid)
    assert result.exception.exit_code == 2


def test_documents_are_read_again_when_the_vocabulary_changes(
    write: Write, empty_database: Driver, environment: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    document, own = write(DOCUMENT, "plan.md"), write(OWN)

    def ingested() -> str:
        return CliRunner().invoke(ingest_commands, ["ingest", str(document)]).stdout.splitlines()[-1].split(", 0 skipped")[0]

    without = ingested()
    monkeypatch.setenv("POLICYGRAPH_VOCABULARY", str(own))
    runs = [without, ingested(), ingested()]
    own.write_text(OWN.replace("ferry, ", "boat, "))

    assert [*runs, ingested()] == ["1 read, 0 unchanged", "1 read, 0 unchanged", "0 read, 1 unchanged", "1 read, 0 unchanged"]


def test_the_graph_says_which_vocabulary_defined_a_thing(
    write: Write, empty_database: Driver, environment: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYGRAPH_VOCABULARY", str(write(OWN)))
    CliRunner().invoke(ingest_commands, ["ingest", str(write(DOCUMENT, "plan.md"))])

    records, _, _ = empty_database.execute_query(
        "MATCH (n) WHERE n.defined_by = 'vocabulary/harbour-themes' RETURN n.name AS name ORDER BY name"
    )
    wider, _, _ = empty_database.execute_query(
        "MATCH (:Theme {name: 'Ferries'})-[r:NARROWER_THAN]->(t) RETURN t.name AS name, size(r.evidence) AS n"
    )
    assert [record["name"] for record in records] == ["Ferries", "Harbour Board of Northport", "Northport Growth Plan"]
    assert [(record["name"], record["n"]) for record in wider] == [("Transport", 1)]
