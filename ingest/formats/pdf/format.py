"""The reader of PDF files."""

from dataclasses import replace

from ingest.documents import RawDocument, ReadDocument
from ingest.formats.pdf.blocks import drafts_of
from ingest.formats.pdf.opening import open_pdf
from ingest.formats.reading import read_document


class Pdf:
    """Reads a PDF with text in it into headings, paragraphs, lists, tables and footnotes."""

    media_types = frozenset({"application/pdf"})
    suffixes = frozenset({".pdf"})

    def read(self, raw: RawDocument) -> ReadDocument:
        """The stored text has a line for each printed line, in the order in which they are read.

        Raises:
            UnreadableDocument: it is no PDF, locked, damaged beyond repair, or a scan without text.
        """
        opened = open_pdf(raw)
        writer, drafts = drafts_of(opened.pages, opened.headings)
        # Its dates are those of the file and its author often a login: neither says who published the text, or when.
        found = {"title": opened.title} if opened.title else {}
        document = read_document(raw, writer.text, drafts, problems=opened.problems, found=found, pages=writer.pages)
        return replace(document, strays=writer.strays)
