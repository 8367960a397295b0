"""JSON: texts, tables and lists in their structure, each with its pointer; and what is wrong said with line and column."""

import json
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import UnreadableDocument
from ingest.documents import Block, Metadata, Problem, RawDocument, ReadDocument
from ingest.formats.json_text import Json, JsonLines

JsonData = None | bool | int | float | str | list["JsonData"] | dict[str, "JsonData"]


def read(source: str | bytes) -> ReadDocument:
    content = source if isinstance(source, bytes) else source.encode()
    return Json().read(RawDocument("plan.json", "/plan.json", content, "application/json", Metadata()))


def lines(source: str) -> ReadDocument:
    return JsonLines().read(RawDocument("plan.jsonl", "/plan.jsonl", source.encode(), "application/x-ndjson", Metadata()))


def told(value: JsonData) -> list[tuple[str, str | None, str]]:
    return [(block.kind, block.place, block.text) for block in read(json.dumps(value)).blocks]


def refusal(source: str | bytes) -> tuple[str, str]:
    with pytest.raises(UnreadableDocument) as caught:
        read(source)
    return caught.value.code, caught.value.place


def attempt(source: str) -> ReadDocument | UnreadableDocument:
    try:
        return read(source)
    except UnreadableDocument as error:
        return error


def is_json(source: str) -> bool:
    try:
        json.loads(source)
    except ValueError:
        return False
    return True


def codes(document: ReadDocument) -> list[tuple[str, str]]:
    return [(problem.code, problem.place) for problem in document.problems]


def cells(block: Block) -> list[tuple[str, str]]:
    return [(cell.header, cell.text) for cell in block.cells]


def test_the_stored_text_is_what_the_document_says() -> None:
    document = read('{"title": "Roads \\u0026 bridges", "aims": ["Repair \\"all\\" roads", "Build\\tmore"]}')

    assert document.text == 'Roads & bridges\n\nAims\n\nRepair "all" roads\n\nBuild more'
    assert [document.text[block.start : block.end] for block in document.blocks] == [block.text for block in document.blocks]


def test_every_text_knows_its_pointer() -> None:
    assert told({"title": "Roads", "owner": "Road Board", "more": {"a/b~c": ["Repair all bridges soon"]}}) == [
        ("heading", "/title", "Roads"),
        ("paragraph", "/owner", "Owner: Road Board"),
        ("heading", "/more", "More"),
        ("heading", "/more/a~1b~0c", "A/b~c"),
        ("item", "/more/a~1b~0c/0", "Repair all bridges soon"),
    ]


def test_a_long_text_stands_under_its_key_and_a_short_one_behind_it() -> None:
    assert told({"summary": "The board will repair all bridges.", "due": "2031-05", "adopted": True, "cost": 1200.50, "note": None}) == [
        ("heading", "/summary", "Summary"),
        ("paragraph", "/summary", "The board will repair all bridges."),
        ("paragraph", "/due", "Due: 2031-05"),
        ("paragraph", "/adopted", "Adopted: true"),
        ("paragraph", "/cost", "Cost: 1200.5"),
    ]


def test_like_objects_are_the_rows_of_a_table() -> None:
    source = {"actions": [{"action": "Repair bridges", "leadBody": "Road Board"}, {"action": "Build ferries", "due_date": "2031"}]}

    blocks = read(json.dumps(source)).blocks

    assert [(block.kind, block.level, block.place) for block in blocks] == [
        ("heading", 1, "/actions"),
        ("row", 0, "/actions"),
        ("row", 1, "/actions/0"),
        ("row", 2, "/actions/1"),
    ]
    assert [cells(block) for block in blocks[1:]] == [
        [("", "Action"), ("", "Lead body"), ("", "Due date")],
        [("Action", "Repair bridges"), ("Lead body", "Road Board"), ("Due date", "")],
        [("Action", "Build ferries"), ("Lead body", ""), ("Due date", "2031")],
    ]


def test_an_array_as_the_whole_document_is_a_table() -> None:
    assert told([{"name": "Fog Agency", "website": "https://fog.example/"}]) == [
        ("row", None, "Name Website"),
        ("row", "/0", "Fog Agency https://fog.example/"),
    ]


