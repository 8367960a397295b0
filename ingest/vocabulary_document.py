"""The themes of a user's vocabulary as a document of the graph: what is above what rests on a passage, like every claim."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.document_graph import DocumentGraph, check
from graph.identifiers import NodeId
from ingest.documents import Block, Metadata, RawDocument, ReadDocument
from ingest.extraction.findings import Findings, Mention, Named, Relation, Span
from ingest.outcome import reading_version
from ingest.report import IngestReport
from ingest.resolution.assemble import assemble
from ingest.vocabulary.entries import KnownTheme, Vocabulary
from ingest.vocabulary.own import OwnFile
from ingest.writing import Writer

SURE = 1.0
# A vocabulary file that lies among the documents is a document too, and a place holds only one.
LOCATION = "vocabulary:"


def vocabulary_documents(files: Sequence[OwnFile], vocabulary: Vocabulary) -> list[DocumentGraph]:
    """One document for each file that defines themes, ready to be written."""
    return [_document(file, vocabulary) for file in files if file.entries.themes]


def with_vocabularies(done: IngestReport, writer: Writer, files: Sequence[OwnFile], vocabulary: Vocabulary) -> IngestReport:
    """The report of a run, after the vocabulary files it read by are in the graph as well.

    Raises:
        WriterBusy: other writers did not end within five minutes.
    """
    return replace(done, written=done.written + writer.write(vocabulary_documents(files, vocabulary)))


def _document(file: OwnFile, vocabulary: Vocabulary) -> DocumentGraph:
    themes = _Themes(vocabulary)
    for number, theme in enumerate(file.entries.themes):
        themes.add(theme.name, place=file.place("themes", number))
    location = f"{LOCATION}{file.path.absolute()}"
    about = Metadata.model_validate({"title": f"Vocabulary: {file.name}", "kind": "vocabulary"})
    raw = RawDocument(file.path.name, location, b"", "text/plain", about)
    read = ReadDocument(raw, themes.text, tuple(themes.blocks))
    graph = DocumentGraph(assemble(read, themes.findings()), read.text, location, reading_version(vocabulary.digest))
    check(graph)
    return graph


class _Themes:
    """Writes a paragraph for each theme, and notes what it says and where."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._by_name = {theme.name: theme for theme in vocabulary.themes}
        self._known = vocabulary.themes_by_id
        self._things: dict[NodeId, Named] = {}
        self._mentions: list[Mention] = []
        self._relations: list[Relation] = []
        self.blocks: list[Block] = []
        self.text = ""

    def add(self, name: str, place: str) -> None:
        """The next theme of the file."""
        theme = self._by_name[name]
        wider = [self._known[key] for key in theme.broader]
        words = " ".join(_sentences(theme, wider))
        start = len(self.text) + 2 if self.text else 0
        self.text += ("\n\n" if self.text else "") + words
        block = Block("paragraph", words, range(start, start + len(words)), place=place)
        self.blocks.append(block)
        self._note(theme, Span(block, 0, len(theme.name)))
        at = words.rfind(_BROADER) + len(_BROADER)
        for above in wider:
            at = words.index(above.name, at)
            self._note(above, Span(block, at, at + len(above.name)))
            self._relations.append(Relation("NARROWER_THAN", theme.id, above.id, Span(block, 0, len(words)), "vocabulary-broader@1", SURE))
            at += len(above.name)

    def findings(self) -> Findings:
        """All that was noted."""
        return Findings(things=tuple(self._things.values()), mentions=tuple(self._mentions), relations=tuple(self._relations))

    def _note(self, theme: KnownTheme, span: Span) -> None:
        fields: dict[str, object] = {"name": theme.name, "definition": theme.definition or None, "aliases": theme.aliases}
        self._things[theme.id] = Named(theme.id, "Theme", fields, theme.defined_by)
        self._mentions.append(Mention(theme.id, span, "vocabulary@1", SURE))


_BROADER = "Part of: "


def _sentences(theme: KnownTheme, wider: Sequence[KnownTheme]) -> Iterator[str]:
    yield f"{theme.name}."
    if theme.definition:
        yield theme.definition
    for opening, labels in (
        ("Labels: ", theme.labels),
        ("Weak labels: ", theme.weak_labels),
        ("Not: ", theme.negative_labels),
        (_BROADER, tuple(above.name for above in wider)),
    ):
        if labels:
            yield f"{opening}{'; '.join(labels)}."
