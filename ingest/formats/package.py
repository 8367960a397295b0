"""Office Open XML packages, the zip files behind .docx and .xlsx: their parts, read with care.

Source: ECMA-376, part 2 (packages and relationships). Nothing is unpacked to
disk, no document type is allowed, and no part is read beyond its limit.
"""

import posixpath
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Protocol
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from graph.errors import UnreadableDocument
from ingest.documents import Problem, RawDocument

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK"
# Names in the directory of an old container are in UTF-16.
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
MOST_PARTS = 10_000
BIGGEST_PART = 32_000_000
# Of those that are kept as a tree, such as the styles.
BIGGEST_TREE = 4_000_000
BIGGEST_PACKAGE = 128_000_000
# What is read as XML; pictures and fonts stay closed, however big.
XML_NAME = re.compile(r"\.(?:xml|rels)$", re.IGNORECASE)
OFFICE_DOCUMENT = "/officeDocument"

# The same names of the transitional and of the strict edition of the standard.
PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "x",
    "http://purl.oclc.org/ooxml/spreadsheetml/main": "x",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/picture": "pic",
    "http://purl.oclc.org/ooxml/drawingml/picture": "pic",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
    "http://purl.oclc.org/ooxml/drawingml/chart": "c",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "dgm",
    "http://purl.oclc.org/ooxml/drawingml/diagram": "dgm",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
    "http://purl.org/dc/elements/1.1/": "dc",
}

Attributes = Mapping[str, str]


class Sink(Protocol):
    """What takes the events of a part; names are like 'w:p', attributes like 'w:val', and '' stands for no namespace."""

    def start(self, name: str, attributes: Attributes, /) -> None:
        """An element begins."""
        ...

    def end(self, name: str, /) -> None:
        """An element ends."""
        ...

    def text(self, text: str, /) -> None:
        """Characters inside the element that was begun last."""
        ...


@dataclass(frozen=True, slots=True)
class Relationship:
    """What a part refers to."""

    type: str
    """The last word of its type: 'hyperlink', 'footnotes', 'worksheet'."""
    target: str
    """The name of a part, or an address outside."""
    external: bool


@dataclass(slots=True)
class Element:
    """One element of a small part."""

    name: str = ""
    attributes: Attributes = field(default_factory=dict)
    children: list["Element"] = field(default_factory=list)
    text: str = ""

    def all(self, name: str) -> list["Element"]:
        """Its children of a name."""
        return [child for child in self.children if child.name == name]

    def get(self, *path: str) -> str | None:
        """What the last of `path`, an attribute, says of the first child, grandchild, ... of these names; None when it says nothing."""
        here = self
        for name in path[:-1]:
            inner = next((child for child in here.children if child.name == name), None)
            if inner is None:
                return None
            here = inner
        return here.attributes.get(path[-1])


class _Tree:
    """Builds a tree."""

    def __init__(self) -> None:
        self.root = Element()
        self._open = [self.root]

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        element = Element(name, attributes)
        self._open[-1].children.append(element)
        self._open.append(element)

    def end(self, _: str) -> None:
        """An element ends."""
        self._open.pop()

    def text(self, text: str) -> None:
        """Characters."""
        self._open[-1].text += text


