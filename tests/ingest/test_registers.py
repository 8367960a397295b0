"""Registers: each row one organisation or one theme, its relations stated by its columns."""

from collections.abc import Callable

import pytest

from ingest.documents import ReadDocument
from ingest.extraction.extract import extract
from ingest.extraction.findings import Findings
from ingest.extraction.registers import is_register, read_register
from ingest.steps import Steps
from ingest.vocabulary import Vocabulary

Reader = Callable[..., Findings]
BODIES = """key,name,abbreviation,kind,parent,start-date,end-date,successor,website
L1,Lighthouse Office,LO,unit,Department for Transport,2001,2019-05-31,Fog Agency; Lamp Board,
L2,Fog Agency,,executive agency,Department for Transport,2019-06,,,https://fog.example/
L3,Lamp Board,,,,not known,,,javascript:alert(1)
"""
CONCEPTS = """concept,definition,broader,aliases
Fog signals,Horns and bells.,Harbour safety,foghorns; bells
Harbour safety,Safe harbours.,,
Data,,,
"""


@pytest.fixture
def read(as_document: Callable[..., ReadDocument], vocabulary: Vocabulary) -> Reader:
    """What a register in CSV states."""

    def findings(text: str) -> Findings:
        return extract(as_document(text, media_type="text/csv", title="Register", kind="register", country="gb"), vocabulary)

    return findings


def relations(found: Findings) -> list[tuple[str, str, str, str | None, str | None]]:
    return sorted((relation.source, relation.type, relation.target, relation.valid_from, relation.valid_to) for relation in found.relations)


def test_each_row_is_an_organisation_with_the_fields_it_states(read: Reader) -> None:
    things = {thing.id: thing for thing in read(BODIES).things}

    assert things["organisation/gb-lighthouse-office"].fields == {
        "name": "Lighthouse Office",
        "kind": "unit",
        "aliases": (),
        "jurisdiction": "gb",
        "abbreviation": "LO",
        "opened_on": "2001-01-01",
        "closed_on": "2019-05-31",
        "status": "closed",
    }
    assert things["organisation/gb-fog-agency"].fields["website"] == "https://fog.example/"
    assert "website" not in things["organisation/gb-lamp-board"].fields
    assert "opened_on" not in things["organisation/gb-lamp-board"].fields


def test_parents_and_successors_become_relations_with_their_dates(read: Reader) -> None:
    assert relations(read(BODIES)) == [
        ("organisation/gb-fog-agency", "PART_OF", "organisation/gb-department-for-transport", "2019-06-01", None),
        ("organisation/gb-lighthouse-office", "PART_OF", "organisation/gb-department-for-transport", "2001-01-01", "2019-05-31"),
        ("organisation/gb-lighthouse-office", "SUCCEEDED_BY", "organisation/gb-fog-agency", "2019-05-31", None),
        ("organisation/gb-lighthouse-office", "SUCCEEDED_BY", "organisation/gb-lamp-board", "2019-05-31", None),
    ]


def test_a_known_body_keeps_the_id_and_vocabulary_that_define_it(read: Reader) -> None:
    thing = next(thing for thing in read("name,end-date\nHome Office,\nOfcom,\n").things if thing.id == "organisation/gb-home-office")

    assert (thing.defined_by, thing.fields["status"]) == ("vocabulary/organisations-gb", "live")


def test_a_former_name_in_a_row_of_its_own_is_a_body_of_its_own(read: Reader) -> None:
    found = read("key,name,end-date\n1,NHS Litigation Authority,2017\n2,NHS Resolution,\n3,Department of Constitutional Affairs,\n")

    assert [thing.fields["name"] for thing in found.things] == [
        "Department of Constitutional Affairs",
        "NHS Litigation Authority",
        "NHS Resolution",
    ]


def test_every_mention_quotes_its_cell_and_every_relation_its_row(read: Reader) -> None:
    found = read(BODIES)

    assert {mention.span.text for mention in found.mentions} == {
        "Lighthouse Office",
        "Fog Agency",
        "Lamp Board",
        "Department for Transport",
        "Fog Agency; Lamp Board",
    }
    assert all(relation.span.text.startswith(("L1", "L2")) for relation in found.relations)


def test_a_list_of_concepts_gives_themes_and_their_hierarchy(read: Reader) -> None:
    found = read(CONCEPTS)
    things = {thing.id: thing for thing in found.things}

    assert relations(found) == [("theme/fog-signals", "NARROWER_THAN", "theme/harbour-safety", None, None)]
    assert things["theme/fog-signals"].fields == {"name": "Fog signals", "aliases": ("bells", "foghorns"), "definition": "Horns and bells."}
    assert things["theme/data"].defined_by == "vocabulary/themes"
    assert things["theme/harbour-safety"].fields["definition"] == "Safe harbours."


def test_a_register_holds_no_strategies_themes_or_commitments(read: Reader) -> None:
    found = read('key,name,end-date\n1,"Department for Business, Enterprise and Regulatory Reform",2009\n2,Data Strategy Board,\n')

    assert {thing.kind for thing in found.things} == {"Organisation"}
    assert found.commitments == ()


