"""T243 and T244: text, edges and marks that do not stand out from what is behind them.

The law on the accessibility of digital public services (2018:1937, 10 §) asks for EN 301 549, and that for WCAG 2.1 AA:
4.5 to 1 for text, 3 to 1 for large text (1.4.3), for what one must see to use a page, and for the shapes of charts
(1.4.11). Only what the style alone decides is told.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pipeline.faults import Fault
from pipeline.html.styles.cascade import Computed
from pipeline.html.styles.colours import BLACK, WHITE, Colour, colour_of, ratio
from pipeline.html.styles.looks import Looks, Seen
from pipeline.html.styles.matching import STATES, following
from pipeline.html.styles.media import View

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.html import HtmlElement

    from pipeline.faults import Faults
    from pipeline.html.styles.cascade import Cascade
    from pipeline.html.styles.matching import Needs
    from pipeline.places import Place

TEXT: Final = 4.5
LARGE_TEXT: Final = 3.0
MARK: Final = 3.0
#: Less than this below a limit is rounding of parts that are no whole steps of 255.
_ROUNDING: Final = 0.005
_WIDTHS: Final = (1440, 768, 320)
_FOCUSABLE: Final = ("button", "input", "select", "summary", "textarea")
_FIELDS: Final = ("input", "select", "textarea")
#: Class of a chart's word or shape → class of the shape that it lies on, and the least contrast.
_CHART: Final = (
    ("text", "ink", "paper", TEXT),
    ("text", "grey", "paper", TEXT),
    ("text", "ink", "tint", TEXT),
    ("text", "on-strong", "strong", TEXT),
    ("rect", "strong", "paper", MARK),
    ("rect", "soft", "paper", MARK),
    ("rect", "soft", "strong", MARK),
    ("circle", "ink", "paper", MARK),
    ("circle", "grey", "paper", MARK),
    ("path", "strong-line", "paper", MARK),
    ("path", "soft-line", "paper", MARK),
    ("path", "ink-line", "paper", MARK),
    ("path", "grey-line", "paper", MARK),
)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two colours that meet."""

    code: str
    front: Seen
    ground: Seen
    least: float
    what: str
    view: View
    found: float


@dataclass(slots=True)
class _Told:
    """What is told of one colour in one scheme."""

    worst: _Pair
    where: dict[str, None] = field(default_factory=dict)
    grounds: set[Place | None] = field(default_factory=set)


def check_contrast(pages: Iterable[tuple[Cascade, Sequence[HtmlElement]]], faults: Faults) -> None:
    """T243 and T244 for each colour that does not stand out, once for each scheme, with its worst ground.

    Args:
        pages: styles of each page, and the elements that they are looked at on.
        faults: where they are noted, at the place of the colour.
    """
    told: dict[tuple[object, ...], _Told] = {}
    good: set[tuple[Place | None, str]] = set()
    for cascade, elements in pages:
        wider: dict[str, Looks] = {}
        for view in _views(cascade):
            looks = Looks(Computed(cascade, view))
            looked: Sequence[HtmlElement] = elements
            if (base := wider.setdefault(view.scheme, looks)) is not looks:
                looked = _otherwise(base.computed, looks.computed, elements)
                looks = Looks(looks.computed, base, frozenset(looked))
            _note(_pairs(looks, _kinds(cascade, looked), view), told, good)
            _note(_in_states(looks, looked, view), told, good)
    for one in _worth_telling(told):
        _tell(one, good, faults)


def _kinds(cascade: Cascade, elements: Iterable[HtmlElement]) -> list[HtmlElement]:
    """One of those that look the same, of each."""
    kinds: dict[int, HtmlElement] = {}
    for element in elements:
        kinds.setdefault(cascade.kind(element), element)
    return list(kinds.values())


