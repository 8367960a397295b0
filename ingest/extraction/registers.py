"""Registers and vocabularies: tables in which each row is one organisation or one theme."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from graph.identifiers import NodeId, organisation_id, theme_id
from graph.kinds import OrganisationKind
from ingest.documents import Block, ReadDocument
from ingest.extraction.country import country_of
from ingest.extraction.findings import Findings, Mention, Named, Relation, Span
from ingest.extraction.gazetteer import lookup
from ingest.extraction.name_grammar import kind_of_body
from ingest.extraction.organisations import named_organisation
from ingest.extraction.tables import column_of
from ingest.vocabulary.entries import KnownOrganisation, Vocabulary
from ingest.vocabulary.loader import KINDS

# What columns are headed in registers, and what they hold.
HEADERS: dict[str, frozenset[str]] = {
    "name": frozenset(
        {
            "name",
            "organisation",
            "organization",
            "organisation name",
            "organization name",
            "official name",
            "title",
            "body",
            "department",
            "agency",
        }
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
            "parents",
            "parent organisations",
            "parent body",
            "accountable to",
            "reports to",
            "responsible to",
            "sponsored by",
            "sponsor body",
            "sponsoring body",
            "owning department",
        }
    ),
    # A second body in a row, which is a part of the first.
    "part": frozenset(
        {
            "bureau",
            "component",
            "sub-agency",
            "subagency",
            "sub agency",
            "sub-organisation",
            "sub-organization",
            "suborganisation name",
            "suborganization name",
            "subordinate body",
            "operating division",
        }
    ),
    "opened": frozenset({"start date", "opened", "founded", "established", "from", "start", "opened on", "opened at"}),
    "closed": frozenset({"end date", "closed", "dissolved", "abolished", "to", "end", "closed on", "closed at"}),
    "status": frozenset({"status", "govuk status"}),
    "successor": frozenset(
        {"successor", "successors", "succeeded by", "replaced by", "superseded by", "successor organisation", "superseding organisations"}
    ),
    "predecessor": frozenset(
        {"predecessor", "predecessors", "preceded by", "replaces", "supersedes", "formerly", "former name", "superseded organisations"}
    ),
    "website": frozenset({"website", "url", "homepage", "web", "link"}),
    "aliases": frozenset({"aliases", "alias", "also known as", "other names", "alternative labels", "altlabel", "synonyms"}),
    "definition": frozenset({"definition", "description", "scope", "scope note"}),
    "broader": frozenset({"broader", "broader concept", "wider", "broader term"}),
}
# Words of registers for what we call otherwise.
KIND_WORDS: dict[str, OrganisationKind] = {
    "executive non-departmental public body": "non-departmental public body",
    "advisory non-departmental public body": "non-departmental public body",
    "special health authority": "health body",
    "devolved administration": "devolved government",
    "tribunal": "court",
    "sub organisation": "unit",
    "sub-organisation": "unit",
    "executive office": "unit",
    "ad-hoc advisory group": "group",
    "high profile group": "group",
}
CLOSED = frozenset({"closed", "dissolved", "abolished", "no longer exists", "replaced", "merged", "split", "changed name"})
LIVE = frozenset({"live", "active", "open", "exempt", "joining", "transitioning"})
ROLE_OF_HEADER = {header: role for role, headers in HEADERS.items() for header in headers}
# A time may follow the day.
DATE = re.compile(r"(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:T[\d:.+Z-]+)?")
SURE = 0.98
# More is a text that has come into the wrong column.
LONGEST_NAME = 500
RELATED = ("parent", "successor", "predecessor")


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


@dataclass(frozen=True, slots=True)
class Register:
    """What is known when a row is read."""

    vocabulary: Vocabulary
    country: str | None
    rows: Mapping[str, RegisterRow]
    """The row of each body that has one, by its plain name."""
    shared: frozenset[str] = frozenset()
    """The plain names that parts of several bodies have: "Office of the Secretary"."""

    def named(self, name: str) -> Named:
        """The organisation that a row names beside its own: that of another row, else one known by any of its names."""
        if _plain(name) in self.rows:
            # Its own row keeps it apart, even when the vocabulary takes it for a former name of another.
            return _organisation(name, None, self.vocabulary, self.country)
        return referred_to(name, self.vocabulary, self.country)

    def closed(self, name: str) -> str | None:
        """The day on which a body ended, as its own row says; None when it has none or says nothing."""
        row = self.rows.get(_plain(name))
        return _day(row.text("closed")) if row else None


def is_register(document: ReadDocument) -> bool:
    """Whether the document is a table of organisations or of themes, by its genre or by the headers of nearly all of its rows."""
    rows = [block for block in document.blocks if block.kind == "row" and block.cells]
    texts = [block for block in document.blocks if block.kind in ("paragraph", "item", "quote")]
    # A register may have a few lines of prose; with more it is a report that holds a table.
    if not rows or len(texts) > len(rows) / 10:
        return False
    # The last row, since the first may be the headers, which stand under none.
    roles = {_role(cell.header) for cell in rows[-1].cells}
    # A list of actions may have columns for departments, themes and dates too.
    others = [cell.header for cell in rows[-1].cells if not _role(cell.header)]
    if any(column_of(header) in {"action", "recommendation", "response"} for header in others):
        return False
    return bool(roles & {"concept"}) or ("name" in roles and len(roles - {""}) >= 2)


def read_register(document: ReadDocument, vocabulary: Vocabulary) -> Findings:
    """The organisations or themes a register lists, with the relations its columns state."""
    country = country_of(document, vocabulary, ())
    entries = Entries()
    rows = [row for block in document.blocks if block.kind == "row" and block.cells and _bearable(row := _row(block))]
    own = {_plain(row.text("name")): row for row in rows if row.text("name")}
    register = Register(vocabulary, country, own, _shared_names(rows))
    for row in rows:
        if row.text("concept"):
            _add_theme(row, vocabulary, entries)
        elif row.text("name"):
            _add_organisation(row, register, entries)
    return Findings(
        things=tuple(entries.things[key] for key in sorted(entries.things)),
        mentions=tuple(entries.mentions),
        relations=tuple(entries.relations),
        country=country,
    )


def unnameable_rows(document: ReadDocument) -> list[RegisterRow]:
    """The rows of a register that give a body or theme so long a name that it is none; `read_register` takes none of them."""
    if not is_register(document):
        return []
    return [row for row in map(_row, document.blocks) if not _bearable(row)]


def _bearable(row: RegisterRow) -> bool:
    names = (row.text("name"), row.text("concept"), row.text("part"), *(name for role in RELATED for name in _several(row.text(role))))
    return all(len(name) <= LONGEST_NAME for name in names)


def _role(header: str) -> str:
    """What a column holds, by its header; '' when that is nothing of ours."""
    return ROLE_OF_HEADER.get(re.sub(r"[\s_-]+", " ", header).strip().lower(), "")


def _row(block: Block) -> RegisterRow:
    cells: dict[str, Span] = {}
    position = 0
    for cell in block.cells:
        # From the cell before on, for two cells may say the same.
        start = block.text.find(cell.text, position) if cell.text else -1
        if start < 0:
            continue
        position = start + len(cell.text)
        role = _role(cell.header)
        if role and role not in cells:
            cells[role] = Span(block, start, position)
    return RegisterRow(block, cells)


def _add_organisation(row: RegisterRow, register: Register, entries: Entries) -> None:
    thing = _organisation(row.text("name"), row, register.vocabulary, register.country)
    entries.add(thing, row.cells["name"])
    opened, closed = _day(row.text("opened")), _day(row.text("closed"))
    # A body is part of another while it lives, has a successor once it is closed, and a predecessor since it was opened.
    dates = {"parent": (opened, closed), "successor": (closed, None), "predecessor": (opened, None)}
    for role, (since, until) in dates.items():
        for name in _several(row.text(role)):
            other = register.named(name)
            if other.id == thing.id:
                continue
            entries.add(other, row.cells[role], sure=False)
            kind, source, target = _related(role, thing.id, other.id)
            passed_on = register.closed(name) if role == "predecessor" else None
            entries.relations.append(Relation(kind, source, target, row.whole, f"register-{role}@1", SURE, passed_on or since, until))

    _add_part(row, thing, register, entries)


def _add_part(row: RegisterRow, whole: Named, register: Register, entries: Entries) -> None:
    """The body that a row names as a part of its first one."""
    name = " ".join(row.text("part").split())
    if not name or _plain(name) == _plain(row.text("name")):
        return
    # The office that every department has is each one's own.
    full = f"{name}, {whole.fields['name']}" if _plain(name) in register.shared else name
    part = _organisation(full, None, register.vocabulary, register.country)
    if full != name:
        part = replace(part, fields={**part.fields, "aliases": (name,)})
    entries.add(part, row.cells["part"])
    entries.relations.append(Relation("PART_OF", part.id, whole.id, row.whole, "register-part@1", SURE))


def _shared_names(rows: Sequence[RegisterRow]) -> frozenset[str]:
    """The names of parts that stand beside more than one body."""
    wholes: dict[str, set[str]] = {}
    for row in rows:
        if row.text("part"):
            wholes.setdefault(_plain(row.text("part")), set()).add(_plain(row.text("name")))
    return frozenset(name for name, beside in wholes.items() if len(beside) > 1)


def _related(role: str, own: NodeId, other: NodeId) -> tuple[str, NodeId, NodeId]:
    """The kind and the ends of what a cell states."""
    if role == "parent":
        return "PART_OF", own, other
    return ("SUCCEEDED_BY", other, own) if role == "predecessor" else ("SUCCEEDED_BY", own, other)


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
    kind = KIND_WORDS.get(row.text("kind").lower(), row.text("kind").lower())
    if kind in KINDS:
        fields["kind"] = kind
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
    elif "closed" in {_role(cell.header) for cell in row.block.cells} or row.text("status").lower() in LIVE:
        fields["status"] = "live"
    # A register may know that a body is no more and not since when.
    if row.text("status").lower().replace("_", " ") in CLOSED:
        fields["status"] = "closed"
    return fields


def _day(text: str) -> str | None:
    """An ISO day, the first of the month or year when no more is said; None for anything else."""
    found = DATE.fullmatch(text)
    return (found[1] + "-01-01")[:10] if found else None


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
    return Named(theme_id(name), "Theme", fields, known.defined_by if known else None)
