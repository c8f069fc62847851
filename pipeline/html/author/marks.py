"""The marks of the author's edition: a trace behind each number, findings in the margin and at the top."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.html.author.notes import listed, margin_note
from pipeline.html.author.panels import BUTTON_END, button_start, chart_button, panel
from pipeline.html.escaping import Html, text
from pipeline.html.marks import NOTHING, Mark

if TYPE_CHECKING:
    from pipeline.content.model import Block, Cell, Document, Text, Value
    from pipeline.html.author.data import Remark, Trace

#: What a server puts its own message in the place of; no text can look like it, as text is escaped.
SLOT = Html("<!-- what is wrong now -->")


@dataclass(frozen=True, slots=True)
class AuthorMarks:
    """What an author's edition knows of a document.

    Attributes:
        document: the tree that nodes and blocks are part of; it is kept, as they are known by their identity. None for
            a page that has no document.
        remarks: all findings, in the order in which they are listed.
        beside: identity of a block → numbers (from 1) of the findings that stand beside it.
        traces: identity of a text, value, cell or chart → where it comes from.
        style, script: of the author's edition: CSS and JavaScript without `</style` and `</script`.
        events: address that tells of changes; empty for a page that stays as it is.
    """

    document: Document | None = field(repr=False)
    remarks: Sequence[Remark]
    beside: Mapping[int, tuple[int, ...]]
    traces: Mapping[int, Trace]
    style: str = field(default="", repr=False)
    script: str = field(default="", repr=False)
    events: str = ""
    _panels: dict[Trace, str] = field(default_factory=dict, init=False, repr=False)

    def value(self, node: Text | Value) -> Mark | None:
        """A button around a number whose trace is known."""
        return self._mark(node)

    def cell(self, cell: Cell) -> Mark | None:
        """A button around the number of a table's cell."""
        return self._mark(cell)

    def _mark(self, node: Text | Value | Cell | Block) -> Mark | None:
        trace = self.traces.get(id(node))
        if trace is None:
            return None
        name = self._panels.setdefault(trace, f"trace-{len(self._panels) + 1}")
        return Mark(button_start(name), BUTTON_END)

    def block(self, block: Block) -> Html:
        """The findings in the margin of a block; before a chart, a button for the trace of its values."""
        numbers = self.beside.get(id(block), ())
        notes = margin_note((number, self.remarks[number - 1]) for number in numbers) if numbers else NOTHING
        mark = self._mark(block)
        return Html(f"{notes}{chart_button(mark)}") if mark is not None else notes

    def head(self) -> Html:
        """The style, and where the page learns of changes."""
        events = f'<meta name="diarie-events" content="{text(self.events)}">' if self.events else ""
        return Html(f"{events}<style>{self.style}</style>" if self.style else events)

    def top(self) -> Html:
        """All findings."""
        placed = {number for numbers in self.beside.values() for number in numbers}
        return Html(f'<div class="author-top">{SLOT}{listed(self.remarks, placed)}</div>')

    def end(self) -> Html:
        """The panels of all traces that the page has shown, and the script."""
        panels = "".join(panel(name, trace) for trace, name in self._panels.items())
        script = f"<script>{self.script}</script>" if self.script else ""
        return Html(f'<div class="author-traces">{panels}</div>{script}')
