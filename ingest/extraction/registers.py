"""Registers and vocabularies: tables in which each row is one organisation or one theme."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph.identifiers import NodeId, organisation_id, theme_id
from ingest.documents import Block, ReadDocument
from ingest.extraction.country import country_of
from ingest.extraction.findings import Findings, Mention, Named, Relation, Span
from ingest.extraction.gazetteer import lookup
from ingest.extraction.name_grammar import kind_of_body
from ingest.extraction.organisations import named_organisation
from ingest.vocabulary.entries import KnownOrganisation, Vocabulary
from ingest.vocabulary.loader import KINDS

# What columns are headed in registers, and what they hold.
HEADERS: dict[str, frozenset[str]] = {
    "name": frozenset(
        {"name", "organisation", "organization", "organisation name", "official name", "title", "body", "department", "agency"}
    ),
    "concept": frozenset({"concept", "theme", "term", "preferred label", "preflabel", "topic"}),
    "abbreviation": frozenset({"abbreviation", "acronym", "abbr", "short name", "short"}),
    "kind": frozenset({"kind", "type", "organisation type", "classification", "format"}),
    "parent": frozenset(
        {
            "parent",
            "parent organisation",
            "parent department",
            "part of",
            "sponsor",
            "sponsor department",
            "sponsoring department",
            "parent-organisation",
        }
    ),
    "opened": frozenset(
        {"start-date", "start date", "opened", "founded", "established", "from", "start", "opened-on", "opened_on", "start_date"}
    ),
    "closed": frozenset({"end-date", "end date", "closed", "dissolved", "abolished", "to", "end", "closed-on", "closed_on", "end_date"}),
    "successor": frozenset({"successor", "successors", "succeeded by", "replaced by", "superseded by", "successor organisation"}),
    "website": frozenset({"website", "url", "homepage", "web", "link"}),
    "aliases": frozenset({"aliases", "alias", "also known as", "other names", "alternative labels", "altlabel", "synonyms"}),
    "definition": frozenset({"definition", "description", "scope", "scope note"}),
    "broader": frozenset({"broader", "broader concept", "wider", "broader term"}),
}
ROLE_OF_HEADER = {header: role for role, headers in HEADERS.items() for header in headers}
DATE = re.compile(r"^\d{4}(?:-\d{2}(?:-\d{2})?)?$")
SURE = 0.98


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One row: its cells by what they hold, each with its place."""

    block: Block
    cells: Mapping[str, Span]

    def text(self, role: str) -> str:
        """What the cell says; '' when it is empty or missing."""
        span = self.cells.get(role)
        return span.text.strip() if span else ""

    @property
    def whole(self) -> Span:
        """The row as a passage."""
        return Span(self.block, 0, len(self.block.text))


@dataclass(slots=True)
class Entries:
    """What has been read from the rows so far."""

    things: dict[NodeId, Named] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)

    def add(self, thing: Named, span: Span, *, sure: bool = True) -> None:
        """Note a thing at its place; the row of its own tells more than a reference in another row."""
        if sure or thing.id not in self.things:
            self.things[thing.id] = thing
        self.mentions.append(Mention(thing.id, span, "register-row@1", SURE))


def is_register(document: ReadDocument) -> bool:
    """Whether the document is a table of organisations or of themes, by its genre or by the headers of nearly all of its rows."""
    rows = [block for block in document.blocks if block.kind == "row" and block.cells]
    texts = [block for block in document.blocks if block.kind in ("paragraph", "item", "quote")]
    # A register may have a few lines of prose; with more it is a report that holds a table.
    if not rows or len(texts) > len(rows) / 10:
        return False
    # The last row, since the first may be the headers, which stand under none.
    roles = {ROLE_OF_HEADER.get(cell.header.strip().lower(), "") for cell in rows[-1].cells}
    return bool(roles & {"concept"}) or ("name" in roles and len(roles - {""}) >= 2)


def read_register(document: ReadDocument, vocabulary: Vocabulary) -> Findings:
    """The organisations or themes a register lists, with the relations its columns state."""
    country = country_of(document, vocabulary, ())
    entries = Entries()
    rows = [_row(block) for block in document.blocks if block.kind == "row" and block.cells]
    for row in rows:
        if row.text("concept"):
            _add_theme(row, vocabulary, entries)
        elif row.text("name"):
            _add_organisation(row, vocabulary, country, entries)
    return Findings(
        things=tuple(entries.things[key] for key in sorted(entries.things)),
        mentions=tuple(entries.mentions),
        relations=tuple(entries.relations),
        country=country,
    )


def _row(block: Block) -> RegisterRow:
    cells: dict[str, Span] = {}
    position = 0
    for cell in block.cells:
        # From the cell before on, for two cells may say the same.
        start = block.text.find(cell.text, position) if cell.text else -1
        if start < 0:
            continue
        position = start + len(cell.text)
        role = ROLE_OF_HEADER.get(cell.header.strip().lower())
        if role and role not in cells:
            cells[role] = Span(block, start, position)
    return RegisterRow(block, cells)


