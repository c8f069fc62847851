"""The marks of the author's edition: a trace behind each number, findings at their places and at the top."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

from pipeline.content.model import Figure, Heading, LineBreak, Paragraph, Table, Text, Value
from pipeline.content.walk import plain_text, walk_blocks, walk_inlines
from pipeline.html.author.data import Placing, Traced
from pipeline.html.author.notes import listed, note, sign, spot
from pipeline.html.author.panels import BUTTON_END, button, buttons, panel
from pipeline.html.author.variables import marked, replaced, settled
from pipeline.html.escaping import Html, text
from pipeline.html.marks import Mark, Stretch

if TYPE_CHECKING:
    from pipeline.content.model import Block, Cell, Document, Inline, Plain
    from pipeline.html.author.data import Remark, Trace

#: What a server puts its own message in the place of; no text can look like it, as text is escaped.
SLOT = Html("<!-- what is wrong now -->")

#: A chart's values are drawn, and cannot be buttons themselves.
_CHART = "Diagrammets tal"


@dataclass(frozen=True, slots=True)
class AuthorMarks:
    """What an author's edition knows of a document; good for one writing of it, as it remembers what it has shown.

    Attributes:
        document: the tree that nodes and blocks are part of; it is kept, as they are known by their identity. None for
            a page that has no document.
        remarks: all findings, in the order in which they are listed.
        placing: where they stand.
        traced: where numbers come from.
        style, script: of the author's edition: CSS and JavaScript without `</style` and `</script`; the script has no
            blanks around it, as some checkers hash it without them.
        events: address that tells of changes; empty for a page that stays as it is.
    """

    document: Document | None = field(repr=False)
    remarks: Sequence[Remark]
    placing: Placing = field(default_factory=Placing, repr=False)
    traced: Traced = field(default_factory=Traced, repr=False)
    style: str = field(default="", repr=False)
    script: str = field(default="", repr=False)
    events: str = ""
    _panels: dict[Trace, str] = field(default_factory=dict, init=False, repr=False)
    #: number of a finding → id of its place on the page
    _places: dict[int, str] = field(default_factory=dict, init=False, repr=False)
    #: findings that the page has told in full
    _noted: set[int] = field(default_factory=set, init=False, repr=False)
    #: traces of variables, by the number that their marks say
    _settings: list[Trace] = field(default_factory=list, init=False, repr=False)

    # ------------------------------------------------------------------------------------------------ within words

    def stretches(self, node: Inline) -> tuple[Stretch, ...]:
        """Buttons around the numbers whose trace is known, and findings before the sentences that they are about."""
        numbers = self.traced.nodes.get(id(node), ())
        findings = self.placing.within.get(id(node), ())
        if not numbers and not findings:
            return ()
        said = node.text if isinstance(node, Text | Value) else ""
        found = [
            Stretch(start, end, self._ahead(findings, start, end), self._mark(trace, said[start:end]))
            for start, end, trace in numbers
        ]
        taken = [(one.start, one.end) for one in found]
        free = sorted({at for at, _ in findings if not any(start <= at < end for start, end in taken)})
        found += [Stretch(at, at, self._ahead(findings, at, at + 1)) for at in free]
        return tuple(sorted(found, key=lambda one: (one.start, one.end)))

    def _ahead(self, findings: Sequence[tuple[int, int]], start: int, end: int) -> Html:
        """The findings from one offset to another, in full and then their signs, or the ways to where they are told."""
        notes, signs = [], []
        for number in (number for at, number in findings if start <= at < end):
            remark = self.remarks[number - 1]
            if number not in self._noted:
                self._noted.add(number)
                self._places[number] = f"finding-{number}"
                notes.append(note(number, remark))
            elif number not in self._places:  # it is told above the table
                signs.append(self._spot(number))
                continue
            signs.append(sign(number, remark))  # the words of a footnote that is cited twice come twice
        return Html("".join((*notes, *signs)))

    def _spot(self, number: int) -> Html:
        if number in self._places:
            return Html()
        self._places[number] = f"spot-{number}"
        return spot(number, self.remarks[number - 1])

    def _mark(self, trace: Trace, said: str) -> Mark:
        return button(self._panels.setdefault(trace, f"trace-{len(self._panels) + 1}"), said)

    # ------------------------------------------------------------------------------------------------ blocks

    def cell(self, cell: Cell) -> Mark | None:
        """A button around what a table's cell says, or behind it."""
        found = self.traced.cells.get(id(cell))
        if found is None:
            return None
        trace, around = found
        mark = self._mark(trace, _spoken(cell))
        return mark if around else Mark(Html(), mark.apart)

    def in_cell(self, cell: Cell) -> Html:
        """The signs of what is found in a cell; it is told above the table."""
        return Html("".join(map(self._spot, self.placing.cells.get(id(cell), ()))))

    def block(self, block: Block) -> Html:
        """What is found in a heading, a table or a figure, and the traces of what is drawn or only read aloud."""
        if not isinstance(block, Heading | Table | Figure):
            return Html()
        numbers = self.placing.above.get(id(block), ())
        notes = "".join(note(number, self.remarks[number - 1]) for number in numbers)
        above = f'<div class="author-margin">{notes}</div>' if notes else ""
        self._noted.update(numbers)
        inside = self._in_table(block)
        self._places.update({number: f"finding-{number}" for number in numbers if number not in inside})
        return Html(f"{above}{''.join(self._lines(block))}")

    def _in_table(self, block: Block) -> frozenset[int]:
        """Those of the findings about a table that have a place within it."""
        if not isinstance(block, Table):
            return frozenset()
        cells = (cell for row in (*block.header, *block.rows) for cell in row.cells)
        inside = {number for cell in cells for number in self.placing.cells.get(id(cell), ())}
        words = (number for node in walk_inlines((block,)) for _, number in self.placing.within.get(id(node), ()))
        return frozenset(inside | set(words))

    def _lines(self, block: Heading | Table | Figure) -> Iterator[Html]:
        if (chart := self.traced.charts.get(id(block))) is not None:
            yield buttons("", [(self._mark(chart, _CHART), _CHART)])
        words = block.alt_words if isinstance(block, Figure) else ()
        words = block.summary_words if isinstance(block, Table) else words
        numbers = [
            (self._mark(trace, node.text[start:end]), node.text[start:end])
            for node in words
            if isinstance(node, Text | Value)
            for start, end, trace in self.traced.nodes.get(id(node), ())
        ]
        if numbers:
            yield buttons("I textalternativet: " if isinstance(block, Figure) else "I sammanfattningen: ", numbers)

    # ------------------------------------------------------------------------------------------------ the template

    def variables(self, variables: Mapping[str, Plain]) -> Mapping[str, Plain]:
        """The variables, with marks on those that say a number, and on those that something is wrong with."""
        return {name: replaced(value, self._variable, name) for name, value in variables.items()}

    def _variable(self, name: str, said: str) -> str:
        trace = self.traced.variables.get((name, said))
        findings = self.placing.variables.get((name, said), ())
        if trace is None and not findings:
            return said
        if trace is not None:
            self._settings.append(trace)
        mark = str(len(self._settings) - 1) if trace is not None else ""
        return marked(said, mark, tuple(f"!{number}" for number in findings))

    def settled(self, shell: str) -> str:
        """The page with the marks of variables as markup."""
        return settled(shell, self._markup)

    def _markup(self, mark: str) -> str:
        if mark[:1] == "!":
            return self._spot(int(mark[1:]))
        number, _, said = mark.partition(" ")
        around = self._mark(self._settings[int(number)], unescape(said)) if number else None
        return around.before if around else BUTTON_END

    # ------------------------------------------------------------------------------------------------ the page

    @property
    def asking(self) -> bool:
        """Whether the page learns of changes."""
        return bool(self.events)

    def head(self) -> Html:
        """The style, and where the page learns of changes."""
        events = f'<meta name="diarie-events" content="{text(self.events)}">' if self.events else ""
        return Html(f"{events}<style>{self.style}</style>" if self.style else events)

    def top(self) -> Html:
        """All findings, below the slot of a page that learns of changes."""
        slot = SLOT if self.asking else ""
        return Html(f'<div class="author-top">{slot}{listed(self.remarks, self._places, self._noted)}</div>')

    def end(self) -> Html:
        """The panels of all traces, and the script."""
        panels = "".join(panel(name, trace) for trace, name in self._panels.items())
        script = f"<script>{self.script}</script>" if self.script else ""
        return Html(f'<div class="author-traces">{panels}</div>{script}')


def _spoken(cell: Cell) -> str:
    """What a cell says, as its button is called: paragraphs and lines apart, the words of a link once."""
    lines = (block.children for block in walk_blocks(cell.children) if isinstance(block, Paragraph))
    pieces = (
        " " if isinstance(node, LineBreak) else plain_text((node,)) for line in lines for node in (*line, LineBreak())
    )
    return " ".join("".join(pieces).split())
