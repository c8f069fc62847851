"""What a file of style says, as data: its rules in order, each with its declarations and their places."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.html.styles.tokens import everything

if TYPE_CHECKING:
    from pipeline.html.styles.selectors import Selector
    from pipeline.html.styles.tokens import Token
    from pipeline.places import Place


@dataclass(frozen=True, slots=True)
class Declared:
    """A property and its value.

    Attributes:
        name: in small letters; that of a custom property as it is written.
        value: its tokens.
        important: whether `!important` stands behind it.
        place: of its name.
    """

    name: str
    value: tuple[Token, ...] = field(repr=False, compare=False)
    important: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Condition:
    """An at-rule around rules.

    Attributes:
        name: such as `media`, in small letters.
        prelude: what stands between its name and its block.
        place: of the at-rule.
    """

    name: str
    prelude: tuple[Token, ...] = field(repr=False, compare=False)
    place: Place


@dataclass(frozen=True, slots=True)
class Rule:
    """Declarations for the elements that a selector finds.

    Attributes:
        selectors: what they are for; () for a block that is for no elements, as that of @font-face.
        declared: in order.
        within: the at-rules around, the outermost first.
    """

    selectors: tuple[Selector, ...] = field(repr=False)
    declared: tuple[Declared, ...]
    within: tuple[Condition, ...]

    @property
    def schemed(self) -> bool:
        """Whether they hold in one colour scheme alone."""
        signs = (sign for one in self.within for sign in everything(one.prelude))
        return any(getattr(sign, "lower_value", "") == "prefers-color-scheme" for sign in signs)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file of style says.

    Attributes:
        rules: in order, with the blocks that are for no elements: of @page, @font-face, @keyframes …
        conditions: all at-rules around rules.
        unknown: other at-rules (`@page`), and what cssselect2 does not know (`:hovr`), with their places.
        registered: custom properties that @property sets.
        whole: whether all of it could be read.
    """

    rules: tuple[Rule, ...] = ()
    conditions: tuple[Condition, ...] = ()
    unknown: tuple[tuple[str, Place], ...] = ()
    registered: frozenset[str] = frozenset()
    whole: bool = True
