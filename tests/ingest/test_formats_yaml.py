"""YAML: read as it is written, in the structure of JSON; nothing in it can run, blow up or disappear."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from graph.errors import UnreadableDocument
from ingest.documents import Metadata, Problem, RawDocument, ReadDocument
from ingest.formats.yaml_text import Yaml

ACTIONS = """\
title: Harbour Plan
actions:
  - action: Light all lamps
    lead: Lamp Board
    due: 2031-03-31
  - action: Ring all bells
    lead: no
    partners: [Fog Agency, Bell Office]
"""


def read(source: str | bytes) -> ReadDocument:
    content = source if isinstance(source, bytes) else source.encode()
    return Yaml().read(RawDocument("plan.yaml", "/plan.yaml", content, "application/yaml", Metadata()))


def told(source: str) -> list[tuple[str, str | None, str]]:
    return [(block.kind, block.place, block.text) for block in read(source).blocks]


def refusal(source: str | bytes) -> tuple[str, str]:
    with pytest.raises(UnreadableDocument) as caught:
        read(source)
    return caught.value.code, caught.value.place


def attempt(source: str) -> ReadDocument | UnreadableDocument:
    try:
        return read(source)
    except UnreadableDocument as error:
        return error


def codes(document: ReadDocument) -> list[tuple[str, str]]:
    return [(problem.code, problem.place) for problem in document.problems]


def test_like_mappings_are_the_rows_of_a_table() -> None:
    document = read(ACTIONS)

    assert document.text == (
        "Harbour Plan\n\nActions\n\nAction\nLead\nDue\nPartners\n\nLight all lamps\nLamp Board\n2031-03-31\n\n"
        "Ring all bells\nno\nFog Agency; Bell Office"
    )
    assert [block.place for block in document.blocks] == ["/title", "/actions", "/actions", "/actions/0", "/actions/1"]


def test_values_stay_as_they_are_written() -> None:
    source = "- no\n- 2031-03-31\n- 0o17\n- 1_000\n- 12:30:00\n- .nan\n- '~'\n- ~\n- null\n- \n"

    assert [text for _, _, text in told(source)] == ["no", "2031-03-31", "0o17", "1_000", "12:30:00", ".nan", "~"]


def test_the_outermost_mapping_says_what_the_document_is() -> None:
    assert read("title: Harbour Plan\npublisher: Harbour Board\npublished: 2031-05-02\nkind: Strategy\n").metadata == Metadata(
        title="Harbour Plan", publisher="Harbour Board", published="2031-05-02", kind="strategy"
    )


def test_folded_and_literal_texts_are_read_as_they_read() -> None:
    source = "aims: >\n  The board will light\n  all of the lamps.\nlist: |\n  We will:\n\n  - light lamps\n  - ring bells\n"

    assert [(kind, text) for kind, _, text in told(source)] == [
        ("heading", "Aims"),
        ("paragraph", "The board will light all of the lamps."),
        ("heading", "List"),
        ("paragraph", "We will:"),
        ("item", "light lamps"),
        ("item", "ring bells"),
    ]


def test_several_documents_in_a_file_are_all_read() -> None:
    assert told("aim: Light lamps\n---\naims:\n- Ring all the bells today\n") == [
        ("paragraph", "/0/aim", "Aim: Light lamps"),
        ("heading", "/1/aims", "Aims"),
        ("item", "/1/aims/0", "Ring all the bells today"),
    ]


def test_an_alias_stands_for_what_it_names() -> None:
    assert told("lead: &board Lamp Board\nowner: *board\n") == [
        ("paragraph", "/lead", "Lead: Lamp Board"),
        ("paragraph", "/owner", "Owner: Lamp Board"),
    ]


def test_merged_mappings_count_where_the_mapping_says_nothing_itself() -> None:
    source = "base: &base\n  lead: Lamp Board\n  due: '2031'\nplan:\n  <<: *base\n  due: '2032'\n"

    assert [text for _, place, text in told(source) if place and place.startswith("/plan/")] == ["Lead: Lamp Board", "Due: 2032"]


def test_an_anchor_bomb_is_refused_before_it_grows(effort: Callable[[], float]) -> None:
    levels = [f"a0: &a0 [{', '.join(['lamp'] * 10)}]"]
    levels += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]

    assert refusal("\n".join(levels)) == ("yaml-alias-bomb", "line 5, column 45")
    assert effort() < 100


def test_a_value_inside_itself_is_refused() -> None:
    assert refusal("plan: &plan [lamps, *plan]") == ("yaml-alias", "line 1, column 21")


@pytest.mark.parametrize(
    "tag", ["!!python/object/apply:os.system", "!!python/name:os.system", "!!python/module:os", "!!python/object/new:subprocess.Popen"]
)
def test_tags_that_ask_for_a_programs_objects_are_refused(tag: str) -> None:
    assert refusal(f"aim: Light lamps\nrun: {tag} ['true']\n") == ("yaml-tag", "line 2, column 6")


def test_other_tags_are_passed_over_and_reported() -> None:
    document = read("aim: !important Light lamps\ndue: !!timestamp 2031-03-31\n")

    assert document.problems == (
        Problem(
            "yaml-tag",
            "line 1, column 6",
            "the tag '!important' was passed over, and its value read as it is written",
            "Take the tag out: a document has only texts, lists and mappings.",
        ),
    )
    assert document.text == "Aim: Light lamps\n\nDue: 2031-03-31"


def test_of_a_key_that_stands_twice_both_values_are_kept() -> None:
    document = read("lead: Fog Agency\nlead: Lamp Board\n")

    assert codes(document) == [("yaml-duplicate-key", "line 2, column 1")]
    assert document.text == "Lead: Fog Agency\n\nLead: Lamp Board"


@pytest.mark.parametrize(
    "source", ["[" * 20_000, "{a: " * 3_000, "- " * 3_000, "[a, " * 3_000, "\n".join("  " * n + "a:" for n in range(300))]
)
def test_deep_nesting_is_refused_with_its_place_and_no_recursion_error(source: str, effort: Callable[[], float]) -> None:
    code, place = refusal(source)

    assert (code, place.split()[0]) == ("yaml-too-deep", "line")
    assert effort() < 100


def test_a_file_that_would_take_too_long_is_refused() -> None:
    assert refusal("a: " + "b" * 1_000_000) == ("yaml-too-big", "")


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("a: b: c", "line 1, column 5"),
        ("a: [1, 2", "line 1, column 9"),
        ("a: 'open\nb: c\n", "line 3, column 1"),
        ("a:\n\t- b\n", "line 2, column 1"),
        ("- a\nb: c\n", "line 2, column 1"),
        ("a: \x01", "line 1, column 4"),
        ("%YAML 9.9\n---\na: b\n", "line 1, column 1"),
    ],
)
def test_what_is_no_yaml_is_refused_with_line_and_column(source: str, place: str) -> None:
    assert refusal(source) == ("yaml-syntax", place)


def test_a_key_that_is_no_text_is_refused() -> None:
    assert refusal("? [a, b]\n: c\n") == ("yaml-key", "line 1, column 3")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_no_part_of_the_document(encoding: str) -> None:
    document = read("aim: Café".encode(encoding))

    assert (document.text, document.problems) == ("Aim: Café", ())


def test_bytes_that_are_no_text_are_refused_with_their_place() -> None:
    assert refusal(b"aim: \x00\xff\xfe") == ("encoding", "byte 6")


def test_half_of_a_surrogate_pair_never_reaches_the_text() -> None:
    read('aim: "Light \\ud83d lamps"').text.encode()


def test_an_empty_file_has_no_blocks() -> None:
    assert read("").blocks == read("# only a comment\n").blocks == ()


@settings(max_examples=150, deadline=None)
@given(source=st.text(alphabet="ab:-[]{}&*!'\"#|>? \n\t~<%", max_size=40))
def test_whatever_is_given_is_read_or_refused_with_its_place(source: str) -> None:
    outcome = attempt(source)

    if isinstance(outcome, UnreadableDocument):
        assert (outcome.code.split("-")[0], outcome.place.split()[0]) == ("yaml", "line")
    else:
        assert all(outcome.text[block.start : block.end] for block in outcome.blocks)


@settings(max_examples=100, deadline=None)
@given(source=st.text(alphabet="ab:-[]{} \n,", max_size=30))
def test_what_the_library_loads_is_read(source: str) -> None:
    try:
        YAML(typ="safe", pure=True).load(source)
    except (YAMLError, TypeError, ValueError):
        return

    read(source)
