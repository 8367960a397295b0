"""Where documents come from; a new source is one file and one line in `CONNECTORS`."""

from collections.abc import Callable, Sequence
from pathlib import Path

from ingest.connectors.local_files import LocalFiles
from ingest.documents import Connector

__all__ = ["CONNECTORS", "LocalFiles"]

CONNECTORS: dict[str, Callable[[Sequence[Path]], Connector]] = {"file": LocalFiles}
"""A connector for each scheme of address."""
