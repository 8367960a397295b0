"""Rows to findings: each row one commitment or one organisation, or a rejection that says why."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from graph.identifiers import organisation_id
from graph.kinds import CommitmentKind, CommitmentStatus, Strength
from ingest.documents import Problem, ReadDocument
from ingest.extraction.country import country_of
from ingest.extraction.deadlines import Place, almanac_of, find_deadline
from ingest.extraction.findings import CommitmentFinding, Deadline, Findings, Named, Owner, Relation
from ingest.extraction.name_grammar import kind_of_body
from ingest.extraction.organisations import named_organisation
from ingest.extraction.registers import known_exactly
from ingest.imports.mapping import COUNTRY, NAMES, PLAIN, ImportMapping, Kind, checked
from ingest.imports.names import Names
from ingest.imports.table import RejectedRow, RowRejected, TableRow, read_day, verbatim
from ingest.vocabulary.entries import Vocabulary

RULE = "import@1"
LONGEST_NAME = 500


@dataclass(frozen=True, slots=True)
class Imported:
    """What a table gives."""

    findings: Findings
    entered: tuple[Mapping[str, str], ...]
    """Each row that enters, by field, as it will stand in the graph."""
    rejected: tuple[RejectedRow, ...]
    notes: tuple[Problem, ...]
    """What was taken otherwise than a reader of the table may think."""


@dataclass
class _Taken:
    commitments: list[CommitmentFinding]
    notes: list[Problem]


def import_rows(document: ReadDocument, rows: Sequence[TableRow], mapping: ImportMapping, vocabulary: Vocabulary) -> Imported:
    """All rows, each entered or rejected; the same for the same input, always."""
    country = country_of(document, vocabulary, ())
    # Ids hold the code; whatever else somebody wrote there cannot.
    country = country if COUNTRY.fullmatch(country or "") else None
    names, taken = Names(vocabulary, mapping, country), _Taken([], [])
    entered: list[Mapping[str, str]] = []
    rejected: list[RejectedRow] = []
    one = _enter_commitment if mapping.kind == "commitment" else _enter_organisation
    for row in rows:
        try:
            _check_names(row)
            entered.append(one(row, names, taken, document))
        except RowRejected as error:
            rejected.append(RejectedRow(row.place(error.field), error.code, error.reason, error.fix, verbatim(document, row)))
    findings = Findings(
        things=tuple(names.things[key] for key in sorted(names.things)),
        mentions=tuple(names.mentions),
        commitments=tuple(taken.commitments),
        relations=tuple(names.relations),
        country=country,
    )
    return Imported(findings, tuple(entered), tuple(rejected), (*taken.notes, *_unknown(names)))


def _check_names(row: TableRow) -> None:
    """Look whether every name can be one.

    Raises:
        RowRejected: one is so long that it is a text.
    """
    for field in ("name", *NAMES[row.mapping.kind]):
        if any(len(name) > LONGEST_NAME for name in row.names(field)):
            fix = "Check that the mapping names the right column, and 'lists' what stands between names."
            raise RowRejected(field, "import-value", f"a name of more than {LONGEST_NAME} characters is none", fix)


def _plain(row: TableRow, kind: Kind) -> dict[str, object]:
    """The plain fields of a row, checked by the kind they belong to.

    Raises:
        RowRejected: one is missing or not allowed.
    """
    fields: dict[str, object] = {}
    for field in PLAIN[kind]:
        text = " ".join(row.text(field).split())
        if not text:
            continue
        try:
            fields[field] = checked(kind, field, text)
        except ValueError as error:
            raise RowRejected(field, "import-value", str(error), "Correct the cell, or say under 'values' what its word means.") from error
    return fields


def _required(row: TableRow, field: str) -> None:
    if not row.cells.get(field) or not row.cells[field].text:
        raise RowRejected(field, "import-missing", f"the cell that holds the {field} is empty", "Fill it, or take the row out.")


def _enter_commitment(row: TableRow, names: Names, taken: _Taken, document: ReadDocument) -> Mapping[str, str]:
    _required(row, "text")
    fields = _plain(row, "commitment")
    owners = [(role, names.organisations(row, column)) for column, role in (("owner", "lead"), ("support", "support"))]
    deadline = _deadline(row, names, taken, document)
    strategy, themes = names.strategy(row), names.themes(row)
    for (_, bodies), column in zip(owners, ("owner", "support"), strict=True):
        names.note(bodies, row.span(column), RULE)
    names.note(themes, row.span("theme"), RULE)
    names.note([strategy] if strategy else [], row.span("strategy"), RULE)
    value, unit = fields.get("target_value"), fields.get("target_unit")
    finding = CommitmentFinding(
        span=row.span("text"),
        kind=cast("CommitmentKind", fields.get("kind", "commitment")),
        strength=cast("Strength", fields.get("strength", "will")),
        rule=RULE,
        confidence=1.0,
        owners=tuple(_owners(owners)),
        deadline=deadline,
        themes=tuple(dict.fromkeys(theme.id for theme in themes)),
        number=str(fields["number"]) if "number" in fields else None,
        strategy=strategy.id if strategy else None,
        target=(value, str(unit or "")) if isinstance(value, float) else None,
        status=cast("CommitmentStatus | None", fields.get("status")),
    )
    taken.commitments.append(finding)
    return _shown_commitment(finding, names)


def _owners(owners: Sequence[tuple[str, Sequence[Named]]]) -> list[Owner]:
    found: dict[str, Owner] = {}
    for role, bodies in owners:
        for body in bodies:
            # Who leads and is named among those who help leads.
            found.setdefault(body.id, Owner(body.id, "lead" if role == "lead" else "support", RULE, 1.0))
    return list(found.values())


def _deadline(row: TableRow, names: Names, taken: _Taken, document: ReadDocument) -> Deadline | None:
    """The deadline of a row; words that are no day are kept as words.

    Raises:
        RowRejected: the mapping says how days are written, and this is none.
    """
    words = " ".join(row.text("deadline").split())
    if not words:
        return None
    span, when = row.span("deadline"), read_day(words, names.mapping.dates)
    if when is not None:
        return Deadline(words, when.value, str(when.earliest), str(when.latest), when.precision, "by", RULE, span)
    if names.mapping.dates:
        reason = f"{words!r} is no day; days are written {' or '.join(map(repr, names.mapping.dates))}, or as 2031-03-31"
        raise RowRejected("deadline", "import-date", reason)
    found = find_deadline([Place(words, "column", span)], almanac_of(document.metadata, names.country))
    if found is not None:
        return found
    reason = f"{words!r} is no day; it was kept as words"
    taken.notes.append(Problem("import-date", row.place("deadline"), reason, "Say under 'dates' how days are written."))
    return Deadline(words, None, None, None, None, "by", RULE, span)


def _shown_commitment(finding: CommitmentFinding, names: Names) -> Mapping[str, str]:
    def named(ids: Sequence[str]) -> str:
        return "; ".join(str(names.things[key].fields["name"]) for key in ids)

    deadline = finding.deadline
    shown = {
        "text": finding.span.text,
        "kind": finding.kind,
        "number": finding.number or "",
        "owner": named([owner.organisation for owner in finding.owners if owner.role == "lead"]),
        "support": named([owner.organisation for owner in finding.owners if owner.role == "support"]),
        "deadline": (deadline.value or deadline.words) if deadline else "",
        "status": finding.status or "",
        "theme": named(finding.themes),
        "strategy": named([finding.strategy] if finding.strategy else []),
    }
    return {field: text for field, text in shown.items() if text}


def _enter_organisation(row: TableRow, names: Names, _: _Taken, __: ReadDocument) -> Mapping[str, str]:
    _required(row, "name")
    fields = _plain(row, "organisation")
    days = {field: _day(row, field) for field in ("opened_on", "closed_on")}
    fields |= {field: day for field, day in days.items() if day}
    if days["closed_on"] and "status" not in fields:
        fields["status"] = "closed"
    if row.names("aliases"):
        fields["aliases"] = tuple(sorted(row.names("aliases")))
    others = {column: names.organisations(row, column) for column in ("parent", "successor")}
    body = _body(str(fields.pop("name")), fields, names)
    # The row of its own tells more than its name in another row.
    names.things[body.id] = body
    names.rows.add(str(body.fields["name"]))
    names.note([body], row.span("name"), RULE)
    relations: Mapping[str, Callable[[str], Relation]] = {
        "parent": lambda other: Relation("PART_OF", body.id, other, row.whole, RULE, 1.0, days["opened_on"], days["closed_on"]),
        "successor": lambda other: Relation("SUCCEEDED_BY", body.id, other, row.whole, RULE, 1.0, days["closed_on"]),
    }
    for column, bodies in others.items():
        distinct = [other for other in bodies if other.id != body.id]
        names.note(distinct, row.span(column), RULE)
        names.relations += [relations[column](other.id) for other in distinct]
    shown = {**body.fields, **{column: "; ".join(str(other.fields["name"]) for other in bodies) for column, bodies in others.items()}}
    return {field: "; ".join(value) if isinstance(value, tuple) else str(value) for field, value in shown.items() if value}


def _body(name: str, stated: Mapping[str, object], names: Names) -> Named:
    """The organisation of a row: the known one of exactly this name with what the row adds, else a new one."""
    country = str(stated.get("jurisdiction") or names.country or "") or None
    entry = known_exactly(names.vocabulary, name, country)
    if entry is not None:
        return Named(entry.id, "Organisation", {**named_organisation(entry).fields, **stated}, entry.defined_by)
    fields = {"name": name, "kind": kind_of_body(name), "aliases": (), **({"jurisdiction": country} if country else {}), **stated}
    return Named(organisation_id(name, country), "Organisation", fields)


def _day(row: TableRow, field: str) -> str | None:
    """An ISO day, the first of the month or year when no more is said.

    Raises:
        RowRejected: the cell holds something else.
    """
    words = " ".join(row.text(field).split())
    if not words:
        return None
    when = read_day(words, row.mapping.dates)
    if when is None:
        raise RowRejected(
            field, "import-date", f"{words!r} is no day", "Write it as 2031-03-31, or say under 'dates' how days are written."
        )
    return str(when.earliest)


def _unknown(names: Names) -> list[Problem]:
    fix = "Nothing, if it is a body of its own; else write its name as the register does."
    return [
        Problem("import-new-organisation", place, f"no register has {name!r}; it enters as an organisation of its own", fix)
        for name, place in names.unknown.items()
        if name not in names.rows
    ]
