"""How soon a page can be used, and how smoothly it moves: ours beside stock pyvis, the same graphs, in turns in one Chromium.

    python -m benchmarks.pages [NODES ...]

For each of the two: seconds to make the page (for ours with its layout), its
size, seconds from opening the file until the first usable picture, and frames a
second while the picture is panned and zoomed. Stock pyvis settles its layout in
the browser, ours comes with positions; stock is given up after two minutes, and
said to be. Both run without a network, as they would on a locked-down desk.
"""

import random
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Error, Page
from pyvis.network import Network

from benchmarks.browser import chromium
from graph.identifiers import commitment_id, digest, organisation_id
from graph.kinds import Commitment, Document, Makes, Organisation, Passage
from graph.subgraph import Subgraph
from visualisations.page import Words, render

SIZES = (200, 1_000, 2_000, 5_000)
PATIENCE_S = 120
MOVES = 60
SETTLED = "document.getElementById('loadingBar')?.style.opacity === '0'"
# Each move waits for the frame that shows it, so that the frames counted are frames that were drawn.
MOVING = """async ([moves, isOurs]) => {
  const network = isOurs ? page.picture.network : window.network;
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const { x, y } = network.getViewPosition();
  const scale = network.getScale();
  await frame();
  const started = performance.now();
  for (let move = 0; move < moves; move += 1) {
    network.moveTo({ position: { x: x + 4 * move, y: y + 2 * move }, scale: scale * (1 + move / (2 * moves)), animation: false });
    await frame();
  }
  return 1000 * moves / (performance.now() - started);
}"""


@dataclass(frozen=True)
class Measured:
    """One page; `usable_s` and `frames` are None when it was given up."""

    made_s: float
    megabytes: float
    usable_s: float | None
    frames: float | None

    def __str__(self) -> str:
        made = f"made in {self.made_s:.2f} s, {self.megabytes:.2f} MB"
        if self.usable_s is None:
            return f"{made}, given up after {PATIENCE_S} s"
        return f"{made}, usable after {self.usable_s:.2f} s, {self.frames or 0:.1f} frames a second"


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


def ours(graph: Subgraph) -> str:
    """Our page of the graph."""
    return render(graph, Words("Benchmark", "Nothing."))


def stock(graph: Subgraph) -> str:
    """The page that pyvis makes by itself, its script put inside."""
    network = Network(cdn_resources="in_line")
    for node in graph.nodes:
        network.add_node(node.id, label=node.id)
    for link in graph.relationships:
        network.add_edge(link.source, link.target)
    return str(network.generate_html())


def measured(browser: Browser, graph: Subgraph, folder: Path, *, is_ours: bool) -> Measured:
    """The page of the graph, made, opened and moved."""
    started = time.perf_counter()
    html = ours(graph) if is_ours else stock(graph)
    made = time.perf_counter() - started
    path = folder / "page.html"
    path.write_text(html, encoding="utf-8")
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.route("http*://**", lambda route: route.abort())
    try:
        usable = seconds_to_use(page, path, is_ours=is_ours)
        frames = None if usable is None else float(page.evaluate(MOVING, [MOVES, is_ours]))
    finally:
        page.close()
    return Measured(made, len(html.encode()) / 1e6, usable, frames)


def seconds_to_use(page: Page, path: Path, *, is_ours: bool) -> float | None:
    """From opening the file until its picture can be used; None when that takes too long."""
    started = time.perf_counter()
    try:
        page.goto(path.as_uri(), timeout=1_000 * PATIENCE_S)
        # Our page's policy forbids the eval that waiting for a function needs; its root says by an attribute that it is drawn.
        if is_ours:
            page.wait_for_selector("html[data-drawn]", timeout=1_000 * PATIENCE_S)
        else:
            page.wait_for_function(SETTLED, timeout=1_000 * PATIENCE_S)
    except Error:
        return None
    return time.perf_counter() - started


def main() -> None:
    """Print three lines for each size."""
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    with chromium() as browser, tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            graph = graph_of(size)
            print(f"{size:,} nodes, {len(graph.relationships):,} links", flush=True)
            found = {}
            for name, is_ours in (("ours", True), ("stock", False)):
                found[name] = measured(browser, graph, Path(folder), is_ours=is_ours)
                print(f"  {name}: {found[name]}", flush=True)
            print(f"  {ratio(found['ours'], found['stock'])}", flush=True)


def ratio(one: Measured, other: Measured) -> str:
    """How many times sooner the one is usable."""
    if one.usable_s is None:
        return "no ratio: ours was given up"
    if other.usable_s is None:
        return f"ours is usable more than {PATIENCE_S / one.usable_s:.0f} times sooner"
    return f"ours is usable {other.usable_s / one.usable_s:.1f} times sooner"


if __name__ == "__main__":
    main()
