"""How soon a page can be used, and how smoothly it moves: ours beside pyvis, the same graphs, in turns in one Chromium.

    python -m benchmarks.pages [NODES ...]

For each: seconds to make the page (for ours with its layout), its size, seconds
from opening the file until the first usable picture, and frames a second while
the picture is panned and zoomed. Stock pyvis settles its layout in the browser;
ours comes with positions. `placed` is what pyvis could do at best: positions
given, no physics, and none of our evidence, tables or search. Stock is opened
once and given up after two minutes, and said to be; the others are opened
`OPENINGS` times in turns, and the median counts. The browser has shown a page
before, as on anybody's desk. All run without a network.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

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
OPENINGS = 3
# Put into each page before its own scripts: notes when the frame after the first picture is drawn, so when the page can answer.
LOOKING = """(() => {
  const look = () => requestAnimationFrame(() => {
    if (%s) requestAnimationFrame(() => { window.usableAt = performance.now(); }); else look();
  });
  look();
})()"""
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
    return str(drawn_by_pyvis(graph).generate_html())


def placed(graph: Subgraph) -> str:
    """The page that pyvis makes when it is told where everything stands."""
    network = drawn_by_pyvis(graph)
    network.toggle_physics(False)
    for number, node in enumerate(network.nodes):
        node.update(x=60 * (number % 40), y=60 * (number // 40))
    return str(network.generate_html())


def drawn_by_pyvis(graph: Subgraph) -> Network:
    """The graph as pyvis takes it."""
    network = Network(cdn_resources="in_line")
    for node in graph.nodes:
        network.add_node(node.id, label=node.id)
    for link in graph.relationships:
        network.add_edge(link.source, link.target)
    return network


# What is drawn by whom, and the sign in the page that its picture is there.
DRAWERS: dict[str, tuple[Callable[[Subgraph], str], str]] = {
    "ours": (ours, "document.documentElement?.dataset.drawn"),
    "placed": (placed, "window.network?.body.nodeIndices.length"),
    "stock": (stock, "document.getElementById('loadingBar')?.style.opacity === '0'"),
}


@dataclass(frozen=True)
class Made:
    """A page in its file."""

    drawer: str
    path: Path
    made_s: float


def made(graph: Subgraph, drawer: str, folder: Path) -> Made:
    """The page of the graph, in the folder."""
    started = time.perf_counter()
    html = DRAWERS[drawer][0](graph)
    took = time.perf_counter() - started
    path = folder / f"{drawer}.html"
    path.write_text(html, encoding="utf-8")
    return Made(drawer, path, took)


def opened(browser: Browser, one: Made) -> tuple[float, float] | None:
    """Seconds until its picture can be used, and frames a second while it moves; None when it was given up."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.route("http*://**", lambda route: route.abort())
    try:
        page.goto("about:blank")
        page.add_init_script(LOOKING % DRAWERS[one.drawer][1])
        page.goto(one.path.as_uri(), wait_until="commit", timeout=1_000 * PATIENCE_S)
        usable = usable_after(page)
        return (usable, float(page.evaluate(MOVING, [MOVES, one.drawer == "ours"]))) if usable else None
    except Error:
        return None
    finally:
        page.close()


def usable_after(page: Page) -> float | None:
    """Seconds from the start of the page until its picture could be used, by the page's own clock; None when that takes too long."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        # Seldom, because each look takes a little of what is measured.
        time.sleep(0.25)
        if usable := page.evaluate("window.usableAt ?? null"):
            return float(usable) / 1_000
    return None


def measured(browser: Browser, graph: Subgraph, folder: Path) -> dict[str, Measured]:
    """The three pages of the graph: ours and the placed one in turns, stock at the end."""
    pages = {drawer: made(graph, drawer, folder) for drawer in DRAWERS}
    turns = [*(["ours", "placed"] * OPENINGS), "stock"]
    readings: dict[str, list[tuple[float, float]]] = {drawer: [] for drawer in DRAWERS}
    for drawer in turns:
        reading = opened(browser, pages[drawer])
        readings[drawer] += [reading] if reading else []
    return {drawer: summed_up(pages[drawer], readings[drawer]) for drawer in DRAWERS}


def summed_up(page: Made, readings: list[tuple[float, float]]) -> Measured:
    """The medians of what was read of a page."""
    megabytes = page.path.stat().st_size / 1e6
    if not readings:
        return Measured(page.made_s, megabytes, None, None)
    return Measured(page.made_s, megabytes, median(usable for usable, _ in readings), median(frames for _, frames in readings))


def main() -> None:
    """Print five lines for each size."""
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    with chromium() as browser, tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            graph = graph_of(size)
            print(f"{size:,} nodes, {len(graph.relationships):,} links", flush=True)
            found = measured(browser, graph, Path(folder))
            for drawer, reading in found.items():
                print(f"  {drawer}: {reading}", flush=True)
            print(f"  {ratio(found['ours'], found['stock'])}", flush=True)


def ratio(one: Measured, other: Measured) -> str:
    """How many times sooner the one is usable."""
    if one.usable_s is None:
        return "no ratio: ours was given up"
    if other.usable_s is None:
        return f"ours is usable more than {PATIENCE_S / one.usable_s:.0f} times sooner than stock"
    return f"ours is usable {other.usable_s / one.usable_s:.1f} times sooner than stock"


if __name__ == "__main__":
    main()
