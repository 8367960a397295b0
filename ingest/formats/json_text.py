"""JSON, and lines of JSON: the texts of a data document in their structure, and GOV.UK content items as the pages they are."""

from collections.abc import Iterator

from graph.errors import UnreadableDocument
from ingest.documents import Problem, RawDocument, ReadDocument
from ingest.formats.data_blocks import data_drafts
from ingest.formats.decode import decode
from ingest.formats.govuk import content_drafts, content_metadata, is_content_item
from ingest.formats.govuk_organisations import is_organisation_register, register_drafts
from ingest.formats.json_values import json_value
from ingest.formats.reading import read_document
from ingest.formats.values import DataSource, Listing, Record, Scalar, Value, first_problems
from ingest.formats.written import written_out
from ingest.metadata import known_fields
from ingest.verbatim import cut


class Json:
    """Reads a JSON document; arrays of like objects become tables."""

    media_types = frozenset({"application/json"})
    suffixes = frozenset({".json"})

    def read(self, raw: RawDocument) -> ReadDocument:
        """The stored text is what the document says, a line for each block: in the source it is escaped and on one line."""
        text, problems = decode(raw.content, raw.name)
        value, found = json_value(DataSource(text, raw.name))
        return data_document(raw, value, (*problems, *found))


class JsonLines:
    """Reads a file in which each line is a JSON value of its own (NDJSON); a line that is none is reported, and the others enter."""

    media_types = frozenset({"application/x-ndjson", "application/jsonl"})
    suffixes = frozenset({".jsonl", ".ndjson"})

    def read(self, raw: RawDocument) -> ReadDocument:
        """The stored text is what the lines say, as for JSON; '/3' is the fourth line that holds a value."""
        text, problems = decode(raw.content, raw.name)
        found: list[Problem] = []
        values = tuple(_lines(text, raw.name, found))
        return data_document(raw, Listing(values, 0), (*problems, *first_problems(found)))


def data_document(raw: RawDocument, value: Value, problems: tuple[Problem, ...]) -> ReadDocument:
    """The document that a value of JSON or YAML is."""
    if isinstance(value, Record) and is_content_item(value):
        drafts, found = content_drafts(value), content_metadata(value)
    elif isinstance(value, Record) and is_organisation_register(value):
        (drafts, unnamed), found = register_drafts(value), {}
        problems = (*problems, *first_problems(unnamed))
    else:
        drafts, found = data_drafts(value), _metadata(value)
    text, placed = written_out(drafts)
    return read_document(raw, text, placed, problems=problems, found=found)


def _metadata(value: Value) -> dict[str, str]:
    """What the outermost object says of the document; nothing when it is an array."""
    members = value.members if isinstance(value, Record) else ()
    return known_fields({key: member.text for key, member in members if isinstance(member, Scalar) and member.text})


def _lines(text: str, name: str, problems: list[Problem]) -> Iterator[Value]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            value, found = json_value(DataSource(line, name))
        except UnreadableDocument as error:
            reason = error.reason.partition(": ")[2]
            problems.append(Problem(error.code, _line(error.place, number), reason, error.fix, cut(line)))
            continue
        problems.extend(Problem(problem.code, _line(problem.place, number), problem.reason, problem.fix) for problem in found)
        yield value


def _line(place: str, number: int) -> str:
    """A place on a line that was read alone, as a place in the file."""
    return place.replace("line 1,", f"line {number},", 1)
