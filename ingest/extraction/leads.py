"""Lead-ins: the words above a list that its items complete, and headings that make a list one of actions."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ingest.documents import Block
from ingest.extraction.actions import form_of, label_of
from ingest.extraction.clauses import Clause, find_clauses
from ingest.extraction.findings import Span
from ingest.extraction.sentences import sentences
from ingest.extraction.subjects import Agents

AgentsOf = Callable[[Span], Agents]
"""Where organisations are named in a sentence."""
LeadKind = Literal["bound", "planned", "means", "past", "possible", "other", "none"]
HeadingKind = Literal["actions", "recommendations", "targets", "other"]

_PLAN = re.compile(
    r"\b(?:actions?|activities|priorities|commitments?|steps|measures|initiatives|objectives|goals|targets|deliverables|milestones|aims"
    r"|proposals|plans|recommendations?|pledges)\b[^.]{0,60}?\b(?:are|is|includes?|as follows|following|being|to)\b\s?[^.]{0,30}:?$",
    re.IGNORECASE,
)
_PLAN_ALONE = re.compile(
    r"(?:our|key|the|next|main|priority|immediate|planned|further|future|specific|agreed|new|following|these|\s|\d+|two|three|four"
    r"|five|six)*"
    r"(?:actions?|activities|priorities|commitments?|steps|measures|initiatives|objectives|goals|targets|deliverables|milestones"
    r"|recommendations?|strategies)(?:\s(?:for|by|in|until)\s[^:]{1,40})?\s?:$",
    re.IGNORECASE,
)
# "The $90 million over two years includes:": each item is a share of what is given.
_SUM_PARTED = re.compile(
    r"(?:(?:the|this|our) [^.:]{0,60}?)?[£$€]\s?\d(?:[^.:]|\.\d)*"
    r"\b(?:includes|comprises|consists of|is made up of|will (?:fund|support|provide|go to))\s?:$",
    re.IGNORECASE,
)
# A line that says no more than what the list below it is, without a colon: "Actions", "Next steps".
_NAMED_ALONE = re.compile(
    r"(?:(?:our|key|the|next|main|priority|immediate|planned|further|future|agreed|new) )*"
    r"(?:actions?|activities|commitments|steps|deliverables|milestones|recommendations)$",
    re.IGNORECASE,
)
# "The Cabinet resolved that", "The board agreed:": what follows is what was decided.
_DECIDED = re.compile(
    r"(?<!have )(?<!has )(?<!had )(?<!already )\b(?:resolved|agreed|decided|determined)\b(?:[^.:]{0,60}\b(?:that|to))?\s?:?$", re.IGNORECASE
)
_LISTS_NO_ACTIONS = re.compile(
    r"\b(?:outcomes|benefits|impacts|results|effects|principles|values|challenges|risks|reasons|barriers|findings|lessons|examples)\b"
    r"[^.:]*:$",
    re.IGNORECASE,
)
_POINTS_TO_ACTIONS = re.compile(
    r"\bfollowing (?:[\w-]+ ){0,3}?(?:actions|requirements|steps|measures|commitments|milestones|deliverables|tasks)\b[^:]*:$",
    re.IGNORECASE,
)
_RECOMMENDING = re.compile(r"\b(?:recommend(?:s|ed|ations?)?|call(?:s|ed)? (?:on|for)|urge[sd]?)\b", re.IGNORECASE)
# "We have also delivered a number of the recommended changes:" tells what is done.
_HAVE_DONE = re.compile(
    r"\b(?:we|it|they|government|department|agency) ha(?:ve|s)(?: also| now| already| since)? (?!recommended|called|urged|agreed)\w+ed\b",
    re.IGNORECASE,
)
_MEANS = re.compile(r"\b(?:through|by|via)\s?:$", re.IGNORECASE)
_PAST = re.compile(r"\b(?:have|has|had|was|were|did)\b", re.IGNORECASE)
# "This lets us:", "They can:" tell what becomes possible; the items promise nothing.
_POSSIBLE = re.compile(
    r"\b(?:can|could|may|might|opportunit(?:y|ies) (?:for [\w’' ]{2,40} )?to|able to|(?:want|wish|need|like|hope)s? to"
    # "We expect to:" tells of plans, "you can expect to:" of what will be seen.
    r"|(?:you|users|people|customers|can|may|should) expect to"
    r"|(?:allow|enable|help|let|permit)(?:s|ing)?(?: [\w’']+){0,3}?(?: to)?)\s?:$",
    re.IGNORECASE,
)
# A sentence that is complete binds no items, unless it points to them.
_COMPLETE = re.compile(r"[.!?][”\"’')]*$")
_POINTING = re.compile(r"\b(?:following|below|these|as follows)\b", re.IGNORECASE)
_ACTIONS = re.compile(
    r"\b(?:actions|next steps|commitments|deliverables|milestones|key activities|priority activities|priorities|initiatives|measures to"
    r"|what (?:we|the \w+|government|scotland|it) (?:will|are going to|plans? to)|how (?:we|the \w+) will|we will|set to complete"
    r"|going to do|to do|action items|follow-?ups?|work ?plan|work programme"
    r"|programme of work|delivery plan|planned work|action points|key action)\b",
    re.IGNORECASE,
)
_RECOMMENDED = re.compile(r"\brecommend(?:ations?|ed)\b", re.IGNORECASE)
_TARGETS = re.compile(r"\b(?:targets|objectives|goals)\b", re.IGNORECASE)
# "How we will know it works" stands over signs of success, which nobody does.
_MEASURED = re.compile(
    r"\b(?:how \w+(?: \w+)? will (?:know|measure|track|judge|monitor|evaluate)|what success|success (?:measures|looks)|measures? of success"
    r"|performance (?:measures|indicators)|what (?:will )?(?:this|it) (?:mean|look|achieve)s?|impacts?|outcomes|visions?)\b",
    re.IGNORECASE,
)
_NOT_ACTIONS = re.compile(
    r"\b(?:risks?|challenges?|opportunit\w+|background|context|introduction|foreword|benefits?|achievements?|progress|done|completed|so far"
    r"|definitions?|glossary|methodology|evidence|findings|lessons|case stud\w+|why|what is|who we are|contents|references|about|present"
    r"|attend\w+|apologies|principles?|what (?:we|people) (?:heard|said|have))\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Lead:
    """What governs the items of a list."""

    kind: LeadKind
    span: Span
    clause: Clause | None = None
    recommends: bool = False
    decides: bool = False
    """Whether it tells who decided what the items say: "The board resolved that"."""
    shares: bool = False
    """Whether the items are shares of a sum of money that somebody gives."""


def _nobody(_: Span) -> Agents:
    return ()


def lead_of(intro: Block, agents: AgentsOf = _nobody) -> Lead:
    """What the last sentence of a list's intro asks of the items below it."""
    parts = sentences(intro)
    span = parts[-1] if parts else Span(intro, 0, len(intro.text))
    text = span.text.rstrip(" *_")
    recommends = _RECOMMENDING.search(text) is not None
    if _POSSIBLE.search(text):
        return Lead("possible", span)
    open_ended = _COMPLETE.search(text) is None or _POINTING.search(text) is not None
    clauses = find_clauses(text, agents(span)) if open_ended else ()
    if _POINTS_TO_ACTIONS.search(text) and not _PAST.search(text) and all(clause.embedded for clause in clauses):
        # "The steps agencies must take to meet the following requirements:" says who is to meet them.
        return Lead("planned", span, clauses[-1] if clauses else None, recommends)
    if clauses:
        # The last main clause is the one that the items go on with.
        clause = next((item for item in reversed(clauses) if not item.embedded), clauses[-1])
        return Lead("bound", span, clause, recommends or clause.cue == "should")
    decides = _DECIDED.search(text) is not None and text.endswith((":", "that", "to"))
    shares = _SUM_PARTED.match(text) is not None
    kind = "planned" if shares else _kind_without_clause(text, recommends=recommends, decides=decides)
    return Lead(kind, span, None, recommends, decides, shares)


