"""Words of direction: *ökade*, *minskade med 9 procentenheter*, *var oförändrad*, chosen by the sign of a change."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING, Final

from pipeline.figures import units
from pipeline.figures.comparing import check_time, is_swapped
from pipeline.figures.hedges import ROUGHLY
from pipeline.figures.shown_units import WordingError
from pipeline.figures.worded import number_of
from pipeline.figures.wording import PRECISION

if TYPE_CHECKING:
    from pipeline.figures.book import NamedFigure
    from pipeline.figures.worded import Wording

#: Where the amount goes into the words.
SLOT: Final = "…"

#: The amount where the words speak of a level: “ökade till …”.
_LEVEL: Final = re.compile(rf"(?<!upp )\b(till|från) {SLOT}")
_FILTER: Final = "riktning"


@dataclass(frozen=True, slots=True)
class Direction:
    """`| riktning("ökade med …", "minskade med …", "var oförändrad")`.

    Attributes:
        up, down, same: the words for more, for less, and for neither; `…` in them becomes the amount.
        within: a change that is no larger counts as none.
        since: an earlier figure to compare with; None for a figure that is a change itself.
    """

    up: str
    down: str
    same: str = ""
    within: Decimal = Decimal(0)
    since: NamedFigure | None = None

    def words(self, wording: Wording) -> str:
        """The words that are true.

        Raises:
            WordingError: I232 the words do not fit their places; I234 the figure is no change; I276 nothing has changed
                as shown, and there are no words for that; I233 a hedge before the amount is not true.
        """
        self._check_words(wording.figure)
        figure = changed(wording.figure, self.since, _FILTER)
        plain = replace(wording, figure=figure, phrase=None)
        value = number_of(figure)
        direction = direction_of(plain, value, self.within)
        if direction == 0:
            if not self.same:
                message = f"The figure {figure.name} shows no change, and there are no words for that."
                todo = 'Give them third: riktning("ökade", "minskade", "var oförändrad").'
                raise WordingError("I276", message, todo, _FILTER)
            return self.same
        words = self.up if direction > 0 else self.down
        return words.replace(SLOT, plain.amount(value.copy_abs())) if SLOT in words else words

    def _check_words(self, figure: NamedFigure) -> None:
        if is_swapped(self.up, self.down):
            message = f"“{self.up}” stands for more, and “{self.down}” for less."
            raise WordingError("I232", message, "The first words are for more, the second for less.", _FILTER)
        for words in (self.up, self.down, self.same):
            if found := _LEVEL.search(words):
                message = f"“{found[0]}” would give the size of the change, not what {figure.name} has come to."
                todo = f"Write the figure itself there: {found[1]} {{{{ … }}}}."
                raise WordingError("I232", message, todo, _FILTER)
            check_time(words, figure, self.since, _FILTER)


def direction_of(wording: Wording, value: Decimal, within: Decimal) -> int:
    """1 for more, −1 for less, 0 when it is nought as shown or within the margin."""
    if wording.shown(value) == 0 or value.copy_abs() <= within:
        return 0
    return 1 if value > 0 else -1


def changed(figure: NamedFigure, since: NamedFigure | None, filter_: str) -> NamedFigure:
    """A figure that is a change: the difference to an earlier one, or the figure itself.

    Raises:
        WordingError: I234 it is no change, or the two have different units.
    """
    value = number_of(figure, filter_)
    if since is None:
        if not figure.change:
            message = f"The figure {figure.name} is no change, so that its sign says nothing of more or less."
            todo = f"Name the earlier figure ({filter_}(…, sedan=NAME)), or define the change in figures.yaml."
            raise WordingError("I234", message, todo, filter_)
        return figure
    earlier = number_of(since, filter_)
    try:
        unit = units.subtracted(figure.unit, since.unit)
    except units.UnitError as error:
        message = f"The figures {figure.name} and {since.name} cannot be compared: {error}."
        raise WordingError("I234", message, error.todo, filter_) from None
    with localcontext(prec=PRECISION):
        difference = value - earlier
    decimals = max(figure.decimals, since.decimals)
    hedge = ROUGHLY if figure.hedge or since.hedge else ""
    return replace(figure, value=difference, unit=unit, decimals=decimals, change=True, hedge=hedge)
