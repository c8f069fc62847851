"""What an element looks like to a reader: the colour of its text, what is behind it, how large it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.html.styles.cascade import Computed, Unknown
from pipeline.html.styles.colours import BLACK, WHITE, Colour, colour_of
from pipeline.html.styles.grouping import everything

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from lxml.html import HtmlElement

    from pipeline.html.styles.cascade import Worth
    from pipeline.html.styles.grouping import Token
    from pipeline.places import Place

#: Elements whose colours are the browser's own where no rule sets them (HTML, 15.3).
_OWN_COLOUR: Final = frozenset(("a", "button", "input", "mark", "select", "textarea"))
_OWN_GROUND: Final = frozenset(("button", "dialog", "input", "mark", "select", "textarea"))
_BOLD: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "th", "b", "strong"))
#: Sizes of the browser's own, as parts of the text around.
_OWN_SIZE: Final = {"h1": 2.0, "h2": 1.5, "h3": 1.17, "h5": 0.83, "h6": 0.67, "small": 0.83, "sub": 0.83, "sup": 0.83}
_MEDIUM: Final = 16.0
_PIXELS: Final = {"px": 1.0, "pt": 96 / 72, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4}
#: Large text (WCAG 2.1, definitions): 18 points, or 14 points and bold.
_LARGE: Final = 24.0
_LARGE_BOLD: Final = 18.66
_BOLD_FROM: Final = 700
#: What can lie otherwise than its place among the elements says.
_MOVED: Final = ("absolute", "fixed")


@dataclass(frozen=True, slots=True)
class Seen:
    """A colour that is seen.

    Attributes:
        colour: it.
        place: of the declaration that it comes from; None where it is the browser's own.
        token: the custom property that it is in the end; empty for none.
        schemed: whether the declaration holds for one colour scheme alone.
    """

    colour: Colour
    place: Place | None = None
    token: str = ""
    schemed: bool = False


#: Nothing: what is around is seen.
_CLEAR: Final = Seen(Colour((0, 0, 0), 0))


class Looks:
    """Looks at the elements of a page in one view and state."""

    def __init__(self, computed: Computed, base: Looks | None = None, changed: Collection[HtmlElement] = ()) -> None:
        """Begin to look.

        Args:
            computed: what properties are worth.
            base: the same page with nothing pointed at; None where this is it.
            changed: elements that look otherwise than in `base`, with all within them.
        """
        self._of = self.computed = computed
        self.view = computed.view
        self._base = base
        self._changed = changed
        self._grounds: dict[tuple[HtmlElement, str], tuple[Seen, ...]] = {}
        self._texts: dict[tuple[HtmlElement, str], Seen | None] = {}
        self._sizes: dict[HtmlElement, float | None] = {}
        self._shown: dict[HtmlElement, bool | None] = {}
        self._opacities: dict[HtmlElement, float | None] = {}
        self._schemes: dict[HtmlElement, str] = {}

    def _elsewhere(self, element: HtmlElement) -> Looks | None:
        """Who knows already what an element looks like."""
        return self._base if self._base is not None and element not in self._changed else None

    def scheme(self, element: HtmlElement) -> str:
        """The colour scheme that an element has (CSS Color Adjust, 2): a page of the project offers both."""
        if element not in self._schemes:
            self._schemes[element] = self._scheme(element)
        return self._schemes[element]

    def _scheme(self, element: HtmlElement) -> str:
        said = self._of.own(element, "color-scheme")
        if said is not None:
            words = [sign.lower_value for sign in said.tokens if sign.type == "ident"]
            return self.view.scheme if self.view.scheme in words else words[0] if words else "light"
        parent = element.getparent()
        return self.view.scheme if parent is None else self.scheme(parent)

    # ------------------------------------------------------------------------------------------------ text

    def text(self, element: HtmlElement, pseudo: str = "") -> Seen | None:
        """The colour of text; None where that cannot be told."""
        if (other := self._elsewhere(element)) is not None:
            return other.text(element, pseudo)
        if (element, pseudo) not in self._texts:
            try:
                self._texts[element, pseudo] = self._text(element, pseudo)
            except Unknown:
                self._texts[element, pseudo] = None
        return self._texts[element, pseudo]

    def _text(self, element: HtmlElement, pseudo: str) -> Seen | None:
        if self._of.own(element, "-webkit-text-fill-color", pseudo) is not None:
            return None
        said = self._of.own(element, "color", pseudo)
        around = (element, "") if pseudo else (element.getparent(), "")
        word = _word(said)
        if said is None or word in ("inherit", "unset"):
            if said is None and not pseudo and element.tag in _OWN_COLOUR:
                return None
            if around[0] is None:
                return Seen(BLACK) if self.scheme(element) == "light" else None
            return self.text(*around)
        inherited = self.text(*around) if around[0] is not None and word == "currentcolor" else None
        if word == "currentcolor":
            return inherited
        return self._seen(said, element, None)

    def _seen(self, said: Worth, element: HtmlElement, current: Seen | None) -> Seen | None:
        """The colour that a declaration gives."""
        if len(said.tokens) != 1:
            return None
        if current is not None and _word(said) == "currentcolor":
            return current
        found = colour_of(said.tokens[0], self.scheme(element), current.colour if current else None)
        return None if found is None else Seen(found, said.place, said.token, said.schemed)

    def of(self, element: HtmlElement, name: str, pseudo: str = "") -> Seen | None:
        """The colour that another property gives, that of the text where it says so or says none; None if unknown."""
        try:
            said = self._of.own(element, name, pseudo)
            current = self.text(element, pseudo)
            return current if said is None or not said.tokens else self._seen(said, element, current)
        except Unknown:
            return None

    def word(self, element: HtmlElement, name: str, pseudo: str = "") -> str | None:
        """What a property says in a word or a number, in small letters; empty for nothing, None where it is unknown."""
        if name not in self._of.cascade.said:
            return ""
        try:
            said = self._of.own(element, name, pseudo)
        except Unknown:
            return None
        return "" if said is None else " ".join(sign.serialize().lower() for sign in said.tokens)

    # ------------------------------------------------------------------------------------------------ what is behind

    def grounds(self, element: HtmlElement | None, pseudo: str = "") -> tuple[Seen, ...]:
        """Every colour that may be behind an element's text, those of gradients too; () where that cannot be told."""
        if element is None:
            return (Seen(WHITE),)
        if (other := self._elsewhere(element)) is not None:
            return other.grounds(element, pseudo)
        if (element, pseudo) not in self._grounds:
            try:
                self._grounds[element, pseudo] = self._behind(element, pseudo)
            except Unknown:
                self._grounds[element, pseudo] = ()
        return self._grounds[element, pseudo]

    def _behind(self, element: HtmlElement, pseudo: str) -> tuple[Seen, ...]:
        for name, plain in (("filter", "none"), ("mix-blend-mode", "normal"), ("background-clip", "border-box")):
            if self.word(element, name, pseudo) not in ("", plain, "padding-box"):
                return ()
        own = self._ground(element, pseudo)
        if own is None:
            return ()
        if own.colour.alpha == 1:
            plain_grounds: tuple[Seen, ...] = (own,)
        else:
            around = self._around(element, pseudo)
            plain_grounds = tuple(_over(own, one) for one in around) if own.colour.alpha else around
        return self._pictured(element, pseudo, plain_grounds)

    def _ground(self, element: HtmlElement, pseudo: str) -> Seen | None:
        said = self._of.own(element, "background-color", pseudo)
        word = _word(said)
        if said is None or not said.tokens or word in ("none", "unset", "initial"):
            own = said is None and not pseudo and (element.tag in _OWN_GROUND or element.get("popover") is not None)
            return None if own else _CLEAR
        if word == "inherit":
            around = element if pseudo else element.getparent()
            return _CLEAR if around is None else self._ground(around, "")
        current = self.text(element, pseudo) if word == "currentcolor" else None
        return self._seen(said, element, current)

    def _around(self, element: HtmlElement, pseudo: str) -> tuple[Seen, ...]:
        """What is behind an element that lets it through."""
        if self.word(element, "position", pseudo) in (None, *_MOVED):
            return ()  # it may lie over anything
        if pseudo:
            return self.grounds(element)
        parent = element.getparent()
        if parent is None:
            return (Seen(WHITE),) if self.scheme(element) == "light" else ()
        return self.grounds(parent)

    def _pictured(self, element: HtmlElement, pseudo: str, plain: tuple[Seen, ...]) -> tuple[Seen, ...]:
        """The grounds with the colours of gradients; () for a picture, behind which nobody knows what is."""
        said = self._of.own(element, "background-image", pseudo)
        if said is None or not said.tokens or _word(said) in ("none", "initial", "unset"):
            return plain
        stops: list[Seen] = []
        for sign in said.tokens:
            if sign == "," or sign.type == "whitespace":
                continue
            if sign.type != "function" or not sign.lower_name.endswith("gradient"):
                return ()
            stops += self._stops(sign, element, said)
        return tuple(dict.fromkeys((*plain, *(_over(stop, one) for stop in stops for one in plain))))

    def _stops(self, gradient: Token, element: HtmlElement, said: Worth) -> Iterable[Seen]:
        current = self.text(element)
        for sign in everything(gradient.arguments):
            if sign.type not in ("ident", "hash", "function"):
                continue
            found = colour_of(sign, self.scheme(element), current.colour if current else None)
            if found is not None:
                yield Seen(found, said.place, said.token, said.schemed)

    # ------------------------------------------------------------------------------------------------ size, being seen

    def shown(self, element: HtmlElement) -> bool | None:
        """Whether an element is shown at all; None where that cannot be told."""
        if (other := self._elsewhere(element)) is not None:
            return other.shown(element)
        if element not in self._shown:
            self._shown[element] = self._is_shown(element)
        return self._shown[element]

    def _is_shown(self, element: HtmlElement) -> bool | None:
        parent = element.getparent()
        around = True if parent is None else self.shown(parent)
        if not around:
            return around
        for name, gone in (("display", ("none",)), ("visibility", ("hidden", "collapse"))):
            said = self.word(element, name)
            if said is None or said in gone:
                return None if said is None else False
        return True

    def opacity(self, element: HtmlElement) -> float | None:
        """How much of an element is seen, 1 for all of it; 0 where it cannot be seen, None if unknown."""
        if (other := self._elsewhere(element)) is not None:
            return other.opacity(element)
        if element not in self._opacities:
            self._opacities[element] = self._own_opacity(element)
        return self._opacities[element]

    def _own_opacity(self, element: HtmlElement) -> float | None:
        parent = element.getparent()
        around = 1.0 if parent is None else self.opacity(parent)
        said = self.word(element, "opacity")
        if around is None or said is None:
            return None
        try:
            share = float(said.removesuffix("%")) / (100 if said.endswith("%") else 1) if said else 1.0
        except ValueError:
            return None
        return around * max(0.0, min(1.0, share))

    def large(self, element: HtmlElement, pseudo: str = "") -> bool:
        """Whether text is large, or may be: its contrast need not be as strong (WCAG 2.1, 1.4.3)."""
        size = self.size(element) if not pseudo else self._sized(element, pseudo)
        if size is None or size >= _LARGE:
            return True
        return size >= _LARGE_BOLD and self._bold(element, pseudo)

    def size(self, element: HtmlElement) -> float | None:
        """Size of the text in CSS pixels; None where it depends on more than the style."""
        if (other := self._elsewhere(element)) is not None:
            return other.size(element)
        if element not in self._sizes:
            self._sizes[element] = self._sized(element, "")
        return self._sizes[element]

    def _sized(self, element: HtmlElement, pseudo: str) -> float | None:
        parent = element if pseudo else element.getparent()
        around = _MEDIUM if parent is None else self.size(parent)
        try:
            said = self._of.own(element, "font-size", pseudo)
        except Unknown:
            return None
        if said is None or not said.tokens or _word(said) in ("inherit", "unset"):
            factor = _OWN_SIZE.get(str(element.tag), 1.0) if said is None and not pseudo else 1.0
            return None if around is None else around * factor
        (sign, *more) = said.tokens
        if more:
            return None
        rem = _MEDIUM if element.getparent() is None and not pseudo else self.size(element.getroottree().getroot())
        return _pixels(sign, around, rem)

    def _bold(self, element: HtmlElement, pseudo: str) -> bool:
        """Whether letters are bold; so are those of which it is not known."""
        where: HtmlElement | None = element
        while where is not None:
            said = self.word(where, "font-weight", pseudo)
            if said is None or said in ("bold", "bolder"):
                return True
            if said not in ("", "inherit", "unset"):
                return said not in ("normal", "lighter", "initial") and not (said.isdigit() and int(said) < _BOLD_FROM)
            if said == "" and not pseudo and where.tag in _BOLD:
                return True
            where, pseudo = (where, "") if pseudo else (where.getparent(), "")
        return False