@pytest.mark.parametrize(
    ("text", "media_type", "expected"),
    [
        (BODIES, "text/csv", True),
        (CONCEPTS, "text/csv", True),
        (BODIES.replace(",", "\t"), "text/tab-separated-values", True),
        ("milestone,target date\nLamps lit,2031\n", "text/csv", False),
        ("name\nFog\n", "text/csv", False),
        ("# Name\n\nWe will light the lamps.\n", "text/markdown", False),
    ],
)
def test_a_table_is_a_register_by_its_headers(
    as_document: Callable[..., ReadDocument], text: str, media_type: str, *, expected: bool
) -> None:
    assert is_register(as_document(text, media_type=media_type)) is expected


def test_the_same_register_reads_the_same_twice(as_document: Callable[..., ReadDocument], vocabulary: Vocabulary) -> None:
    document = as_document(BODIES, media_type="text/csv", country="gb")

    assert [thing.id for thing in read_register(document, vocabulary).things] == [
        thing.id for thing in read_register(document, vocabulary).things
    ]


SUCCESSIONS = """name,format,predecessors,superseded_by,start_date,closed-at,status
Lighthouse Office,Executive non-departmental public body,,Fog Agency|Lamp Board,2001,2019-05-31T00:00:00.000+01:00,closed
Fog Agency,Executive agency,Lighthouse Office,,2019-06,,live
Lamp Board,Tribunal,Lighthouse Office; Bell Office,,2020,,exempt
Bell Office,Sub-organisation,,,,,no longer exists
"""


def test_bodies_that_were_split_and_merged_stay_bodies_of_their_own(read: Reader) -> None:
    assert relations(read(SUCCESSIONS)) == [
        ("organisation/gb-bell-office", "SUCCEEDED_BY", "organisation/gb-lamp-board", "2020-01-01", None),
        ("organisation/gb-lighthouse-office", "SUCCEEDED_BY", "organisation/gb-fog-agency", "2019-05-31", None),
        ("organisation/gb-lighthouse-office", "SUCCEEDED_BY", "organisation/gb-fog-agency", "2019-05-31", None),
        ("organisation/gb-lighthouse-office", "SUCCEEDED_BY", "organisation/gb-lamp-board", "2019-05-31", None),
        ("organisation/gb-lighthouse-office", "SUCCEEDED_BY", "organisation/gb-lamp-board", "2019-05-31", None),
    ]


def test_status_and_kind_of_a_body_are_taken_in_the_words_of_registers(read: Reader) -> None:
    things = {thing.fields["name"]: (thing.fields["kind"], thing.fields.get("status")) for thing in read(SUCCESSIONS).things}

    assert things == {
        "Lighthouse Office": ("non-departmental public body", "closed"),
        "Fog Agency": ("executive agency", "live"),
        "Lamp Board": ("court", "live"),
        "Bell Office": ("unit", "closed"),
    }


def test_a_former_name_with_a_row_of_its_own_is_not_taken_for_its_successor(read: Reader) -> None:
    found = read("name,end-date,successor\nNHS Litigation Authority,2017-04,NHS Resolution\nNHS Resolution,,\n")

    assert relations(found) == [
        ("organisation/gb-nhs-litigation-authority", "SUCCEEDED_BY", "organisation/gb-nhs-resolution", "2017-04-01", None)
    ]


def test_a_predecessor_named_by_its_successor_is_the_body_of_that_row(read: Reader) -> None:
    found = read("name,end-date,predecessor\nNHS Litigation Authority,2017-04,\nNHS Resolution,,NHS Litigation Authority\n")

    assert relations(found) == [
        ("organisation/gb-nhs-litigation-authority", "SUCCEEDED_BY", "organisation/gb-nhs-resolution", "2017-04-01", None)
    ]


@pytest.mark.parametrize("header", ["Start date", "start_date", "start-date", " START  DATE "])
def test_headers_are_read_however_they_are_written(header: str, read: Reader) -> None:
    (thing,) = read(f"name,{header}\nFog Agency,2019-06\n").things

    assert thing.fields["opened_on"] == "2019-06-01"


def test_a_text_in_the_column_of_names_is_left_out_and_told(as_document: Callable[..., ReadDocument], vocabulary: Vocabulary) -> None:
    source = f"key,name,parent\nL1,Fog Agency,\nL2,{'Lamp ' * 500},\nL3,Lamp Board,{'Fog ' * 500}\nL4,Bell Office,\n"
    document = as_document(source, media_type="text/csv", title="Register", kind="register", country="gb")

    entry = Steps(vocabulary).extract(document).entry

    assert [thing.fields["name"] for thing in read_register(document, vocabulary).things] == ["Bell Office", "Fog Agency"]
    assert (entry.status, [problem.code for problem in entry.problems]) == ("read", ["register-name", "register-name"])
    assert [(problem.verbatim or "")[:7] for problem in entry.problems] == ["L2 Lamp", "L3 Lamp"]
