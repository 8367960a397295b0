"""Lines that were one paragraph, item or heading before they were broken to fit the page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.formats.pdf.lines import Measures, same_size
from ingest.formats.pdf.marks import marker, number_of
from ingest.formats.pdf.pieces import Line

# In ems.
INDENT = 0.7
FIRST_LINE_INDENT = 4.0
FULL = 0.9
# In points: lines of one paragraph are set to the same edge exactly.
OFF = 1.2
# After so many lines it is known how far a paragraph goes.
NARROW_LINES = 2
# Letters of a paragraph that is no line of a list or an address.
LONG = 120
# Units of size that a gap between paragraphs adds to the usual step.
GAP = 0.28
END_MARKS = ".!?:;"
CLOSING = "”’\"')]"


@dataclass(slots=True)
class Group:
    """Lines that belong together, and the mark before them if they are an item."""

    lines: list[Line] = field(default_factory=list)
    mark: int = 0
    """Characters of the first line that are its mark and the blank behind it."""
    number: str | None = None
    is_item: bool = False
    inside: bool = False
    """Whether its number stood in brackets, as in laws."""
    reach: float = 0.0
    """How far the longest of the lines goes that stand in the column where it begins."""
    beside: bool = False
    """Whether it stands in a box at the side of the text, of which it heads nothing."""

    @property
    def text(self) -> str:
        """Its words, without its mark."""
        return " ".join(line.text for line in self.lines)[self.mark :]

    @property
    def words_x(self) -> float:
        """Where its words begin, right of its mark."""
        first = self.lines[0]
        if first.pieces[0].bullet or not self.mark:
            return first.x0
        if len(self.lines) > 1 and self.lines[1].x0 > first.x0 + INDENT * first.main.size:
            return self.lines[1].x0
        starts = [*first.pieces[0].starts[1:2], *((0, piece.x0) for piece in first.pieces[1:2])]
        return starts[0][1] if starts else first.x0 + first.main.size

    @property
    def knows_words_x(self) -> bool:
        """Whether `words_x` was measured and not guessed."""
        first = self.lines[0].pieces
        return len(self.lines) > 1 or len(first) > 1 or len(first[0].starts) > 1 or first[0].bullet

    @property
    def mark_x(self) -> float:
        """Where its mark stands, or would stand if one were printed."""
        first = self.lines[0]
        return first.x0 - first.main.size if first.pieces[0].bullet else first.x0


def groups_of(lines: Sequence[Line], usual: Measures) -> list[Group]:
    """The lines of a column, in reading order, as groups."""
    groups: list[Group] = []
    for place, line in enumerate(lines):
        if not place or _breaks(groups[-1], lines[place - 1], line, usual):
            groups.append(_begun(line))
        else:
            group = groups[-1]
            group.lines.append(line)
            group.reach = max(group.reach, line.x1)
    return groups


def joined_across(columns: Iterable[Sequence[Group]]) -> list[Group]:
    """The groups of all columns, those made one that only the end of a column or page parts."""
    groups: list[Group] = []
    for column in columns:
        for place, group in enumerate(column):
            if groups and (_runs_on(groups[-1], group) if place else _goes_on(groups[-1], group)):
                groups[-1].lines += group.lines
            else:
                groups.append(group)
    return groups


def _begun(line: Line) -> Group:
    match = marker(line.text)
    if match:
        number = number_of(match)
        return Group([line], match.end(), number, is_item=True, inside=match["inside"] is not None, reach=line.x1)
    return Group([line], is_item=line.pieces[0].bullet, reach=line.x1)


def _breaks(group: Group, before: Line, line: Line, usual: Measures) -> bool:
    """Whether `line` begins something new after `before`, the last line of `group`."""
    size = line.main.size
    if not same_size(before.main.size, size):
        # A line of a paragraph may be small when a name in it is.
        return True
    if (before.main.y - line.main.y) > (usual.step + GAP) * size or _changes_look(before, line):
        return True
    if line.pieces[0].bullet or _is_mark(group, before, line):
        return True
    if size > 1.12 * usual.size:
        return False
    if _indents(group, before, line) or _is_off(group, before, line):
        return True
    return _ended_early(group, before, line) and (_could_begin(before, line) or _left_of_words(group, line))


def _is_mark(group: Group, before: Line, line: Line) -> bool:
    match = marker(line.text)
    if match is None:
        return False
    if match["bullet"]:
        return True
    # "… under section\n3. The" and "… and\n- at last -": a full line that ends in the middle of a sentence goes on.
    if _room(before) > 3 * before.main.size or before.text.rstrip(CLOSING)[-1:] in END_MARKS:
        return True
    if not group.is_item:
        return False
    off = abs(line.x0 - group.words_x) > 0.15 * line.main.size
    return line.x0 < group.mark_x + 0.5 * line.main.size or (match["dash"] is not None and off)


def _changes_look(before: Line, line: Line) -> bool:
    """From a line wholly in bold to one with none, or back."""
    if len(before.pieces) == 1 == len(line.pieces):
        first, second = before.main, line.main
        return first.look[0] != second.look[0] and not first.looks and not second.looks
    both = [[piece for piece in one.pieces if len(piece.text) > 1] or one.pieces for one in (before, line)]
    if any(piece.looks for pieces in both for piece in pieces):
        return False
    bold_before, bold = (all(piece.look[0] for piece in pieces) for pieces in both)
    return bold_before != bold


def _indents(group: Group, before: Line, line: Line) -> bool:
    """Whether the left edge moves in a way that a running paragraph's does not."""
    size = line.main.size
    step = line.x0 - before.x0
    is_second = len(group.lines) == 1
    if step > INDENT * size:
        # Words hang beside the mark, or number, of the first line.
        return not (
            is_second and (group.is_item or before.text[:1].isdigit() or (step < FIRST_LINE_INDENT * size and _room(before) < 3 * size))
        )
    if step < -INDENT * size:
        return not (is_second and not group.is_item and -step < FIRST_LINE_INDENT * size)
    return False


