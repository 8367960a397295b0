import re
from importlib.resources import files
from pathlib import Path

import pytest
from neo4j import Driver

from api import demo
from graph.settings import Settings
from graph.store import GraphStore
from visualisations import VIEWS

SAMPLES = [entry.name for entry in (files("ingest") / "samples").iterdir() if entry.name != "meta.json"]


@pytest.fixture(scope="module")
def first_run(settings: Settings, sample_graph: Driver, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The demo's pages and the version of the graph, after one run on top of a user's own graph."""
    out = tmp_path_factory.mktemp("demo") / "pages"
    demo.run(settings, out)
    return out, GraphStore(sample_graph).summary().version


def test_the_demo_reads_every_sample_and_says_what_it_found(
    settings: Settings, first_run: tuple[Path, str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    report, _ = demo.run(settings, tmp_path)
    shown = capsys.readouterr().out

    assert len(report.entries) == len(SAMPLES)
    assert [(entry.name, entry.problems) for entry in report.entries if entry.status not in {"read", "unchanged"}] == []
    assert re.search(r"commitments\s+│\s+\d+", shown)
    assert "Some commitments" in shown


def test_a_second_demo_changes_nothing(settings: Settings, first_run: tuple[Path, str], sample_graph: Driver, tmp_path: Path) -> None:
    report, _ = demo.run(settings, tmp_path)

    assert report.count("unchanged") == len(SAMPLES)
    assert GraphStore(sample_graph).summary().version == first_run[1]


def test_the_demo_leaves_the_documents_of_a_named_neo4j_alone(first_run: tuple[Path, str], sample_graph: Driver) -> None:
    titles = [node.title for node in GraphStore(sample_graph).list_nodes("Document", limit=200).nodes if node.label == "Document"]

    assert {"2030 Digital Strategy", "10 Year Health Plan", "Dash review", "2024 Digital Strategy"} <= set(titles)


def test_a_page_is_written_for_every_view(first_run: tuple[Path, str]) -> None:
    names = sorted(page.name for page in first_run[0].glob("*.html"))

    assert {name.partition("-")[0].removesuffix(".html") for name in names} == set(VIEWS)
    assert all(
        (first_run[0] / name).read_text("utf-8").startswith("<!DOCTYPE html>") or "<html" in (first_run[0] / name).read_text("utf-8")[:500]
        for name in names
    )


def test_the_pages_are_the_same_every_time(settings: Settings, first_run: tuple[Path, str], tmp_path: Path) -> None:
    _, pages = demo.run(settings, tmp_path)

    assert [page.read_bytes() for page in pages] == [(first_run[0] / page.name).read_bytes() for page in pages]


def test_pages_that_still_hold_are_not_drawn_again(
    settings: Settings, first_run: tuple[Path, str], capsys: pytest.CaptureFixture[str]
) -> None:
    drawn = {page: page.stat().st_mtime_ns for page in first_run[0].glob("*.html")}

    _, pages = demo.run(settings, first_run[0])

    assert {page: page.stat().st_mtime_ns for page in pages} == drawn
    assert pages[0].name == "connections.html"
    assert "Some commitments" in capsys.readouterr().out


def test_a_page_that_was_spoilt_is_drawn_again(settings: Settings, first_run: tuple[Path, str]) -> None:
    page = first_run[0] / "connections.html"
    drawn = page.read_bytes()
    page.write_text("", "utf-8")

    demo.run(settings, first_run[0])

    assert page.read_bytes() == drawn
