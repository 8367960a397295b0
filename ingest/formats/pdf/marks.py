"""Marks at the front of a line: bullets, numbers and letters of list items."""

import re

# Of the private letters those are bullets that Symbol and Wingdings have under their own numbers.
BULLETS = "•◦▪▫●○‣∙⁃■□◆◇▶►➢➤❖✓✔⚫\uf0b7\uf0a7\uf0d8\uf076\uf0a8\uf0fc\uf02d\uf06f\uf0be"
MARKER = re.compile(
    rf"(?P<bullet>[{BULLETS}])\s*(?=\S)|(?P<dash>[-–—*+o·])\s+(?=\S)"
    # Some programs leave no blank where the number fills the room before the words.
    r"|(?P<number>\d{1,3})[.)](?:\s+(?=\S)|(?=[A-Z][a-z]*[\s,-]))|\((?P<inside>[A-Za-z]|[ivxIVX]{2,5}|\d{1,3})\)\s*(?=\S)"
    r"|(?P<letter>[a-z]|[ivx]{2,5})[.)]\s+(?=\S)"
)
LONE = re.compile(
    rf"(?:[{BULLETS}\-–—*+o·]|\d{{1,3}}(?:\.\d{{1,3}})*[.)]?|\((?:[A-Za-z]|[ivxIVX]{{2,5}}|\d{{1,3}})\)|(?:[A-Za-z]|[ivx]{{2,5}})[.)])"
)


def marker(text: str) -> re.Match[str] | None:
    """The mark at the front of a list item, with the white space behind it."""
    return MARKER.match(text)


def number_of(match: re.Match[str]) -> str | None:
    """The number or letter of a mark; None of a bullet."""
    return match["number"] or match["inside"] or match["letter"]


def has_marker(text: str) -> bool:
    """Whether a line begins like a list item, or is nothing but the mark of one."""
    return MARKER.match(text) is not None or is_lone_marker(text)


def is_lone_marker(text: str) -> bool:
    """Whether a piece is the mark of an item whose words stand apart from it."""
    return LONE.fullmatch(text) is not None


def is_lone_bullet(text: str) -> bool:
    """Whether a piece is nothing but a bullet."""
    return len(text) == 1 and text in BULLETS
