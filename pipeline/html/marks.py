"""What an author's edition adds to a page: marks on numbers, findings at their places, and what stands at the top."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from pipeline.html.escaping import Html

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.content.model import Block, Cell, Inline, Plain

#: Nothing.
NOTHING = Html()


@dataclass(frozen=True, slots=True)
class Mark:
    """What is put around words.

    Attributes:
        before, behind: markup around the words; together one phrasing element, such as a button's start and end.
        apart: phrasing content that does the same for words that cannot have it around them: it stands behind the link
            or the cell that they are in.
    """

    before: Html
    behind: Html
    apart: Html = NOTHING


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of an inline node's words; an empty one is a place between them.

    Attributes:
        start, end: offsets in the node's text; `end` is exclusive.
        ahead: phrasing content that stands before it.
        mark: what is put around it; None for nothing.
    """

    start: int
    end: int
    ahead: Html = NOTHING
    mark: Mark | None = None


class Shown(str):
    """A text of a template's variables that is shown otherwise than it stands; for all else it is that text.

    What a template works out from it is plain text again.
    """

    __slots__ = ("_html",)
    _html: Html

    @classmethod
    def as_html(cls, said: str, html: Html) -> Shown:
        """The text, and what stands for it where a template prints it."""
        made = cls(said)
        made._html = html
        return made


class Marks(Protocol):
    """What the author's edition knows of a document. The published edition has none of it.

    All markup is `Html`: whoever makes it escapes what it holds with `escaping.text`.
    """

    @property
    def script(self) -> str:
        """What the script element at the end of the page holds, the only one of these marks; empty for none."""

    @property
    def asking(self) -> bool:
        """Whether the page asks the server that it came from."""

    def stretches(self, node: Inline) -> tuple[Stretch, ...]:
        """What is put around or between the words of a node, in order and without overlap; () for nothing."""

    def cell(self, cell: Cell) -> Mark | None:
        """What is put around what a table's cell says; None for nothing."""

    def in_cell(self, cell: Cell) -> Html:
        """Phrasing content at the beginning of a table's cell; empty for nothing."""

    def block(self, block: Block) -> Html:
        """Flow content right before a block; empty for nothing.

        It is asked for each block of a part and of list items in the order of reading.
        """

    def variables(self, variables: Mapping[str, Plain]) -> Mapping[str, Plain]:
        """The variables of the template, some of their texts as `Shown`."""

    def settled(self, shell: str) -> str:
        """What the template has made, with the marks of variables where an element can stand, and none elsewhere."""

    def head(self) -> Html:
        """What the head of the page gets besides: styles."""

    def top(self) -> Html:
        """Flow content above everything else on the page, such as the list of findings; asked when all is written."""

    def end(self) -> Html:
        """What stands last in the body, such as a script; asked last."""
