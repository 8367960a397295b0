"""From drafts in reading order to blocks: which headings stand above each, and what introduces each list."""

from collections.abc import Iterable
from dataclasses import dataclass

from ingest.documents import Block, BlockKind, Cell
from ingest.formats.clean import Clean

LEVELS = 6
# Nobody nests lists so deep; every level more makes each item below it dearer.
DEEPEST_ITEM = 40


# Not frozen for the reason that `Clean` is not.
@dataclass(slots=True)
class Draft:
    """A block as a format finds it, before it knows its neighbours."""

    kind: BlockKind
    clean: Clean
    level: int = 0
    """Of a heading 1 to 6, or 0 for one that only looks like one; of an item its nesting; of a row its place in the table."""
    number: str | None = None
    cells: tuple[Cell, ...] = ()
    place: str | None = None
    """Where it stands in the original, as `Block.place`."""
    within: bool = False
    """Whether it is a later paragraph of the list item before it."""


def blocks_of(drafts: Iterable[Draft]) -> tuple[Block, ...]:
    """The drafts that say something, as blocks in the same order."""
    outline = _Outline()
    return tuple(outline.place(draft) for draft in drafts if draft.clean.text)


class _Outline:
    """Remembers, while blocks go by, what the next one stands under."""

    def __init__(self) -> None:
        # A tuple, so that all blocks below the same headings share it.
        self._headings: tuple[Block, ...] = ()
        self._firm_level = 0
        self._items: list[Block] = []
        self._last_list: list[Block] = []
        self._before: Block | None = None

    def place(self, draft: Draft) -> Block:
        """The block for `draft`, which comes after all those placed before."""
        if draft.kind == "heading":
            return self._heading(draft)
        # A note stands where it is called, or at the foot of a page: the list around it goes on.
        if draft.kind == "furniture" or (draft.kind == "footnote" and not draft.within):
            return _block(draft, self._headings, level=draft.level)
        if draft.kind == "item" and not draft.within:
            return self._item(draft)
        return self._other(draft)

    def _heading(self, draft: Draft) -> Block:
        # What only looks like a heading stands under the last real one, never above it.
        level = draft.level or min(self._firm_level + 1, LEVELS)
        self._firm_level = draft.level or self._firm_level
        above = tuple(heading for heading in self._headings if heading.level < level)
        block = _block(draft, above, level=level)
        self._headings = (*above, block)
        self._items, self._last_list, self._before = [], [], block
        return block

    def _item(self, draft: Draft) -> Block:
        # Indentation is often wrong: an item is never more than one step below the item before.
        level = max(1, min(draft.level + self._announced(draft), len(self._items) + 1, DEEPEST_ITEM))
        intro = self._intro(level, draft.number)
        block = _block(draft, self._headings, intro=intro, level=level)
        self._items = [*self._items[: level - 1], block]
        if level == 1:
            self._last_list.append(block)
        self._before = block
        return block

    def _announced(self, draft: Draft) -> bool:
        """Whether bullets stand under a numbered item that announces them with a colon, though nobody indented them."""
        above = self._items[0] if self._items else None
        if above is None or draft.level != 1 or draft.number is not None or above.number is None:
            return False
        return above.text.endswith(":") and self._before is self._items[-1]

    def _intro(self, level: int, number: str | None) -> Block | None:
        if level > 1:
            parent = self._items[level - 2]
            later = self._before
            return later if later is not None and later.intro is parent and later.kind == "paragraph" else parent
        if self._items:
            return self._items[0].intro
        if self._goes_on(number):
            return self._last_list[-1].intro
        self._last_list = []
        return self._before

    def _goes_on(self, number: str | None) -> bool:
        """Whether a list was only interrupted: '3.' after a paragraph that announces nothing, and '2.' before that."""
        if not self._last_list or self._before is None or self._before.text.endswith(":"):
            return False
        last = self._last_list[-1].number
        return number is not None and last is not None and number.isdigit() and last.isdigit() and int(number) == int(last) + 1

    def _other(self, draft: Draft) -> Block:
        if draft.within and self._items:
            parent = self._items[min(draft.level, len(self._items)) - 1]
            self._before = _block(draft, self._headings, intro=parent, level=parent.level, kind="paragraph")
            return self._before
        block = _block(draft, self._headings, level=draft.level)
        self._items, self._before = [], block
        return block


def _block(
    draft: Draft, headings: tuple[Block, ...], *, intro: Block | None = None, level: int = 0, kind: BlockKind | None = None
) -> Block:
    clean = draft.clean
    # A heading is one line of thought, however it was broken to fit a page.
    breaks = () if draft.kind == "heading" else clean.breaks
    # By place, which takes half the time: every block of every document comes by here.
    return Block(
        kind or draft.kind,
        clean.text,
        clean.offsets,
        headings,
        intro,
        level,
        draft.number,
        draft.cells,
        draft.place,
        clean.links,
        clean.emphasis,
        breaks,
    )