class Package:
    """The parts of one file.

    Raises:
        UnreadableDocument: it is encrypted, damaged, too large, or no such package at all.
    """

    def __init__(self, raw: RawDocument, suffix: str) -> None:
        self._raw = raw
        self._suffix = suffix
        self._read = 0
        if not raw.content.startswith(ZIP):
            raise self._no_zip()
        try:
            self._zip = ZipFile(BytesIO(raw.content))
        except (BadZipFile, ValueError, NotImplementedError) as error:
            raise self._damaged("", f"its table of contents is missing or broken ({error})") from error
        self._names = {name.lower(): name for name in self._zip.namelist()}
        self._check_sizes()
        self.main = self._main_part()

    def problems(self) -> list[Problem]:
        """What is suspicious about the package itself."""
        unsafe = [name for name in self._zip.namelist() if name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or ":" in name]
        reason = "it holds a part whose name leads outside; nothing was unpacked and the part was not read"
        return [Problem("office-unsafe-name", repr(name[:200]), reason, "Ask where the file comes from.") for name in sorted(unsafe)]

    def part_of(self, part: str, kind: str) -> str | None:
        """The name of the part of a kind that `part` refers to, such as 'styles'; None when there is none."""
        found = sorted(item.target for item in self.relationships(part).values() if item.type == kind and not item.external)
        return next((name for name in found if name.lower() in self._names), None)

    def relationships(self, part: str) -> dict[str, Relationship]:
        """What `part` refers to, by the ids it uses."""
        folder, name = posixpath.split(part)
        sink = _Relationships(folder)
        self.parse(posixpath.join(folder, "_rels", f"{name}.rels"), sink)
        return sink.found

    def holds(self, part: str) -> bool:
        """Whether there is a part of that name."""
        return part.lower() in self._names

    def tree(self, part: str | None) -> "Element":
        """A small part as a tree; an element without children when there is no such part.

        Raises:
            UnreadableDocument: it is damaged, too large, no XML, or declares a document type.
        """
        sink = _Tree()
        if part is not None:
            self.parse(part, sink, biggest=BIGGEST_TREE)
        return sink.root

    def parse(self, part: str, sink: Sink, *, biggest: int = BIGGEST_PART) -> bool:
        """Hand the events of a part of at most `biggest` bytes to `sink`; False when there is no such part.

        Raises:
            UnreadableDocument: it is damaged, too large, no XML, or declares a document type.
        """
        content = self._content(part, biggest)
        if content is None:
            return False
        events = _Events(sink)
        try:
            events.parse(content)
        except expat.ExpatError as error:
            reason = f"its part {part} is not well-formed XML: {expat.ErrorString(error.code)}"
            place = f"{part}, line {error.lineno}, column {error.offset + 1}"
            raise self._unreadable("office-broken-xml", reason, f"Open it, repair it and save it as {self._suffix}.", place) from error
        except (LookupError, ValueError) as error:
            reason = f"its part {part} is in an encoding that cannot be read ({error})"
            raise self._unreadable("office-broken-xml", reason, f"Open it and save it as {self._suffix}.", part) from error
        except _Doctype as error:
            reason = "its XML declares a document type, through which a file can reach for others or swell without end"
            raise self._unreadable(
                "office-doctype", reason, "Ask where the file comes from; no office program writes such.", part
            ) from error
        return True

    def _content(self, part: str, biggest: int) -> bytes | None:
        name = self._names.get(part.lower())
        if name is None:
            return None
        size = self._zip.getinfo(name).file_size
        self._read += size
        if size > biggest or self._read > BIGGEST_PACKAGE:
            raise self._too_large(part, size)
        try:
            # Never more than the directory says: the rest of a part that is longer fails its checksum.
            return self._zip.read(name)
        except (BadZipFile, EOFError, zlib.error, NotImplementedError, OSError, ValueError) as error:
            raise self._damaged(part, f"its part {part} cannot be unpacked ({error})") from error
        except RuntimeError as error:
            raise self._encrypted(part) from error

    def _check_sizes(self) -> None:
        parts = self._zip.infolist()
        if len(parts) > MOST_PARTS:
            raise self._unreadable("office-too-large", f"it has {len(parts):,} parts", f"A document has at most {MOST_PARTS:,}.")
        if any(part.flag_bits & 1 for part in parts):
            raise self._encrypted("")
        big = max(parts, key=lambda part: part.file_size if XML_NAME.search(part.filename) else 0, default=None)
        if big is not None and XML_NAME.search(big.filename) and big.file_size > BIGGEST_PART:
            raise self._too_large(big.filename, big.file_size)

    def _main_part(self) -> str:
        for relationship in self.relationships("").values():
            if relationship.type == OFFICE_DOCUMENT[1:] and relationship.target.lower() in self._names:
                return relationship.target
        reason = f"it is a zip file and no {self._suffix} document"
        raise self._unreadable("office-not-a-document", reason, "Unpack it, and ingest the documents in it.")

    def _no_zip(self) -> UnreadableDocument:
        if self._raw.content.startswith(OLD_OFFICE):
            return self._encrypted("") if ENCRYPTED in self._raw.content else self._old()
        reason = f"its first bytes are not those of a {self._suffix} file"
        return self._unreadable("office-not-a-document", reason, f"Check that it is the file you mean, and save it as {self._suffix}.")

    def _old(self) -> UnreadableDocument:
        reason = "it is in the binary format of before 2007, whatever its name says"
        return self._unreadable("office-old-format", reason, f"Open it in an office program and save it as {self._suffix}.")

    def _encrypted(self, part: str) -> UnreadableDocument:
        return self._unreadable(
            "office-encrypted", "it is protected by a password", "Save it without a password and ingest it again.", part
        )

    def _damaged(self, part: str, reason: str) -> UnreadableDocument:
        return self._unreadable("office-damaged", reason, "Fetch or save the file again; it may have been cut off on its way.", part)

    def _too_large(self, part: str, size: int) -> UnreadableDocument:
        reason = f"its part {part} unpacks to {size:,} bytes; at most {BIGGEST_PART:,} a part and {BIGGEST_PACKAGE:,} in all are read"
        return self._unreadable("office-too-large", reason, "Split the document, or ask where the file comes from.", part)

    def _unreadable(self, code: str, reason: str, fix: str, place: str = "") -> UnreadableDocument:
        return UnreadableDocument(self._raw.name, code=code, reason=reason, fix=fix, place=place)


class _Doctype(Exception):
    """A document type is declared."""


class _Events:
    """Expat's events under short names."""

    def __init__(self, sink: Sink) -> None:
        self._names: dict[str, str] = {}
        self._start, self._end = sink.start, sink.end
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._element
        self._parser.EndElementHandler = self._element_end
        self._parser.CharacterDataHandler = sink.text
        self._parser.StartDoctypeDeclHandler = self._doctype

    def parse(self, content: bytes) -> None:
        """All of a part."""
        self._parser.Parse(content, True)

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        names = self._names
        known = names.get(name) or self._short(name)
        if attributes:
            attributes = {names.get(key) or self._short(key): value for key, value in attributes.items()}
        self._start(known, attributes)

    def _element_end(self, name: str) -> None:
        self._end(self._names[name])

    def _short(self, name: str) -> str:
        namespace, _, local = name.rpartition(" ")
        prefix = PREFIXES.get(namespace, "?") if namespace else ""
        return self._names.setdefault(name, f"{prefix}:{local}" if prefix else local)

    def _doctype(self, *_: object) -> None:
        raise _Doctype


class _Relationships:
    """Collects the relationships of a part in `folder`."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self.found: dict[str, Relationship] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        if name != "rel:Relationship":
            return
        external = attributes.get("TargetMode") == "External"
        target = attributes.get("Target", "")
        if not external:
            target = posixpath.normpath(posixpath.join("/", self._folder, target)).lstrip("/")
        kind = attributes.get("Type", "").rpartition("/")[2]
        self.found[attributes.get("Id", "")] = Relationship(kind, target, external)

    def end(self, _: str) -> None:
        """An element ends."""

    def text(self, _: str) -> None:
        """Characters, of which there are none that count."""
