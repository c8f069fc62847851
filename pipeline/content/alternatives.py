"""Text alternatives of charts and diagrams, written from their data where the author has given none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.content.numbers import decimals_for, number
from pipeline.figures.wording import number_word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.figures.book import ChartDefinition, DiagramDefinition, Series

_TYPES: Final[Mapping[str, str]] = {
    "bar": "Stapeldiagram",
    "stacked-bar": "Staplat stapeldiagram",
    "line": "Linjediagram",
}


def chart_alternative(chart: ChartDefinition) -> str:
    """What a chart shows, in Swedish, every value named.

    `Linjediagram: Sjukfrånvaro, procent. Kvinnor: 2021 6,6; 2022 6,9; 2023 6,0.`
    """
    subject = f"{_TYPES[chart.type]}: {chart.caption.strip().rstrip('.')}"
    first = f"{subject}, {chart.unit}." if chart.unit else f"{subject}."
    return " ".join((first, *(_said(chart, series) for series in chart.series)))


def _said(chart: ChartDefinition, series: Series) -> str:
    decimals = decimals_for(chart)
    pairs = zip(chart.categories, series.values, strict=True)
    values = "; ".join(f"{category} {number(value, decimals)}" for category, value in pairs)
    return f"{series.name}: {values}."


def diagram_alternative(diagram: DiagramDefinition) -> str:
    """What a diagram shows, in Swedish: its caption, its form, and every box in order."""
    caption = diagram.caption.strip().rstrip(".")
    form = "rutor i följd med pilar emellan" if diagram.type == "chain" else "steg, det ena högre än det andra"
    count = number_word(len(diagram.steps)) or str(len(diagram.steps))
    boxes = " ".join(
        f"{index}. {_sentence(step.title)}{f' {_sentence(step.text)}' if step.text else ''}"
        for index, step in enumerate(diagram.steps, start=1)
    )
    return f"{caption}: {count} {form}. {boxes}"


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "!", "?")) else f"{text}."