def _is_off(group: Group, before: Line, line: Line) -> bool:
    """Whether a line with a capital stands a little beside the words of the item before it, as the first of a paragraph may."""
    if not group.is_item or not line.text[:1].isupper():
        return False
    hangs = before.x0 if len(group.lines) > 1 else group.words_x
    return group.knows_words_x and abs(line.x0 - hangs) > OFF and abs(line.x0 - group.mark_x) > OFF


def _room(line: Line) -> float:
    return line.right - line.x1


def _ended_early(group: Group, before: Line, line: Line) -> bool:
    """Whether the first word of `line` would have fitted on the line before it."""
    size = line.main.size
    word = len(line.text.split(maxsplit=1)[0])
    letter = (line.x1 - line.x0) / max(1, len(line.text))
    # A paragraph that runs around a picture is narrower than its column.
    own = group.reach if len(group.lines) > NARROW_LINES else before.right
    right = own if before.right - own > 3 * size else before.right
    return right - before.x1 > word * letter + FULL * size


def _left_of_words(group: Group, line: Line) -> bool:
    """Whether a line stands under the mark of an item, and not under its words."""
    return group.is_item and line.x0 < group.words_x - 0.5 * line.main.size


def _could_begin(before: Line, line: Line) -> bool:
    first = line.text.lstrip("“‘\"'([")[:1]
    return before.text.rstrip(CLOSING)[-1:] in END_MARKS or first.isupper() or first.isdigit()


def _is_reference(group: Group, following: Group) -> bool:
    """Whether what looks like the number of an item is one in the middle of a sentence: "under subsection / (i) of this section"."""
    last = group.lines[-1]
    words = last.text.split()
    return (
        following.number is not None
        and _room(last) < 3 * last.main.size
        and words[-1][-1] not in ".!?:;,"
        and words[-1] not in {"and", "or"}
    )


def _runs_on(group: Group, following: Group) -> bool:
    """Whether a gap parts a sentence: a picture, or what else stood between, was left out."""
    last, first = group.lines[-1], following.lines[0]
    if following.is_item or len(group.lines) < NARROW_LINES or not same_size(last.main.size, first.main.size):
        return False
    if last.main.look != first.main.look or len(group.text) < LONG or group.text[:1].islower():
        return False
    end = last.text[-1]
    return end == "," or (end.isalnum() and first.text[:1].islower())


def _goes_on(group: Group, following: Group) -> bool:
    """Whether a group at the top of a column is the rest of the one at the end of the column before."""
    last, first = group.lines[-1], following.lines[0]
    if (
        (following.is_item and not _is_reference(group, following))
        or not same_size(last.main.size, first.main.size)
        or last.main.look[0] != first.main.look[0]
    ):
        return False
    text = group.lines[-1].text.rstrip(CLOSING)
    if text[-1:] in ".!?:":
        return False
    start = first.text.lstrip("“‘\"'([")[:1]
    if start.islower() or following.is_item:
        return True
    if group.is_item and group.knows_words_x and abs((first.x0 - first.left) - (group.words_x - last.left)) > INDENT * first.main.size:
        return False
    return _room(last) < 3 * last.main.size + len(first.text.split(maxsplit=1)[0]) * 0.5 * last.main.size and text[-1:] != ";"
