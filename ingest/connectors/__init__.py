"""Where documents come from; a new source is one file and one line in `CONNECTORS`."""

from ingest.connectors.govuk import GovUk
from ingest.connectors.local_files import LocalFiles
from ingest.connectors.sources import OpenSources
from ingest.connectors.web_pages import WebPages
from ingest.documents import Connector

__all__ = ["CONNECTORS", "LocalFiles", "OpenSources"]

CONNECTORS: dict[str, type[Connector]] = {"files": LocalFiles, "pages": WebPages, "govuk": GovUk}
"""All connectors, by what they read; `OpenSources` finds the one for what the user names."""
