"""Named reasons why a sentence with a commitment's cue is none; the name is shown to whoever asks why."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from ingest.extraction.clauses import Clause
from ingest.extraction.lexicon import CONTENTS, EFFECTS, HOPING, JUDGEMENTS, PREDICTED, RECEIVED, SOFT_AGENTS, STATES
from ingest.extraction.subjects import DECIDING, SubjectKind


@dataclass(slots=True)
class Situation:
    """What a veto may look at beside the clause."""

    subject_kind: SubjectKind
    """As in the clause, but with "it" and "they" resolved to what they stand for."""
    dated: bool = False
    """Whether the sentence has a deadline."""
    recommends: bool = False
    """Whether it stands where a document makes its recommendations."""
    binding: bool = False
    """Whether the document itself is an order, so that its "must" binds."""
    report: bool = False
    """Whether the document reports what others plan, as news do."""
    law: bool = False
    """Whether the subject is a law: what it "will" do is its effect."""
    named: bool = False
    """Whether a body is named in the subject."""
    of_law: bool = False
    """Whether the document tells of a law, and the subject is no body it names: what such a one "must" do is the law's effect."""


Veto = Callable[[Clause, Situation], bool]

_IRREGULAR = (
    r"made|given|set|built|held|put|led|run|kept|brought|taken|sent|shown|drawn|chosen|written|spent|found|sold|bought|begun|done"
    r"|undertaken|overseen|driven|met|paid|laid|cut|known|seen|won|split|sought|taught|told|understood"
    r"|frozen|broken|fed|lent|read|spread|bound|hidden|rewritten|rebuilt|withdrawn"
)
_BE = re.compile(
    r"[“\"]?(?:be(?:en)?|is|are|gets?)\s(?:(?:also|then|now|therefore|jointly|\w+ly)\s)*(?P<word>[\w-]+)(?P<tail>(?:\s[\w-]+){0,3})",
    re.IGNORECASE,
)
_PARTICIPLE = re.compile(rf"(?:\w+ed|re-\w+ed|{_IRREGULAR})$", re.IGNORECASE)
_OF_THE_TEXT = re.compile(
    r"(?:this|the (?:next|following|present|first|second|third|final|remaining|rest of the)|each)\s"
    r"(?:document|paper|report|chapter|section|annex|page|strategy|plan|statement|summary|table|appendix|consultation|post|article)s?\b",
    re.IGNORECASE,
)
_HANDLED = re.compile(
    r"be (?:\w+ly )?(?:shared|submitted|published|reviewed|updated|refreshed|revised|renewed|replaced|monitored|evaluated|sent|laid"
    r"|presented|made (?:public|available)|translated|consulted on|tested|overseen|reported on)\b"
)
_TELLING = re.compile(
    r"(?:discuss|describe|explain|outline|summarise|return to|refer to|set out|look at|turn to|see|cover)\b"
    r".*\b(?:below|above|in this|in the next|chapter|section|annex|later in|here)\b",
    re.IGNORECASE,
)
_DEFINING = re.compile(
    r"(?:mean|be construed|be deemed|be interpreted|have the (?:same )?meaning|be known as|refer to|be understood as|impair|constitute"
    r"|be read as|be implemented consistent)\b",
    re.IGNORECASE,
)
_MEANING = re.compile(r"\b(?:we|I) mean\b|\b(?:is|are) defined as\b")
_HAVING_EFFECT = re.compile(
    r"(?:also )?have (?:\w+ ){0,4}(?:impacts?|effects?|consequences?|implications?|benefits?|influence|bearing|value)\b"
)
_AT_THE_HEART = re.compile(
    r"be (?:\w+ly )?(?:at (?:the (?:top of the (?:list|agenda)|heart|cent(?:re|er)|forefront|core|root)|risk|stake)|among|home to)\b"
)
_PART_PLAYED = re.compile(
    r"have (?:an? )?(?:\w+ ){0,2}(?:sense|idea|understanding|picture|chance|opportunity)\b"
    r"|(?:continue to )?play\b(?! (?:our|its|their) (?:full )?part\b)"
    r"|continue to (?:rely|face|struggle|be|see|suffer|grow|rise|experience|depend|need)\b"
)
# "The minister confirmed that the form would be replaced" reports a promise; a plain "would" only supposes.
_PROMISING = frozenset({"announced", "confirmed", "pledged", "promised", "agreed", "committed", "undertook", "decided"})
_CHANGES = re.compile(
    r"(?:also )?(?:change|evolve|grow|differ|vary|look different|feel different|look like)(?: over time| again)?\s?(?:[.,;]|$)"
)
_MEETS = re.compile(r"(?:be (?:held|convened|scheduled|on)|take place|convene|start|begin|focus|be in)\b")
_HAS_TO_DO = re.compile(r"(?:have|be required) to (?!be\b|wait\b|pay\b|make do\b|rely\b|cope\b)[a-z]+ ")
_MUST_HAVE = re.compile(r"(?:have to|need to|need|take time|be (?:necessary|required|needed))\b", re.IGNORECASE)


