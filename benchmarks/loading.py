"""How fast documents get into Neo4j: our writer beside bare batches of the same nodes and relationships, in turns on one server.

    python benchmarks/loading.py

The bare load is the limit of an online load: it keeps no quotes, settles
nothing between documents, and can take nothing out again. The figure to look at
is the ratio, not the seconds.
"""

import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from neo4j import Driver

from graph.connection import connect
from graph.local import LocalNeo4j
from graph.migrations import migrate
from graph.settings import Settings
from graph.writer import DocumentGraph, GraphWriter
from ingest.documents import Metadata, RawDocument
from ingest.one_document import read_and_extract
from ingest.vocabulary.loader import load_vocabulary

DOCUMENTS = 200
ROUNDS = 3
BATCH = 5_000
HERE = Path(__file__).parent
BODIES = ("Home Office", "Cabinet Office", "Ministry of Justice", "Department for Transport", "Department for Education", "HM Treasury")
ACTS = (
    "publish a register of its data sets",
    "train its staff in cyber security",
    "replace its legacy technology",
    "share data with others",
)

Load = Callable[[Driver, list[DocumentGraph]], None]


def plan(seed: int) -> RawDocument:
    """A plan of twenty promises, the same for the same seed."""
    dice = random.Random(seed)
    promises = (
        f"The {dice.choice(BODIES)} will {dice.choice(ACTS)} in area {dice.randrange(10_000)} by {dice.randrange(2026, 2035)}."
        for _ in range(20)
    )
    return RawDocument(
        name=f"plan-{seed}.md",
        location=f"plan-{seed}.md",
        content="\n\n".join([f"# Plan {seed}", *promises]).encode(),
        media_type="text/markdown",
        metadata=Metadata(title=f"Plan {seed}", publisher="Cabinet Office", kind="plan", country="gb"),
    )


def load_ours(driver: Driver, graphs: list[DocumentGraph]) -> None:
    """All documents through our writer, as `policygraph ingest` does it."""
    GraphWriter(driver).write(graphs)


def load_bare(driver: Driver, graphs: list[DocumentGraph]) -> None:
    """The ids of the same nodes and relationships, in batches of 5,000."""
    nodes, links = bare_rows(graphs)
    with driver.session(database="neo4j") as session:
        for name, rows in (("bare_nodes", nodes), ("bare_links", links)):
            for start in range(0, len(rows), BATCH):
                session.run(cypher(name), rows=rows[start : start + BATCH]).consume()


def bare_rows(graphs: list[DocumentGraph]) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """The ids of all nodes, documents and passages included, and the ends of all relationships; each once."""
    parts = [graph.subgraph for graph in graphs]
    nodes = {node.id for part in parts for node in (*part.nodes, *part.passages, *part.documents)}
    links = {(passage.document, passage.id) for part in parts for passage in part.passages}
    links |= {(passage, node.id) for part in parts for node in part.nodes for passage in node.evidence}
    links |= {(link.source, link.target) for part in parts for link in part.relationships}
    return [{"id": node} for node in sorted(nodes)], [{"source": source, "target": target} for source, target in sorted(links)]


def cypher(name: str) -> str:
    """The text of one of the benchmark's own statements."""
    return (HERE / f"{name}.cypher").read_text(encoding="utf-8")


def seconds(driver: Driver, load: Load, graphs: list[DocumentGraph]) -> float:
    """How long one load into an empty database takes."""
    with driver.session(database="neo4j") as session:
        session.run(cypher("bare_empty")).consume()
    started = time.perf_counter()
    load(driver, graphs)
    return time.perf_counter() - started


def main() -> None:
    """Print rows a second of both, and the ratio of each round."""
    vocabulary = load_vocabulary()
    graphs = [read_and_extract(plan(seed), vocabulary) for seed in range(DOCUMENTS)]
    rows = sum(len(part) for part in bare_rows(graphs))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        server = LocalNeo4j(Settings(home=Path(home), neo4j_uri=None))
        server.start()
        try:
            measure(server, graphs, rows)
        finally:
            server.stop()


def measure(server: LocalNeo4j, graphs: list[DocumentGraph], rows: int) -> None:
    """One warm-up, then both loads in turns."""
    own = Settings(neo4j_uri=server.uri, neo4j_user=server.user, neo4j_password=server.password, neo4j_password_file=None)
    with connect(own) as driver:
        migrate(driver, "neo4j")
        driver.execute_query(cypher("bare_index"), database_="neo4j")
        pairs = [(seconds(driver, load_ours, graphs), seconds(driver, load_bare, graphs)) for _ in range(ROUNDS + 1)][1:]
    for ours, bare in pairs:
        print(f"{rows} rows: ours {rows / ours:8.0f}/s   bare {rows / bare:8.0f}/s   ratio {bare / ours:.2f}")
    print(f"median ratio {statistics.median(bare / ours for ours, bare in pairs):.2f} (1 would be the bare load)")


if __name__ == "__main__":
    main()