def _word(said: Worth | None) -> str:
    """The word that is all of a value, in small letters; empty for every other value."""
    if said is None or len(said.tokens) != 1 or said.tokens[0].type != "ident":
        return ""
    return str(said.tokens[0].lower_value)


def _over(own: Seen, ground: Seen) -> Seen:
    if ground.colour.alpha < 1:
        return own
    return Seen(own.colour.over(ground.colour), own.place, own.token, own.schemed)


def _pixels(sign: Token, around: float | None, rem: float | None) -> float | None:
    """A length in CSS pixels; the least that clamp() gives where even that is large, the most where that is not."""
    if sign.type == "dimension" and sign.lower_unit in _PIXELS:
        return float(sign.value) * _PIXELS[sign.lower_unit]
    if rem is not None and sign.type == "dimension" and sign.lower_unit == "rem":
        return float(sign.value) * rem
    if around is not None and sign.type == "dimension" and sign.lower_unit == "em":
        return float(sign.value) * around
    if around is not None and sign.type == "percentage":
        return float(sign.value) / 100 * around
    if sign.type == "function" and sign.lower_name == "calc":
        return _sum([one for one in sign.arguments if one.type != "whitespace"], around, rem)
    if sign.type != "function" or sign.lower_name != "clamp":
        return None
    bounds = [one for one in sign.arguments if one.type != "whitespace"]
    least, most = (_pixels(one, around, rem) for one in (bounds[0], bounds[-1])) if bounds else (None, None)
    if least is not None and least >= _LARGE:
        return least
    return most if most is not None and most < _LARGE_BOLD else None


def _sum(said: list[Token], around: float | None, rem: float | None) -> float | None:
    """A sum or difference of lengths; None for what is worked out otherwise."""
    lengths = [_pixels(sign, around, rem) for sign in said[::2]]
    if len(said) % 2 == 0 or any(sign not in ("+", "-") for sign in said[1::2]):
        return None
    known = [length for length in lengths if length is not None]
    signs = [1 if sign == "+" else -1 for sign in said[1::2]]
    if len(known) != len(lengths):
        return None
    return known[0] + sum(sign * length for sign, length in zip(signs, known[1:], strict=True))
