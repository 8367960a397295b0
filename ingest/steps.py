"""What processes and other machines are told to do with a document."""

import pickle
from dataclasses import dataclass, replace

from graph.copies import DocumentKey
from ingest.documents import Block, Problem, RawDocument, ReadDocument
from ingest.outcome import Outcome, attempt
from ingest.report import Entry, counts
from ingest.verbatim import cut
from ingest.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Steps:
    """The two steps of a document, and all they have to know; sent once to every process that reads.

    Who only sends them needs none of the rules, so these are loaded where the steps are taken.
    """

    vocabulary: Vocabulary
    stored: frozenset[bytes] = frozenset()
    """Marks of what is in the graph already, see `DocumentKey.mark`: these are read and not extracted."""

    def read(self, raw: RawDocument) -> ReadDocument | Outcome:
        """The document as its format reads it, or why it cannot be read."""
        from ingest.one_document import read  # noqa: PLC0415 - see above

        done = attempt(raw, read)
        return Outcome(done) if isinstance(done, Entry) else done

    def extract(self, document: ReadDocument) -> Outcome:
        """All that the rules find in it; nothing when it is in the graph already."""
        from ingest.extraction.registers import unnameable_rows  # noqa: PLC0415 - see above
        from ingest.one_document import document_node, graph_and_notes, version_of  # noqa: PLC0415

        if left_out := [_unnameable(row.block) for row in unnameable_rows(document)]:
            document = replace(document, problems=(*document.problems, *left_out), source=None)
        raw = document.raw
        node = document_node(document)
        entry = Entry(raw.name, raw.location, "unchanged", node.id, document.problems)
        if DocumentKey(node, raw.location, version_of(document, self.vocabulary)).mark in self.stored:
            return Outcome(entry)
        done = attempt(raw, lambda _: graph_and_notes(document, self.vocabulary))
        if isinstance(done, Entry):
            return Outcome(done)
        graph, notes = done
        found = Entry(raw.name, raw.location, "read", node.id, (*document.problems, *notes), counts(graph.subgraph))
        return Outcome(found, pickle.dumps(graph, protocol=pickle.HIGHEST_PROTOCOL))


def _unnameable(row: Block) -> Problem:
    place = row.place or f"character {row.start}"
    fix = "Look whether the columns are under the right headers."
    return Problem(
        "register-name", place, "it names a body with so many words that they are no name; the row was left out", fix, cut(row.text)
    )
