"""Themes from SKOS (Turtle, RDF/XML, JSON-LD, N-Triples): concepts with labels, definitions, and what is above them."""

import json
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax import SAXException, SAXParseException

from graph.errors import UnreadableDocument
from ingest.formats.decode import decode
from ingest.vocabulary.own import OwnEntries, OwnTheme, Place, VocabularyInvalid

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

SKOS_SUFFIXES = {".ttl": "turtle", ".rdf": "xml", ".xml": "xml", ".owl": "xml", ".jsonld": "application/ld+json", ".nt": "nt"}
# SKOS has no property for words that only seem to show a concept, or show it weakly.
NEGATIVE, WEAK = "urn:policygraph:negativeLabel", "urn:policygraph:weakLabel"
LONGEST = 20_000_000
NAMES = {"turtle": "Turtle", "xml": "RDF/XML", "application/ld+json": "JSON-LD", "nt": "N-Triples"}

_ENGLISH = {"en-gb": 0, "en": 1, "": 2}
# Of Turtle: "at line 2 of <>: Bad syntax (…) at ^ in: …".
_TOLD = re.compile(r"at line (?P<line>\d+) of <[^>]*>: (?P<reason>.*?)(?: at \^ in:.*)?$")


def load_skos(path: Path) -> tuple[OwnEntries, Place]:
    """The concepts of a SKOS file as themes, and where each stands.

    English labels count, and those of no language; in a file without any of
    these, all. `narrower` is read as `broader` the other way round.

    Raises:
        VocabularyInvalid: it cannot be read, asks for something from the network, or has a concept without a label.
    """
    text = _text(path)
    graph = _parsed(path, text)
    reader = _Reader(path, text, graph)
    return reader.entries(), reader.place


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
        text, _ = decode(content, path.name)
    except OSError as error:
        raise VocabularyInvalid(str(path), problem=f"it cannot be opened: {error.strerror}") from error
    except UnreadableDocument as error:
        raise VocabularyInvalid(str(path), problem=error.reason, fix=error.fix) from error
    if len(text) > LONGEST:
        raise VocabularyInvalid(str(path), problem=f"it has more than {LONGEST:,} characters", fix="Take the part of it that you need.")
    return text


def _parsed(path: Path, text: str) -> "Graph":
    try:
        from rdflib import Dataset, Graph  # noqa: PLC0415 - an extra
        from rdflib.exceptions import Error  # noqa: PLC0415
    except ImportError as error:
        fix = "Install it with: pip install 'policygraph[skos]'"
        raise VocabularyInvalid(str(path), problem="reading SKOS needs rdflib, which is not installed", fix=fix) from error
    kind = SKOS_SUFFIXES[path.suffix.lower()]
    _refuse_what_lies_elsewhere(path, text, kind)
    graph = Graph()
    try:
        with warnings.catch_warnings():
            # Of rdflib about rdflib, and of addresses that are none.
            warnings.simplefilter("ignore")
            parsed = Dataset().parse(data=text, format=kind, publicID="urn:policygraph:vocabulary/")
            for subject, role, value, _ in parsed.quads():
                graph.add((subject, role, value))
    # Its parsers have errors of their own, and stumble in many ways over what is well-formed and means nothing.
    except (Error, SAXException, SyntaxError, ValueError, LookupError, AttributeError, TypeError, AssertionError, RecursionError) as error:
        raise VocabularyInvalid(str(path), problem=_where(error), fix=f"Check that it is {NAMES[kind]}.") from error
    return graph


def _where(error: Exception) -> str:
    """What is wrong and in which line, as the parsers tell it in their several ways."""
    if isinstance(error, SAXParseException):
        return f"line {error.getLineNumber()}, column {(error.getColumnNumber() or 0) + 1}: {error.getMessage()}"
    if isinstance(error, json.JSONDecodeError):
        return f"line {error.lineno}, column {error.colno}: {error.msg}"
    words = " ".join(str(error).split())
    told = _TOLD.match(words)
    if told is not None:
        return f"line {told['line']}: {told['reason']}"
    return words or type(error).__name__


