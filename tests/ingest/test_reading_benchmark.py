"""The reading benchmark: documents turned into other formats, and what of them is found again."""

import importlib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from zipfile import ZipFile

import pypdfium2
import pytest

ROOT = Path(__file__).parents[2]
PLAN = """#Harbour Plan
{div .section}

The Home Office will publish a **map of harbours** by May 2033.<br>It will be free.

We will:

3. build the north quay
4. build the south quay
    - with lamps

| Port | Action |
|---|---|
| Leith | The Home Office will dredge it. |

> Ships are slow.
"""
GOLD = {
    "commitments": [
        {
            "text": "The Home Office will publish a map of harbours by May 2033.",
            "start": 33,
            "end": 96,
            "owner": "Home Office",
            "deadline": "2033",
        },
        {"text": "Ships will pay a fee.", "start": 500, "end": 521, "owner": None, "deadline": None, "optional": True},
    ],
}


@pytest.fixture(scope="module")
def modules() -> Iterator[dict[str, ModuleType]]:
    sys.path.insert(0, str(ROOT))
    yield {name: importlib.import_module(f"benchmarks.{name}") for name in ("pieces", "office", "reading", "reading_speed")}
    sys.path.remove(str(ROOT))


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "plan.md").write_text(PLAN, encoding="utf-8")
    (folder / "plan.gold.json").write_text(json.dumps(GOLD), encoding="utf-8")
    meta = {"plan.md": {"title": "Harbour Plan", "publisher": "Department for Transport", "published": "2031-05-14", "kind": "strategy"}}
    (folder / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
    return folder


def shape(pieces: ModuleType, body: str) -> list[tuple[str, int, int | None, str]]:
    return [(piece.kind, piece.level, piece.number, piece.text) for piece in pieces.pieces_of(body)]


def test_markdown_becomes_pieces_without_what_publishing_systems_leave_in_it(modules: dict[str, ModuleType], corpus: Path) -> None:
    pieces = modules["pieces"]

    assert shape(pieces, pieces.html_of(corpus / "plan.md")) == [
        ("heading", 1, None, "Harbour Plan"),
        ("paragraph", 0, None, "The Home Office will publish a map of harbours by May 2033.\nIt will be free."),
        ("paragraph", 0, None, "We will:"),
        ("item", 1, 3, "build the north quay"),
        ("item", 1, 4, "build the south quay"),
        ("item", 2, None, "with lamps"),
        ("table", 0, None, ""),
        ("quote", 0, None, "Ships are slow."),
    ]


def test_a_table_keeps_its_rows_and_knows_its_headers(modules: dict[str, ModuleType], corpus: Path) -> None:
    pieces = modules["pieces"]

    (table,) = [piece for piece in pieces.pieces_of(pieces.html_of(corpus / "plan.md")) if piece.kind == "table"]

    rows = [[pieces.text_of(cell) for cell in row] for row in table.rows]
    assert (table.headers, rows) == (1, [["Port", "Action"], ["Leith", "The Home Office will dredge it."]])


def test_bold_words_stay_bold(modules: dict[str, ModuleType], corpus: Path) -> None:
    pieces = modules["pieces"]

    paragraph = pieces.pieces_of(pieces.html_of(corpus / "plan.md"))[1]

    assert [run.text for run in paragraph.runs if run.bold] == ["map of harbours"]


def test_text_without_markup_is_parted_at_its_lines_or_at_blank_ones(modules: dict[str, ModuleType], tmp_path: Path) -> None:
    pieces = modules["pieces"]
    (tmp_path / "long.txt").write_text(f"{'word ' * 40}\n{'term ' * 40}\n", encoding="utf-8")
    (tmp_path / "wrapped.txt").write_text("one\ntwo < three\n\nfour\n", encoding="utf-8")

    assert [len(pieces.pieces_of(pieces.html_of(tmp_path / name))) for name in ("long.txt", "wrapped.txt")] == [2, 2]
    assert [piece.text for piece in pieces.pieces_of(pieces.html_of(tmp_path / "wrapped.txt"))] == ["one two < three", "four"]


def test_long_words_may_be_hyphenated_and_short_ones_not(modules: dict[str, ModuleType]) -> None:
    assert modules["pieces"].hyphenated("we administer national plans") == "we admi\u00adnister national plans"


def test_a_word_file_has_real_headings_lists_and_tables(modules: dict[str, ModuleType], corpus: Path, tmp_path: Path) -> None:
    pieces = modules["pieces"].pieces_of(modules["pieces"].html_of(corpus / "plan.md"))
    (tmp_path / "plan.docx").write_bytes(modules["office"].word_file("Harbour Plan", pieces))

    with ZipFile(tmp_path / "plan.docx") as package:
        body = package.read("word/document.xml").decode()
        numbering = package.read("word/numbering.xml").decode()

    assert [body.count(mark) for mark in ('"Heading1"', '"ListNumber"', '"ListBullet2"', "<w:tblHeader/>", "<w:tr>")] == [1, 2, 1, 1, 2]
    assert numbering.count('<w:startOverride w:val="3"/>') == 1


@pytest.mark.parametrize("columns", [1, 2])
def test_a_typeset_pdf_holds_every_word_and_its_running_head(modules: dict[str, ModuleType], corpus: Path, columns: int) -> None:
    pieces = modules["pieces"].pieces_of(modules["pieces"].html_of(corpus / "plan.md"))

    content = modules["office"].typeset_file("Harbour Plan", pieces, columns=columns)

    (page,) = modules["reading"].pages_of(content)
    for words in ("Publishedforconsultation", "HarbourPlan", "3buildthenorthquay", "4buildthesouthquay", "TheHomeOfficewilldredgeit"):
        assert words in page


def test_a_web_page_has_what_stands_on_every_page_around_the_document(modules: dict[str, ModuleType]) -> None:
    page = modules["office"].web_page("A < B", "<p>Text</p>").decode()

    assert "<title>A &lt; B</title>" in page
    assert '<main id="content"><p>Text</p></main>' in page
    assert page.index("<nav") < page.index("<main") < page.index("<footer")


def test_each_format_is_compared_with_the_original(modules: dict[str, ModuleType], corpus: Path, tmp_path: Path) -> None:
    formats = {"web page": (".html", modules["office"].web_page), "scroll": (".scroll", modules["office"].web_page)}

    tallies = modules["reading"].compare(corpus, tmp_path, formats, modules["reading"].load_vocabulary())

    assert list(tallies) == ["original", "web page"]
    assert tallies["web page"].counts == tallies["original"].counts
    assert tallies["web page"].counts["commitments"]["right"] == 1
    assert tallies["web page"].quotes > 0
    assert tallies["web page"].adrift == []


def test_a_format_that_loses_commitments_is_named(modules: dict[str, ModuleType], corpus: Path, tmp_path: Path) -> None:
    formats = {"empty page": (".html", lambda title, body: b"<p>Nothing of it.</p>")}

    tallies = modules["reading"].compare(corpus, tmp_path, formats, modules["reading"].load_vocabulary())

    assert tallies["empty page"].errors[0] == "plan.html: missed: The Home Office will publish a map of harbours by May 2033."
    lines = [" ".join(line.split()) for line in modules["reading"].table(tallies)]
    assert lines[2].startswith("empty page 0.000")
    assert lines[2].endswith("MISSED")


def test_the_harmonic_mean_is_one_when_there_is_nothing_to_find(modules: dict[str, ModuleType]) -> None:
    f1 = modules["reading"].f1

    assert (f1(Counter()), f1(Counter(right=1, found=1, wanted=3)), f1(Counter(found=2, wanted=2))) == (1.0, 0.5, 0.0)


def test_a_quote_that_runs_on_to_the_next_page_is_sought_by_its_beginning(modules: dict[str, ModuleType]) -> None:
    assert modules["reading"].letters("We will\u00ad re-build, by 2031!") == "Wewillrebuildby2031"


def test_both_readers_take_turns_and_the_first_turn_does_not_count(modules: dict[str, ModuleType]) -> None:
    turns: list[str] = []

    modules["reading_speed"].in_turns(lambda: turns.append("ours"), lambda: turns.append("bare"), rounds=2)

    assert turns == ["ours", "bare"] * 3


def test_speed_is_told_for_each_format_that_has_a_reader(modules: dict[str, ModuleType], corpus: Path, tmp_path: Path) -> None:
    formats = {"web page": (".html", modules["office"].web_page), "scroll": (".scroll", modules["office"].web_page)}

    lines = [line.split() for line in modules["reading_speed"].speed(corpus, tmp_path, formats)]

    assert [(line[:2], line[6]) for line in lines[1:]] == [(["web", "page"], "html.parser"), (["web", "page"], "lxml")]


def test_the_bare_libraries_read_what_the_converters_make(modules: dict[str, ModuleType], corpus: Path) -> None:
    office, speed = modules["office"], modules["reading_speed"]
    body = modules["pieces"].html_of(corpus / "plan.md")
    pieces = modules["pieces"].pieces_of(body)

    speed.bare_html(office.web_page("Plan", body))
    speed.bare_lxml(office.web_page("Plan", body))
    speed.bare_docx(office.word_file("Plan", pieces))
    speed.bare_pdf(office.typeset_file("Plan", pieces))
    with pytest.raises(pypdfium2.PdfiumError):
        speed.bare_pdf(b"no PDF")


def test_what_a_site_generator_reads_before_the_text_is_not_printed(modules: dict[str, ModuleType], tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    path.write_text("---\ntitle: Plan\ntag: news\n---\n\nWe will act.\n\n---\n\nWe will stay.\n", encoding="utf-8")

    assert [piece.text for piece in modules["pieces"].pieces_of(modules["pieces"].html_of(path))] == ["We will act.", "We will stay."]


def test_a_cell_taller_than_a_page_is_typeset(modules: dict[str, ModuleType]) -> None:
    body = f"<table><tr><th>Plan</th><th>Year</th></tr><tr><td>{'We will mend the walls. ' * 600}</td><td>2031</td></tr></table>"

    assert modules["office"].typeset_file("Plan", modules["pieces"].pieces_of(body)).startswith(b"%PDF-")
