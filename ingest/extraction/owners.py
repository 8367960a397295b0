"""Owners: who is to do what a commitment says, read in a fixed order from the clause outwards."""

import re
from collections.abc import Sequence
from dataclasses import replace

from graph.identifiers import NodeId
from ingest.documents import Block
from ingest.extraction.actions import label_of
from ingest.extraction.clauses import Clause, find_clauses
from ingest.extraction.context import Context
from ingest.extraction.credits import ANNOUNCES_QUOTE, PRONOUN_SPEAKS, credited
from ingest.extraction.findings import Mention, Owner, Span
from ingest.extraction.meetings import meeting_body
from ingest.extraction.sites import Site, asks_for_thing, decides, has_own_name, is_another, is_quoted, is_some_body, is_verb, recommended
from ingest.extraction.subjects import subject_start
from ingest.extraction.vetoes import is_passive, is_received

_JOINS = re.compile(
    r"^['’s]*\s*(?:(?:,|and|&|/|together with|along with|jointly with|with|alongside|acting through|in partnership with|supported by"
    r"|working with)\s*)+(?:the\s|its\s|our\s)?"
    r"(?:(?:director|head|secretary|chair|administrator|minister)s?\s(?:of|for)\s(?:the\s)?)?$",
    re.IGNORECASE,
)
_WITH = re.compile(
    r"\b(?:work(?:s|ing)?(?:\s\w+ly)?(?:\stogether)?|in (?:close )?(?:partnership|collaboration|conjunction|cooperation)|jointly|together"
    r"|partner(?:s|ing)?|collaborat(?:e|es|ing)|alongside|co-?operat(?:e|ing)|agree)\s?(?:closely\s)?(?:with)?\s(?:the\s|our\s|its\s)?$",
    re.IGNORECASE,
)
_BY = re.compile(r"\b(?P<verb>\w+)\s(?:(?:jointly|directly|mainly)\s)?by\s(?:the\s)?$", re.IGNORECASE)
_RECOMMENDED_TO = re.compile(r"\b(?:recommend(?:s|ed)?(?: that| to)?|call(?:s|ed)? (?:on|for)|urge[sd]?)\b", re.IGNORECASE)
# What a heading may say beside a body's name and still be that body's: "What the Agency will do".
_HEADING_EXTRAS = re.compile(
    r"(?:\b(?:the|and|of|for|response|responses|responsibilities|commitments?|actions?|priorities|plans?|lead|led|by|from|to|s|what|will|do"
    r"|is|are|doing|set|complete|has|have|we)\b|[\W\d_])+",
    re.IGNORECASE,
)

# Rules by which an owner is only supposed, since no words at the place name one.
GUESSED = frozenset({"publisher", "action before", "government of the country", "addressee of the recommendations"})
_IS_MADE = re.compile(
    r"be (?:\w+ly )?(?:set up|created|established|formed|founded|launched|introduced|developed|built|abolished|convened)\b"
)
# What may stand between a label and the name of who is to act, and what follows it.
_BARE = re.compile(r"(?:[Tt]hat\s)?(?:[Tt]he\s)?")
# "The Bank to be operational" tells of the bank, and somebody else acts.
_TO_DO = re.compile(
    r"(?:\s\([^)]{1,40}\))?\s(?:to(?!\sbe\b)|will|should|must|be (?:asked|instructed|requested|invited|directed|authori[sz]ed) to)\s[a-z]"
)


