"""XML to a tree, with entities and all that lies outside refused, and every error with line and column."""

from io import BytesIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from graph.errors import UnreadableDocument
from ingest.documents import RawDocument
from ingest.formats.values import DEEPEST

CORRECT = "Put it right there and ingest the file again."


def xml_root(raw: RawDocument) -> Element:
    """The outermost element.

    Raises:
        UnreadableDocument: it is not XML, declares entities, refers to other files, or nests deeper than 100 levels.
    """
    depth = 0
    root: Element | None = None
    try:
        for event, element in iterparse(BytesIO(raw.content), events=("start", "end")):
            depth += 1 if event == "start" else -1
            root = element if root is None else root
            if depth > DEEPEST:
                fix = "Flatten it, or ingest its parts as files of their own."
                raise UnreadableDocument(raw.name, code="xml-too-deep", reason=f"it nests deeper than {DEEPEST} levels", fix=fix)
    except ParseError as error:
        line, column = error.position
        place = f"line {line}, column {column + 1}"
        reason = f"{place}: it is not XML: {str(error).partition(':')[0]}"
        raise UnreadableDocument(raw.name, code="xml-syntax", place=place, reason=reason, fix=CORRECT) from error
    except DefusedXmlException as error:
        reason = "it declares entities or refers to other files, which can blow up or read what is not its own"
        fix = "Write the entities out in the text, take the declarations away, and ingest it again."
        raise UnreadableDocument(raw.name, code="xml-entities", reason=reason, fix=fix) from error
    except (LookupError, ValueError) as error:
        fix = "Save it as UTF-8 and ingest it again."
        raise UnreadableDocument(raw.name, code="encoding", reason="it declares an encoding that nobody knows", fix=fix) from error
    if root is None:
        raise UnreadableDocument(raw.name, code="empty", reason="there is no text in it", fix="Check that it is the file you mean.")
    return root


def local_name(element: Element) -> str:
    """The element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]
