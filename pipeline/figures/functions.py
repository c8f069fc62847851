"""The functions and operators of formulas: what each does with quantities, and how it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.figures import quantities

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.figures.quantities import Quantity

OPERATIONS: Final = {
    "+": quantities.add,
    "-": quantities.subtract,
    "*": quantities.multiply,
    "/": quantities.divide,
}
_OF_TWO: Final = {
    "share": quantities.share,
    "part": quantities.part_of,
    "change": quantities.change,
    "percent_change": quantities.percent_change,
}
_OF_SEVERAL: Final[dict[str, Callable[[Sequence[Quantity]], Quantity]]] = {
    "sum": quantities.total,
    "average": quantities.average,
    "min": lambda several: quantities.extreme(several, min),
    "max": lambda several: quantities.extreme(several, max),
}
_OF_ONE: Final = {"abs": quantities.magnitude}

#: Every function, with how it is used.
FUNCTIONS: Final = {
    "sum": 'sum(table["Column"], Region = "Norr") or sum(a, b)',
    "average": 'average(table["Column"]) or average(a, b)',
    "min": 'min(table["Column"]) or min(a, b)',
    "max": 'max(table["Column"]) or max(a, b)',
    "count": 'count(table, Region = "Norr") or count(table["Column"])',
    "share": "share(part, whole)",
    "part": "part(share, whole)",
    "change": 'change(now, then) or change(now, "2022")',
    "percent_change": 'percent_change(now, then) or percent_change(now, "2022")',
    "abs": "abs(a)",
    "cell": 'cell(table, "Row", "Column")',
}


def arity(name: str, given: int) -> int:
    """How many quantities a function takes; what it is given where it takes any number above nought."""
    return 1 if name in _OF_ONE else 2 if name in _OF_TWO else max(given, 1)


def applied(name: str, given: Sequence[Quantity]) -> Quantity:
    """What a function of `FUNCTIONS` makes of quantities.

    Raises:
        QuantityError: it cannot be worked out.
    """
    if name in _OF_SEVERAL:
        return _OF_SEVERAL[name](given)
    if name in _OF_TWO:
        return _OF_TWO[name](given[0], given[1])
    return _OF_ONE[name](given[0])