class OwnerReader:
    """Reads owners in document order, and remembers who was spoken of last."""

    def __init__(self, context: Context) -> None:
        """Begin at the top of the document of `context`."""
        self._context = context
        # Of a body that the text never names no owner could be shown.
        met = context.bodies_by_name.get(meeting_body(context.document.metadata) or "")
        self._met: NodeId | None = met[1] if met else None
        self._speaker: tuple[Owner, ...] = ()
        self._addressee: tuple[Owner, ...] = ()
        self._carried: tuple[tuple[Block, ...], tuple[Owner, ...]] = ((), ())
        self._section: tuple[Block, ...] = ()
        self._announcing: Block | None = None
        self._quoted: tuple[Owner, ...] | None = None
        self._heard: dict[int, tuple[Owner, ...]] = {}

    def enter(self, block: Block) -> None:
        """Forget the last speaker when another section begins."""
        self._follow_quotation(block)
        if block.headings != self._section:
            self._section = block.headings
            self._speaker = ()
        # Items go on from the words above the list, not from the item before; rows, which nobody hears, from what stands above the table.
        if block.kind == "item":
            self._speaker = self._heard.get(id(block.intro), ())

    def _follow_quotation(self, block: Block) -> None:
        """Note who is quoted while paragraphs open with a quotation mark, as told at the end of the paragraph above."""
        if not block.text.lstrip().startswith(("“", '"')):
            self._quoted = None
        elif self._quoted is None and self._announcing is not None:
            named = self.organisations(Span(self._announcing, 0, len(self._announcing.text)))
            self._quoted = tuple(_owner(mention, "credited speaker", 0.8) for mention in named[-1:])
        self._announcing = block if ANNOUNCES_QUOTE.search(block.text.rstrip()) else None

    def bound(self, span: Span, clause: Clause) -> tuple[Owner, ...]:
        """The bodies that a sentence below a heading binds by name, for the heading to share; empty when it names none."""
        found = self._of_subject(span, clause) if clause.subject.kind == "agent" else ()
        return tuple(replace(owner, rule="sentence below", confidence=0.65, span=owner.span or span) for owner in found)

    def organisations(self, span: Span) -> tuple[Mention, ...]:
        """The organisations named within a span."""
        block, start, end = span
        found = self._context.mentions_in(block, "Organisation")
        if not found:
            return found
        return tuple([mention for mention in found if start <= mention.span.start and mention.span.end <= end])

    def agents(self, span: Span) -> tuple[tuple[int, int], ...]:
        """Where in the span's text organisations are named."""
        first = span.start
        return tuple([(start - first, end - first) for _, (_, start, end), _, _ in self.organisations(span)])

    def heard(self, span: Span, clause: Clause | None) -> None:
        """Remember who a sentence is about, for "it" and the passives after it, and for the list below it."""
        self._listen(span, clause)
        self._heard[id(span.block)] = self._speaker

    def _listen(self, span: Span, clause: Clause | None) -> None:
        if clause is not None:
            owners = self._of_subject(span, clause) or self._attributed(span)
        else:
            # Without a binding word only a name at the very head of a sentence is its subject.
            named = self.organisations(span)
            opening = span.start + subject_start(span.text) if named else 0
            first = [mention for mention in named if opening <= mention.span.start <= opening + len("the ")]
            owners = tuple(_owner(mention, "sentence before", 0.6) for mention in first[:1])
        if owners:
            self._speaker = owners
            # Recommendations without a subject address whoever was last told to do something.
            if clause is not None and clause.cue in {"should", "must", "shall"}:
                self._addressee = owners

    def owners(self, site: Site) -> tuple[Owner, ...]:
        """The owners of a commitment, the lead first; empty when nothing tells."""
        found = self._named_apart(site)
        bound = self._bound_by_name(site) if found and site.recommends else ()
        # Who is asked by name goes before the column, when the column names none of them.
        if bound and not {owner.organisation for owner in bound} & {owner.organisation for owner in found}:
            return _distinct((*bound, *self._partners(site, bound)))
        if not found and site.only_named:
            return ()
        # An owner's cell that names no body we know still says that it is nobody from the action's own words.
        found = found or (self._publisher() if site.owner_cells else self._in_clause(site) or self._around(site))
        if site.clause is None and found:
            self._carried = (self._section[:1], found)
        return _distinct((*found, *self._partners(site, found)))

    def _bound_by_name(self, site: Site) -> tuple[Owner, ...]:
        """The bodies that the action's own clause binds by name: "the Director of the Harbour Office should …"."""
        return self._of_subject(site.span, site.clause) if site.clause is not None and site.clause.subject.kind == "agent" else ()

    def _named_apart(self, site: Site) -> tuple[Owner, ...]:
        named = [mention for cell in site.owner_cells for mention in self.organisations(cell)]
        return tuple(_owner(mention, "owner column", 0.95, role="lead" if not at else "support") for at, mention in enumerate(named))

    def _in_clause(self, site: Site) -> tuple[Owner, ...]:
        if site.clause is None:
            return self._at_head(site)
        return self._of_subject(site.span, site.clause) or self._passive_agent(site.span, site.clause) or self._attributed(site.span)

    def _at_head(self, site: Site) -> tuple[Owner, ...]:
        """Who stands before an action without a binding word: "Home Office to publish …", "that the Home Office publish …"."""
        span, named = site.span, self.organisations(site.span)
        if not named:
            return ()
        label = label_of(span.text).length if span.start == 0 else 0
        opens, name = named[0].span.start - span.start, named[0].span.text
        if opens < label:
            # "Ofcom: test the masts", "Recommendation 12 (Ofcom): …".
            whole = span.text[:label].strip(" :–—-") == name or f"({name})" in span.text[:label]
            return (_owner(named[0], "label", 0.85),) if whole else ()
        found = _joint(span, named)
        follows = span.text[named[len(found) - 1].span.end - span.start :]
        told = _TO_DO.match(follows) is not None or (recommended(site) and is_verb(follows))
        return found if told and _BARE.fullmatch(span.text, label, opens) else ()

    def _around(self, site: Site) -> tuple[Owner, ...]:
        found = self._of_lead(site)
        if found:
            return found
        if site.recommends and site.clause is None:
            return self._addressee_of_all()
        if site.clause is not None and site.clause.reporter.startswith("recommend"):
            # A body that no name tells is asked itself; of a thing, the one who answers for all is asked.
            return self._addressee_of_all() if is_passive(site.clause) or site.clause.subject.kind != "agent" else ()
        # Whoever said "we" in a quotation is not the publisher; nor is a body with a name of its own that nothing resolves.
        if site.clause is not None and (is_quoted(site) or has_own_name(site)):
            return ()
        # "Our members will …" in a quotation is said for whoever is quoted.
        if self._quoted and site.clause is not None and site.span.text[site.clause.subject.start :].lower().startswith("our "):
            return self._quoted
        # "Forms should be defined anew", where a document recommends: whoever its recommendations address is meant.
        asked = self._addressee_of_all() if asks_for_thing(site) else ()
        return asked or self._before_or_above(site)

    def _of_lead(self, site: Site) -> tuple[Owner, ...]:
        """Whom the words above a list bind or address."""
        lead = site.lead
        if lead is None:
            return ()
        if lead.clause is not None:
            pronoun = lead.clause.subject.kind == "pronoun"
            found = self._heard.get(id(lead.span.block), ()) if pronoun else self._of_subject(lead.span, lead.clause)
            found = found or self._right_before(lead.span, lead.clause)
            return tuple(replace(owner, rule="list intro", span=owner.span or lead.span) for owner in found)
        if lead.decides:
            named = self.organisations(lead.span)
            return tuple(
                _owner(mention, "list intro", 0.85) for mention in named[:1] if mention.span.start <= lead.span.start + len("the ")
            )
        if lead.shares:
            return spoken_before(self._heard.get(id(lead.span.block), ()))
        addressed = _RECOMMENDED_TO.search(lead.span.text) if lead.recommends else None
        words = Span(lead.span.block, lead.span.start + (addressed.end() if addressed else 0), lead.span.end)
        return tuple(_owner(mention, "list intro", 0.85) for mention in self.organisations(words)[:1]) if addressed else ()

    def _before_or_above(self, site: Site) -> tuple[Owner, ...]:
        """Who was spoken of before, whom a heading names, who acted before, and at last who published the document."""
        own = site.clause.subject.kind if site.clause is not None else "none"
        # Who was spoken of last acts only where the clause leaves it open: "a new form will be tested".
        spoken = () if own in {"none", "we", "agent"} else self._speaker
        if site.span.block.kind == "row":
            # A body merely named above a table need not act in it.
            spoken = tuple(owner for owner in self._speaker if owner.rule == "subject")
        return (
            spoken_before(spoken)
            or self._nearest_heading(site)
            or self._carried_on(site)
            or self._who_met(site)
            or (() if self._is_another(site) else self._publisher())
            or (() if own == "we" or is_some_body(site) else spoken_before(self._speaker))
        )

    def _of_subject(self, span: Span, clause: Clause) -> tuple[Owner, ...]:
        subject = clause.subject
        if subject.kind == "we" and self._quoted:
            return self._quoted
        if subject.kind == "we":
            quoted = is_quoted(Site(span, clause))
            return self._attributed(span) if quoted else self._heading() or self._publisher() or self._attributed(span)
        if subject.kind == "pronoun":
            # Names before it in its own sentence come first: "the Board and the Agency said they will …".
            told = subject.head == "they" or clause.reporter
            earlier = self.organisations(Span(span.block, span.start, span.start + subject.start)) if told else ()
            return spoken_before(_joint(span, earlier) or self._speaker, "pronoun")
        named = self.organisations(Span(span.block, span.start + subject.start, span.start + max(subject.end, subject.start)))
        # "The council will be given powers", "a Lamp Office will be set up": another is to act.
        if is_received(clause) or _IS_MADE.match(clause.rest) or not named:
            return ()
        if subject.kind == "document" and _is_of(span.start + subject.start, named[0]):
            return (_owner(named[0], "subject", 0.8),)
        return _joint(span, named) if subject.kind == "agent" or clause.cue.endswith(" is to") else ()

    def _right_before(self, span: Span, clause: Clause) -> tuple[Owner, ...]:
        """The body named right before the binding word of a dependent clause: "the steps agencies must take"."""
        cue = span.start + clause.start
        named = [mention for mention in self.organisations(span) if clause.embedded and mention.span.end == cue - 1]
        return tuple(_owner(mention, "subject", 0.95) for mention in named)

    def _passive_agent(self, span: Span, clause: Clause) -> tuple[Owner, ...]:
        if not is_passive(clause):
            return ()
        for mention in self.organisations(Span(span.block, span.start + clause.end, span.end)):
            if _BY.search(span.block.text, span.start + clause.end, mention.span.start):
                return (_owner(mention, "agent of the passive", 0.85),)
        return ()

    def _attributed(self, span: Span) -> tuple[Owner, ...]:
        """The body to which the sentence is credited: "…, the agency says"."""
        mention = credited(span, self.organisations(span))
        if mention is not None:
            return (_owner(mention, "credited speaker", 0.8),)
        return spoken_before(self._speaker, "pronoun") if PRONOUN_SPEAKS.search(span.text) else ()

    def _addressee_of_all(self) -> tuple[Owner, ...]:
        """Whom a document's recommendations address: the one addressed last, else the country's government."""
        if self._addressee:
            return tuple(replace(owner, rule="addressee of the recommendations", confidence=0.6) for owner in self._addressee)
        government = self._context.government
        if government is None or government not in self._context.things:
            return ()
        return (Owner(government, "lead", "government of the country", 0.5),)

    def _heading(self) -> tuple[Owner, ...]:
        """The organisation in the nearest heading that names little else."""
        return next(filter(None, map(self._named_by_heading, reversed(self._section))), ())

    def _nearest_heading(self, site: Site) -> tuple[Owner, ...]:
        """Whom the nearest heading that tells names or has promise something."""
        above = (heading for heading in reversed(self._section) if heading is not site.span.block)
        return next(filter(None, (self._promising_heading(heading) or self._named_by_heading(heading) for heading in above)), ())

    def _named_by_heading(self, heading: Block) -> tuple[Owner, ...]:
        found = self._context.mentions_in(heading, "Organisation")
        return tuple(_owner(mention, "heading", 0.8, spanned=True) for mention in found[:1]) if found and _is_all(heading, found) else ()

    def _promising_heading(self, heading: Block) -> tuple[Owner, ...]:
        """The subject of a heading that is a commitment itself: "Action 3: the agency will …"."""
        span = Span(heading, 0, len(heading.text))
        clauses = find_clauses(heading.text, self.agents(span))
        found = self._of_subject(span, clauses[0]) if clauses and clauses[0].subject.kind == "agent" else ()
        return tuple(replace(owner, rule="heading", span=span, confidence=0.6) for owner in found)

    def _carried_on(self, site: Site) -> tuple[Owner, ...]:
        top, owners = self._carried
        # Numbered actions of one chapter often name their owner only the first time.
        if site.clause is not None or not top or top != self._section[:1]:
            return ()
        return tuple(replace(owner, rule="action before", confidence=0.5) for owner in owners if owner.role == "lead")

    def _publisher(self) -> tuple[Owner, ...]:
        publisher: NodeId | None = self._context.publisher
        return () if publisher is None else (Owner(publisher, "lead", "publisher", 0.6),)

    def _who_met(self, site: Site) -> tuple[Owner, ...]:
        """The body whose meeting the document records, where its members decide: "Members agreed to …"."""
        if self._met is None or not decides(site):
            return ()
        return (Owner(self._met, "lead", "body that met", 0.65),)

    def _is_another(self, site: Site) -> bool:
        publisher = self._context.publisher
        return publisher is not None and is_another(site, str(self._context.things[publisher].fields["name"]))

    def _partners(self, site: Site, found: tuple[Owner, ...]) -> tuple[Owner, ...]:
        """Those with whom it is to be done, or by whom it is to be run."""
        start = site.span.start + (site.clause.end if site.clause else 0)
        text = site.span.block.text
        partners: list[Owner] = []
        for mention in self.organisations(Span(site.span.block, start, site.span.end)):
            # The joining words stand right before the name; looking no further back keeps long rows of names linear.
            begin = max(start, mention.span.start - 60)
            by = _BY.search(text, begin, mention.span.start)
            if _WITH.search(text, begin, mention.span.start) or (
                by and by["verb"].lower() in {"run", "led", "delivered", "supported", "managed"}
            ):
                partners.append(_owner(mention, "partner", 0.7, role="support"))
        return tuple(partners) if found else tuple(replace(owner, role="lead") for owner in partners[:1])