def test_lists_and_objects_inside_a_row_are_cells_of_it() -> None:
    row = {"action": "Repair", "partners": ["Fog Agency", "Lamp Board"], "lead": {"name": "Road Board", "since": 2030}, "tags": []}

    blocks = read(json.dumps([row])).blocks

    assert cells(blocks[1]) == [
        ("Action", "Repair"),
        ("Partners", "Fog Agency; Lamp Board"),
        ("Lead name", "Road Board"),
        ("Lead since", "2030"),
        ("Tags", ""),
    ]


def test_objects_that_hold_more_than_a_row_are_sections_under_their_titles() -> None:
    goals = [
        {"name": "Safe roads", "actions": [{"text": "Repair", "steps": ["Look", "Mend"]}]},
        {"name": "Good ferries", "actions": [{"text": "Build", "steps": []}]},
    ]

    blocks = read(json.dumps({"goals": goals})).blocks

    assert [(block.kind, block.place, block.text, [heading.text for heading in block.headings]) for block in blocks] == [
        ("heading", "/goals", "Goals", []),
        ("heading", "/goals/0/name", "Safe roads", ["Goals"]),
        ("heading", "/goals/0/actions", "Actions", ["Goals", "Safe roads"]),
        ("row", "/goals/0/actions", "Text Steps", ["Goals", "Safe roads", "Actions"]),
        ("row", "/goals/0/actions/0", "Repair Look; Mend", ["Goals", "Safe roads", "Actions"]),
        ("heading", "/goals/1/name", "Good ferries", ["Goals"]),
        ("heading", "/goals/1/actions", "Actions", ["Goals", "Good ferries"]),
        ("row", "/goals/1/actions", "Text Steps", ["Goals", "Good ferries", "Actions"]),
        ("row", "/goals/1/actions/0", "Build", ["Goals", "Good ferries", "Actions"]),
    ]


def test_objects_that_share_few_keys_are_no_table() -> None:
    unlike = [{key: f"The board repairs {key} bridges soon"} for key in ("old", "new", "long")]

    assert {block.kind for block in read(json.dumps(unlike)).blocks} == {"heading", "paragraph"}


@pytest.mark.parametrize("text", ["<ul><li>repair</li><li>build</li></ul>", "Repair all the roads. " * 100])
def test_objects_that_hold_long_or_structured_texts_are_sections(text: str) -> None:
    blocks = read(json.dumps([{"title": "Roads", "body": text}])).blocks

    assert blocks[0].kind == "heading"
    assert "row" not in {block.kind for block in blocks}


def test_a_text_that_is_a_piece_of_a_page_is_read_as_one() -> None:
    body = '<h2 id="aims">Aims</h2><p>We will:</p><ul><li>repair</li><li>build &amp; paint</li></ul>'

    assert told({"title": "Roads", "body": body}) == [
        ("heading", "/title", "Roads"),
        ("heading", "/body", "Body"),
        ("heading", "/body", "Aims"),
        ("paragraph", "/body", "We will:"),
        ("item", "/body", "repair"),
        ("item", "/body", "build & paint"),
    ]


def test_a_text_of_several_lines_keeps_its_paragraphs_and_lists() -> None:
    text = "The board has plans for all roads.\n\nIt will:\n\n- repair bridges\n- build ferries"

    assert [(kind, words) for kind, _, words in told({"summary": text})] == [
        ("heading", "Summary"),
        ("paragraph", "The board has plans for all roads."),
        ("paragraph", "It will:"),
        ("item", "repair bridges"),
        ("item", "build ferries"),
    ]


def test_a_cell_with_tags_keeps_its_words_alone() -> None:
    blocks = read(json.dumps([{"action": "<p>Repair <b>all</b></p><p>bridges</p>", "lead": "first\nsecond"}])).blocks

    assert cells(blocks[1]) == [("Action", "Repair all bridges"), ("Lead", "first second")]
    assert blocks[1].breaks == (11, 19, 25)


