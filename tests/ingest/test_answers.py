"""Which recommendation a response answers, and that both passages stand behind it."""

from collections.abc import Callable

import pytest

from ingest.documents import Metadata, RawDocument
from ingest.extraction.extract import extract
from ingest.extraction.findings import Findings
from ingest.formats.markdown import Markdown
from ingest.resolution.assemble import assemble
from ingest.vocabulary import Vocabulary

Extract = Callable[..., Findings]
ABOUT = {"title": "Harbour lamps: government response", "publisher": "Department for Transport", "kind": "response"}
ASKS = "The Department for Transport should publish a map of lamps."
ANSWERS = "We will publish a map of lamps in 2032."


def answered(findings: Findings) -> list[tuple[str, str]]:
    words = [commitment.span.text for commitment in findings.commitments]
    return [(words[answer.response], words[answer.recommendation]) for answer in findings.answers]


@pytest.mark.parametrize(
    "text",
    [
        f"# Lamps\n\n## Recommendation 1\n\n{ASKS}\n\n### Government response\n\n{ANSWERS}",
        f"# Lamps\n\n**Recommendation 1: {ASKS}**\n\nResponse: Accepted. {ANSWERS}",
        f"# Lamps\n\n| Recommendation | Response |\n|---|---|\n| {ASKS} | {ANSWERS} |",
    ],
)
def test_a_response_answers_the_recommendation_before_it(extracted: Extract, text: str) -> None:
    assert answered(extracted(text, **ABOUT)) == [(ANSWERS, ASKS)]


def test_each_response_answers_its_own_recommendation(extracted: Extract) -> None:
    second, reply = "The Department for Transport should train keepers.", "We will train keepers by 2033."
    text = f"# Lamps\n\n## One\n\n{ASKS}\n\n### Response\n\n{ANSWERS}\n\n## Two\n\n{second}\n\n### Response\n\n{reply}"

    assert answered(extracted(text, **ABOUT)) == [(ANSWERS, ASKS), (reply, second)]


@pytest.mark.parametrize(
    "text",
    [
        f"# Lamps\n\n## One\n\n{ASKS}\n\nThe Department for Transport should train keepers.\n\n### Response\n\n{ANSWERS}",
        f"# Lamps\n\n## One\n\n{ASKS}\n\n## Two\n\n### Response\n\n{ANSWERS}",
        f"# Lamps\n\n## Response\n\n{ANSWERS}",
    ],
)
def test_what_is_answered_is_not_guessed(extracted: Extract, text: str) -> None:
    assert answered(extracted(text, **ABOUT)) == []


def test_an_answer_rests_on_the_words_of_both(vocabulary: Vocabulary) -> None:
    text = f"# Lamps\n\n## Recommendation 1\n\n{ASKS}\n\n### Response\n\n{ANSWERS}\n"
    document = Markdown().read(RawDocument("lamps.md", "/x/lamps.md", text.encode(), "text/markdown", Metadata(**ABOUT)))

    graph = assemble(document, extract(document, vocabulary))

    link = next(relationship for relationship in graph.relationships if relationship.type == "RESPONDS_TO")
    assert {graph.passages_by_id[passage].text for passage in link.evidence} == {ASKS, ANSWERS}
