"""Markdown as people write it: what becomes a heading, an item, a row, and what is only furniture."""

import pytest

from ingest.documents import Block, Metadata, RawDocument, ReadDocument
from ingest.formats.markdown import Markdown


def read(source: str) -> ReadDocument:
    return Markdown().read(RawDocument("plan.md", "/plan.md", source.encode(), "text/markdown", Metadata()))


def outline(source: str) -> list[tuple[str, int, str | None, str]]:
    return [(block.kind, block.level, block.number, block.text) for block in read(source).blocks]


def said(source: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read(source).blocks]


def intros(source: str) -> list[tuple[str, str | None]]:
    return [(block.text, block.intro.text if block.intro else None) for block in read(source).blocks if block.kind == "item" or block.intro]


def only(source: str) -> Block:
    (block,) = read(source).blocks
    return block


@pytest.mark.parametrize(
    ("source", "heading"),
    [
        ("# Roads", (1, None, "Roads")),
        ("### Roads ###", (3, None, "Roads")),
        ("##09 Aims and actions", (2, "09", "Aims and actions")),
        ("####Action 01: Councils will repair bridges", (4, "Action 01", "Councils will repair bridges")),
        ("## 2.1  Bridges", (2, "2.1", "Bridges")),
        ("## Recommendation 12 – Repair bridges", (2, "Recommendation 12", "Repair bridges")),
        ("Roads\n=====", (1, None, "Roads")),
        ("Roads\n-----", (2, None, "Roads")),
        ("##Department for<br>Roads<br>& Bridges", (2, None, "Department for Roads & Bridges")),
        ("## Quarter 4 2016", (2, None, "Quarter 4 2016")),
        ("## 2030 Roads Plan", (2, None, "2030 Roads Plan")),
        ("## [Roads](/roads) and **bridges**", (2, None, "Roads and bridges")),
    ],
)
def test_a_heading_is_known_however_it_is_written(source: str, heading: tuple[int, str | None, str]) -> None:
    assert outline(f"{source}\n\nText.") == [("heading", *heading), ("paragraph", 0, None, "Text.")]


def test_a_bold_line_alone_is_a_heading_below_the_last() -> None:
    blocks = read("## Roads\n\n**Repairs**\n\nWe will start.\n\n**Tolls**\n\nWe will stop.").blocks

    assert [(block.text, block.level, [above.text for above in block.headings]) for block in blocks] == [
        ("Roads", 2, []),
        ("Repairs", 3, ["Roads"]),
        ("We will start.", 0, ["Roads", "Repairs"]),
        ("Tolls", 3, ["Roads"]),
        ("We will stop.", 0, ["Roads", "Tolls"]),
    ]


def test_a_bold_sentence_is_no_heading() -> None:
    assert said("**We will repair every bridge by 2030.**") == [("paragraph", "We will repair every bridge by 2030.")]


def test_hard_wrapped_lines_are_joined() -> None:
    block = only("The Ministry of Roads\nwill repair\nall bridges.")

    assert block.text == "The Ministry of Roads will repair all bridges."
    assert block.span(22, 33) == (22, 33)


def test_a_list_knows_the_words_that_introduce_it() -> None:
    source = "## Repairs\n\nThe Ministry will:\n- repair bridges\n  and roads\n- build\n  - tunnels\n\n## Tolls\n\n* none"

    assert intros(source) == [
        ("repair bridges and roads", "The Ministry will:"),
        ("build", "The Ministry will:"),
        ("tunnels", "build"),
        ("none", "Tolls"),
    ]


def test_a_second_paragraph_belongs_to_its_item() -> None:
    blocks = read("Aims:\n\n1. Repair bridges.\n\n   They are old.\n\n2. Build roads.").blocks

    assert [(block.kind, block.level, block.number, block.text, block.intro and block.intro.text) for block in blocks] == [
        ("paragraph", 0, None, "Aims:", None),
        ("item", 1, "1", "Repair bridges.", "Aims:"),
        ("paragraph", 1, None, "They are old.", "Repair bridges."),
        ("item", 1, "2", "Build roads.", "Aims:"),
    ]


