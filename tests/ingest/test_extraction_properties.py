"""What holds of extraction whatever a document says: it ends, stays inside its words, and minds nobody else's."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.documents import Block, Cell, Metadata, RawDocument, ReadDocument
from ingest.extraction.clauses import find_clauses
from ingest.extraction.extract import extract
from ingest.extraction.findings import Findings, Span
from ingest.extraction.lexicon import words
from ingest.extraction.sentences import sentences
from ingest.extraction.subjects import subject_of
from ingest.extraction.vetoes import VETOES, Situation, veto_of
from ingest.vocabulary import Vocabulary

Extract = Callable[..., Findings]
Said = tuple[str, tuple[str, ...], str | None]

ABOUT = Metadata(title="Harbour Plan", publisher="Department for Transport", published="2031-05-14", kind="strategy", country="gb")
QUIET = "Tides rise and fall at every quay along this shore."
WORDS = st.sampled_from(
    sorted(
        words(
            "we the Home Office Ofcom will shall should must not no by June 2033 Q3 2032/33 publish publishing map plan strategy Act "
            "Bill Department of for and agreed to commits is are due which that said (HO) “ ” , . : ; – 's within six months depot it they "
            "recommend Action 4: Review Board Agency NHS £1.5bn 30% ? Secretary State government ministers part replaced"
        )
    )
)
PHRASES = st.lists(WORDS, min_size=1, max_size=25).map(" ".join)
TEXTS = st.one_of(PHRASES, st.text(min_size=1, max_size=60).filter(str.strip))
KINDS = st.sampled_from(["heading", "paragraph", "item", "row", "quote", "footnote", "code", "furniture"])
SENTENCES = (
    "We will publish a map by June 2033.",
    "The Home Office will work with Ofcom on masts.",
    "The Fog Signal Agency is part of the Home Office.",
    "Ofcom should test every mast within six months.",
    "We will not close any pier.",
    "The Tidal Lamps Strategy replaces the Horn Strategy.",
    "The Lamps Act 2031 requires councils to report.",
    "Agencies shall report in Q3 2032.",
)
lasting = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])


def block(text: str, kind: str, start: int, headings: Sequence[Block], intro: Block | None) -> Block:
    cells = (Cell("Action", text, 0, len(text)),) if kind == "row" else ()
    places = tuple(range(start, start + len(text)))
    return Block(kind, text, places, tuple(headings), intro, level=1, cells=cells)  # type: ignore[arg-type]  # kinds are drawn as text


@st.composite
def documents(draw: st.DrawFn) -> ReadDocument:
    """A document of a few blocks of any kind, each with the headings and the intro that stand above it."""
    blocks: list[Block] = []
    headings: list[Block] = []
    intro: Block | None = None
    start = 0
    for text, kind in draw(st.lists(st.tuples(TEXTS, KINDS), min_size=1, max_size=6)):
        made = block(text, kind, start, headings, intro if kind == "item" else None)
        headings = [made] if kind == "heading" else headings
        intro = made if kind in {"heading", "paragraph"} else intro
        start += len(text) + 1
        blocks.append(made)
    raw = RawDocument("drawn.md", "/drawn.md", b"", "text/markdown", ABOUT)
    return ReadDocument(raw, "\n".join(made.text for made in blocks), tuple(blocks))


def spans(findings: Findings) -> list[Span]:
    """Every stretch of text on which something rests."""
    return [
        *(mention.span for mention in findings.mentions),
        *(relation.span for relation in findings.relations),
        *(rejected.span for rejected in findings.rejected),
        *(commitment.span for commitment in findings.commitments),
        *(owner.span for commitment in findings.commitments for owner in commitment.owners if owner.span),
        *(found.deadline.span for found in findings.commitments if found.deadline and found.deadline.span),
    ]


def said(findings: Findings) -> list[Said]:
    """The commitments by their words, owners and days."""
    return [
        (found.span.text, tuple(owner.organisation for owner in found.owners), found.deadline.value if found.deadline else None)
        for found in findings.commitments
    ]


@lasting
@given(documents())
def test_any_blocks_are_read_to_the_end(vocabulary: Vocabulary, document: ReadDocument) -> None:
    findings = extract(document, vocabulary)

    known = {thing.id for thing in findings.things}
    assert all(0 <= span.start < span.end <= len(span.block.text) for span in spans(findings))
    assert all(document.text[slice(*span.stored)] == span.text for span in spans(findings))
    assert {mention.thing for mention in findings.mentions} <= known
    assert {end for relation in findings.relations for end in (relation.source, relation.target)} <= known
    assert {owner.organisation for found in findings.commitments for owner in found.owners} <= known


@lasting
@given(documents())
def test_two_readings_of_blocks_are_the_same(vocabulary: Vocabulary, document: ReadDocument) -> None:
    first, second = extract(document, vocabulary), extract(document, vocabulary)

    assert first == second


@lasting
@given(documents())
def test_nothing_rests_on_code_or_furniture(vocabulary: Vocabulary, document: ReadDocument) -> None:
    found = extract(document, vocabulary)

    assert {span.block.kind for span in spans(found)} & {"code", "furniture"} == set()
    assert "footnote" not in {commitment.span.block.kind for commitment in found.commitments}


@lasting
@given(documents())
def test_confidence_is_a_share_and_rules_have_names(vocabulary: Vocabulary, document: ReadDocument) -> None:
    found = extract(document, vocabulary)

    shares = [
        *(mention.confidence for mention in found.mentions),
        *(relation.confidence for relation in found.relations),
        *(commitment.confidence for commitment in found.commitments),
        *(owner.confidence for commitment in found.commitments for owner in commitment.owners),
    ]
    assert all(0 < share <= 1 for share in shares)
    rules = [*(m.rule for m in found.mentions), *(r.rule for r in found.relations), *(c.rule for c in found.commitments)]
    assert all(rules)


@lasting
@given(documents())
def test_owners_and_themes_are_never_repeated(vocabulary: Vocabulary, document: ReadDocument) -> None:
    for found in extract(document, vocabulary).commitments:
        assert len({owner.organisation for owner in found.owners}) == len(found.owners)
        assert len(set(found.themes)) == len(found.themes) <= 3
        assert [owner.role for owner in found.owners[:1]] in ([], ["lead"])


def test_the_order_of_documents_is_irrelevant(extracted: Extract) -> None:
    forward = [said(extracted(sentence)) for sentence in SENTENCES]
    backward = [said(extracted(sentence)) for sentence in reversed(SENTENCES)]

    assert backward[::-1] == forward


@lasting
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5, unique=True), st.integers(0, 5))
def test_an_unrelated_paragraph_changes_no_other(extracted: Extract, lines: list[str], place: int) -> None:
    longer = [*lines[:place], QUIET, *lines[place:]]

    before, after = extracted("\n\n".join(lines)), extracted("\n\n".join(longer))

    assert said(after) == said(before)
    assert [(rejected.rule, rejected.span.text) for rejected in after.rejected] == [(r.rule, r.span.text) for r in before.rejected]
    assert {thing.id for thing in after.things if thing.kind != "Theme"} == {thing.id for thing in before.things if thing.kind != "Theme"}


@lasting
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5, unique=True))
def test_white_space_and_wrapping_change_nothing(extracted: Extract, lines: list[str]) -> None:
    plain, wrapped = "\n\n".join(lines), "\n\n\n".join(line.replace(" ", "\n", 2) for line in lines)

    assert said(extracted(wrapped)) == said(extracted(plain))


@lasting
@given(st.sampled_from(SENTENCES), st.sampled_from(["**", "*", "__"]))
def test_emphasis_changes_no_promise(extracted: Extract, sentence: str, mark: str) -> None:
    assert said(extracted(f"{mark}{sentence}{mark}")) == said(extracted(sentence))


@given(TEXTS)
def test_sentences_cover_a_block_without_overlap(text: str) -> None:
    whole = block(text, "paragraph", 0, (), None)
    found = sentences(whole)

    assert "".join("".join(part.text for part in found).split()) == "".join(text.split())
    assert [part.start for part in found] == sorted(part.start for part in found)


@given(PHRASES, st.integers(0, 40), st.integers(0, 40))
def test_a_clause_stands_inside_its_sentence(sentence: str, first: int, length: int) -> None:
    start = min(first, len(sentence))
    agents = ((start, min(start + length, len(sentence))),) if start < len(sentence) and length else ()

    for clause in find_clauses(sentence, agents):
        assert 0 <= clause.subject.start <= clause.subject.end <= len(sentence)
        assert 0 <= clause.start <= clause.end <= len(sentence)
        assert clause.rest == sentence[clause.end :]
        assert veto_of(clause, Situation(clause.subject.kind)) in {None, *(name for name, _ in VETOES)}


@given(PHRASES)
def test_a_subject_lies_before_its_modal(before: str) -> None:
    sentence = f"{before} will publish a map."
    cue = len(before) + 1

    subject, _, _ = subject_of(sentence, cue, ())

    assert 0 <= subject.start <= subject.end <= cue


@pytest.mark.parametrize("unit", ["we will ", "the board of ", "(", "“", "Act and ", "by June 2033, ", "that ", "1. ", "Ofcom "])
def test_endless_repetition_comes_to_an_end(extracted: Extract, unit: str) -> None:
    findings = extracted(unit * 2000)

    assert all(len(found.span.text) <= 1000 for found in findings.commitments)