def spoken_before(owners: tuple[Owner, ...], rule: str = "sentence before") -> tuple[Owner, ...]:
    """The owners of an earlier sentence, as read from there."""
    # However sure it was there, that it still holds here is a guess.
    return tuple(replace(owner, rule=rule, confidence=min(owner.confidence, 0.65)) for owner in owners)


def _owner(mention: Mention, rule: str, confidence: float, *, role: str = "lead", spanned: bool = False) -> Owner:
    span = mention.span if spanned or rule in {"sentence before", "owner column", "pronoun"} else None
    # A doubtful name makes a doubtful owner, but no more than by half: the rule speaks for itself.
    return Owner(mention.thing, "lead" if role == "lead" else "support", rule, round(confidence * max(mention.confidence, 0.5), 3), span)


def _is_of(start: int, mention: Mention) -> bool:
    """Whether a subject that begins at `start` is the mention's own: "the Harbour Office's new strategy"."""
    return mention.span.start - start <= len("the ") and re.match(r"['’]s?\s", mention.span.block.text[mention.span.end :]) is not None


def _joint(span: Span, named: Sequence[Mention]) -> tuple[Owner, ...]:
    """The first organisation of a subject, and those joined to it: "A and B", "A acting through B"."""
    found: list[Owner] = []
    end = 0
    for at, mention in enumerate(named):
        if not found and _opens_unit(mention, named[at + 1 : at + 2]):
            continue
        if not found:
            found.append(_owner(mention, "subject", 0.95))
        elif _JOINS.match(span.block.text[end : mention.span.start]):
            found.append(_owner(mention, "joint subject", 0.85, role="support"))
        else:
            break
        end = mention.span.end
    return tuple(found)


def _opens_unit(mention: Mention, following: Sequence[Mention]) -> bool:
    """Whether a name only opens that of a unit right behind it: "the HMRC Board"."""
    return any(unit.rule == "unit-of-body@1" and unit.span.start == mention.span.end + 1 for unit in following)


def _is_all(heading: Block, found: Sequence[Mention]) -> bool:
    text = heading.text
    for mention in sorted(found, key=lambda mention: -mention.span.start):
        text = text[: mention.span.start] + text[mention.span.end :]
    return not _HEADING_EXTRAS.sub("", text).strip()


def _distinct(owners: tuple[Owner, ...]) -> tuple[Owner, ...]:
    seen: dict[NodeId, Owner] = {}
    for owner in owners:
        seen.setdefault(owner.organisation, owner)
    return tuple(seen.values())
