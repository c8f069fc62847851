"""Numbers that their source has rounded: the hedge that it states them with (“drygt 54 procent”) is theirs."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from pipeline.faults import FaultError, did_you_mean
from pipeline.figures.hedges import BY_WORD

if TYPE_CHECKING:
    from pipeline.figures.formula_trees import Locate
    from pipeline.figures.quantities import Quantity
    from pipeline.sources.table import DataCell


def stated(made: Quantity, name: str, word: str, beside: DataCell | None, locate: Locate) -> Quantity:
    """A figure's quantity with the hedge of its source.

    Args:
        made: what the figure has come to.
        name: of the figure.
        word: the hedge that figures.yaml gives it; empty for none.
        beside: the cell that has its hedge, or no value where the number is exact; None where figures.yaml names no
            column for it.
        locate: place of a key, as `locate("figures", name, "hedge")`.

    Raises:
        FaultError: I279 it is no hedge, or stands before no number.
    """
    place = locate("figures", name, "hedge") if beside is None else beside.place
    if beside is not None:
        word = "" if beside.value is None else beside.text
    hedge = " ".join(word.split()).casefold()
    if not hedge:
        return made
    if hedge not in BY_WORD:
        message = f"“{hedge}” is no hedge, and stands as that of {name}."
        raise FaultError.of("I279", message, place, did_you_mean(hedge, BY_WORD), hedge=hedge)
    if not isinstance(made.value, Fraction):
        message = f"The figure {name} has the hedge “{hedge}” and is no number: “{made.value}”."
        raise FaultError.of("I279", message, place, "Leave the hedge out, or name another cell.", figure=name)
    return replace(made, hedge=hedge)