def _views(cascade: Cascade) -> Iterator[View]:
    """Ways in which the page may be seen, without those in which all rules hold that hold in an earlier one."""
    views = [View(scheme, width) for scheme in ("light", "dark") for width in _WIDTHS]
    views += [View(scheme, supports=False) for scheme in ("light", "dark")]
    conditional = [rule for rule in cascade.rules if rule.within]
    seen = set()
    for view in views:
        computed = Computed(cascade, view)
        holding = (view.scheme, *(computed.holds(rule) for rule in conditional))
        if holding not in seen:
            seen.add(holding)
            yield view


def _otherwise(one: Computed, other: Computed, elements: Sequence[HtmlElement]) -> list[HtmlElement]:
    """The elements for which other rules hold in two views, with all within them."""
    differing = {id(rule) for rule in one.cascade.rules if rule.within and one.holds(rule) != other.holds(rule)}
    changed: set[HtmlElement] = set()
    for element in elements[0].getroottree().getroot().iter() if elements else ():
        if element.getparent() in changed or any(
            id(applied.rule) in differing
            for pseudo in ("", "before", "after")
            for several in one.cascade.applied(element, pseudo).values()
            for applied in several
        ):
            changed.add(element)
    return [element for element in elements if element in changed]


def _in_states(looks: Looks, elements: Sequence[HtmlElement], view: View) -> Iterator[_Pair]:
    """What meets while a reader points at something, follows a link, or goes through the page by keyboard."""
    cascade = looks.computed.cascade
    for active, changed in _states(looks.computed, elements):
        pointed = Looks(Computed(cascade, view, active), looks, frozenset(changed))
        yield from _pairs(pointed, _kinds(cascade, changed), view)
    for element in _kinds(cascade, list(filter(_takes_focus, elements))):
        active = following(frozenset({("focus-visible", element)}))
        yield from _ring(Looks(Computed(cascade, view, active), looks, (element,)), element, view)


def _states(computed: Computed, elements: Sequence[HtmlElement]) -> Iterator[tuple[Needs, list[HtmlElement]]]:
    """What a reader may do that changes the look of something, with the elements that it may change."""
    found: dict[tuple[object, ...], tuple[Needs, HtmlElement]] = {}
    for element in _kinds(computed.cascade, elements):
        for name, several in computed.cascade.applied(element).items():
            for one in several if not name.startswith("outline") else ():
                states = frozenset(need for need in one.needs if need[0] in STATES)
                if states and states == one.needs and computed.holds(one.rule) is not False:
                    found.setdefault((states, element), (states, element))
    for states, element in found.values():
        tops = {need[1] for need in states} | {element}
        yield following(states), [one for one in elements if not tops.isdisjoint((one, *one.iterancestors()))]


def _takes_focus(element: HtmlElement) -> bool:
    reached = element.tag in _FOCUSABLE or element.get("href") is not None
    return reached or element.get("tabindex") == "0"


# ---------------------------------------------------------------------------------------------------- what meets


def _pairs(looks: Looks, elements: Iterable[HtmlElement], view: View) -> Iterator[_Pair]:
    """The colours that meet on some elements."""
    for element in elements:
        if element.tag == "svg" and "chart" in (element.get("class") or "").split():
            yield from _of_chart(looks, element, view)
        speaking = [pseudo for pseudo in ("before", "after") if _says_something(looks.word(element, "content", pseudo))]
        if _has_text(element):
            speaking.append("")
        edged = element.tag in _FIELDS or element.tag == "button"
        if not (speaking or edged) or element.getparent().tag == "svg" or not looks.shown(element):
            continue
        for pseudo in speaking:
            yield from _of_text(looks, element, pseudo, view)
        if edged:
            yield from _of_edges(looks, element, view)


def _has_text(element: HtmlElement) -> bool:
    return any((said or "").strip() for said in (element.text, *(one.tail for one in element)))


def _says_something(content: str | None) -> bool:
    return content is not None and content not in ("none", "normal") and any(sign not in " \"'" for sign in content)


