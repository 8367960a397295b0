"""How soon a page can be used: ours beside stock pyvis, the same graphs, in turns in one Chromium.

    python -m benchmarks.pages [NODES ...]

Stock pyvis settles its layout in the browser, ours comes with positions. For
ours the time to make the page, layout included, is given too. Stock is given up
after a minute. Both run without a network, as they would on a locked-down desk.
"""

import random
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Error
from pyvis.network import Network

from benchmarks.browser import chromium
from graph.identifiers import commitment_id, digest, organisation_id
from graph.kinds import Commitment, Document, Makes, Organisation, Passage
from graph.subgraph import Subgraph
from visualisations.page import Words, render

SIZES = (200, 1_000)
PATIENCE_MS = 60_000


def graph_of(count: int) -> Subgraph:
    """`count` nodes and about three times as many relationships, the same for the same count."""
    dice = random.Random(count)
    version = digest(str(count), length=64)
    text = "The department will do what it said."
    passage = Passage(
        id=f"passage/{version[:12]}-0-{len(text)}", document=f"document/benchmark-{version[:12]}", text=text, start=0, end=len(text)
    )
    document = Document(
        id=passage.document, title="Benchmark", uri="b.md", media_type="text/markdown", sha256=version, version=version, length=len(text)
    )
    bodies = [
        Organisation(id=organisation_id(f"Department {n}"), name=f"Department {n}", evidence=(passage.id,), extractor="benchmark@1")
        for n in range(count // 10)
    ]
    promises = [
        Commitment(
            id=commitment_id(f"Promise {n}", "x"), text=f"Promise {n} will be kept.", evidence=(passage.id,), extractor="benchmark@1"
        )
        for n in range(count - len(bodies))
    ]
    pairs = sorted({(dice.choice(bodies).id, dice.choice(promises).id) for _ in range(count * 3)})
    links = [Makes(source=body, target=promise, evidence=(passage.id,), extractor="benchmark@1") for body, promise in pairs]
    return Subgraph(nodes=(*bodies, *promises), relationships=tuple(links), passages=(passage,), documents=(document,))


def stock(graph: Subgraph) -> str:
    """The page that pyvis makes by itself, its script put inside."""
    network = Network(cdn_resources="in_line")
    for node in graph.nodes:
        network.add_node(node.id, label=node.id)
    for link in graph.relationships:
        network.add_edge(link.source, link.target)
    return str(network.generate_html())


def seconds_to_use(browser: Browser, html: str, ready: str | None, folder: Path) -> float | None:
    """From opening the file until `ready` holds, for our page until it says so; None when that takes over a minute."""
    path = folder / "page.html"
    path.write_text(html, encoding="utf-8")
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.route("http*://**", lambda route: route.abort())
    try:
        started = time.perf_counter()
        page.goto(path.as_uri())
        # Our page's policy forbids the eval that waiting for a function needs; its root says by an attribute that it is drawn.
        if ready:
            page.wait_for_function(ready, timeout=PATIENCE_MS)
        else:
            page.wait_for_selector("html[data-ready]", timeout=PATIENCE_MS)
        return time.perf_counter() - started
    except Error:
        return None
    finally:
        page.close()


def main() -> None:
    """Print one line for each size."""
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    with chromium() as browser, tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            graph = graph_of(size)
            started = time.perf_counter()
            html = render(graph, Words("Benchmark", "Nothing."))
            made = time.perf_counter() - started
            ours = seconds_to_use(browser, html, None, Path(folder))
            theirs = seconds_to_use(browser, stock(graph), "document.getElementById('loadingBar')?.style.opacity === '0'", Path(folder))
            print(line(size, made, ours, theirs, len(html)), flush=True)


def line(size: int, made: float, ours: float | None, theirs: float | None, length: int) -> str:
    """One size in words."""
    ratio = f"{theirs / ours:.0f} times" if ours and theirs else "no ratio: one did not get there"
    shown = f"{ours:.2f} s" if ours else "not in 60 s"
    other = f"{theirs:.2f} s" if theirs else "not in 60 s"
    return f"{size} nodes: ours made in {made:.2f} s ({length / 1e6:.2f} MB), usable after {shown}; stock usable after {other}; {ratio}"


if __name__ == "__main__":
    main()
