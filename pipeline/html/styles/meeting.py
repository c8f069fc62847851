"""Colours that meet on a page: text and its ground, rings of focus, edges of fields, shapes of charts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.html.styles.cascade import Seeing
from pipeline.html.styles.colours import colour_of, ratio
from pipeline.html.styles.looks import Seen
from pipeline.html.styles.media import View

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cssselect2 import ElementWrapper

    from pipeline.html.styles.cascade import Cascade
    from pipeline.html.styles.looks import Look

TEXT: Final = 4.5
LARGE_TEXT: Final = 3.0
MARK: Final = 3.0
_WIDTHS: Final = (1440, 320)
_FIELDS: Final = ("input", "select", "textarea")
_FOCUSABLE: Final = ("button", "summary", *_FIELDS)
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
class Pair:
    """Two colours that meet.

    Attributes:
        code: T243 for text, T244 for all else.
        front: the colour of it.
        ground: the opaque one behind.
        least: contrast that it needs.
        what: where they meet, as those who write styles call it.
        scheme: in which colour scheme.
    """

    code: str
    front: Seen
    ground: Seen
    least: float
    what: str
    scheme: str

    @property
    def found(self) -> float:
        """The contrast that there is."""
        return ratio(self.front.colour.over(self.ground.colour), self.ground.colour)


def pairs(cascade: Cascade, elements: Sequence[ElementWrapper]) -> Iterator[Pair]:
    """The colours that meet on a page, once for all elements that look the same, in light and dark, in each state."""
    looked: set[tuple[object, ...]] = set()
    for view in _views(cascade):
        for states in cascade.states:
            seeing = Seeing(cascade, view, states)
            for element in elements:
                look, has_text = seeing.look(element), _has_text(element)
                ringed = "focus" in states and _takes_focus(element)
                key = (look, has_text, ringed, *(seeing.look(element, one) for one in ("before", "after")))
                if key not in looked or element.local_name == "svg":
                    looked.add(key)
                    yield from _of_element(seeing, element, look, ringed=ringed, has_text=has_text)


def _views(cascade: Cascade) -> Iterator[View]:
    """Ways in which the page may be seen, without those in which the same rules hold."""
    known = set()
    for view in (View(scheme, width) for scheme in ("light", "dark") for width in _WIDTHS):
        holding = (view.scheme, *Seeing(cascade, view, frozenset()).holding)
        if holding not in known:
            known.add(holding)
            yield view


def _of_element(seeing: Seeing, element: ElementWrapper, look: Look, *, ringed: bool, has_text: bool) -> Iterator[Pair]:
    if not look.opacity or look.around is None or look.around.tag == "svg":
        return
    name = described(element)
    if has_text:
        yield from _of_text(look, name)
    for pseudo in ("before", "after"):
        shown = seeing.look(element, pseudo)
        if any(sign not in " \"'" for sign in (shown.word("content") or "none").replace("none", "")):
            yield from _of_text(shown, f"{name} ::{pseudo}")
    around = look.around.grounds
    if element.local_name in _FIELDS and look.word("border-top-style") not in ("", None, "none", "hidden"):
        yield from _meeting("T244", look, look.colour("border-top-color"), around, f"the edge of {name}")
    if ringed and look.word("outline-style") not in (None, "", "none", "auto"):
        yield from _meeting("T244", look, look.colour("outline-color"), around, f"the ring of focus around {name}")
    if "chart" in element.classes:
        yield from _of_chart(seeing, element)


def _has_text(element: ElementWrapper) -> bool:
    own = element.etree_element
    return any((said or "").strip() for said in (own.text, *(one.tail for one in own)))


def _takes_focus(element: ElementWrapper) -> bool:
    own = element.etree_element
    return element.local_name in _FOCUSABLE or own.get("href") is not None or own.get("tabindex") == "0"


def _of_text(look: Look, name: str) -> Iterator[Pair]:
    front = look.text
    if front is not None and look.opacity:
        shown = Seen(front.colour.faded(look.opacity), front.place, front.token, front.schemed)
        yield from _meeting("T243", look, shown, look.grounds, name, LARGE_TEXT if look.large else TEXT)


def _of_chart(seeing: Seeing, chart: ElementWrapper) -> Iterator[Pair]:
    shapes = {(one.local_name, one.etree_element.get("class")): one for one in chart.iter_children()}
    for tag, kind, below, least in _CHART:
        shape, ground = shapes.get((tag, kind)), shapes.get(("rect", below))
        behind = _painted(seeing, ground) if ground is not None else None
        if shape is not None and behind is not None:
            code = "T243" if tag == "text" else "T244"
            name = f"{tag}.{kind} on {below} in charts"
            yield from _meeting(code, seeing.look(shape), _painted(seeing, shape), (behind,), name, least)


def _painted(seeing: Seeing, shape: ElementWrapper) -> Seen | None:
    """The colour of a shape: that of the style, or its own."""
    from tinycss2 import parse_one_component_value

    look, own = seeing.look(shape), shape.etree_element
    name = "stroke" if own.get("stroke") else "fill"
    if look.word(name) != "":
        return look.colour(name)
    found = colour_of(parse_one_component_value(own.get(name)), look.scheme)
    return None if found is None else Seen(found)


def _meeting(
    code: str, look: Look, front: Seen | None, grounds: Iterable[Seen], what: str, least: float = MARK
) -> Iterator[Pair]:
    for ground in grounds:
        own = front is None or (front.place is None and ground.place is None)  # both are the browser's
        if front is not None and not own and ground.colour.alpha == 1:
            yield Pair(code, front, ground, least, what, look.preferred)


def described(element: ElementWrapper) -> str:
    """An element as those who write styles call it: `.cover p.type`."""
    named = [one for one in reversed(element.ancestors) if one.etree_element.get("class") and one.local_name != "body"]
    around = f".{named[0].etree_element.get('class').split()[0]} " if named else ""
    return around + ".".join((element.local_name, *(element.etree_element.get("class") or "").split()))
