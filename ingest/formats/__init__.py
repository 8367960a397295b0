"""Document formats; a new one is one file and one line in `FORMATS`."""

from pathlib import PurePosixPath

from graph.errors import UnreadableDocument
from ingest.documents import DocumentFormat, RawDocument
from ingest.formats.docx import DOCM, DOCX, Docx
from ingest.formats.html import Html
from ingest.formats.json_text import Json, JsonLines
from ingest.formats.markdown import Markdown
from ingest.formats.pdf.format import Pdf
from ingest.formats.stratml import StratMl
from ingest.formats.tables import DelimitedText
from ingest.formats.text import PlainText
from ingest.formats.xlsx import XLSM, XLSX, Xlsx
from ingest.formats.yaml_text import Yaml

FORMATS: tuple[DocumentFormat, ...] = (
    PlainText(),
    Markdown(),
    Html(),
    Pdf(),
    DelimitedText("text/csv", (".csv",), None),
    DelimitedText("text/tab-separated-values", (".tsv", ".tab"), "\t"),
    Json(),
    JsonLines(),
    Yaml(),
    StratMl(),
    Docx(DOCX, ".docx"),
    Docx(DOCM, ".docm"),
    Xlsx(XLSX, ".xlsx"),
    Xlsx(XLSM, ".xlsm"),
)


def main_media_type(known: DocumentFormat) -> str:
    """The media type that stands for a format: a 'text/' one when it has one."""
    return min(known.media_types, key=lambda media_type: (not media_type.startswith("text/"), media_type))


MEDIA_TYPES: dict[str, str] = {suffix: main_media_type(known) for known in FORMATS for suffix in sorted(known.suffixes)}
"""The media type of each file name ending that has a reader."""


def media_type_of(name: str) -> str | None:
    """The media type of a file by its name; None when there is no reader for it."""
    return MEDIA_TYPES.get(PurePosixPath(name).suffix.lower())


def format_for(raw: RawDocument) -> DocumentFormat:
    """The reader for a document, by its media type.

    Raises:
        UnreadableDocument: there is none.
    """
    media_type = raw.media_type.partition(";")[0].strip().lower()
    for known in FORMATS:
        if media_type in known.media_types:
            return known
    raise UnreadableDocument(
        raw.name,
        code="no-reader",
        reason=f"there is no reader for {media_type} yet",
        fix=f"Save it as one of {', '.join(sorted(MEDIA_TYPES))} and ingest it again.",
    )