def _kind_without_clause(text: str, *, recommends: bool, decides: bool) -> LeadKind:
    # "The targets are based on the following:" explains targets; its items set none.
    if (
        _PLAN_ALONE.match(text)
        or _NAMED_ALONE.match(text)
        or (_PLAN.search(text) and not re.search(r"\b(?:grouped|based|since|under|had|was|were|already)\b", text))
    ):
        return "planned"
    if recommends and text.endswith((":", "that", "to")) and not _HAVE_DONE.search(text):
        return "bound"
    if decides:
        return "planned"
    if _PAST.search(text) and not text.endswith("following:"):
        return "past"
    if _MEANS.search(text):
        return "means"
    return "other" if _LISTS_NO_ACTIONS.search(text) else "none"


def governing_intros(blocks: Sequence[Block]) -> Mapping[int, Block]:
    """For an intro that only names a part ("The following services:"), the intro above that has the verb; by the identity of the former."""
    intros = {id(block.intro) for block in blocks if block.intro is not None}
    found: dict[int, Block] = {}
    governing: Block | None = None
    for block in blocks:
        if block.kind not in {"heading", "paragraph"}:
            continue
        opens = block.kind == "paragraph" and (block.text.rstrip().endswith(":") or id(block) in intros)
        lead = lead_of(block) if opens else None
        if lead is None or lead.kind != "none":
            governing = None if lead is None else block
        elif governing is not None:
            found[id(block)] = governing
    return found


