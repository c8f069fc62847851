"""What an author's edition adds to a page: marks on numbers, notes beside blocks, and what stands at the top."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from pipeline.html.escaping import Html

if TYPE_CHECKING:
    from pipeline.content.model import Block, Cell, Text, Value

#: Nothing.
NOTHING = Html()


@dataclass(frozen=True, slots=True)
class Mark:
    """What is put around words.

    Attributes:
        before, behind: markup around the words; together one phrasing element, such as a button's start and end.
        panel: flow content (`div`, `table` …) that belongs to it: it stands right behind the block that holds the
            words, as no paragraph can hold it. For words in a table, behind the table.
    """

    before: Html
    behind: Html
    panel: Html = NOTHING


class Marks(Protocol):
    """What the author's edition knows of a document. The published edition has none of it.

    All markup is `Html`: whoever makes it escapes what it holds with `escaping.text`.
    """

    def value(self, node: Text | Value) -> Mark | None:
        """What is put around a number of the prose, or other literal words; None for nothing."""

    def cell(self, cell: Cell) -> Mark | None:
        """What is put around what a table's cell says, where that is one paragraph; None for nothing."""

    def block(self, block: Block) -> Html:
        """Flow content that stands in the margin beside a block, put right before it; empty for nothing.

        It is asked for each block of a part, of list items, and of notes, in the order of reading; not for those in
        the cells of a table.
        """

    def head(self) -> Html:
        """What the head of the page gets besides: styles."""

    def top(self) -> Html:
        """Flow content above everything else on the page, such as the list of findings."""

    def end(self) -> Html:
        """What stands last in the body, such as a script."""
