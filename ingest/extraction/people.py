"""People named with a title in a public role."""

import re

from graph.identifiers import person_id
from ingest.extraction.draft import Draft, Page
from ingest.extraction.findings import Named, Span
from ingest.extraction.strategy_phrases import authored_review

# Several may follow each other: "Professor Sir".
TITLES = re.compile(r"^(?:(?:The Rt Hon|Rt Hon|Dr|Professor|Prof|Sir|Dame|Lord|Lady|Baroness|Baron|Mr|Mrs|Ms)\.? )+")


def add_people(page: Page, draft: Draft) -> None:
    """Note those who made a review the page speaks of; nobody else, for a name alone is no public role."""
    for block in page.blocks:
        review = authored_review(block.text)
        if review is not None:
            name = re.sub(r"\s+", " ", review.person)
            thing = Named(person_id(told_apart(name)), "Person", {"name": name, "role": "Author of a review"})
            draft.add(thing, Span(block, review.person_start, review.person_end), "author-of-review@1", 0.8)


def without_title(name: str) -> str:
    """The name without "Dr", "Sir" and the like, so that one person has one id."""
    return TITLES.sub("", name)


def told_apart(name: str) -> str:
    """What tells a person apart: the name without titles, unless only a surname would be left, as of "Lord Robertson"."""
    bare = without_title(name)
    return bare if " " in bare else name
