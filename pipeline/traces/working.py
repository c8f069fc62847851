"""How a figure is worked out, with the numbers put in: `3 264 / 5 131 × 100`."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING

from pipeline.faults import FaultError
from pipeline.figures.book import PERCENT, PERCENTAGE_POINTS, YEAR
from pipeline.figures.cells import number_in
from pipeline.figures.formula_nodes import Call, Cell, Name, Negative, Number, Operation, Quoted, written
from pipeline.figures.formula_parser import parse_formula
from pipeline.figures.wording import PRECISION, decimals_of, swedish_number
from pipeline.sources.dates import format_date

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pipeline.figures.book import FigureBook, NamedFigure
    from pipeline.figures.formula_nodes import Node
    from pipeline.traces.cells import CellTexts

#: Decimals that a number in a working has at the most.
_DECIMALS = 2
#: Decimals that a number found back from a percentage is rounded to: it had far fewer itself.
_DIGITS_THEN = 12

_UNITS = {PERCENT: "procent", PERCENTAGE_POINTS: "procentenheter", YEAR: ""}
_SIGNS = {"+": "+", "-": "\N{MINUS SIGN}", "*": "×", "/": "/"}
#: Functions whose names everybody reads.
_PLAIN_FUNCTIONS = ("min", "max")
_RANKS = {"+": 1, "-": 1, "*": 2, "/": 2}


def shown_value(figure: NamedFigure) -> str:
    """A figure as it is shown where the prose asks for nothing else: `64 procent`, `drygt 2 mnkr`."""
    if not isinstance(figure.value, Decimal):
        return figure.value if isinstance(figure.value, str) else format_date(figure.value)
    digits = swedish_number(figure.value, figure.decimals, grouped=figure.unit != YEAR)
    return f"{figure.hedge} {digits} {unit_word(figure.unit)}".strip()


def unit_word(unit: str) -> str:
    """What stands behind a number of that unit: `procent`, `mnkr`; nothing behind a plain number or a year."""
    return _UNITS.get(unit, unit)


def in_working(figure: NamedFigure) -> tuple[str, bool]:
    """A figure's value as it stands in a working, and whether it is exact."""
    if not isinstance(figure.value, Decimal):
        return shown_value(figure), True
    own = decimals_of(figure.value)
    decimals = max(min(own, _DECIMALS), figure.decimals)
    shown = swedish_number(figure.value, decimals, grouped=figure.unit != YEAR)
    return shown, own <= decimals and not figure.hedge


def formula_of(figure: NamedFigure, book: FigureBook) -> Node | None:
    """The formula of a figure; None where it has none that can be read, as one of a kind's own figures."""
    if not figure.expression:
        return None
    try:
        return parse_formula(figure.expression, book.sources, lambda _: figure.place)
    except FaultError:
        return None


def working(figure: NamedFigure, book: FigureBook, cells: CellTexts, *, public: bool = False) -> str:
    """How a figure is worked out from other figures or from several cells, with their numbers.

    Empty for one that is a cell or a constant. In one that leaves the house (`public`), whatever is hidden stays so,
    and what only the language of formulas can say is left out: empty then, too.
    """
    tree = formula_of(figure, book)
    if tree is None:
        return figure.expression
    if isinstance(tree, Cell | Number):
        return ""
    if public and any(step.hidden for step in steps(figure, book.figures)):
        return ""
    if since := _since(figure, tree, book):
        return since
    work = _Working(figure, book.figures, cells)
    text = work.text(tree, 0)
    return "" if public and work.is_formal else text


def _since(figure: NamedFigure, tree: Node, book: FigureBook) -> str:
    """A change of one figure since an earlier time: `54 − 51`, `(54 − 51) / 51 × 100`; empty for all else.

    What it was then has no name; it follows from what it is and how much it has changed.
    """
    changes = ("change", "percent_change")
    if not (isinstance(tree, Call) and tree.function.text in changes and len(figure.parts) == 1):
        return ""
    if not isinstance(tree.arguments[-1], Quoted):
        return ""
    now = book.figures.get(figure.parts[0])
    if now is None or not isinstance(now.value, Decimal) or not isinstance(figure.value, Decimal):
        return ""
    percent = tree.function.text == "percent_change"
    if percent and figure.value == -100:
        return ""
    with localcontext(prec=PRECISION):
        before = now.value / (1 + figure.value / 100) if percent else now.value - figure.value
        before = round(before, _DIGITS_THEN) if percent else before
    then, is_now = in_working(replace(now, value=before.normalize()))[0], in_working(now)[0]
    change = f"{is_now} {_SIGNS['-']} {then}"
    return f"({change}) / {then} × 100" if percent else change


