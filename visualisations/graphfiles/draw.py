"""Draw a file: a graph that somebody saved in, one HTML page out."""

from pathlib import Path

from visualisations.graphfiles.assemble import assemble
from visualisations.graphfiles.graphml import read_graphml
from visualisations.graphfiles.json_graphs import read_json
from visualisations.graphfiles.loose import MOST_BYTES, GraphFileInvalid, LooseGraph
from visualisations.wording import counted


def draw_file(path: Path) -> str:
    """The page of the graph in a file; the same file gives the same page.

    Raises:
        GraphFileInvalid: it cannot be opened, is over 32 MB, or holds no graph that we can read; names the place and the fix.
    """
    from visualisations.page import Words, render  # noqa: PLC0415 - pyvis takes a second to import; a wrong file is told before

    subgraph, notes = assemble(read_graph(path))
    linked = {end for link in subgraph.relationships for end in (link.source, link.target)}
    alone = len(subgraph.nodes) - len(linked)
    answer = f"{counted(len(subgraph.nodes), 'thing')} and {counted(len(subgraph.relationships), 'link')} between them"
    answer += f"; {counted(alone, 'thing')} {'stands' if alone == 1 else 'stand'} alone." if alone and linked else "."
    words = Words(f"What does {path.name} hold?", answer, "Linked symbols stand near each other.", notes=tuple(notes))
    return render(subgraph, words, folds=False)


def read_graph(path: Path) -> LooseGraph:
    """What the file says.

    Raises:
        GraphFileInvalid: as in `draw_file`.
    """
    content = _content(path)
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start == b"<":
        graph = read_graphml(path.name, content)
    else:
        try:
            graph = read_json(path.name, content.decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise GraphFileInvalid(path.name, place=f"byte {error.start:,}", problem="it is not UTF-8") from error
    if not graph.nodes:
        raise GraphFileInvalid(path.name, problem="there is no node in it")
    return graph


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        fix = "Check the path."
        raise GraphFileInvalid(str(path), problem=error.strerror or str(error), fix=fix) from error
    if len(content) > MOST_BYTES:
        fix = "Save a part of it: no page shows so much."
        raise GraphFileInvalid(path.name, problem=f"it is larger than {MOST_BYTES // 1_000_000} MB", fix=fix)
    return content
