"""Text alternatives of charts and diagrams, written from their data where the author has given none.

A reader who does not see the picture gets what it tells: few numbers all of them, of many the course, the highest and
the lowest, of stacks the sums and shares. Nothing is said of a sum that lacks a part.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from pipeline.content.numbers import decimals_for
from pipeline.content.stacks import parts, shown_sums
from pipeline.content.timespans import days_in_words
from pipeline.figures.wording import number_word, rounded, swedish_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.figures.book import Activity, ChartDefinition, DiagramDefinition, OverviewDefinition, Series

_TYPES: Final[Mapping[str, str]] = {
    "bar": "Stapeldiagram",
    "stacked-bar": "Staplat stapeldiagram",
    "line": "Linjediagram",
}

#: So many numbers, or activities, are all told.
_ALL: Final = 12

_YEAR: Final = re.compile(r"(18|19|20|21)\d\d")

#: What is said of a value that is missing, where the table has the sign for one that there cannot be, and elsewhere.
_IMPOSSIBLE: Final = "ingen uppgift kan finnas {}"
_MISSING: Final = "uppgift saknas"
#: The same of values that are there and must not be told, and what is said of them at the end.
_WITHHELD: Final = "uppgiften visas inte"
_WHY_WITHHELD: Final = "Vissa uppgifter visas inte, så att ingen enskild person ska kunna kännas igen."


def chart_alternative(chart: ChartDefinition, caption: str | None = None) -> str:
    """What a chart shows, in Swedish sentences.

    `Linjediagram: Sjukfrånvaron. Siffrorna anger procent. Kvinnor: 6,6 år 2021, 6,9 år 2022 och 6,0 år 2023.`

    Args:
        chart: the chart.
        caption: its caption in words; None for the caption as it is written, empty to leave it out.
    """
    said = [f"{_called(_TYPES[chart.type], chart.caption if caption is None else caption)}."]
    if chart.unit:
        said.append(f"Siffrorna anger {chart.unit}.")
    few = len(chart.series) * len(chart.categories) <= _ALL
    if chart.type == "stacked-bar" and len(chart.categories) <= _ALL:
        said += _stacks(chart, few=few)
    elif few:
        said += [_every_value(chart, series) for series in chart.series]
        said += () if chart.withheld else _extremes(chart)
    else:
        said += [_course(chart, series) for series in chart.series]
    if not few and chart.numbers in ("table", "reference"):
        said.append("Alla siffror finns i en tabell.")
    if chart.withheld:
        said.append(_WHY_WITHHELD)
    return " ".join(said)


@dataclass(frozen=True, slots=True)
class _Told:
    """A value with its category, ready to be said."""

    value: Decimal
    at: str
    said: str


def _at(chart: ChartDefinition, index: int) -> str:
    """`år 2023`, `för Norrbotten`."""
    name = chart.categories[index]
    return f"år {name}" if _YEAR.fullmatch(name) else f"för {name}"


def _known(chart: ChartDefinition, series: Series) -> list[_Told]:
    decimals = decimals_for(chart)
    return [
        _Told(value, _at(chart, index), f"{swedish_number(value, decimals)} {_at(chart, index)}")
        for index, value in enumerate(series.values)
        if value is not None
    ]


def _missing(chart: ChartDefinition, series: Series, index: int) -> str:
    impossible = bool(series.signs) and series.signs[index] == "."
    return _IMPOSSIBLE.format(_at(chart, index)) if impossible else f"{_gap(chart)} {_at(chart, index)}"


def _gap(chart: ChartDefinition) -> str:
    """What is said of a value that is not shown."""
    return _WITHHELD if chart.withheld else _MISSING


def _every_value(chart: ChartDefinition, series: Series) -> str:
    decimals = decimals_for(chart)
    values = [
        _missing(chart, series, index) if value is None else f"{swedish_number(value, decimals)} {_at(chart, index)}"
        for index, value in enumerate(series.values)
    ]
    return f"{series.name}: {_joined(values)}."


def _extremes(chart: ChartDefinition) -> Iterator[str]:
    """The highest and the lowest of all values, where each is one alone."""
    told = [(series.name, one) for series in chart.series for one in _known(chart, series)]
    values = [one.value for _, one in told]
    if len(values) < 3:
        return
    several, words = len(chart.series) > 1, []
    for word, value in (("Högst är", max(values)), ("lägst är", min(values))):
        found = [(name, one) for name, one in told if one.value == value]
        if len(found) != 1:
            return
        name, one = found[0]
        words.append(f"{word} {f'{name} med ' if several else ''}{one.said}")
    yield f"{words[0]}, {words[1]}."


def _course(chart: ChartDefinition, series: Series) -> str:
    """Of a line the first and last value, the peak and the foot; of bars the highest and the lowest."""
    told = _known(chart, series)
    if not told:
        return f"{series.name}: {_gap(chart)}."
    highest = max(told, key=lambda one: one.value)
    lowest = min(told, key=lambda one: one.value)
    gaps = len(series.values) - len(told)
    words = [f"som högst {highest.said}", f"som lägst {lowest.said}"]
    if chart.type == "line" or all(_YEAR.fullmatch(name) for name in chart.categories):
        ends = (told[0].value, told[-1].value)
        words = [word for word, one in zip(words, (highest, lowest), strict=True) if one.value not in ends]
        words.insert(0, f"från {told[0].said} till {told[-1].said}")
    if gaps:
        words.append(f"{_gap(chart)} för {number_word(gaps) or gaps} av {len(series.values)}")
    return f"{series.name}: {', '.join(words)}."


def _stacks(chart: ChartDefinition, *, few: bool) -> Iterator[str]:
    decimals, totals = decimals_for(chart), shown_sums(chart)
    for index, category in enumerate(chart.categories):
        total, shown = totals[index], list(parts(chart, index))
        gaps = [series.name for series in chart.series if series.values[index] is None]
        if total:
            known = shown if few else [max(shown, key=lambda part: part.value)]
            said = [
                f"{chart.series[part.place].name} {swedish_number(part.value, decimals)} ({_share(part.value, total)})"
                for part in known
            ]
            start = f"{category}: sammanlagt {swedish_number(total, decimals)}"
            yield f"{start}, {'varav' if few else 'störst är'} {_joined(said)}."
            continue
        said = [f"{chart.series[part.place].name} {swedish_number(part.value, decimals)}" for part in shown]
        said += [f"{_gap(chart)} för {_joined(gaps)}"] if gaps else []
        yield f"{category}: {_joined(said) or 'noll'}."


def _share(value: Decimal, total: Decimal) -> str:
    share = rounded(value * 100 / total, 0)
    return f"{share} procent" if share else "under 1 procent"


def _joined(words: Sequence[str]) -> str:
    """`a, b och c`."""
    return " och ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def _called(kind: str, caption: str) -> str:
    """`Linjediagram: Sjukfrånvaron`; the kind alone where there is no caption."""
    return f"{kind}: {bare}" if (bare := _bare(caption)) else kind


def _bare(caption: str) -> str:
    return caption.strip().rstrip(".")


# -------------------------------------------------------------------------------------------- activity overviews


def overview_alternative(
    overview: OverviewDefinition,
    activities: Sequence[Activity],
    caption: str | None = None,
    *,
    part: tuple[int, int] = (1, 1),
) -> str:
    """What an activity overview, or one of several pictures of it, shows.

    `Aktivitetsöversikt: Våren. Tre aktiviteter under tiden 1 mars–31 maj 2024. Utbildning 4–15 mars 2024; …`

    Args:
        overview: the overview.
        activities: those in this picture.
        caption: its caption in words; None for the caption as it is written, empty to leave it out.
        part: which picture it is, and of how many.
    """
    said = _called("Aktivitetsöversikt", overview.caption if caption is None else caption)
    said += f" (del {part[0]} av {part[1]})." if part[1] > 1 else "."
    count = len(activities)
    first, last = min(one.first for one in activities), max(one.last for one in activities)
    words = number_word(count, "n") or str(count)
    noun = "aktivitet" if count == 1 else "aktiviteter"
    said += f" {words.capitalize()} {noun} {'under tiden' if first != last else 'den'} {days_in_words(first, last)}."
    groups: dict[str, list[Activity]] = {}
    for one in activities:
        groups.setdefault(one.group, []).append(one)
    for group, members in groups.items():
        said += f" {_group(group, members, every=count <= _ALL)}"
    if overview.status_date is not None:
        said += f" Strecket visar läget den {days_in_words(overview.status_date, overview.status_date)}."
    return said


def _group(group: str, members: Sequence[Activity], *, every: bool) -> str:
    if every:
        told = "; ".join(f"{one.label} {days_in_words(one.first, one.last)}" for one in members)
    else:
        first, last = min(one.first for one in members), max(one.last for one in members)
        count = number_word(len(members), "n") or str(len(members))
        begins = min(members, key=lambda one: one.first)
        ends = max(members, key=lambda one: one.last)
        told = f"{count} aktiviteter {days_in_words(first, last)}"
        told += f"; {begins.label} börjar först" if len(members) > 1 else ""
        told += f" och {ends.label} slutar sist" if len(members) > 1 and ends is not begins else ""
    return f"{group}: {told}." if group else f"{told}."


# ------------------------------------------------------------------------------------------------------ diagrams


def diagram_alternative(diagram: DiagramDefinition, caption: str | None = None) -> str:
    """What a diagram shows, in Swedish: its caption, its form, and every box in order.

    Args:
        diagram: the diagram.
        caption: its caption in words; None for the caption as it is written, empty to leave it out.
    """
    form = "rutor i följd med pilar emellan" if diagram.type == "chain" else "steg, det ena högre än det andra"
    count = number_word(len(diagram.steps)) or str(len(diagram.steps))
    boxes = " ".join(
        f"{index}. {_sentence(step.title)}{f' {_sentence(step.text)}' if step.text else ''}"
        for index, step in enumerate(diagram.steps, start=1)
    )
    called = _bare(diagram.caption if caption is None else caption)
    told = f"{count} {form}. {boxes}"
    return f"{called}: {told}" if called else told[:1].upper() + told[1:]


def _sentence(text: str) -> str:
    """The text as a sentence, without the marks that say where a line may part its words."""
    text = text.replace("\N{SOFT HYPHEN}", "").strip()
    return text if text.endswith((".", "!", "?")) else f"{text}."
