"""Values of data documents as blocks: what JSON and YAML share, and what holds for whatever a document says."""

import json
from collections.abc import Iterator
from io import StringIO
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from ingest.documents import Block, Metadata, RawDocument, ReadDocument
from ingest.formats.clean import Clean
from ingest.formats.data_blocks import clean_text, data_drafts, heading, pointer, prose, words_of
from ingest.formats.json_text import Json
from ingest.formats.json_values import json_value
from ingest.formats.rows import row_draft
from ingest.formats.values import DataSource, Listing, Record, Scalar, Value
from ingest.formats.yaml_text import Yaml

JsonData = None | bool | int | float | str | list["JsonData"] | dict[str, "JsonData"]


def read_json(value: JsonData) -> ReadDocument:
    return Json().read(RawDocument("plan.json", "/plan.json", json.dumps(value).encode(), "application/json", Metadata()))


def read_yaml(value: JsonData) -> ReadDocument:
    out = StringIO()
    # The round-trip writer keeps the order of keys.
    YAML().dump(value, out)
    return Yaml().read(RawDocument("plan.yaml", "/plan.yaml", out.getvalue().encode(), "application/yaml", Metadata()))


def blocks_of(source: str) -> list[tuple[str, int, str | None, str]]:
    value, _ = json_value(DataSource(source, "plan.json"))
    return [(draft.kind, draft.level, draft.place, draft.clean.text) for draft in data_drafts(value)]


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("target_date", "Target date"),
        ("targetDate", "Target date"),
        ("target-date", "Target date"),
        ("Target  Date", "Target date"),
        ("leadNHSBody", "Lead NHS body"),
        ("NGOs", "Ngos"),
        ("UK lead", "UK lead"),
        ("step2Done", "Step2 done"),
        ("übersicht", "Übersicht"),
        ("__", ""),
        ("", ""),
    ],
)
def test_a_key_is_read_as_words(key: str, words: str) -> None:
    assert words_of(key) == words


@pytest.mark.parametrize(
    ("above", "key", "whole"), [("", "a", "/a"), ("/a", 0, "/a/0"), ("/a", "b/c~d", "/a/b~1c~0d"), ("", "", "/"), ("", "~1", "/~01")]
)
def test_a_pointer_escapes_slashes_and_tildes(above: str, key: str | int, whole: str) -> None:
    assert pointer(above, key) == whole


def test_lines_of_a_text_part_its_sentences() -> None:
    clean = clean_text("Light all\nlamps.\n\nRing\tbells")

    assert (clean.text, clean.breaks) == ("Light all lamps. Ring bells", (10, 17))


def test_the_deepest_heading_is_of_the_sixth_level() -> None:
    assert [heading("Lamps", "/a", level).level for level in (0, 1, 5, 6, 9)] == [1, 2, 6, 6, 6]


@pytest.mark.parametrize(
    ("text", "markdown", "levels"),
    [
        ("<h1>A</h1><h2>B</h2>", False, [3, 4]),
        ("<h5>A</h5><h6>B</h6>", False, [5, 6]),
        ("# A\n\n## B", True, [3, 4]),
        ("# A\n\n## B", False, []),
    ],
)
def test_headings_in_a_text_stand_below_the_one_over_it(text: str, markdown: bool, levels: list[int]) -> None:
    found = [draft.level for draft in prose(text, "/body", 2, markdown=markdown) if draft.kind == "heading"]

    assert found == levels


def test_the_first_title_heads_an_object_and_a_second_one_is_read_like_any_other() -> None:
    assert blocks_of('{"aim": "Light", "name": "Lamps", "title": "Plan", "title": "Second"}') == [
        ("heading", 1, "/title", "Plan"),
        ("paragraph", 0, "/aim", "Aim: Light"),
        ("paragraph", 0, "/name", "Name: Lamps"),
        ("paragraph", 0, "/title", "Title: Second"),
    ]


def test_keys_over_nothing_are_no_headings() -> None:
    assert blocks_of('{"a": {}, "b": [], "c": {"d": [null, ""]}, "e": ""}') == []


def test_mixed_arrays_are_read_item_by_item() -> None:
    assert blocks_of('["Light", {"aim": "Ring"}, ["Row"], null]') == [
        ("item", 1, "/0", "Light"),
        ("paragraph", 0, "/1/aim", "Aim: Ring"),
        ("item", 1, "/2/0", "Row"),
    ]


def test_a_row_keeps_its_empty_cells_in_line() -> None:
    draft = row_draft([clean_text("Light"), Clean(), clean_text("Ofcom")], ["Action", "Due"], 3, "/2")

    assert (draft.clean.text, draft.level, draft.place) == ("Light Ofcom", 3, "/2")
    assert [(cell.header, cell.text, cell.start, cell.end) for cell in draft.cells] == [
        ("Action", "Light", 0, 5),
        ("Due", "", 5, 5),
        ("", "Ofcom", 6, 11),
    ]


def test_a_row_of_empty_cells_has_no_words() -> None:
    draft = row_draft([Clean(), Clean()], ["a", "b"], 1)

    assert (draft.clean, [(cell.start, cell.end) for cell in draft.cells]) == (Clean("", (), (), (), ()), [(0, 0), (0, 0)])


