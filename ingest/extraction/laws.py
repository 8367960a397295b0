"""Laws as subjects: what a law "will" do is its effect, and no undertaking of the department that brought it in."""

from graph.identifiers import NodeId
from ingest.extraction.context import Context
from ingest.extraction.findings import Span
from ingest.extraction.lexicon import words
from ingest.extraction.subjects import Subject, subject_start

LAWS = words("act acts bill bills legislation law laws regulations directive statute statutes")
ARTICLE = len("the ")


class LawReader:
    """Reads in document order whether sentences speak of a law, so that "it" can be one."""

    def __init__(self, context: Context) -> None:
        """Begin at the top of the document of `context`."""
        self._context = context
        self._spoken_of = False

    def is_meant(self, span: Span, subject: Subject) -> bool:
        """Whether a clause's subject is a law: by its name or its head noun, or as the "it" after a sentence on one."""
        if subject.kind == "pronoun" and subject.head == "it":
            return self._spoken_of
        return subject.kind not in {"agent", "we"} and (subject.head in LAWS or self._opens_with_law(span, subject.start))

    def heard(self, span: Span, subject: Subject | None) -> None:
        """Remember whether a sentence was about a law; one about "it" goes on about the same."""
        if subject is None and (self._spoken_of or self._context.mentions_in(span.block, "Strategy")):
            begins = subject_start(span.text)
            if span.text[begins : begins + 3].lower() != "it ":
                self._spoken_of = self._opens_with_law(span, begins)
        elif subject is not None and subject.kind not in {"pronoun", "demonstrative"}:
            self._spoken_of = self.is_meant(span, subject)

    def _opens_with_law(self, span: Span, start: int) -> bool:
        first = span.start + start
        return any(
            first <= mention.span.start <= first + ARTICLE and is_law(self._context, mention.thing)
            for mention in self._context.mentions_in(span.block, "Strategy")
        )


def is_law(context: Context, strategy: NodeId) -> bool:
    """Whether a strategy the document names is an Act, a Bill or the like."""
    return context.things[strategy].fields["kind"] == "legislation"