def _refuse_what_lies_elsewhere(path: Path, text: str, kind: str) -> None:
    """A vocabulary stands in its file: nothing is fetched for it, and nothing blown up by entities."""
    entity = text.find("<!ENTITY") if kind == "xml" else -1
    if entity >= 0:
        fix = "Write the entities out, or save it as Turtle."
        raise VocabularyInvalid(str(path), problem=f"{_line(text, entity)}: it declares entities, which are refused", fix=fix)
    if kind != "application/ld+json":
        return
    try:
        linked = next(_linked_contexts(json.loads(text)), None)
    except (ValueError, RecursionError) as error:
        raise VocabularyInvalid(str(path), problem=_where(error), fix="Check that it is JSON-LD.") from error
    if linked is not None:
        place = _line(text, text.find(json.dumps(linked, ensure_ascii=False)))
        raise VocabularyInvalid(
            str(path),
            problem=f"{place}: its context lies elsewhere, at {linked!r}, and nothing is fetched",
            fix="Write the context into the file, or save it as Turtle.",
        )


def _linked_contexts(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _linked_contexts(item)
    if isinstance(value, dict):
        context = value.get("@context")
        yield from (one for one in (context if isinstance(context, list) else [context]) if isinstance(one, str))
        yield from (str(value["@import"]) for _ in [0] if "@import" in value)
        for member in value.values():
            yield from _linked_contexts(member)


def _line(text: str, offset: int) -> str:
    return f"line {text.count(chr(10), 0, max(offset, 0)) + 1}"


class _Reader:
    """Takes the concepts of a graph as themes."""

    def __init__(self, path: Path, text: str, graph: "Graph") -> None:
        from rdflib.namespace import RDF, SKOS  # noqa: PLC0415 - an extra

        self._path, self._text, self._graph, self._skos = path, text, graph, SKOS
        # By address, because a graph has no order of its own.
        self._concepts = sorted((node for node in set(graph.subjects(RDF.type, SKOS.Concept))), key=str)
        self._scheme = next(iter(sorted(graph.subjects(RDF.type, SKOS.ConceptScheme), key=str)), None)
        self._names = {concept: self._name(concept) for concept in self._concepts}

    def entries(self) -> OwnEntries:
        """All concepts, as themes."""
        if not self._concepts:
            raise VocabularyInvalid(str(self._path), problem="it holds no skos:Concept", fix="Check that it is a SKOS vocabulary.")
        title = self._labels(self._scheme, self._skos.prefLabel) if self._scheme is not None else []
        return OwnEntries(vocabulary=title[0] if title else None, themes=tuple(self._theme(concept) for concept in self._concepts))

    def place(self, *keys: int | str) -> str:
        """The line that first names the concept which `keys` speak of."""
        number = next((key for key in keys if isinstance(key, int)), None)
        if number is None:
            return "line 1"
        concept = str(self._concepts[number])
        tail = re.split(r"[/#:]", concept)[-1]
        found = max(self._text.find(concept), self._text.find(tail))
        return f"{_line(self._text, found)} ({concept})"

    def _theme(self, concept: "Node") -> OwnTheme:
        skos = self._skos
        above = {*self._graph.objects(concept, skos.broader), *self._graph.subjects(skos.narrower, concept)}
        definitions = self._labels(concept, skos.definition) or self._labels(concept, skos.scopeNote)
        return OwnTheme(
            name=self._names[concept],
            definition=definitions[0] if definitions else "",
            labels=tuple(self._labels(concept, skos.altLabel) + self._labels(concept, skos.hiddenLabel)),
            weak=tuple(self._labels(concept, WEAK)),
            negative=tuple(self._labels(concept, NEGATIVE)),
            broader=tuple(sorted(self._names[wider] for wider in above if wider in self._names and wider != concept)),
        )

    def _name(self, concept: "Node") -> str:
        names = self._labels(concept, self._skos.prefLabel)
        if not names:
            place = self.place(self._concepts.index(concept))
            raise VocabularyInvalid(str(self._path), problem=f"{place}: the concept has no skos:prefLabel", fix="Give it a label.")
        return names[0]

    def _labels(self, concept: "Node", role: str) -> list[str]:
        """The texts of a concept, English ones and those of no language; all of them when there are none such; sorted."""
        from rdflib import Literal, URIRef  # noqa: PLC0415 - an extra

        texts = [text for text in self._graph.objects(concept, URIRef(role)) if isinstance(text, Literal) and str(text).strip()]
        english = [text for text in texts if (text.language or "en").lower().startswith("en")]
        # British English first, so that of two preferred labels always the same one is taken.
        ranked = sorted(english or texts, key=lambda text: (_ENGLISH.get((text.language or "").lower(), 2), text.language or "", str(text)))
        return list(dict.fromkeys(" ".join(str(text).split()) for text in ranked))
