"""YAML: the texts of a data document in their structure, as of JSON."""

from ingest.documents import RawDocument, ReadDocument
from ingest.formats.decode import decode
from ingest.formats.json_text import data_document
from ingest.formats.values import DataSource, Listing, Scalar
from ingest.formats.yaml_values import yaml_values


class Yaml:
    """Reads a YAML file; lists of like mappings become tables."""

    media_types = frozenset({"application/yaml"})
    suffixes = frozenset({".yaml", ".yml"})

    def read(self, raw: RawDocument) -> ReadDocument:
        """The stored text is what the document says, a line for each block; several documents in one file stand one below the other."""
        text, problems = decode(raw.content, raw.name)
        documents, found = yaml_values(DataSource(text, raw.name))
        value = documents[0] if len(documents) == 1 else Listing(documents, 0)
        return data_document(raw, value if documents else Scalar(None, 0), (*problems, *found))