def test_an_interrupted_list_keeps_its_intro() -> None:
    source = "We will:\n\n1. repair\n\nThis matters.\n\n2. build\n\nIn London we will:\n\n3. pave"

    assert intros(source) == [("repair", "We will:"), ("build", "We will:"), ("pave", "In London we will:")]


def test_bullets_below_an_announcing_number_are_its_own() -> None:
    source = "Government should:\n\n29. Support repairs by:\n\n- paying\n\n- lending\n\n30. Build."

    assert intros(source) == [
        ("Support repairs by:", "Government should:"),
        ("paying", "Support repairs by:"),
        ("lending", "Support repairs by:"),
        ("Build.", "Government should:"),
    ]


def test_lettered_clauses_of_a_law_are_nested() -> None:
    source = "(a) The Director shall:\n(i) inspect bridges;\n(ii) report.\n(b) The Minister shall reply."

    assert outline(source) == [
        ("item", 1, "a", "The Director shall:"),
        ("item", 2, "i", "inspect bridges;"),
        ("item", 2, "ii", "report."),
        ("item", 1, "b", "The Minister shall reply."),
    ]


def test_the_letter_i_after_h_is_a_letter() -> None:
    assert outline("(h) roads\n(i) bridges\n(j) tunnels") == [
        ("item", 1, "h", "roads"),
        ("item", 1, "i", "bridges"),
        ("item", 1, "j", "tunnels"),
    ]


def test_a_section_of_law_is_parted_from_its_first_clause() -> None:
    assert outline("*Sec. 4*. *Safer Bridges*. (a) Each agency shall inspect its bridges.") == [
        ("heading", 1, "Sec. 4", "Safer Bridges"),
        ("item", 1, "a", "Each agency shall inspect its bridges."),
    ]


def test_a_page_mark_does_not_cut_a_sentence() -> None:
    source = "- (b) Each agency shall inspect,\n\n{7}----------------\n\nrepair and paint its bridges.\n\n{8}----------------\n\nNext."

    assert [entry for entry in said(source) if entry[0] != "furniture"] == [
        ("item", "Each agency shall inspect, repair and paint its bridges."),
        ("paragraph", "Next."),
    ]


def test_a_numbered_paragraph_keeps_its_number() -> None:
    assert outline("5.2 The Treasury will pay.\n\n3.5 million people cross.") == [
        ("paragraph", 0, "5.2", "The Treasury will pay."),
        ("paragraph", 0, None, "3.5 million people cross."),
    ]


def test_a_wrapped_line_that_begins_with_a_number_is_no_item() -> None:
    assert said("The bridges were counted in\n12) places.") == [("paragraph", "The bridges were counted in 12) places.")]


def test_rows_know_the_headers_of_their_cells() -> None:
    source = "| Action | Owner | Due |\n|:---|---|--:|\n| Repair **bridges** | DfR | 2030 |\n| Paint | MoB"

    rows = [[(cell.header, cell.text) for cell in block.cells] for block in read(source).blocks]

    assert rows == [
        [("", "Action"), ("", "Owner"), ("", "Due")],
        [("Action", "Repair bridges"), ("Owner", "DfR"), ("Due", "2030")],
        [("Action", "Paint"), ("Owner", "MoB")],
    ]


def test_a_table_without_its_line_of_dashes_is_one() -> None:
    rows = read("| Repair | DfR |\n| Paint \\| wash | MoB |").blocks

    assert [(row.kind, row.level, [cell.text for cell in row.cells]) for row in rows] == [
        ("row", 1, ["Repair", "DfR"]),
        ("row", 2, ["Paint | wash", "MoB"]),
    ]


