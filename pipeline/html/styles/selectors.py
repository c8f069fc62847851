"""Selectors of a style, compiled by cssselect2: nesting is written out, and what a reader does is kept beside them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from pipeline.html.styles.tokens import everything, inside, stripped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.html.styles.tokens import Token

#: What a reader does; an element that is reached by keyboard has all three states of focus.
STATES: Final = {
    **{name: name for name in ("hover", "active", "target", "visited")},
    **dict.fromkeys(("focus", "focus-visible", "focus-within"), "focus"),
}
_ONE_COLON: Final = ("before", "after", "first-line", "first-letter")


class SelectorError(Exception):
    """A selector that browsers cannot read, with the sign where that shows; None for its beginning."""

    def __init__(self, what: str, sign: Token | None = None) -> None:
        super().__init__(what)
        self.sign = sign


@dataclass(frozen=True, slots=True)
class Selector:
    """A complex selector.

    Attributes:
        tokens: as rules within it take it up.
        compiled: what cssselect2 made of it, which finds elements in every state.
        specificity: ids, classes and elements that it names (Selectors 4, 17).
        element: the pseudo-element that it is about, such as `before`; empty for the element itself.
        needs: states that it asks for.
        against: states in which it does not hold.
        certain: whether it finds all that `compiled` does; else nobody can tell from the page which of them.
        unknown: pseudo-classes that cssselect2 does not know, and all pseudo-elements.
    """

    tokens: tuple[Token, ...] = field(repr=False)
    compiled: Any = field(repr=False)
    specificity: tuple[int, int, int]
    element: str
    needs: frozenset[str]
    against: frozenset[str]
    certain: bool
    unknown: tuple[Token, ...] = field(repr=False)


def read_selectors(tokens: Sequence[Token], around: Sequence[Selector] | None) -> tuple[Selector, ...]:
    """The selectors before a block.

    Args:
        tokens: of the list.
        around: those of the rule that it stands in; None where it stands in none.

    Raises:
        SelectorError: one cannot be read, and browsers drop the whole rule.
    """
    parts: list[list[Token]] = [[]]
    for sign in tokens:
        if sign == ",":
            parts.append([])
        else:
            parts[-1].append(sign)
    found = []
    for part in map(stripped, parts):
        if not part:
            raise SelectorError("a selector is missing")
        if around is None and part[0] in (">", "+", "~"):
            raise SelectorError(f"it begins with “{part[0].value}”", part[0])
        found.append(_read(part if around is None else _written_out(part, around)))
    return tuple(found)


def _written_out(part: list[Token], around: Sequence[Selector]) -> list[Token]:
    """A selector as it would stand outside of the rule around it (CSS Nesting 1, 3)."""
    parent = list(around[0].tokens)
    if len(around) > 1 or (len(parent) > 1 and part[0] != "&"):
        parent = _tokens(":is()")
        parent[1].arguments = [sign for one in around for sign in (*_tokens(","), *one.tokens)][1:]
    if not any(sign == "&" for sign in everything(part)):
        return [*parent, *_tokens(" "), *part]
    return [one for sign in part for one in (parent if sign == "&" else [sign])]


def _tokens(source: str) -> list[Token]:
    from tinycss2 import parse_component_value_list  # only where a style is read

    found: list[Token] = parse_component_value_list(source)
    return found


def _read(part: list[Token]) -> Selector:
    kept: list[Token] = []
    unknown: list[Token] = []
    needs: set[str] = set()
    against: set[str] = set()
    element, certain, taken = "", True, 0
    signs = iter(part)
    for sign in signs:
        kept.append(sign)
        if sign != ":":
            continue
        named = next(signs, None)
        double = named == ":"
        named = next(signs, None) if double else named
        name = _name(named)
        if not name:
            raise SelectorError("no name stands behind “:”", sign)
        states = {STATES[one] for one in map(_name, everything(inside(named))) if one in STATES}
        kept.append(named)
        if name == "not" and states and _compile([sign, named]):
            against |= states
        elif name in STATES or double or name in _ONE_COLON or states or not _compile([sign, named]):
            kept[-2:] = _tokens(":where(*)")  # finds everything and weighs nothing
            if double or name in _ONE_COLON:
                element = name
                unknown.append(named)
                continue
            taken += 1
            if name in STATES:
                needs.add(STATES[name])
            else:
                certain = False
                unknown += [] if states else [named]
    if needs and any(sign in ("+", "~") for sign in part):
        certain = False  # what lies beside is not pointed at, too
    compiled = _compile(kept)
    ids, classes, names = compiled.specificity if compiled else (0, 0, 0)
    weight = (ids, classes + taken, names + bool(element))
    states_of = frozenset(needs), frozenset(against)
    return Selector(tuple(part), compiled, weight, element, *states_of, certain, tuple(unknown))


def _name(sign: Token | None) -> str:
    """Name of a word or function, in small letters; empty for every other token."""
    return str(getattr(sign, "lower_value", "") or getattr(sign, "lower_name", ""))


def _compile(tokens: Iterable[Token]) -> Any:
    """One selector as cssselect2 compiles it; None for what it does not know.

    Raises:
        SelectorError: it cannot be read.
    """
    import cssselect2

    said = list(tokens)
    if any(sign == "|" for sign in everything(said)):  # a namespace: all that a page has stands in one
        return None
    try:
        (compiled,) = cssselect2.compile_selector_list(said)
    except cssselect2.SelectorError as error:
        sign = error.args[0]
        if isinstance(sign, str):  # well written, but not known
            return None
        hint = "; a value other than a word needs quotes" if "attribute value" in str(error) else ""
        what = "it breaks off" if sign is None else f"“{sign.serialize()}” cannot stand there"
        raise SelectorError(what + hint, sign) from error
    except SyntaxError:  # `:has()` with nothing in it that can be found
        return None
    return compiled
