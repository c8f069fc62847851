"""What properties are worth by the declarations that count, with var() worked out, where that can be told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pipeline.html.styles.longhands import longhand, says
from pipeline.html.styles.tokens import stripped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.html.styles.cascade import Applied
    from pipeline.html.styles.sheet import Declared, Rule
    from pipeline.html.styles.tokens import Token
    from pipeline.places import Place

#: var() within var(): more is a circle.
_DEEPEST: Final = 12


class Unknown(Exception):  # noqa: N818  (no error: it is what the style leaves open)
    """Nobody can tell from the style what a property is worth."""


@dataclass(frozen=True, slots=True)
class Worth:
    """What a property is worth.

    Attributes:
        tokens: its value, without var() in it; () for the initial one.
        place: of the declaration that says so.
        token: the custom property that it is in the end, behind all var(); empty for none.
        schemed: whether the declaration holds for one colour scheme alone.
    """

    tokens: tuple[Token, ...] = field(repr=False)
    place: Place
    token: str
    schemed: bool

    @property
    def word(self) -> str:
        """The word that is all of the value, in small letters; empty for every other value."""
        return str(self.tokens[0].lower_value) if len(self.tokens) == 1 and self.tokens[0].type == "ident" else ""


class Values:
    """What is declared for an element."""

    def __init__(
        self,
        around: Values | None,
        chosen: Sequence[tuple[Applied, bool]],
        origins: Mapping[int, tuple[Declared, Rule]],
    ) -> None:
        """Take up declarations.

        Args:
            around: those of the element around; None for the outermost.
            chosen: the strongest first, each with whether it certainly counts.
            origins: token of the value of a custom property, by its identity → where it stands.
        """
        self.around = around
        self.chosen = chosen
        self._origins = origins
        self._known: dict[str, Worth | Unknown | None] = {}

    def said(self, name: str) -> Worth | None:
        """What the element's own declarations say of a property; None where none of them does.

        Raises:
            Unknown: that cannot be told.
        """
        if name not in self._known:
            try:
                self._known[name] = self._said(name)
            except Unknown as unknown:
                self._known[name] = unknown
        known = self._known[name]
        if isinstance(known, Unknown):
            raise Unknown
        return known

    def _said(self, name: str) -> Worth | None:
        for applied, certain in self.chosen:
            declared = applied.declared
            if not says(declared.name, name):
                continue
            if not certain:
                raise Unknown
            signs = longhand(declared.name, name, stripped(self.without_var(declared.value, 0)))
            if signs is None:
                continue
            rule = applied.rule
            if len(signs) == 1:  # where the word stands that is in the end the value
                declared, rule = self._origins.get(id(signs[0]), (declared, rule))
            token = declared.name if declared.name.startswith("--") else ""
            return Worth(tuple(signs), declared.place, token, rule.schemed)
        return None

    def without_var(self, tokens: Sequence[Token], deep: int) -> list[Token]:
        """A value with var() worked out.

        Raises:
            Unknown: one of them is not set, or goes in a circle.
        """
        if deep > _DEEPEST:
            raise Unknown
        signs: list[Token] = []
        for sign in tokens:
            if sign.type != "function":
                signs.append(sign)
            elif sign.lower_name == "var":
                signs += self._custom(sign.arguments, deep)
            else:
                arguments = self.without_var(sign.arguments, deep + 1)
                signs.append(type(sign)(sign.source_line, sign.source_column, sign.name, arguments))
        return signs

    def _custom(self, arguments: Sequence[Token], deep: int) -> list[Token]:
        """What a var() is worth: the property of the element, or of the nearest one around that sets it."""
        said = stripped(arguments)
        where: Values | None = self
        while where is not None and said:
            for applied, certain in where.chosen:
                if applied.declared.name == said[0].value:
                    if not certain:
                        raise Unknown
                    return where.without_var(applied.declared.value, deep + 1)
            where = where.around
        comma = next((at for at, sign in enumerate(said) if sign == ","), None)
        if comma is None:
            raise Unknown
        return self.without_var(said[comma + 1 :], deep + 1)