def _of_text(looks: Looks, element: HtmlElement, pseudo: str, view: View) -> Iterator[_Pair]:
    front, opacity = looks.text(element, pseudo), looks.opacity(element)
    grounds = looks.grounds(element, pseudo)
    if front is None or not opacity or not grounds:
        return
    if any(ground.place is None and front.place is None for ground in grounds):
        return  # both are the browser's own
    shown = Seen(front.colour.faded(opacity), front.place, front.token, front.schemed)
    large = looks.large(element, pseudo)
    name = f"{described(element)}{f' ::{pseudo}' if pseudo else ''}"
    yield from _meeting("T243", shown, grounds, LARGE_TEXT if large else TEXT, name, view)


def _of_edges(looks: Looks, element: HtmlElement, view: View) -> Iterator[_Pair]:
    """Edges of fields, and of buttons that have nothing else to be known by."""
    classes = (element.get("class") or "").split()
    around = looks.grounds(element.getparent())
    if element.tag in _FIELDS or "author-apart" in classes:
        if looks.word(element, "border-top-style") not in ("", None, "none", "hidden"):
            edge = looks.of(element, "border-top-color")
            yield from _meeting("T244", edge, around, MARK, f"the edge of {described(element)}", view)
    elif "author-number" in classes and "underline" in (looks.word(element, "text-decoration-line") or ""):
        line = looks.of(element, "text-decoration-color")
        yield from _meeting("T244", line, around, MARK, f"the line below {described(element)}", view)


def _ring(looks: Looks, element: HtmlElement, view: View) -> Iterator[_Pair]:
    """The ring of focus around an element that has it, as far as the style draws one."""
    if looks.word(element, "outline-style") in (None, "", "none", "auto") or not looks.shown(element):
        return
    ring = looks.of(element, "outline-color")
    around = looks.grounds(element.getparent())
    yield from _meeting("T244", ring, around, MARK, f"the ring of focus around {described(element)}", view)


def _of_chart(looks: Looks, chart: HtmlElement, view: View) -> Iterator[_Pair]:
    painted = {(one.tag, one.get("class")): _painted(looks, one) for one in chart}
    for tag, look, below, least in _CHART:
        front, ground = painted.get((tag, look)), painted.get(("rect", below))
        if front is not None and ground is not None and ground.colour.alpha == 1:
            code = "T243" if tag == "text" else "T244"
            yield from _meeting(code, front, (ground,), least, f"{tag}.{look} on {below} in charts", view)


def _painted(looks: Looks, shape: HtmlElement) -> Seen | None:
    """The colour of a shape: that of the style, or its own."""
    name = "stroke" if shape.get("stroke") else "fill"
    if looks.word(shape, name) != "":
        return looks.of(shape, name)
    from tinycss2 import parse_one_component_value

    own = colour_of(parse_one_component_value(shape.get(name)), looks.view.scheme)
    return None if own is None else Seen(own)


def _meeting(
    code: str, front: Seen | None, grounds: Iterable[Seen], least: float, what: str, view: View
) -> Iterator[_Pair]:
    if front is None:
        return
    for ground in grounds:
        if ground.colour.alpha == 1:
            yield _Pair(code, front, ground, least, what, view, ratio(front.colour.over(ground.colour), ground.colour))


def described(element: HtmlElement) -> str:
    """An element as those who write styles call it: `.cover p.type`."""
    own = _named(element)
    around = next((one for one in element.iterancestors() if one.get("class") and one.tag != "body"), None)
    return own if around is None else f".{(around.get('class') or '').split()[0]} {own}"


def _named(element: HtmlElement) -> str:
    classes = "".join(f".{name}" for name in (element.get("class") or "").split())
    return f"{element.tag}{classes}"


# ---------------------------------------------------------------------------------------------------- what is told


