"""What an element looks like to a reader: the colour of its text, what is behind it, how large it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from pipeline.html.styles.colours import BLACK, WHITE, Colour, colour_of
from pipeline.html.styles.tokens import everything
from pipeline.html.styles.values import Unknown, Values

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.html.styles.cascade import Applied
    from pipeline.html.styles.sheet import Declared, Rule
    from pipeline.html.styles.tokens import Token
    from pipeline.html.styles.values import Worth
    from pipeline.places import Place

#: Elements whose colours are the browser's own where no rule sets them (HTML, 15.3).
_OWN_COLOUR: Final = frozenset(("a", "button", "input", "mark", "select", "textarea"))
_OWN_GROUND: Final = frozenset(("button", "dialog", "input", "mark", "select", "textarea"))
_BOLD: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "th", "b", "strong"))
#: Sizes of the browser's own, as parts of the text around.
_OWN_SIZE: Final = {"h1": 2.0, "h2": 1.5, "h3": 1.17, "h5": 0.83, "h6": 0.67, "small": 0.83, "sub": 0.83, "sup": 0.83}
_MEDIUM: Final = 16.0
_PIXELS: Final = {"px": 1.0, "rem": _MEDIUM, "pt": 96 / 72, "cm": 96 / 2.54, "mm": 9.6 / 2.54}
#: Large text (WCAG 2.1, definitions): 18 points, or 14 points and bold.
_LARGE: Final = 24.0
_LARGE_BOLD: Final = 18.66
#: What keeps a ground from being seen as it is, and the words with which it does not.
_PLAIN: Final = (
    ("filter", ("", "none")),
    ("mix-blend-mode", ("", "normal")),
    ("background-clip", ("", "border-box", "padding-box")),
)


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

    def over(self, ground: Seen) -> Seen:
        """What is seen where it lies over an opaque ground."""
        return Seen(self.colour.over(ground.colour), self.place, self.token, self.schemed)


class Look(Values):
    """How an element, or a pseudo-element, looks; None always stands for what the style leaves open."""

    def __init__(
        self,
        around: Look | None,
        tag: str,
        preferred: str,
        chosen: Sequence[tuple[Applied, bool]],
        origins: Mapping[int, tuple[Declared, Rule]],
    ) -> None:
        """Look at an element.

        Args:
            around: the element that it stands in; None for the outermost.
            tag: its name; empty for a pseudo-element.
            preferred: colour scheme of the reader.
            chosen: declarations, the strongest first.
            origins: where words of custom properties stand.
        """
        super().__init__(around, chosen, origins)
        self.around: Look | None = around
        self.tag = tag
        self.preferred = preferred

    @cached_property
    def scheme(self) -> str:
        """The colour scheme that it has (CSS Color Adjust, 2): a page of the project offers both."""
        said = self.word("color-scheme")
        if said:
            words = said.split()
            return self.preferred if self.preferred in words else words[0]
        return self.preferred if self.around is None else self.around.scheme

    def word(self, name: str) -> str | None:
        """What a property says in words or a number, in small letters; empty for nothing."""
        try:
            said = self.said(name)
        except Unknown:
            return None
        return "" if said is None else " ".join(sign.serialize().lower() for sign in said.tokens if sign != " ")

    # ------------------------------------------------------------------------------------------------ colours

    @cached_property
    def text(self) -> Seen | None:
        """The colour of its text."""
        try:
            said = self.said("color")
            if self.said("-webkit-text-fill-color") is not None:
                return None
        except Unknown:
            return None
        if said is None and self.tag in _OWN_COLOUR:
            return None
        if said is not None and said.word not in ("inherit", "unset", "currentcolor"):
            return self._seen(said)
        if self.around is not None:
            return self.around.text
        return Seen(BLACK) if self.scheme == "light" else None

    def colour(self, name: str) -> Seen | None:
        """The colour that another property gives; that of the text where it says none."""
        try:
            said = self.said(name)
        except Unknown:
            return None
        return self.text if said is None or not said.tokens or said.word == "currentcolor" else self._seen(said)

    def _seen(self, said: Worth) -> Seen | None:
        """The colour that a value is."""
        found = colour_of(said.tokens[0], self.scheme) if len(said.tokens) == 1 else None
        return None if found is None else Seen(found, said.place, said.token, said.schemed)

    @cached_property
    def grounds(self) -> tuple[Seen, ...]:
        """Every colour that may be behind its text, those of gradients too; () where that is left open."""
        try:
            if any(self.word(name) not in plain for name, plain in _PLAIN):
                return ()
            return self._pictured(self._ground())
        except Unknown:
            return ()

    def _ground(self) -> tuple[Seen, ...]:
        said = self.said("background-color")
        own: Seen | None = None
        if said is None and self.tag in _OWN_GROUND:
            return ()
        if said is not None and said.tokens and said.word not in ("none", "unset", "initial"):
            own = self.colour("background-color")
            if own is None:
                return ()
        if own is not None and own.colour.alpha == 1:
            return (own,)
        if self.word("position") not in ("", "static", "relative", "sticky"):
            return ()  # it may lie over anything
        outermost = (Seen(WHITE),) if self.scheme == "light" else ()
        behind = outermost if self.around is None else self.around.grounds
        return behind if own is None or own.colour.alpha == 0 else tuple(own.over(one) for one in behind)

    def _pictured(self, plain: tuple[Seen, ...]) -> tuple[Seen, ...]:
        """The grounds with the colours of gradients over them; () for a picture, which may have any."""
        said = self.said("background-image")
        if said is None or not said.tokens or said.word in ("none", "initial", "unset"):
            return plain
        kinds = {getattr(sign, "lower_name", sign.type) for sign in said.tokens if sign.type in ("url", "function")}
        if not all(kind.endswith("gradient") for kind in kinds):
            return ()
        stops = [colour_of(sign, self.scheme) for sign in everything(said.tokens)]
        seen = [Seen(stop, said.place, said.token, said.schemed) for stop in stops if stop is not None]
        return tuple(dict.fromkeys((*plain, *(stop.over(one) for stop in seen for one in plain))))

    # ------------------------------------------------------------------------------------------------ being seen

    @cached_property
    def opacity(self) -> float | None:
        """How much of it is seen, 1 for all of it; 0 where it cannot be seen at all."""
        around = 1.0 if self.around is None else self.around.opacity
        if self.word("display") == "none" or self.word("visibility") in ("hidden", "collapse"):
            return 0.0
        said = self.word("opacity")
        if around is None or said is None or None in (self.word("display"), self.word("visibility")):
            return None
        try:
            share = float(said.removesuffix("%")) / (100 if said.endswith("%") else 1) if said else 1.0
        except ValueError:
            return None
        return around * max(0.0, min(1.0, share))

    @property
    def large(self) -> bool:
        """Whether text is large, or may be: its contrast need not be as strong (WCAG 2.1, 1.4.3)."""
        return self.size is None or self.size >= _LARGE or (self.size >= _LARGE_BOLD and self.bold)

    @cached_property
    def size(self) -> float | None:
        """Size of the text in CSS pixels, where it is plain to see."""
        around = _MEDIUM if self.around is None else self.around.size
        try:
            said = self.said("font-size")
        except Unknown:
            return None
        if said is None or said.word in ("inherit", "unset"):
            return around and around * (1 if said else _OWN_SIZE.get(self.tag, 1))
        signs = said.tokens
        if len(signs) == 1 and getattr(signs[0], "lower_name", "") == "calc":
            signs = tuple(sign for sign in signs[0].arguments if sign.type != "whitespace")
        lengths = [self._length(sign, around) for sign in signs[::2]]
        plain = [length for length in lengths if length is not None]
        summed = len(plain) == len(lengths) and all(sign == "+" for sign in signs[1::2])
        return sum(plain) if summed and plain else None

    def _length(self, sign: Token, around: float | None) -> float | None:
        """A length in CSS pixels, where it is plain to see."""
        if sign.type == "percentage":
            return around and around * float(sign.value) / 100
        if sign.type != "dimension":
            return None
        factor = around if sign.lower_unit == "em" else _PIXELS.get(sign.lower_unit)
        if sign.lower_unit == "rem" and self.around is not None:
            factor = self.outermost.size
        return factor and factor * float(sign.value)

    @property
    def outermost(self) -> Look:
        """The page itself."""
        return self if self.around is None else self.around.outermost

    @cached_property
    def bold(self) -> bool:
        """Whether letters are bold; so are those of which it is not known."""
        said = self.word("font-weight")
        if said == "" and self.tag in _BOLD:
            return True
        if said in ("", "inherit", "unset"):
            return self.around is not None and self.around.bold
        return said not in ("normal", "lighter", "initial") and not (said or "x").startswith(tuple("123456"))