def test_the_outermost_object_says_what_the_document_is() -> None:
    source = {"title": "Harbour Plan", "publisher": "Harbour Board", "date": "2031-05-02T10:00:00Z", "type": "Strategy", "aims": ["Light"]}

    assert read(json.dumps(source)).metadata == Metadata(
        title="Harbour Plan", publisher="Harbour Board", published="2031-05-02", kind="strategy"
    )


def test_nan_and_infinity_are_refused_at_their_place_and_the_rest_enters() -> None:
    document = read('[{"aim": "Repair", "cost": NaN},\n {"aim": "Build", "cost": -Infinity}]')

    assert codes(document) == [("json-not-a-number", "line 1, column 28"), ("json-not-a-number", "line 2, column 27")]
    assert [block.text for block in document.blocks] == ["Aim Cost", "Repair", "Build"]


def test_of_a_key_that_stands_twice_both_values_are_kept() -> None:
    document = read('{"lead": "Fog Agency",\n  "lead": "Lamp Board"}')

    assert document.problems == (
        Problem(
            "json-duplicate-key",
            "line 2, column 3",
            "the key 'lead' stands twice in one object; both values were read",
            "Give each key a name of its own.",
        ),
    )
    assert document.text == "Lead: Fog Agency\n\nLead: Lamp Board"


def test_a_repeated_column_has_its_count_behind_it() -> None:
    document = read('[{"lead": "Fog Agency", "lead": "Lamp Board"}]')

    assert cells(document.blocks[1]) == [("Lead", "Fog Agency"), ("Lead (2)", "Lamp Board")]


def test_a_number_of_any_length_is_kept_as_written() -> None:
    digits = "9" * 6_000

    document = read(f'{{"big": {digits}, "exact": 0.10, "far": 1e400}}')

    assert document.text == f"Big: {digits}\n\nExact: 0.10\n\nFar: 1e400"


def test_half_of_a_surrogate_pair_is_replaced_and_reported() -> None:
    document = read('{"aim": "Repair \\ud83d roads", "fine": "\\ud83d\\ude00"}')

    assert codes(document) == [("json-lone-surrogate", "line 1, column 9")]
    assert document.text == "Aim: Repair \ufffd roads\n\nFine: 😀"
    document.text.encode()


def test_a_nul_is_left_out_and_reported() -> None:
    document = read('{"aim": "Re\\u0000pair"}')

    assert (codes(document), document.text) == ([("json-nul", "line 1, column 9")], "Aim: Repair")


@pytest.mark.parametrize("opening", ["[", '{"a":', '[{"a":'])
def test_deep_nesting_is_refused_with_its_place_and_no_recursion_error(opening: str) -> None:
    code, place = refusal(opening * 50_000)

    assert code == "json-too-deep"
    assert place.startswith("line 1, column ")


def test_a_hundred_levels_are_read() -> None:
    assert read("[" * 100 + '"Repair all the bridges soon"' + "]" * 100).text == "Repair all the bridges soon"


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ('{"a": 1,\n "b" 2}', "line 2, column 6"),
        ('{"a": 1,}', "line 1, column 9"),
        ("[1, 2", "line 1, column 1"),
        ('{"a": [1, {"b": "c"}\n\n', "line 1, column 7"),
        ("{a: 1}", "line 1, column 2"),
        ("{'a': 1}", "line 1, column 2"),
        ('["open\nline"]', "line 1, column 2"),
        ('["tab\t"]', "line 1, column 2"),
        ('["\\x41"]', "line 1, column 3"),
        ('["\\u12"]', "line 1, column 4"),
        ("[01]", "line 1, column 2"),
        ("[1.]", "line 1, column 2"),
        ("[undefined]", "line 1, column 2"),
        ("[1] [2]", "line 1, column 5"),
        ("// note\n[1]", "line 1, column 1"),
        ("", "line 1, column 1"),
        ("zorbal", "line 1, column 1"),
    ],
)
def test_what_is_no_json_is_refused_with_line_and_column(source: str, place: str) -> None:
    assert refusal(source) == ("json-syntax", place)


