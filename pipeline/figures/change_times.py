"""Between which times a change goes: from an earlier one to a later one, of the same length."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.faults import FaultError
from pipeline.figures.periods import one_time, shift_since, span, spanned, stated_period

if TYPE_CHECKING:
    from pipeline.figures.formula_nodes import Quoted
    from pipeline.figures.periods import Shift
    from pipeline.figures.quantities import Quantity
    from pipeline.places import Place

#: What always helps where a time cannot be found.
NAME_THE_EARLIER: Final = "Name the earlier figure: since: NAME."


def check_order(name: str, now: Quantity, then: Quantity, place: Place) -> None:
    """Refuse a change whose two sides have changed places, where the times of both are known.

    Args:
        name: of the figure that is the change.
        now: the later side.
        then: the earlier side.
        place: where the formula names the earlier side.

    Raises:
        FaultError: I277.
    """
    if now.periods and then.periods and span(spanned(then.periods))[0] > span(spanned(now.periods))[0]:
        times = f"{spanned(then.periods)} to {spanned(now.periods)}"
        message = f"The figure {name} is a change from {times}, from a later time to an earlier one."
        todo = "What is now stands first, what was then second (since:)."
        raise FaultError.of("I277", message, place, todo, figure=name)


def shift_for(name: str, now: Quantity, since: Quoted) -> Shift:
    """The shift of a formula to the time that a change is counted from.

    Args:
        name: of the figure that is the change.
        now: what the formula comes to in its own time.
        since: the earlier time, as the author writes it.

    Raises:
        FaultError: I277 it is no time, or none that is earlier and as long.
    """
    said, period = f"The figure {name} is a change since “{since.text}”", stated_period(since.text)
    about = one_time(now.periods, period)
    shift = shift_since(about, since.text)
    if not period:
        message = f"{said}, which is neither a period nor a figure."
        todo = "Periods are 2022, 2022-T1, jan 2022 and others that headings have."
    elif not about:
        several = f", and what changes is about {spanned(now.periods)}." if now.periods else ", of unknown time."
        message, todo = f"{said}{several}", NAME_THE_EARLIER
    elif shift is None and span(period)[1] >= span(about)[0]:
        message = f"{said}, which is no earlier than what changes: {about}."
        todo = "A change goes from an earlier time to a later one."
    elif shift is None or shift.old not in (about, about[:4]):
        message = f"{said}, and what changes is about {about}, which is longer or shorter."
        todo = f"Both are years, or both the same part of a year; otherwise: {NAME_THE_EARLIER}"
    else:
        return shift
    raise FaultError.of("I277", message, since.place, todo, period=since.text)
