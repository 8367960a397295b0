"""StratML, the Strategy Markup Language: plans as XML, their goals and objectives as rows of tables.

Source: ISO 17469-1:2015 (StrategicPlan) and ANSI/AIIM 22:2017 (PerformancePlanOrReport)
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from xml.etree.ElementTree import Element

from graph.errors import UnreadableDocument
from ingest.documents import Problem, RawDocument, ReadDocument
from ingest.formats.data_blocks import clean_text, heading, prose
from ingest.formats.outline import Draft
from ingest.formats.reading import read_document
from ingest.formats.rows import row_draft
from ingest.formats.values import storable
from ingest.formats.written import written_out
from ingest.formats.xml_tree import local_name, xml_root

ROOTS: Final = frozenset({"StrategicPlan", "PerformancePlanOrReport", "StrategicPlanCore"})
GENRES: Final = {"Strategic_Plan": "strategic plan", "Performance_Plan": "plan", "Performance_Report": "report"}
AIMS: Final = frozenset({"Goal", "Objective"})
TITLED: Final = frozenset({"Organization", "Vision", "Mission", "Value"})
TEXTS: Final = frozenset({"Name", "Description", "OtherInformation"})
# Who sent the plan in, and what a stakeholder's part in it is called: kept, and no policy.
BESIDE: Final = frozenset({"Submitter", "Role"})
TARGET_DAY: Final = "{*}PerformanceIndicator/{*}MeasurementInstance/{*}TargetResult/{*}EndDate"


class StratMl:
    """Reads a StratML plan or report; other XML has no reader."""

    media_types = frozenset({"application/xml", "text/xml"})
    suffixes = frozenset({".xml", ".stratml"})

    def read(self, raw: RawDocument) -> ReadDocument:
        """The stored text is what the plan says, without its tags; the place of each block is the XPath of its element."""
        root = xml_root(raw)
        if local_name(root) not in ROOTS:
            reason = f"its outermost element is <{local_name(root)[:60]}>, and of XML only StratML plans are read"
            raise UnreadableDocument(raw.name, code="no-reader", reason=reason, fix="Save it as HTML or JSON and ingest it again.")
        text, drafts = written_out(list(_Plan(root).drafts()))
        return read_document(raw, text, drafts, problems=_problems(root), found=plan_metadata(root))


def plan_metadata(root: Element) -> dict[str, str]:
    """Title, publisher, day, genre and address, as the plan says of itself."""
    found = {
        "title": _said(root, "Name"),
        "publisher": _said(root, ".//{*}Organization/{*}Name"),
        "published": _said(root, ".//{*}PublicationDate")[:10],
        "kind": GENRES.get(root.get("Type", ""), "strategic plan"),
        "uri": _said(root, ".//{*}Source"),
    }
    if not found["uri"].startswith(("http://", "https://")):
        del found["uri"]
    return {name: text for name, text in found.items() if text}


def _problems(root: Element) -> Sequence[Problem]:
    if any(_said(goal, "Name") or _said(goal, "Description") for goal in root.iterfind(".//{*}Goal")):
        return ()
    return (Problem("stratml-no-goal", "", "it has no goal", "Check that it is the whole plan; the standard asks for one goal at least."),)


class _Plan:
    """Walks through the elements of a plan and remembers the XPath of each, and which have been said."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._paths = dict(_paths(root, f"/{local_name(root)}"))
        self._done: set[Element] = set()

    def drafts(self) -> Iterator[Draft]:
        """All that the plan says, in its order."""
        yield from self._below(self._root, 0)

    def _below(self, element: Element, level: int) -> Iterator[Draft]:
        if len(element) and _words(element):
            yield from prose(_words(element), self._paths[element], level)
        for part in element:
            yield from self._part(part, level)
            # Words between elements: the standard has none, but none may be lost.
            if tail := " ".join(storable(part.tail or "").split()):
                yield from prose(tail, self._paths[element], level)

    def _part(self, part: Element, level: int) -> Iterator[Draft]:
        name = local_name(part)
        if name in AIMS:
            yield from self._aim(part, level)
        elif name in TITLED:
            yield from self._titled(part, level)
        elif name in BESIDE:
            yield from (Draft("furniture", draft.clean, place=draft.place) for draft in self._below(part, level))
        elif len(part):
            yield from self._below(part, level)
        else:
            yield from self._leaf(part, level)

    def _leaf(self, part: Element, level: int) -> Iterator[Draft]:
        text, name = _words(part), local_name(part)
        if not text or part in self._done:
            return
        if name == "Name" and level == 0:
            yield heading(text, self._paths[part], 0)
        elif name in TEXTS:
            yield from prose(text, self._paths[part], level + 1)
        else:
            # Identifiers, days and addresses: kept, and known from the metadata or the rows.
            yield Draft("furniture", clean_text(f"{name}: {text}"), place=self._paths[part])

    def _titled(self, part: Element, level: int) -> Iterator[Draft]:
        """An organisation under its name; a vision, mission or value under what it is."""
        if not any(map(_words, part.iter())):
            return
        name, acronym, kind = self._take(part, "Name"), self._take(part, "Acronym"), local_name(part)
        # An organisation is known by its name; a vision, mission or value by what it is.
        words = [f"{name} ({acronym})" if acronym else name] if kind == "Organization" else [kind, name]
        title = ": ".join(filter(None, words))
        yield heading(title or kind, self._paths[part], level + 1)
        yield from self._below(part, level + 2)

    def _aim(self, part: Element, level: int) -> Iterator[Draft]:
        """A goal or objective: its row, what else it says, and what stands under it."""
        if not any(map(_words, part.iter())):
            return
        kind = local_name(part)
        cells = self._cells(part, kind)
        if kind == "Goal" and (title := cells["Name"] or cells[kind]):
            draft = heading(title, self._paths[part], level + 1)
            yield Draft("heading", draft.clean, level=draft.level, number=cells["No."] or None, place=draft.place)
        if not self._only_heads(part, cells):
            yield row_draft([clean_text(text) for text in cells.values()], list(cells), 1, self._paths[part])
        yield from self._below(part, level + 1)

    def _only_heads(self, part: Element, cells: Mapping[str, str]) -> bool:
        """Whether a goal is no more than the title of its objectives."""
        said = {header for header, text in cells.items() if text}
        return said <= {"No.", "Goal"} and _first(part, "Name") is not None and _first(part, "{*}Objective/{*}Description") is not None

    def _cells(self, part: Element, kind: str) -> Mapping[str, str]:
        """The columns of an aim's row; the headers are those that tables of actions have."""
        title, words = self._take(part, "Name"), self._take(part, "Description")
        holders = part.findall("{*}Stakeholder")
        performers = [holder for holder in holders if any(_words(role) == "Performer" for role in holder.iterfind(".//{*}RoleType"))]
        return {
            "No.": self._take(part, "SequenceIndicator"),
            "Name": title if words else "",
            kind: words or title,
            "Lead": self._names(performers),
            "Stakeholders": self._names([holder for holder in holders if holder not in performers]),
            "Due date": self._take(part, TARGET_DAY) or self._take(part, "EndDate"),
        }

    def _names(self, holders: Sequence[Element]) -> str:
        return "; ".join(name for holder in holders if (name := self._take(holder, "Name")))

    def _take(self, element: Element, path: str) -> str:
        """The words at a path below `element`, which are not said again."""
        found = _first(element, path)
        if found is None:
            return ""
        self._done.add(found)
        return _words(found)


def _first(element: Element, path: str) -> Element | None:
    """The first element at a path that says anything; a bare name is that of a child in any namespace."""
    where = path if "{" in path else f"{{*}}{path}"
    return next((found for found in element.iterfind(where) if _words(found) and not len(found)), None)


def _said(element: Element, path: str) -> str:
    found = _first(element, path)
    return "" if found is None else _words(found)


def _words(element: Element) -> str:
    return " ".join(storable(element.text or "").split())


def _paths(element: Element, path: str) -> Iterator[tuple[Element, str]]:
    """The XPath of each element; of several of one name with their number."""
    yield element, path
    same = Counter(map(local_name, element))
    seen: Counter[str] = Counter()
    for part in element:
        name = local_name(part)
        seen[name] += 1
        number = f"[{seen[name]}]" if same[name] > 1 else ""
        yield from _paths(part, f"{path}/{name}{number}")
