"""Charts: bars, stacked bars and lines, labelled where the eye is instead of in a legend."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from pipeline.content.bars import fits_upright, has_short_names, lying_sheet, upright_sheet
from pipeline.content.lines import line_sheet
from pipeline.content.screens import NARROW, narrower_sheets
from pipeline.content.stacks import lying_stack_sheet, upright_stack_sheet
from pipeline.content.typeface import check_characters
from pipeline.faults import FaultError
from pipeline.figures.book import ChartDefinition, Series
from pipeline.figures.settings import TEXT_WIDTH
from pipeline.places import Place

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal
    from typing import Literal

    from pipeline.content.drawing import Sheet
    from pipeline.content.model import Picture

#: Height of upright bars on a telephone, as part of their width.
_UPRIGHT: Final = 0.9

#: The place of charts that a program makes, for faults that authors do not see.
_NOWHERE = Place("")


def draw_bar(
    categories: Sequence[str],
    series: Mapping[str, Sequence[Decimal | None]],
    *,
    unit: str = "",
    category_title: str = "",
    width: float = TEXT_WIDTH,
    height: float | None = None,
    place: Place = _NOWHERE,
) -> Picture:
    """Bars side by side, upright for short names of categories and lying for long ones.

    Args:
        categories: names along the axis.
        series: name → a value for each category; None where there is none.
        unit: what the numbers are, `procent`.
        category_title: what the categories are, `År`.
        width: millimetres.
        height: millimetres; None for what suits the data.
        place: for faults.

    Raises:
        FaultError: I253 it does not fit, or a character cannot be drawn.
    """
    return _drawn("bar", categories, series, unit, category_title, width, height, place)


def draw_stacked(
    categories: Sequence[str],
    series: Mapping[str, Sequence[Decimal | None]],
    *,
    unit: str = "",
    category_title: str = "",
    width: float = TEXT_WIDTH,
    height: float | None = None,
    place: Place = _NOWHERE,
) -> Picture:
    """Bars on top of each other; arguments and faults as for `draw_bar`, values from nought up."""
    return _drawn("stacked-bar", categories, series, unit, category_title, width, height, place)


def draw_line(
    categories: Sequence[str],
    series: Mapping[str, Sequence[Decimal | None]],
    *,
    unit: str = "",
    category_title: str = "",
    width: float = TEXT_WIDTH,
    height: float | None = None,
    place: Place = _NOWHERE,
) -> Picture:
    """Lines, with a gap where a value is missing; arguments and faults as for `draw_bar`."""
    return _drawn("line", categories, series, unit, category_title, width, height, place)


def draw_chart(chart: ChartDefinition) -> Picture:
    """A chart of figures.yaml, laid out now and drawn when its bytes are asked for.

    Raises:
        FaultError: I253 it does not fit, or a character cannot be drawn.
    """
    return chart_sheet(chart).picture(narrower_sheets(chart.width, partial(_sheet_for_screen, chart)))


def chart_sheet(chart: ChartDefinition) -> Sheet:
    """The sheet of a chart, with the faults of `draw_chart`."""
    names = (series.name for series in chart.series)
    check_characters((*chart.categories, *names, chart.unit, chart.category_title), chart.place)
    if chart.type == "line":
        return line_sheet(chart)
    upright = fits_upright(chart)
    if chart.type == "stacked-bar":
        return upright_stack_sheet(chart) if upright else lying_stack_sheet(chart)
    return upright_sheet(chart) if upright else lying_sheet(chart)


def _sheet_for_screen(chart: ChartDefinition, width: float) -> Sheet:
    """The sheet of a chart in another width, as high as it takes: on a telephone, names stand above what they name.

    Raises:
        FaultError: I253 not even so are its numbers narrow enough.
    """
    chart = replace(chart, width=width, height=None)
    if width > NARROW:
        with suppress(FaultError):
            return chart_sheet(chart)
    if chart.type == "line":
        return line_sheet(chart, keyed=True)
    stacked = chart.type == "stacked-bar"
    upright, lying = (upright_stack_sheet, lying_stack_sheet) if stacked else (upright_sheet, lying_sheet)
    if fits_upright(chart):
        with suppress(FaultError):
            return upright(replace(chart, height=round(width * _UPRIGHT, 1)))
    if has_short_names(chart):
        with suppress(FaultError):
            return lying(chart)
    return lying(chart, listed=True)


def _drawn(
    chart_type: Literal["bar", "stacked-bar", "line"],
    categories: Sequence[str],
    series: Mapping[str, Sequence[Decimal | None]],
    unit: str,
    category_title: str,
    width: float,
    height: float | None,
    place: Place,
) -> Picture:
    for name, values in series.items():
        if len(values) != len(categories):
            message = f"The series “{name}” has {len(values)} values for {len(categories)} categories."
            raise FaultError.of("I253", message, place, "Give one value, or none, for each category.")
    chart = ChartDefinition(
        name="",
        type=chart_type,
        categories=tuple(categories),
        series=tuple(Series(name, tuple(values)) for name, values in series.items()),
        unit=unit,
        category_title=category_title,
        caption="",
        alt="",
        notes=(),
        width=width,
        height=height,
        place=place,
        caption_place=place,
        note_places=(),
    )
    return draw_chart(chart)
