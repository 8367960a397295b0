"""Web pages: what is said, in which structure, and what only surrounds it."""

import pytest

from ingest.documents import Metadata, RawDocument, ReadDocument
from ingest.formats.html import Html


def read(source: str, metadata: Metadata | None = None) -> ReadDocument:
    return Html().read(RawDocument("plan.html", "/plan.html", source.encode(), "text/html", metadata or Metadata()))


def said(source: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read(source).blocks]


def test_the_stored_text_is_the_text_of_the_page() -> None:
    document = read("<h1>Roads</h1><p>We&nbsp;will <b>repair</b>\n   all.</p><table><tr><td>a<td>b</table>")

    assert document.text == "Roads\n\nWe will repair all.\n\na\nb"
    assert [document.text[block.start : block.end] for block in document.blocks] == ["Roads", "We will repair all.", "a\nb"]


def test_lists_are_nested_and_know_their_intro() -> None:
    source = "<p>We will:<ul><li>repair<ul><li>bridges</ul><li><p>build</p><p>soon</p></ul><ol><li>pay<li>lend</ol>"

    blocks = read(source).blocks

    assert [(block.kind, block.level, block.number, block.text, block.intro and block.intro.text) for block in blocks] == [
        ("paragraph", 0, None, "We will:", None),
        ("item", 1, None, "repair", "We will:"),
        ("item", 2, None, "bridges", "repair"),
        ("item", 1, None, "build", "We will:"),
        ("paragraph", 1, None, "soon", "build"),
        ("item", 1, "1", "pay", "We will:"),
        ("item", 1, "2", "lend", "We will:"),
    ]


def test_terms_introduce_their_definitions() -> None:
    blocks = read("<dl><dt>Bridge</dt><dd>It carries a road.</dd></dl>").blocks

    assert [(block.kind, block.text, block.intro and block.intro.text) for block in blocks] == [
        ("paragraph", "Bridge", None),
        ("item", "It carries a road.", "Bridge"),
    ]


def test_a_wide_header_stands_over_all_its_columns() -> None:
    source = "<table><thead><tr><th>Action<th colspan=2>Targets</thead><tr><td>Repair<td>2030<td>2031</table>"

    head, row = read(source).blocks

    assert (head.level, row.level) == (0, 1)
    assert [(cell.header, cell.text) for cell in row.cells] == [("Action", "Repair"), ("Targets", "2030"), ("Targets", "2031")]


def test_paragraphs_of_a_cell_are_parted_by_breaks() -> None:
    row = read("<table><tr><td><p>We will:</p><ul><li>repair<li>build</ul></td><td>2030</td></tr></table>").blocks[0]

    parts = [row.text[start:end].strip() for start, end in zip((0, *row.breaks), (*row.breaks, None), strict=True)]

    assert (row.kind, parts) == ("row", ["We will:", "repair", "build", "2030"])


def test_a_table_inside_a_cell_is_read_too() -> None:
    assert said("<table><tr><td>Outer<table><tr><td>a<td>b</table>after</td></tr></table>") == [
        ("row", "Outer"),
        ("row", "a b"),
        ("paragraph", "after"),
    ]


@pytest.mark.parametrize(
    "around",
    [
        "<nav><ul><li>Home</ul></nav>",
        "<footer><p>Crown copyright</footer>",
        '<div class="gem-c-cookie-banner"><p>Cookies</div>',
        '<div role="navigation">Home</div>',
        '<ol class="breadcrumbs"><li>Home</ol>',
        "<button>Close</button>",
    ],
)
def test_what_surrounds_every_page_is_furniture(around: str) -> None:
    kinds = [block.kind for block in read(f"{around}<h1>Roads</h1><p>We will repair every bridge.</p>").blocks]

    assert kinds == ["furniture", "heading", "paragraph"]


def test_all_outside_the_main_part_is_furniture() -> None:
    source = "<p>Skip to content</p><main><h1>Roads plan</h1><p>We will repair.</p></main><p>Was this useful?</p>"

    assert said(source) == [
        ("furniture", "Skip to content"),
        ("heading", "Roads plan"),
        ("paragraph", "We will repair."),
        ("furniture", "Was this useful?"),
    ]


def test_a_tag_left_open_hides_nothing() -> None:
    assert said("<nav>Menu<p>We will repair.") == [("paragraph", "Menu"), ("paragraph", "We will repair.")]


def test_a_page_that_would_be_all_furniture_is_not() -> None:
    assert said('<div class="related"><p>We will repair every bridge.</p></div>') == [("paragraph", "We will repair every bridge.")]


def test_scripts_styles_and_comments_are_no_text() -> None:
    source = "<p>We <!-- not --> will<script>alert('</p>')</script> re<!---->pair.<style>p{}</style><p>Yes."

    assert said(source) == [("paragraph", "We will repair."), ("paragraph", "Yes.")]


def test_a_comment_left_open_hides_nothing() -> None:
    assert said("<p>We will.<!-- oops <p>We shall.") == [("paragraph", "We will. oops"), ("paragraph", "We shall.")]


def test_links_and_emphasis_keep_their_place() -> None:
    block = read('<p>See the <a href="/plan?a=1&amp;b=2">Roads <em>Plan</em></a> soon.').blocks[0]

    assert (block.text, block.links, block.emphasis) == ("See the Roads Plan soon.", ((8, 18, "/plan?a=1&b=2"),), ((14, 18),))


