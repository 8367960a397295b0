"""The tags of HTML that mean something to us, and what their attributes say."""

import html
import re
from collections import Counter

HEADINGS = {f"h{level}": level for level in range(1, 7)}
LISTS = frozenset({"ul", "ol", "menu", "dl"})
FURNITURE = frozenset({"nav", "footer", "aside", "button", "select", "dialog", "iframe", "video", "audio", "title"})
WRAPPERS = frozenset(
    {"div", "section", "article", "main", "header", "center", "details", "fieldset", "body", "html", "head", "hgroup", "form", "figure"}
)
BREAKS = frozenset({"p", "dt", "dd", "caption", "figcaption", "summary", "hr", "legend", "label", "address", "option", "li"})
EMPHASIS = frozenset({"b", "strong", "i", "em"})
ITEMS = frozenset({"li", "dd", "dt"})
ROW_GROUPS = frozenset({"thead", "tbody", "tfoot"})
CELLS = ROW_GROUPS | {"tr", "td", "th", "table"}
BLOCKS = frozenset(HEADINGS) | LISTS | FURNITURE | WRAPPERS | BREAKS | CELLS | {"blockquote", "pre"}
NESTING = (frozenset(HEADINGS) | LISTS | FURNITURE | WRAPPERS | {"table", "blockquote", "pre", "thead"}) - {"iframe"}
# Tags that can be furniture, by their name or by the names that their authors gave them.
CAN_HIDE = FURNITURE | WRAPPERS | LISTS

ATTRIBUTES = r"""(?:[^<>"']++|"[^"]*+"|'[^']*+'){0,1000}+"""
_INITIALS = "".join(sorted({initial for name in CAN_HIDE for initial in (name[0], name[0].upper())}))
# Of tags that can hide something; those that begin with another letter, as most of a page do, are passed over.
TAG_STARTS = re.compile(rf"</?(?=[{_INITIALS}])[A-Za-z]+")
BOILERPLATE = re.compile(
    r"\b(?:cookies?|breadcrumbs?|skip-?link|pagination|share|social|back-to-top|site-header|site-footer|feedback|related|navigation"
    r"|index-links)(?![a-z])",
    re.IGNORECASE,
)
BOILERPLATE_ROLES = re.compile(r"""\brole\s*=\s*["']?(?:navigation|banner|contentinfo|search|dialog|complementary)\b""", re.IGNORECASE)
NAMES = re.compile(r"""\b(?:class|id)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
# Not 'data-id'. Nobody links to an anchor of more letters, and each passage would bear them.
ANCHOR = re.compile(r"""(?<![\w-])id\s*=\s*(?:"([^"\s]{1,200})"|'([^'\s]{1,200})'|([^\s"'>]{1,200})(?![^\s"'>]))""", re.IGNORECASE)
TYPE = re.compile(r"""\btype\s*=\s*["']?([aAiI])\b""")
STYLES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


def closed(source: str) -> frozenset[str]:
    """The tags that are closed as often as opened: one left open must not hide the rest of the page."""
    balance = dict.fromkeys(CAN_HIDE, 0)
    for tag, count in Counter(TAG_STARTS.findall(source)).items():
        name = tag.strip("</").lower()
        if name in balance:
            balance[name] += -count if tag[1] == "/" else count
    return frozenset(name for name, count in balance.items() if count <= 0)


def is_boilerplate(attributes: str) -> bool:
    """Whether its role, class or id says that an element surrounds what the page is about."""
    if BOILERPLATE_ROLES.search(attributes):
        return True
    return any(BOILERPLATE.search(" ".join(filter(None, match.groups()))) for match in NAMES.finditer(attributes))


def anchor(attributes: str) -> str | None:
    """The name by which a link can lead to an element, with '#' before it."""
    match = ANCHOR.search(attributes)
    return "#" + html.unescape(match[1] or match[2] or match[3]) if match else None


def whole_number(name: str, attributes: str) -> int | None:
    """The number that the attribute `name` gives; None without one. Of more digits than nine, the first nine."""
    if name not in attributes.lower():
        return None
    match = re.search(rf"""(?<![\w-]){name}\s*=\s*["']?\s*(-?\d{{1,9}})""", attributes, re.IGNORECASE)
    return int(match[1]) if match else None


def list_style(attributes: str) -> str:
    """How a list counts, in the words of `numbering.in_words`."""
    style = TYPE.search(attributes)
    return STYLES[style[1]] if style else "decimal"
