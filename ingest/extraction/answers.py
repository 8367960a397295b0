"""Which recommendation a response answers."""

from collections.abc import Sequence

from ingest.extraction.findings import Answer, CommitmentFinding

RULE = "answers-recommendation@1"
CONFIDENCE = 0.85


def find_answers(commitments: Sequence[CommitmentFinding]) -> tuple[Answer, ...]:
    """The responses of a document with the recommendation each answers, in reading order.

    A response answers the one recommendation that stands before it in the
    same section or the section around it. Where several were made in a row it
    cannot be told which is meant, and where none was there is none to answer.
    """
    order = sorted(range(len(commitments)), key=lambda index: commitments[index].span.stored)
    found: list[Answer] = []
    asked: list[int] = []
    answered = False
    for index in order:
        kind = commitments[index].kind
        if kind == "recommendation":
            asked = [index] if answered else [*asked, index]
            answered = False
        elif kind == "response":
            answered = True
            if len(asked) == 1 and _stands_over(commitments[asked[0]], commitments[index]):
                found.append(Answer(index, asked[0], RULE, CONFIDENCE))
    return tuple(found)


def _stands_over(asked: CommitmentFinding, answer: CommitmentFinding) -> bool:
    """Whether a recommendation stands in the section of its answer, or in one around it."""
    outer, inner = asked.span.block.headings, answer.span.block.headings
    return len(outer) <= len(inner) and all(one is other for one, other in zip(outer, inner, strict=False))
