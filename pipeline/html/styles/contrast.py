"""T243 and T244: text, edges and marks that do not stand out from what is behind them.

The law on the accessibility of digital public services (2018:1937, 10 §) asks for EN 301 549, and that for WCAG 2.1 AA:
4.5 to 1 for text, 3 to 1 for large text (1.4.3), for what one must see to use a page, and for the shapes of charts
(1.4.11). Only what the style alone decides is told.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pipeline.faults import Fault
from pipeline.html.styles.colours import BLACK, WHITE, Colour, ratio
from pipeline.html.styles.meeting import pairs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cssselect2 import ElementWrapper

    from pipeline.faults import Faults
    from pipeline.html.styles.cascade import Cascade
    from pipeline.html.styles.looks import Seen
    from pipeline.html.styles.meeting import Pair
    from pipeline.places import Place

#: Less than this below a limit is rounding of parts that are no whole steps of 255.
_ROUNDING: Final = 0.005


@dataclass(slots=True)
class _Told:
    """What is told of one colour in one scheme."""

    worst: Pair
    where: dict[str, None] = field(default_factory=dict)
    grounds: set[Place | None] = field(default_factory=set)


def check_contrast(pages: Iterable[tuple[Cascade, Sequence[ElementWrapper]]], faults: Faults) -> None:
    """T243 and T244 for each colour that does not stand out, once for each scheme, with its worst ground.

    Args:
        pages: styles of each page, and the elements that they are looked at on.
        faults: where they are noted, at the place of the colour.
    """
    told: dict[tuple[object, ...], _Told] = {}
    good: set[tuple[Place | None, str]] = set()
    for pair in (pair for cascade, elements in pages for pair in pairs(cascade, elements)):
        if pair.found >= pair.least - _ROUNDING:
            good.add((pair.front.place, pair.scheme))
            continue
        key = (pair.code, pair.front.place or pair.ground.place, str(pair.front.colour), pair.scheme)
        one = told.setdefault(key, _Told(pair))
        one.where[pair.what] = None
        one.grounds.add(pair.ground.place)
        if pair.found / pair.least < one.worst.found / one.worst.least:
            one.worst = pair
    texts = {(one.worst.front.place, one.worst.scheme) for one in told.values() if one.worst.code == "T243"}
    meeting = {(one.worst.front.place, ground, one.worst.scheme) for one in told.values() for ground in one.grounds}
    for one in told.values():
        pair = one.worst
        place, ground, scheme = pair.front.place, pair.ground.place, pair.scheme
        turned = (ground, place, scheme) in meeting and len(one.grounds) == 1 and len(one.where) == 1
        if not turned and (pair.code == "T243" or (place, scheme) not in texts):
            _tell(one, good, faults)


def _tell(one: _Told, good: set[tuple[Place | None, str]], faults: Faults) -> None:
    pair = one.worst
    place = pair.front.place or pair.ground.place
    where = list(one.where)
    below = f" of {pair.ground.place}" if pair.ground.place and pair.ground.place != place else ""
    message = (
        f"{'Text' if pair.code == 'T243' else 'A mark'} does not stand out in {pair.scheme}: {_colour(pair.front)} on "
        f"{_colour(pair.ground)}{below} has a contrast of {pair.found:.2f} to 1, and {pair.least:g} to 1 is the least. "
        f"So it is in {', '.join(where[:3])}{' and more' if len(where) > 3 else ''}."
    )
    data = {"ratio": round(pair.found, 2), "least": pair.least, "scheme": pair.scheme, "on": str(pair.ground.colour)}
    faults.extend([Fault(pair.code, message, place, _todo(pair, good), data, level="warning")])


def _colour(seen: Seen) -> str:
    return f"{seen.token} {seen.colour}" if seen.token else str(seen.colour)


def _todo(pair: Pair, good: set[tuple[Place | None, str]]) -> str:
    """What to do: a value for the other scheme, where there is none, or a colour that stands out."""
    near = _nearest(pair.front.colour, pair.ground.colour, pair.least)
    would = f"{near} would do there" if near else "no colour stands out there: change the ground"
    if pair.scheme == "dark" and not pair.front.schemed and (pair.front.place, "light") in good:
        return f"Set {pair.front.token or 'it'} in @media (prefers-color-scheme: dark), too: {would}."
    return f"Change one of them; {would}."


def _nearest(front: Colour, ground: Colour, least: float) -> str:
    """The colour nearest to one that stands out from a ground: mixed with white or black; empty for none."""
    seen = front.over(ground)
    ends = (WHITE, BLACK) if ratio(WHITE, ground) > ratio(BLACK, ground) else (BLACK, WHITE)
    for end in ends:
        for step in range(1, 51):
            red, green, blue = (round(part * 255) / 255 for part in Colour(seen.parts, 1 - step / 50).over(end).parts)
            shown = Colour((red, green, blue))
            if ratio(shown, ground) >= least:
                return str(shown)
    return ""