def _question(clause: Clause, _: Situation) -> bool:
    return clause.sentence.rstrip("\"'”’) ").endswith("?")


def _negation(clause: Clause, _: Situation) -> bool:
    return clause.negated


_OF_BEFORE = re.compile(r"(?:the |a )?(?:previous|last|former|outgoing)(?: \w+)? (?:government|administration|ministers?)\b", re.IGNORECASE)
# "We believe that the board should …" is how committees recommend; what others believe is only told.
_OPINES = re.compile(r"(?:we|the (?:committee|commission|inquiry|panel|review))\b", re.IGNORECASE)


def _is_minuted(clause: Clause) -> bool:
    """Whether minutes note what is to be done: "it was noted that the piers would be lit"."""
    return clause.reporter == "noted" and clause.cue == "would" and is_passive(clause)


def _hope(clause: Clause, situation: Situation) -> bool:
    recommends = clause.cue == "should" and situation.subject_kind == "agent" and _OPINES.match(clause.sentence) is not None
    return (clause.reporter in HOPING and not recommends and not _is_minuted(clause)) or clause.sentence.startswith(
        ("Assuming ", "assuming ")
    )


# "A set of rules that members must follow": what the members follow stands before them.
_OBJECT_BEFORE = re.compile(r"\w (?:that|which) (?:[\w’'-]+ ){1,14}[\w’'-]+$")


def _subordinate(clause: Clause, _: Situation) -> bool:
    subject = clause.sentence[clause.subject.start : clause.subject.end]
    return clause.embedded or (re.fullmatch(r"\w+[.;]?", clause.rest.strip()) is not None and _OBJECT_BEFORE.search(subject) is not None)


def _about_the_text(clause: Clause, _: Situation) -> bool:
    """The author tells what the text holds: "this chapter will …", "I'll give an update"."""
    subject = clause.sentence[clause.subject.start : clause.subject.end]
    # "This strategy will be reviewed every year" tells what is done with the text, and somebody has to do it.
    handled = is_passive(clause) and _HANDLED.match(clause.rest) is not None
    of_text = _OF_THE_TEXT.match(subject) is not None and not handled
    return clause.subject.kind == "self" or of_text or _TELLING.match(clause.rest) is not None


def _definition(clause: Clause, _: Situation) -> bool:
    # "These depots will mean shorter queues" defines nothing.
    if _MEANING.search(clause.sentence[: clause.start]):
        return True
    defines = clause.cue in {"shall", "must"} or (clause.cue == "will" and clause.verb != "mean")
    return defines and _DEFINING.match(clause.rest) is not None


def _given_up(clause: Clause, _: Situation) -> bool:
    """What somebody "had planned" or "was expected" to do before, or a government that is no more."""
    subject = clause.sentence[clause.subject.start : clause.subject.end]
    return clause.cue.startswith(("had ", "was ", "were ")) or _OF_BEFORE.match(subject) is not None


def _hypothesis(clause: Clause, situation: Situation) -> bool:
    """What would happen; but what a body said it would do is reported speech."""
    if clause.cue != "would":
        return False
    promised = (clause.reporter in _PROMISING and is_passive(clause)) or _is_minuted(clause)
    return not (promised or (clause.reporter and situation.subject_kind in {"we", "agent"}))


def _is_imposed(clause: Clause, situation: Situation) -> bool:
    """Whether a duty is asked for: "the board should be required to publish …"."""
    return clause.cue == "should" and clause.rest.startswith("be required to ") and situation.subject_kind == "agent"


