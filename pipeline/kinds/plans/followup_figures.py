"""Figures that the comment of a follow-up can name: counts of steps, and the indicators' first and last values."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from pipeline.figures.book import COUNT, PERCENT, PERCENTAGE_POINTS, NamedFigure
from pipeline.followup.answers import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pipeline.followup.indicators import Indicator, Point
    from pipeline.followup.standing import Changes, FollowUp
    from pipeline.places import Place

#: How figures name the steps of a status: `uppfoljning.klara`.
STATUS_NAMES: Final[Mapping[Status, str]] = {
    Status.NOT_BEGUN: "ej_paborjade",
    Status.UNDER_WAY: "pagar",
    Status.CONTINUOUS: "lopande",
    Status.DONE: "klara",
    Status.DELAYED: "forsenade",
    Status.DROPPED: "strukna",
}

_LETTERS: Final = str.maketrans("åäöé", "aaoe")


def followup_figures(
    follow_up: FollowUp, changes: Changes | None, indicators: Sequence[Indicator], place: Place
) -> dict[str, NamedFigure]:
    """All figures, by name.

    `uppfoljning.steg`, `.klara` and so on count steps; `.forfallna` those that are overdue; `.andrade`,
    `.nya_forfallna`, `.fortsatt_forfallna` and `.inte_langre_forfallna` what differs from the earlier follow-up.
    `indikator.NAME.forsta`, `.sista` and `.skillnad` are an indicator's first and last value and their difference.

    Args:
        follow_up: the plan and its answers.
        changes: since the earlier follow-up; None when there is none.
        indicators: over time.
        place: where the inputs ask for the follow-up, as the figures' own place.
    """
    status_cells = {name: one.answer.status_cell.place for name, one in follow_up.standings.items()}
    everything = tuple(status_cells.values())

    def count(name: str, steps: Iterable[str]) -> NamedFigure:
        found = [status_cells[step] for step in steps]
        return NamedFigure(name, Decimal(len(found)), COUNT, 0, tuple(found) or everything, place)

    groups: dict[str, list[str]] = {"steg": list(follow_up.standings)}
    for status, name in STATUS_NAMES.items():
        groups[name] = [step for step, one in follow_up.standings.items() if one.answer.status is status]
    groups["forfallna"] = [step for step, one in follow_up.standings.items() if one.overdue]
    if changes:
        groups["andrade"] = [change.step.id for change in changes.statuses]
        groups["nya_forfallna"] = [step.id for step in changes.newly_overdue]
        groups["fortsatt_forfallna"] = [step.id for step in changes.still_overdue]
        groups["inte_langre_forfallna"] = [step.id for step in changes.resolved]
    figures = {f"uppfoljning.{name}": count(f"uppfoljning.{name}", steps) for name, steps in groups.items()}
    for indicator in indicators:
        figures |= _indicator_figures(indicator, place)
    return figures


def figure_name(text: str) -> str:
    """A name that prose can write, as `andel_sjalvmant_atervanda`, for what an author calls something."""
    return re.sub(r"\W+", "_", text.casefold().translate(_LETTERS)).strip("_")


def _indicator_figures(indicator: Indicator, place: Place) -> dict[str, NamedFigure]:
    known: list[tuple[Point, Decimal]] = [(point, point.value) for point in indicator.points if point.value is not None]
    if not known:
        return {}
    (first, begun), (last, ended) = known[0], known[-1]
    unit = {"procent": PERCENT, "antal": COUNT}.get(indicator.unit, indicator.unit)
    name = f"indikator.{figure_name(indicator.name)}"
    decimals = indicator.decimals
    figures = (
        NamedFigure(f"{name}.forsta", begun, unit, decimals, (first.place,), place),
        NamedFigure(f"{name}.sista", ended, unit, decimals, (last.place,), place),
        NamedFigure(
            f"{name}.skillnad",
            ended - begun,
            PERCENTAGE_POINTS if unit == PERCENT else unit,
            decimals,
            (last.place, first.place),
            place,
            f"{name}.sista \N{MINUS SIGN} {name}.forsta",
            parts=(f"{name}.sista", f"{name}.forsta"),
            change=True,
        ),
    )
    return {figure.name: figure for figure in figures}