@given(texts=st.lists(st.text(max_size=8), max_size=6))
def test_every_cell_of_a_row_stands_where_it_says(texts: list[str]) -> None:
    draft = row_draft([clean_text(text) for text in texts], [], 1)

    assert [draft.clean.text[cell.start : cell.end] for cell in draft.cells] == [clean_text(text).text for text in texts]
    assert len(draft.clean.text) == len(draft.clean.offsets)
    assert all(draft.clean.text[place - 1] == " " for place in draft.clean.breaks)


SHAPES: st.SearchStrategy[JsonData] = st.recursive(
    st.sampled_from(["short", "a text of more than five words for once", "<p>page</p>", "two\nlines", "  blanks  "]) | st.none(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["title", "aim", "leadBody", "a/b", "~", "due_date", "<x>"]), inner, max_size=4)
        | st.lists(st.fixed_dictionaries({"aim": inner, "lead": inner}), min_size=1, max_size=3)
    ),
    max_leaves=15,
)


def numbered(value: JsonData, numbers: Iterator[int]) -> JsonData:
    """The value with a word of its own in each of its texts."""
    if isinstance(value, dict):
        return {key: numbered(member, numbers) for key, member in value.items()}
    if isinstance(value, list):
        return [numbered(item, numbers) for item in value]
    if not isinstance(value, str):
        return value
    word = f"zorbal{next(numbers)}q"
    return value.replace("page", f"page {word}") if value.startswith("<p>") else f"{value} {word}"


def words_in(value: JsonData) -> list[str]:
    return [part for part in json.dumps(value).replace("<", " ").replace('"', " ").split() if part.startswith("zorbal")]


def resolved(value: JsonData, place: str | None) -> JsonData:
    for part in (place or "").partition("#")[0].split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        value = value[int(key)] if isinstance(value, list) else value[key]  # type: ignore[index]
    return value


def check(value: JsonData, document: ReadDocument) -> None:
    """Each word stands in one block, whose offsets and place lead to it."""
    for word in words_in(value):
        (block,) = [block for block in document.blocks if word in block.text]
        assert word in document.text[block.start : block.end]
        assert word in words_in(resolved(value, block.place))
        assert smallest(block, word, value)


def smallest(block: Block, word: str, value: JsonData) -> bool:
    """Whether the place of the block is that of the very text, or of the row that holds it."""
    found = resolved(value, block.place)
    return isinstance(found, str) or (block.kind == "row" and any(word in cell.text for cell in block.cells))


@settings(max_examples=150, deadline=None)
@given(shape=SHAPES)
def test_every_text_of_json_is_found_at_its_offsets_and_by_its_pointer(shape: JsonData) -> None:
    value = numbered(shape, count())

    check(value, read_json(value))


@settings(max_examples=80, deadline=None)
@given(shape=SHAPES)
def test_every_text_of_yaml_is_found_at_its_offsets_and_by_its_pointer(shape: JsonData) -> None:
    value = numbered(shape, count())

    check(value, read_yaml(value))


def is_text(shape: JsonData) -> bool:
    return isinstance(shape, str) or (
        bool(shape) and all(map(is_text, shape.values() if isinstance(shape, dict) else shape if isinstance(shape, list) else []))
    )


@settings(max_examples=80, deadline=None)
@given(shape=SHAPES.filter(is_text))
def test_what_is_the_same_in_json_and_yaml_is_read_the_same(shape: JsonData) -> None:
    value = numbered(shape, count())

    from_json, from_yaml = read_json(value), read_yaml(value)

    assert sorted((block.kind, block.place, block.text) for block in from_yaml.blocks if block.place) == sorted(
        (block.kind, block.place, block.text) for block in from_json.blocks if block.place
    )


def as_data(value: Value) -> JsonData:
    """A value as Python has it; all scalars as texts."""
    if isinstance(value, Record):
        return {key: as_data(member) for key, member in value.members}
    return [as_data(item) for item in value.items] if isinstance(value, Listing) else value.text


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
DATA = st.recursive(st.none() | TEXTS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3), max_leaves=12)


@settings(max_examples=200, deadline=None)
@given(value=DATA, ascii_only=st.booleans(), indent=st.sampled_from([None, 1]))
def test_a_value_of_json_is_what_the_library_reads(value: JsonData, ascii_only: bool, indent: int | None) -> None:
    source = json.dumps(value, ensure_ascii=ascii_only, indent=indent)

    found, problems = json_value(DataSource(source, "plan.json"))

    assert (as_data(found), problems) == (value, ())


@settings(max_examples=100, deadline=None)
@given(value=DATA)
def test_a_scalar_of_json_begins_where_it_says(value: JsonData) -> None:
    source = json.dumps(value)
    found, _ = json_value(DataSource(source, "plan.json"))

    def scalars(part: Value) -> Iterator[Scalar]:
        if isinstance(part, Scalar):
            yield part
        for inner in (
            part.items if isinstance(part, Listing) else [member for _, member in part.members] if isinstance(part, Record) else []
        ):
            yield from scalars(inner)

    assert all(source.startswith("null" if one.text is None else json.dumps(one.text), one.offset) for one in scalars(found))