def _necessity(clause: Clause, situation: Situation) -> bool:
    """A need is stated, and nobody takes it on: "we will need to", "we must"."""
    # "We recommend that the board be required to …" asks for it, and so does "the board should be required to …".
    if clause.reporter.startswith("recommend") or _is_imposed(clause, situation):
        return False
    # A report tells whom an order binds: "agencies will have to publish …".
    if situation.report and situation.subject_kind == "agent" and _HAS_TO_DO.match(clause.rest):
        return False
    # "The work will require staff" states a need, "we will require suppliers to …" lays one on others.
    if _MUST_HAVE.match(clause.rest) or (clause.verb == "require" and clause.subject.kind not in {"we", "agent"}):
        return True
    if clause.cue != "must" or situation.binding:
        return False
    # "Must" counts when a body is told so or a day is set: "forms must be replaced by May 2031". "We must" only urges.
    return situation.subject_kind not in {"agent", "document"} and not (situation.dated and is_passive(clause))


def _judgement(clause: Clause, situation: Situation) -> bool:
    """An opinion on how things will stand: "… will be critical"."""
    match = _BE.match(clause.rest)
    # "Shall" is the word of orders and laws, which lay down and do not judge or predict; most vetoes below spare it.
    if match is None or clause.cue == "shall":
        return False
    if clause.subject.head in JUDGEMENTS or _AT_THE_HEART.match(clause.rest):
        return True
    nearby = {match["word"].lower()}
    # The judging word may come a little later: "will be a truly vital part".
    if match["word"].lower() in {"a", "an", "the", "one", "more", "less", "particularly", "very"}:
        nearby |= set(match["tail"].lower().split()[:2])
    # With a day, "users will be able to pay online" is what somebody has to bring about.
    return bool(nearby & JUDGEMENTS) and not (situation.dated and match["word"].lower() == "able")


_ONE_OF_MANY = re.compile(r"\b(?:am|are|is|be|remain) [\w-]+(?:, [\w-]+){0,4},? and $")


def _state(clause: Clause, situation: Situation) -> bool:
    """How things will stand, with nobody acting: "it will be free of charge"."""
    # "We are open, quick and committed to fairness" praises, and undertakes nothing.
    if clause.cue.startswith("commit") and _ONE_OF_MANY.search(clause.sentence, 0, clause.start):
        return True
    match = _BE.match(clause.rest)
    if match is None:
        return False
    if match["word"].lower() in STATES and not clause.reporter.startswith("recommend") and not _is_imposed(clause, situation):
        return True
    return situation.subject_kind in {"pronoun", "demonstrative"} and not _PARTICIPLE.match(match["word"]) and clause.cue != "shall"


_PLAN_TOLD = re.compile(r"(?:includes?\b.*|\w+ plans) to\b")


def _effect(clause: Clause, situation: Situation) -> bool:
    """What a measure, and not somebody, will bring about."""
    # Of a plan that "promises to" or "outlines plans to" its makers promise; no measure merely happens to.
    planned = clause.cue == "states" and _PLAN_TOLD.match(clause.sentence, clause.start)
    if planned or clause.cue.startswith(("commit", "pledg", "promis")):
        return False
    soft = clause.subject.head in SOFT_AGENTS and not situation.named and situation.subject_kind == "agent"
    if (situation.subject_kind in {"we", "agent", "there"} and not soft) or clause.cue == "shall":
        return False
    # What is recommended or ordered is to be done, even where a thing is the subject: "the form should include …".
    if (clause.cue == "should" and (situation.recommends or clause.reporter.startswith("recommend"))) or (
        clause.cue == "must" and situation.binding
    ):
        return False
    # "This will …" tells what follows from the sentence before, unless it tells when the act itself takes place: "this will start in May".
    bare = situation.subject_kind == "demonstrative" and clause.verb not in {
        "be",
        "start",
        "begin",
        "open",
        "run",
        "launch",
        "close",
        "take",
    }
    return clause.verb in EFFECTS or bare or _HAVING_EFFECT.match(clause.rest) is not None


_PAPERS = frozenset({"paper", "report", "document", "statement", "summary", "chapter", "consultation", "prospectus"})


