"""Names in a table: resolved by the registers exactly, never by likeness."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.identifiers import NodeId, theme_id
from ingest.extraction.findings import Mention, Named, Relation, Span
from ingest.extraction.gazetteer import lookup
from ingest.extraction.organisations import named_organisation, unknown_organisation
from ingest.imports.mapping import ImportMapping
from ingest.imports.table import RowRejected, TableRow
from ingest.vocabulary.entries import Vocabulary, instrument_id

SURE = 0.98


@dataclass
class Names:
    """What the rows have named so far."""

    vocabulary: Vocabulary
    mapping: ImportMapping
    country: str | None
    things: dict[NodeId, Named] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    unknown: dict[str, str] = field(default_factory=dict)
    """Names of organisations that no register has, and where each stood first."""
    rows: set[str] = field(default_factory=set)
    """Names of organisations that have a row of their own: of these an unknown one is no surprise."""

    def organisations(self, row: TableRow, column: str) -> list[Named]:
        """The organisations that a cell names.

        Raises:
            RowRejected: one is unknown, and the mapping wants such rows rejected.
        """
        return [self._organisation(name, row, column) for name in row.names(column)]

    def strategy(self, row: TableRow) -> Named | None:
        """The strategy that a row belongs to; None when neither cell nor constant names one."""
        name = " ".join(row.text("strategy").split())
        if not name:
            return None
        known = next((entry for entry in self.vocabulary.strategies if name in (entry.name, *entry.aliases)), None)
        if known is None:
            return Named(instrument_id(name), "Strategy", {"name": name, "aliases": ()})
        return Named(known.id, "Strategy", {"name": known.name, "kind": known.kind, "aliases": known.aliases}, known.defined_by)

    def themes(self, row: TableRow) -> list[Named]:
        """The themes that a cell names: a known one by its name or label, else one of that name."""
        return [self._theme(name) for name in row.names("theme")]

    def note(self, things: Iterable[Named], span: Span, rule: str) -> None:
        """Keep things, each with the cell that names it."""
        for thing in things:
            self.things.setdefault(thing.id, thing)
            self.mentions.append(Mention(thing.id, span, rule, SURE))

    def _organisation(self, name: str, row: TableRow, column: str) -> Named:
        entry = lookup(self.vocabulary, name, self.country)
        if entry is not None:
            return named_organisation(entry)
        if self.mapping.unknown_organisations == "reject":
            fix = "Write its name as the register does, or set 'unknown_organisations: create' in the mapping."
            raise RowRejected(column, "import-unknown-organisation", f"no register has an organisation called {name!r}", fix)
        self.unknown.setdefault(name, row.place(column))
        return unknown_organisation(name, self.country)

    def _theme(self, name: str) -> Named:
        folded = name.casefold()
        for known in self.vocabulary.themes:
            if folded in {known.name.casefold(), *(label.casefold() for label in known.labels)}:
                return Named(known.id, "Theme", {"name": known.name, "definition": known.definition, "aliases": ()}, "vocabulary/themes")
        return Named(theme_id(name), "Theme", {"name": name, "aliases": ()})
