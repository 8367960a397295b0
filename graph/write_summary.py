"""What a write changed; apart from the writer, so that whoever only counts need not load the database driver."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WriteSummary:
    """What a write changed. A document that came in another version counts as removed and as created."""

    documents_created: int = 0
    documents_removed: int = 0
    passages_created: int = 0
    passages_removed: int = 0
    nodes_created: int = 0
    nodes_removed: int = 0
    relationships_created: int = 0
    relationships_removed: int = 0
    unchanged: int = 0
    """Documents that were there already, read by the same extractor."""

    def __add__(self, other: "WriteSummary") -> "WriteSummary":
        """Both together."""
        return WriteSummary(**{name: getattr(self, name) + getattr(other, name) for name in self.__slots__})