def _contents(clause: Clause, situation: Situation) -> bool:
    """What a document or plan will say."""
    if clause.cue == "should" and situation.recommends:
        return False
    # "Our new forms will include a map" promises forms; of "the plan" the same words tell what stands in it.
    if situation.subject_kind == "thing" and clause.sentence[clause.subject.start :].lower().startswith("our "):
        return False
    # Paper is patient: it says things, and does none of them.
    if (
        situation.subject_kind in {"document", "thing"}
        and clause.subject.head in _PAPERS
        and not is_passive(clause)
        and clause.cue == "will"
    ):
        return True
    says = clause.verb in CONTENTS or clause.rest.startswith(("look at", "set out", "take account"))
    return says and situation.subject_kind in {"document", "pronoun", "demonstrative", "thing"} and clause.cue != "shall"


def _prediction(clause: Clause, situation: Situation) -> bool:
    # "We will need more staff" foresees something and promises nothing.
    return (
        (clause.verb in PREDICTED or any(words.match(clause.rest) for words in (_PART_PLAYED, _CHANGES)))
        and situation.subject_kind in {"we", "agent"}
        and clause.cue != "shall"
    )


def _benefit(clause: Clause, situation: Situation) -> bool:
    """What those for whom a measure is meant will have of it, unless a date makes it a promise."""
    return situation.subject_kind == "beneficiary" and not situation.dated and not is_passive(clause)


def _principle(clause: Clause, situation: Situation) -> bool:
    """Nobody is addressed: "rules should apply everywhere"; but what a meeting agreed should be done is no mere opinion."""
    if clause.cue != "should" or situation.recommends or clause.reporter.startswith("recommend") or clause.reporter in DECIDING:
        return False
    return situation.subject_kind not in {"agent"}


def _account(clause: Clause, situation: Situation) -> bool:
    """What a text says of its own plan; only a report of another's plan tells of an intent so."""
    return clause.cue == "states" and not situation.report


def _nobody(clause: Clause, situation: Situation) -> bool:
    """An aim without a holder: "the goal is to …"."""
    # Longer than a bare "is to": the cue holds a noun of aim.
    return clause.cue.endswith(" is to") and len(clause.cue) > 5 and situation.subject_kind == "thing"


def _business(clause: Clause, _: Situation) -> bool:
    """When a committee will meet: "the next meeting will be held in May"."""
    return clause.subject.head in {"meeting", "meetings", "hearing"} and _MEETS.match(clause.rest) is not None


def _effect_of_law(clause: Clause, situation: Situation) -> bool:
    """What a law changes once it is in force: "it will amend the Act"; but "the Bill will be introduced" is somebody's promise."""
    if situation.binding:
        return False
    return (situation.law and not is_passive(clause)) or (situation.of_law and clause.cue in {"must", "shall"})


# In order: a clause is refused in the name of the first that holds, so what can be seen in the words stands
# before what is concluded from the kind of subject.
VETOES: tuple[tuple[str, Veto], ...] = (
    ("question", _question),
    ("negation", _negation),
    ("hope or estimate", _hope),
    ("definition", _definition),
    ("dependent clause", _subordinate),
    ("about the text itself", _about_the_text),
    ("past intention", _given_up),
    ("hypothesis", _hypothesis),
    ("necessity", _necessity),
    ("judgement", _judgement),
    ("state of things", _state),
    ("predicted effect", _effect),
    ("contents of a document", _contents),
    ("prediction", _prediction),
    ("benefit to others", _benefit),
    ("principle", _principle),
    ("aim of nobody", _nobody),
    ("account of a plan", _account),
    ("business of a meeting", _business),
    ("effect of a law", _effect_of_law),
)


def is_passive(clause: Clause) -> bool:
    """Whether something is to be done to the subject: "will be published"."""
    match = _BE.match(clause.rest)
    return match is not None and _PARTICIPLE.match(match["word"]) is not None


def is_received(clause: Clause) -> bool:
    """Whether the subject only receives what another is to do: "staff will be offered training"."""
    match = _BE.match(clause.rest)
    return match is not None and match["word"].lower() in RECEIVED


def veto_of(clause: Clause, situation: Situation) -> str | None:
    """The name of the first veto against the clause; None when it may stand."""
    return next((name for name, veto in VETOES if veto(clause, situation)), None)