def test_a_cell_stands_at_its_place_in_the_row() -> None:
    source = "| Action | Owner |\n|---|---|\n| Repair | DfR |"
    row = read(source).blocks[1]
    owner = row.cells[1]

    start, end = row.span(owner.start, owner.end)

    assert (row.text, row.breaks, source[start:end]) == ("Repair DfR", (7,), "DfR")


@pytest.mark.parametrize(
    "line",
    [
        "{include case-study.md}",
        "{: .note #fig-5}",
        "{% include 'x.html' %}",
        "{{ site.title }}",
        "{div .box}",
        "{/div}",
        "[Read more »](/roads)",
        "[&larr; Back to roads](/roads)",
        "![A bridge](bridge.png)",
        "[Home](/) | [Roads](/roads) | [Tolls](/tolls)",
        "[^1]: See the annex.",
        "[roads]: https://roads.example/plan",
    ],
)
def test_what_only_serves_the_page_is_furniture(line: str) -> None:
    kinds = [block.kind for block in read(f"We will repair.\n\n{line}\n\nWe will build.").blocks]

    assert kinds == ["paragraph", "furniture", "paragraph"]


def test_a_link_to_read_on_is_parted_from_its_sentence() -> None:
    assert said("We will repair bridges. [Read more »](https://roads.example)\n{/div}") == [
        ("paragraph", "We will repair bridges."),
        ("furniture", "Read more »"),
        ("furniture", "{/div}"),
    ]


def test_quotations_keep_their_paragraphs_and_lists() -> None:
    assert said("> We will repair.\n>\n> - bridges\n\nHe said.") == [
        ("quote", "We will repair."),
        ("item", "bridges"),
        ("paragraph", "He said."),
    ]


def test_code_between_fences_is_code() -> None:
    assert said("```json\n{}\n```\nWe will repair.") == [("code", "{}"), ("paragraph", "We will repair.")]


def test_a_fence_left_open_hides_nothing() -> None:
    assert said("```\nWe will repair.\n\nWe will build.") == [
        ("furniture", "```"),
        ("paragraph", "We will repair."),
        ("paragraph", "We will build."),
    ]


def test_html_between_markdown_gives_blocks_with_offsets() -> None:
    source = "## Roads\n\n<ul><li>repair&nbsp;all</li>\n\n<li>build</li></ul>\n\n<div>\n\n**Next**\n\nWe *will* start.\n\n</div>"
    document = read(source)

    assert said(source) == [
        ("heading", "Roads"),
        ("item", "repair all"),
        ("item", "build"),
        ("heading", "Next"),
        ("paragraph", "We will start."),
    ]
    assert [source[block.start : block.end] for block in document.blocks] == [
        "Roads",
        "repair&nbsp;all",
        "build",
        "Next",
        "We *will* start.",
    ]


def test_an_unclosed_list_ends_at_a_blank_line() -> None:
    assert said("<ul><li>repair\n\n## Roads\n\nWe will start.") == [
        ("item", "repair"),
        ("heading", "Roads"),
        ("paragraph", "We will start."),
    ]


def test_front_matter_is_furniture_and_gives_the_metadata() -> None:
    document = read('---\ntitle: "Roads plan"\ndate: 2031-05-02 10:00:00\ncategory: [Strategy]\nlayout: basic\n---\n# Other\n\nText.')

    assert [block.kind for block in document.blocks] == ["furniture", "heading", "paragraph"]
    assert document.metadata == Metadata(title="Roads plan", published="2031-05-02", kind="strategy")


@pytest.mark.parametrize("broken", ["---\ntitle: [a\n---\n", "---\n- list\n---\n", "---\ntitle: no end\n", "---\n*a: *b\n---\n"])
def test_broken_front_matter_loses_nothing(broken: str) -> None:
    blocks = read(f"{broken}\nWe will repair.").blocks

    assert blocks[-1].text == "We will repair."


def test_without_metadata_the_first_heading_is_the_title() -> None:
    assert read("Crown copyright\n\n# Roads plan\n\nText.").metadata.title == "Roads plan"
    assert read("Only text here, no heading.").metadata.title == "plan"