def _add_organisation(row: RegisterRow, vocabulary: Vocabulary, country: str | None, entries: Entries) -> None:
    thing = _organisation(row.text("name"), row, vocabulary, country)
    entries.add(thing, row.cells["name"])
    opened, closed = _day(row.text("opened")), _day(row.text("closed"))
    for role, kind in (("parent", "PART_OF"), ("successor", "SUCCEEDED_BY")):
        for name in _several(row.text(role)):
            other = referred_to(name, vocabulary, country)
            if other.id == thing.id:
                continue
            entries.add(other, row.cells[role], sure=False)
            # A body is part of another while it lives, and has a successor once it is closed.
            dates = (opened, closed) if kind == "PART_OF" else (closed, None)
            entries.relations.append(Relation(kind, thing.id, other.id, row.whole, f"register-{role}@1", SURE, *dates))


def _organisation(name: str, row: RegisterRow | None, vocabulary: Vocabulary, country: str | None) -> Named:
    """The organisation a row is about: the known one of exactly that name, with what the row adds, else a new one."""
    entry = known_exactly(vocabulary, name, country)
    known = (
        named_organisation(entry).fields if entry else {"name": name, "kind": kind_of_body(name), "aliases": (), "jurisdiction": country}
    )
    stated = _stated(row) if row else {}
    fields = {key: value for key, value in {**known, **stated}.items() if value is not None}
    return Named(entry.id if entry else organisation_id(name, country), "Organisation", fields, entry.defined_by if entry else None)


def referred_to(name: str, vocabulary: Vocabulary, country: str | None) -> Named:
    """The organisation a row names as its parent or successor: by whatever known name, for it need have no row of its own."""
    entry = lookup(vocabulary, name, country)
    return named_organisation(entry) if entry and entry.closed_on is None else _organisation(name, None, vocabulary, country)


def known_exactly(vocabulary: Vocabulary, name: str, country: str | None) -> KnownOrganisation | None:
    """The known organisation whose own name this is, and not one of its aliases."""
    # A register gives former names their own rows: an alias of a body is another body there.
    entry = lookup(vocabulary, name, country)
    return entry if entry and _plain(entry.name) == _plain(name) else None


def _plain(name: str) -> str:
    return re.sub(r"\W+", " ", name.lower().replace("&", " and ").removeprefix("the ")).strip()


def _stated(row: RegisterRow) -> dict[str, object]:
    """The fields a row states; a cell that holds nothing of its sort is left out."""
    fields: dict[str, object] = {}
    if row.text("abbreviation"):
        fields["abbreviation"] = row.text("abbreviation")
    if row.text("kind").lower() in KINDS:
        fields["kind"] = row.text("kind").lower()
    if row.text("website").startswith(("http://", "https://")):
        fields["website"] = row.text("website")
    if row.text("aliases"):
        fields["aliases"] = tuple(sorted(_several(row.text("aliases"))))
    opened, closed = _day(row.text("opened")), _day(row.text("closed"))
    if opened:
        fields["opened_on"] = opened
    if closed:
        fields |= {"closed_on": closed, "status": "closed"}
    # An empty cell says that the body lives; a register without such a column says nothing.
    elif "closed" in {ROLE_OF_HEADER.get(cell.header.strip().lower()) for cell in row.block.cells}:
        fields["status"] = "live"
    return fields


def _day(text: str) -> str | None:
    """An ISO day, the first of the month or year when no more is said; None for anything else."""
    return (text + "-01-01")[:10] if DATE.match(text) else None


def _several(text: str) -> Sequence[str]:
    return [part.strip() for part in re.split(r"[;|]", text) if part.strip()]


def _add_theme(row: RegisterRow, vocabulary: Vocabulary, entries: Entries) -> None:
    thing = _theme(row.text("concept"), row, vocabulary)
    entries.add(thing, row.cells["concept"])
    for name in _several(row.text("broader")):
        wider = _theme(name, None, vocabulary)
        if wider.id != thing.id:
            entries.add(wider, row.cells["broader"], sure=False)
            entries.relations.append(Relation("NARROWER_THAN", thing.id, wider.id, row.whole, "register-broader@1", SURE))


def _theme(name: str, row: RegisterRow | None, vocabulary: Vocabulary) -> Named:
    known = vocabulary.themes_by_id.get(theme_id(name))
    fields: dict[str, object] = {
        "name": known.name if known else name,
        "aliases": tuple(sorted(_several(row.text("aliases")))) if row else (),
    }
    definition = (row.text("definition") if row else "") or (known.definition if known else "")
    if definition:
        fields["definition"] = definition
    return Named(theme_id(name), "Theme", fields, "vocabulary/themes" if known else None)