def _note(pairs: Iterable[_Pair], told: dict[tuple[object, ...], _Told], good: set[tuple[Place | None, str]]) -> None:
    for pair in pairs:
        if pair.found >= pair.least - _ROUNDING:
            good.add((pair.front.place, pair.view.scheme))
            continue
        key = (pair.code, pair.front.place or pair.ground.place, str(pair.front.colour), pair.view.shown)
        one = told.setdefault(key, _Told(pair))
        one.where[pair.what] = None
        one.grounds.add(pair.ground.place)
        if pair.found / pair.least < one.worst.found / one.worst.least:
            one.worst = pair


def _worth_telling(told: dict[tuple[object, ...], _Told]) -> Iterator[_Told]:
    """Without marks of a colour whose text is told, and without grounds that are told as text on the other."""
    pairs = [one.worst for one in told.values()]
    texts = {(pair.front.place, pair.view.scheme) for pair in pairs if pair.code == "T243"}
    meeting = {(pair.front.place, one, pair.view.scheme) for pair in pairs for one in _grounds_of(told, pair)}
    for one in told.values():
        pair = one.worst
        front, ground, scheme = pair.front.place, pair.ground.place, pair.view.scheme
        if pair.code == "T244" and (front, scheme) in texts:
            continue
        if (ground, front, scheme) in meeting and len(one.grounds) == 1 and len(one.where) == 1:
            continue
        yield one


def _grounds_of(told: dict[tuple[object, ...], _Told], pair: _Pair) -> set[Place | None]:
    return next(one.grounds for one in told.values() if one.worst is pair)


def _tell(one: _Told, good: set[tuple[Place | None, str]], faults: Faults) -> None:
    pair = one.worst
    place = pair.front.place or pair.ground.place
    where = list(one.where)
    below = f" of {pair.ground.place}" if pair.ground.place and pair.ground.place != place else ""
    message = (
        f"{'Text' if pair.code == 'T243' else 'A mark'} does not stand out {pair.view.shown}: {_colour(pair.front)} on "
        f"{_colour(pair.ground)}{below} has a contrast of {pair.found:.2f} to 1, and {pair.least:g} to 1 is the least. "
        f"So it is in {', '.join(where[:3])}{' and more' if len(where) > 3 else ''}."
    )
    data = {
        "ratio": round(pair.found, 2),
        "least": pair.least,
        "scheme": pair.view.scheme,
        "on": str(pair.ground.colour),
    }
    faults.extend([Fault(pair.code, message, place, _todo(pair, good), data)])


def _colour(seen: Seen) -> str:
    return f"{seen.token} {seen.colour}" if seen.token else str(seen.colour)


def _todo(pair: _Pair, good: set[tuple[Place | None, str]]) -> str:
    """What to do: a value for the other scheme, where there is none, or a colour that stands out."""
    front, scheme = pair.front, pair.view.scheme
    near = _nearest(pair.front.colour, pair.ground.colour, pair.least)
    would = f"{near} would do there" if near else "no colour stands out there: change the ground"
    other = "dark" if scheme == "light" else "light"
    if scheme == "dark" and not front.schemed and (front.place, other) in good:
        name = front.token or "it"
        return f"Set {name} in @media (prefers-color-scheme: dark), too: {would}."
    return f"Change one of them; {would}."


def _nearest(front: Colour, ground: Colour, least: float) -> str:
    """The colour nearest to one that stands out from a ground: mixed with white or black; empty for none."""
    seen = front.over(ground)
    ends = (WHITE, BLACK) if ratio(WHITE, ground) > ratio(BLACK, ground) else (BLACK, WHITE)
    for end in ends:
        for step in range(1, 51):
            mixed = Colour(seen.parts, 1 - step / 50).over(end)
            shown = Colour(_steps(mixed))
            if ratio(shown, ground) >= least:
                return str(shown)
    return ""


def _steps(colour: Colour) -> tuple[float, float, float]:
    red, green, blue = (round(part * 255) / 255 for part in colour.parts)
    return red, green, blue