class _Working:
    """Writes a formula with numbers in it.

    Attributes:
        is_formal: whether some of what it has written is no arithmetic, but the language of formulas.
    """

    def __init__(self, figure: NamedFigure, figures: Mapping[str, NamedFigure], cells: CellTexts) -> None:
        self._figure = figure
        self._figures = figures
        self._cells = cells
        self.is_formal = False

    def text(self, node: Node, around: int) -> str:
        """A part of the formula; in parentheses where what is around it binds as firmly."""
        match node:
            case Number():
                return swedish_number(node.value)
            case Quoted():
                return node.text
            case Name() if node.text in self._figures:
                return self._value(self._figures[node.text])
            case Cell():
                return self._cell(node)
            case Negative():
                text = f"{_SIGNS['-']}{self.text(node.operand, 3)}"
                return f"({text})" if around > 2 else text
            case Operation():
                rank = _RANKS[node.operator]
                left, right = self.text(node.left, rank), self.text(node.right, rank + 1)
                return _enclosed(f"{left} {_SIGNS[node.operator]} {right}", rank, around)
            case Call():
                return self._call(node, around)
        self.is_formal = True
        return written(node)

    def _value(self, figure: NamedFigure) -> str:
        shown, _ = in_working(figure)
        return shown

    def _cell(self, node: Cell) -> str:
        """The number in the cell, if one of the cells behind the figure can only be it."""
        column, row = _plain(node.column.text), _plain(node.row.text)
        places = [place for place in self._figure.cells if place.header and _plain(place.header) == column]
        if len(places) > 1:
            places = [place for place in places if row in _plain(self._cells.row_name(place))]
        cell = self._cells.cell(places[0]) if len(places) == 1 else None
        number = None if cell is None else number_in(cell)
        self.is_formal |= number is None
        return written(node) if number is None else swedish_number(number)

    def _call(self, node: Call, around: int) -> str:
        """Functions that everybody knows as arithmetic are written so, the others as they are."""
        of_figures = all(isinstance(one, Name | Cell | Number | Operation | Call) for one in node.arguments)
        texts: Callable[[int], list[str]] = lambda rank: [self.text(one, rank) for one in node.arguments]  # noqa: E731 - said once, used by four
        name, count = node.function.text, len(node.arguments)
        if node.conditions or not of_figures:
            return self._as_call(node)
        if name == "share" and count == 2:
            return _enclosed("{} / {} × 100".format(*texts(3)), 2, around)
        if name == "part" and count == 2:
            return _enclosed("{} / 100 × {}".format(*texts(3)), 2, around)
        if name == "change" and count == 2:
            return _enclosed(f" {_SIGNS['-']} ".join(texts(2)), 1, around)
        if name == "percent_change" and count == 2:
            now, then = texts(2)
            return _enclosed(f"({now} {_SIGNS['-']} {then}) / {texts(3)[1]} × 100", 2, around)
        if name == "sum" and count > 1:
            return _enclosed(" + ".join(texts(1)), 1, around)
        if name == "average" and count > 1:
            return _enclosed(f"({' + '.join(texts(1))}) / {count}", 2, around)
        return self._as_call(node)

    def _as_call(self, node: Call) -> str:
        self.is_formal |= node.function.text not in _PLAIN_FUNCTIONS
        if node.conditions:
            self.is_formal = True
            return written(node)
        return f"{node.function.text}({'; '.join(self.text(one, 0) for one in node.arguments)})"


def _enclosed(text: str, rank: int, around: int) -> str:
    return f"({text})" if rank < around else text


def _plain(text: str) -> str:
    return " ".join(text.split())


def steps(figure: NamedFigure, figures: Mapping[str, NamedFigure]) -> Sequence[NamedFigure]:
    """A figure and all that it is worked out from, each once, parts after what needs them."""
    found: dict[str, NamedFigure] = {}
    waiting = [figure]
    while waiting:
        one = waiting.pop(0)
        if one.name not in found:
            found[one.name] = one
            waiting += [figures[name] for name in one.parts if name in figures]
    return tuple(found.values())