def test_the_error_names_file_place_and_what_to_do() -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read('{"a": nul}')

    assert caught.value.problem == "'plan.json' cannot be read: line 1, column 7: 'nul' stands where a value should."
    assert caught.value.fix == "Put it right there and ingest the file again; any JSON checker shows the place."


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_no_part_of_the_document(encoding: str) -> None:
    document = read('{"aim": "Café"}'.encode(encoding))

    assert (document.text, document.problems) == ("Aim: Café", ())


def test_bytes_that_are_no_text_are_refused_with_their_place() -> None:
    assert refusal(b'{"a": "\x00\xff\xfe"}') == ("encoding", "byte 8")


def test_of_a_multitude_of_problems_the_first_thousand_are_told() -> None:
    document = read("[" + ",\n".join(["NaN"] * 5_000) + "]")

    assert len(document.problems) == 1_001
    assert document.problems[-2].place == "line 1000, column 1"
    assert document.problems[-1].reason == "there are 4,000 more problems like these"


def test_many_problems_take_no_long_time(effort: Callable[[], float]) -> None:
    read("[" + "NaN," * 100_000 + "1]")

    assert effort() < 100


def test_each_line_of_json_lines_is_a_value() -> None:
    document = lines('{"action": "Repair", "lead": "Road Board"}\n\n{"action": "Build", "lead": "Fog Agency"}\n')

    assert [(block.place, block.text) for block in document.blocks] == [
        (None, "Action Lead"),
        ("/0", "Repair Road Board"),
        ("/1", "Build Fog Agency"),
    ]


def test_a_bad_line_is_reported_and_the_good_ones_enter() -> None:
    document = lines('{"action": "Repair"}\n{"action": }\n{"action": "Build", "cost": NaN}\n')

    assert codes(document) == [("json-syntax", "line 2, column 12"), ("json-not-a-number", "line 3, column 29")]
    assert [block.text for block in document.blocks[1:]] == ["Repair", "Build"]


WORDS = st.sampled_from(["zorbal", "quenlik stands here", "Fravost\nand more", "<p>mirtane</p>", "Ostrelle plans to do a great deal"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)


@settings(max_examples=150, deadline=None)
@given(value=VALUES)
def test_no_word_of_any_document_is_lost_and_offsets_hold(value: JsonData) -> None:
    source = json.dumps(value)

    document = read(source)

    for word in ("zorbal", "quenlik", "Fravost", "mirtane", "Ostrelle"):
        assert document.text.count(word) == source.count(word)
    for block in document.blocks:
        assert len(block.text) == len(block.offsets)
        assert block.text == " ".join(document.text[block.start : block.end].split())
        assert all(block.text[cell.start : cell.end] == cell.text for cell in block.cells)


@settings(max_examples=150, deadline=None)
@given(value=VALUES)
def test_every_pointer_leads_to_something(value: JsonData) -> None:
    for block in read(json.dumps(value)).blocks:
        found = value
        for part in (block.place or "").split("/")[1:]:
            key = part.replace("~1", "/").replace("~0", "~")
            found = found[int(key)] if isinstance(found, list) else found[key]  # type: ignore[index]


@settings(max_examples=200, deadline=None)
@given(source=st.text(alphabet='{}[]:,"\\ \nNaN019.-eEtrueud8"', max_size=60))
def test_whatever_is_given_is_read_or_refused_as_json_does(source: str) -> None:
    outcome = attempt(source)

    assert isinstance(outcome, ReadDocument) is is_json(source)
    assert isinstance(outcome, ReadDocument) or outcome.place.startswith("line ")


def test_a_line_that_is_rejected_is_kept_as_it_is() -> None:
    document = lines('{"text": "We will repair every bridge."}\n{"text": "broken\n')

    assert [(problem.code, problem.place, problem.verbatim) for problem in document.problems] == [
        ("json-syntax", "line 2, column 10", '{"text": "broken')
    ]


def test_a_list_of_numbers_is_one_item() -> None:
    assert told({"target": [1, 2.5e3, True], "names": ["1 road", "2 bridges"]}) == [
        ("heading", "/target", "Target"),
        ("item", "/target", "1; 2500.0; true"),
        ("heading", "/names", "Names"),
        ("item", "/names/0", "1 road"),
        ("item", "/names/1", "2 bridges"),
    ]
