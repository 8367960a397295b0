"""Reading with a report that is written while it goes on, so that a run that is broken off has one, too."""

from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, replace

from ingest.outcome import Outcome
from ingest.report import Entry, ReportWriter
from ingest.steps import Steps
from ingest.workers import Found, Readers


@dataclass(frozen=True, slots=True)
class NotingReaders:
    """Readers whose outcomes are noted in a file as they come, and of which only what a summary needs stays in memory."""

    readers: Readers
    file: ReportWriter | None = None
    whole: bool = False
    """Whether the entries are wanted with all that is in them once more at the end."""

    def outcomes(self, found: Iterator[Found], steps: Steps) -> Generator[Outcome, None, None]:
        """What becomes of each document, in the order they were found.

        Raises:
            OutputUnwritable: the file cannot be written any more.
            ReadersUnavailable: the processes do not start.
        """
        with closing(self.readers.outcomes(found, steps)) as outcomes:
            for outcome in outcomes:
                if self.file:
                    self.file.add(outcome.entry)
                yield outcome if self.whole else replace(outcome, entry=light(outcome.entry))


def light(entry: Entry) -> Entry:
    """The entry without what stands in the file at its problems, which is most of what it weighs."""
    return replace(entry, problems=tuple(replace(problem, verbatim=None) for problem in entry.problems))