def test_signs_that_are_no_tags_stay() -> None:
    assert said("<p>Costs < 5 & > 3 {x} R&D</p>") == [("paragraph", "Costs < 5 & > 3 {x} R&D")]


def test_the_head_of_the_page_gives_its_metadata() -> None:
    head = """<head><title>Roads &amp; bridges</title><meta name="dcterms.issued" content="2031-05-02T09:00:00Z">
    <meta property="og:site_name" content="Ministry of Roads"><link rel="canonical" href="https://roads.example/plan"></head>"""

    assert read(f"{head}<p>We will repair.").metadata == Metadata(
        title="Roads & bridges", publisher="Ministry of Roads", published="2031-05-02", uri="https://roads.example/plan"
    )


def test_the_sidecar_counts_for_more_than_the_page() -> None:
    document = read("<title>Page 7</title><p>We will repair.", Metadata(title="Roads plan", kind="plan"))

    assert document.metadata == Metadata(title="Roads plan", kind="plan")


def test_the_encoding_that_a_page_declares_is_believed() -> None:
    source = '<meta charset="iso-8859-15"><p>It costs 5 €.'
    document = Html().read(RawDocument("a.html", "/a.html", source.encode("iso-8859-15"), "text/html", Metadata()))

    assert (document.text, document.problems) == ("It costs 5 €.", ())


def test_what_stands_in_a_cdata_section_is_text() -> None:
    assert said("<p>We will <![CDATA[repair & ]]>build.") == [("paragraph", "We will repair & build.")]


@pytest.mark.parametrize(
    ("opening", "numbers"),
    [
        ("<ol>", ["1", "2", "3"]),
        ("<ol start=31>", ["31", "32", "33"]),
        ("<ol type='a'>", ["a", "b", "c"]),
        ('<ol type="I" start="4">', ["IV", "V", "VI"]),
        ('<ol start="x">', ["1", "2", "3"]),
    ],
)
def test_items_have_the_numbers_that_a_browser_prints(opening: str, numbers: list[str]) -> None:
    assert [block.number for block in read(f"{opening}<li>repair<li>build<li>pay</ol>").blocks] == numbers


def test_an_item_may_say_its_number_and_the_next_goes_on_from_there() -> None:
    assert [block.number for block in read("<ol><li>repair<li value=7>build<li>pay</ol>").blocks] == ["1", "7", "8"]


def test_a_block_knows_the_nearest_anchor_above_it() -> None:
    source = '<p>Before<h2 id="goals">Goals</h2><p>We will.<section id=more data-id="x"><table><tr><td>a<td>b</table></section>'

    assert [(block.text, block.place) for block in read(source).blocks] == [
        ("Before", None),
        ("Goals", "#goals"),
        ("We will.", "#goals"),
        ("a b", "#more"),
    ]


def test_furniture_gives_no_anchor() -> None:
    source = '<main><h1 id="top">Roads</h1><nav id="menu">Home</nav><p>We will repair every bridge.</main>'

    assert [block.place for block in read(source).blocks] == ["#top", None, "#top"]


def test_an_anchor_too_long_for_anybody_to_link_to_is_none() -> None:
    source = f"<h2 id={'x' * 200}>Roads</h2><h2 id={'y' * 201}>Rail</h2><h2 id='{'z' * 201}'>Sea</h2>"

    assert [block.place for block in read(source).blocks] == ["#" + "x" * 200] * 3


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ("<p>a<b>b</b> c</p>", ["ab c"]),
        ("<p>a <b> b </b> c</p>", ["a b c"]),
        ("<p> <b> a</b>\n</p> <p>b</p>", ["a", "b"]),
        ("<p>a<br>\n b<br/><br/>c</p>", ["a b c"]),
        ("<p>a&nbsp; b\u2003c\td</p>", ["a b c d"]),
        ("<p>a\u200b b\u00adc &shy; d</p>", ["a bc d"]),
        ("<p>a&amp;b &lt; c &#x41;&#66;</p>", ["a&b < c AB"]),
        ("<p>a {{ name }} b {% if %}c{x}</p>", ["a b c{x}"]),
        ("<P>a<SPAN>b</SPAN></P><Div>c</dIV>", ["ab", "c"]),
        ("<p>a<x-y title='1 > 0'>b</x-y>c", ["abc"]),
        ("<p>a<![CDATA[ b ]]>c<![CDATA[]]>d", ["a b cd"]),
        ("<td>a</td><tr>b<thead>c", ["a", "b", "c"]),
    ],
)
def test_white_space_and_marks_are_folded_as_a_browser_shows_them(source: str, texts: list[str]) -> None:
    assert [block.text for block in read(source).blocks] == texts


def test_a_page_of_many_blocks_gives_each_its_stretch_of_the_stored_text() -> None:
    source = "<h2>Roads</h2><ul><li>a <b>b</b><li>c<br>d</ul><table><tr><td>e<td>f</table><p>g h"

    document = read(source)

    assert document.text == "Roads\n\na b\n\nc\nd\n\ne\nf\n\ng h"
    assert [document.text[block.start : block.end].replace("\n", " ") for block in document.blocks] == [
        block.text for block in document.blocks
    ]