def heading_kind(headings: Sequence[Block], title: str = "") -> HeadingKind:
    """What the nearest telling heading makes of a list below it; the document's title stands over them all."""
    # The nearest heading that tells anything decides: below "Background", inside "Actions", nothing is an action.
    names = (*(heading.text for heading in reversed(headings)), title)
    return next(filter(None, map(_kind_of, names)), "other")


# One heading is asked for by every sentence below it.
@lru_cache(maxsize=1024)
def _kind_of(heading: str) -> HeadingKind | None:
    """What a heading by itself makes of a list below it; None when it tells nothing."""
    if _MEASURED.search(heading):
        return "other"
    acts = _ACTIONS.search(heading) is not None
    if not acts and _NOT_ACTIONS.search(heading):
        return "other"
    if _RECOMMENDED.search(heading):
        return "recommendations"
    if acts:
        return "actions"
    return "targets" if _TARGETS.search(heading) else None


def numbers_recommend(items: Iterable[Block]) -> bool:
    """Whether any of the list items stands below an intro or heading that recommends."""
    intros: dict[int, Block] = {}
    for item in items:
        if heading_kind(item.headings) == "recommendations":
            return True
        if item.intro is not None and item.intro.kind != "heading":
            intros[id(item.intro)] = item.intro
    return any(lead_of(intro).recommends for intro in intros.values())


def instruction_lists(blocks: Sequence[Block]) -> frozenset[int]:
    """Identities of the items of lists that stand right below a heading, and most of which begin with what is to be done."""
    lists: dict[int, list[Block]] = {}
    for block in blocks:
        if block.kind == "item" and block.level <= 1 and block.intro is not None and _only_names(block.intro):
            lists.setdefault(id(block.intro), []).append(block)
    # A heading of its own, such as "Risks", says what its list is; under a mere topic the items tell by their form.
    telling = [items for items in lists.values() if _kind_of(items[0].headings[-1].text) is None and _instruct(items)]
    return frozenset(id(item) for items in telling for item in items)


def _only_names(intro: Block) -> bool:
    """Whether what stands above a list binds it by no word: a heading, or an instruction that is told in full."""
    return intro.kind == "heading" or (_COMPLETE.search(intro.text.rstrip()) is not None and form_of(intro.text) == "imperative")


def _instruct(items: Sequence[Block]) -> bool:
    verbal = sum(form_of(item.text[label_of(item.text).length :]) in {"imperative", "gerund", "infinitive"} for item in items)
    # Half of them: some things to come or finished work among them change nothing, one gerund among topics makes no plan.
    return verbal >= 2 and verbal * 2 >= len(items)


def running_numbers(blocks: Sequence[Block]) -> frozenset[int]:
    """Identities of items in a numbering that runs on across lists and headings: the document's numbered actions."""
    numbered = [block for block in blocks if block.kind == "item" and block.number is not None and block.number.isdigit()]
    runs: list[list[Block]] = []
    for block in numbered:
        if runs and int(block.number or 0) == int(runs[-1][-1].number or 0) + 1:
            runs[-1].append(block)
        else:
            runs.append([block])
    # A run inside one list is any numbered list; only one that outlives its list numbers the document's actions.
    return frozenset(id(block) for run in runs if len({id(item.intro) for item in run}) > 1 for block in run)
