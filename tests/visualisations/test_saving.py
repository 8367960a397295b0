"""What can be taken away from a page: pictures, and the whole graph for other programs."""

from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import Element

import networkx as nx
import pytest
from defusedxml import ElementTree
from playwright.sync_api import Page

from graph.subgraph import Subgraph
from visualisations.draw import page_of
from visualisations.views import VIEWS

Visit = Callable[..., Page]
HOSTILE = "</svg><script>window.hostile = 1</script> & \"quotes\" 'x' \u0007 ]]>"


def saved(page: Page, button: str, path: Path) -> Path:
    page.locator(".menu summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    download.value.save_as(path)
    return path


def root_of(path: Path) -> Element:
    root = ElementTree.parse(path).getroot()
    assert root is not None
    return root


def test_the_picture_is_saved_as_vectors_with_its_names(visit: Visit, sample: Subgraph, tmp_path: Path) -> None:
    page = visit(page_of(VIEWS["connections"], sample, ()))

    root = root_of(saved(page, "Picture as SVG", tmp_path / "picture.svg"))

    space = "{http://www.w3.org/2000/svg}"
    texts = ["".join(one.itertext()) for one in root.iter(f"{space}text")]
    assert "How are these departments connected?" in texts
    assert "Home Office" in texts
    assert len(list(root.iter(f"{space}line"))) == page.evaluate("() => page.shown.lines().size")


@pytest.mark.parametrize(("button", "read"), [("GraphML", nx.read_graphml), ("GEXF", nx.read_gexf)])
def test_the_whole_graph_is_read_by_networkx(
    button: str, read: Callable[[Path], "nx.Graph[str]"], visit: Visit, sample: Subgraph, tmp_path: Path
) -> None:
    page = visit(page_of(VIEWS["connections"], sample, ()), fragment="#hide=Commitment")

    network = read(saved(page, f"Whole graph as {button}", tmp_path / "graph.xml"))

    assert set(network.nodes) == {node.id for node in sample.nodes}
    assert network.number_of_edges() == len(sample.relationships)
    assert "“NHS England will withdraw paper referrals.”" in " ".join(str(data) for _, data in network.nodes(data=True))


@pytest.mark.parametrize("button", ["Picture as SVG", "Whole graph as GraphML", "Whole graph as GEXF"])
def test_hostile_names_are_text_in_what_is_saved(button: str, visit: Visit, sketched: Callable[..., Subgraph], tmp_path: Path) -> None:
    fields = {"organisation/a": {"name": HOSTILE}, "theme/b": {"name": HOSTILE}}
    page = visit(page_of(VIEWS["connections"], sketched("organisation/a\ntheme/b", fields), ()))

    path = saved(page, button, tmp_path / "saved.xml")

    root = root_of(path)
    assert [one.tag for one in root.iter() if one.tag.endswith("script")] == []
    assert "&lt;/svg&gt;&lt;script&gt;" in path.read_text(encoding="utf-8")
