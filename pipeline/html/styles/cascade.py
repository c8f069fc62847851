"""What properties of a page's elements are worth, by all rules together (CSS Cascade 5), where that can be told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pipeline.html.styles.grouping import everything, stripped
from pipeline.html.styles.longhands import READ, is_read, longhand
from pipeline.html.styles.matching import NOTHING, UNSURE, find, satisfied
from pipeline.html.styles.media import holds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

    from pipeline.html.styles.grouping import Token
    from pipeline.html.styles.matching import Need, Needs
    from pipeline.html.styles.media import View
    from pipeline.html.styles.reading import Declared, Rule, Sheet
    from pipeline.html.styles.selectors import Selector
    from pipeline.places import Place

#: var() within var(): more is a circle.
_DEEPEST: Final = 12


class Unknown(Exception):  # noqa: N818  (no error: it is what the style leaves open)
    """Nobody can tell from the style what a property is worth."""


@dataclass(frozen=True, slots=True)
class Worth:
    """What a property is worth.

    Attributes:
        tokens: its value, without var() in it.
        place: of the declaration that says so.
        token: the custom property that it is in the end, behind all var(); empty for none.
        schemed: whether the declaration holds for one colour scheme alone.
    """

    tokens: tuple[Token, ...] = field(repr=False)
    place: Place
    token: str = ""
    schemed: bool = False


@dataclass(frozen=True, slots=True)
class Applied:
    """A declaration of one element.

    Attributes:
        rule: where it stands.
        needs: what must be so for it to hold.
        declared: it.
        rank: the higher of two wins.
    """

    rule: Rule
    needs: Needs
    declared: Declared
    rank: tuple[object, ...]


class Cascade:
    """The rules of a page, and which of them are for which element.

    A pseudo-element is the pair of its element and its name; the element itself has an empty name.
    """

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        """Take up the styles of a page in the order in which they stand in it."""
        self.rules = [
            rule for sheet in sheets for rule in sheet.rules if any(is_read(one.name) for one in rule.declared)
        ]
        #: view → rule, by its identity → whether it holds there
        self.holding: dict[View, dict[int, bool | None]] = {}
        self._needed = _needed(self.rules)
        #: properties of which any rule may say something
        self.said = frozenset(
            name
            for rule in self.rules
            for declared in rule.declared
            for name in (declared.name, *READ)
            if name == declared.name or longhand(declared.name, name, ()) is not None
        )
        self._layers = list(dict.fromkeys(name for sheet in sheets for name in sheet.layers))
        self._keyed: dict[str, list[tuple[int, Selector]]] = {}
        for number, rule in enumerate(self.rules):
            for selector in rule.selectors:
                self._keyed.setdefault(_key(selector), []).append((number, selector))
        #: token of the value of a custom property, by its identity → where it stands
        self.origins = {
            id(sign): (declared, rule)
            for rule in self.rules
            for declared in rule.declared
            if declared.name.startswith("--")
            for sign in declared.value
        }
        self._layer_of = [self._layer(rule) for rule in self.rules]
        self._known: dict[tuple[HtmlElement, str], dict[str, list[Applied]]] = {}
        self._kinds: dict[HtmlElement, int] = {}
        self._numbers: dict[tuple[object, ...], int] = {}
        self._asked: dict[tuple[HtmlElement, str, str], Sequence[Applied]] = {}

    def _layer(self, rule: Rule) -> int | None:
        """The layer's place among the others, without layers the last; None where it lies in another one."""
        layers = (condition for condition in rule.within if condition.name == "layer")
        names = ["".join(str(getattr(sign, "value", "")) for sign in one.prelude) for one in layers]
        if not names:
            return len(self._layers)
        if len(names) > 1 or "." in names[0] or any("." in name for name in self._layers):
            return None
        return self._layers.index(names[0]) if names[0] in self._layers else None

    def applied(self, element: HtmlElement, pseudo: str = "") -> dict[str, list[Applied]]:
        """The declarations for an element, by property, the strongest first."""
        known = self._known.get((element, pseudo))
        if known is None:
            known = self._known[element, pseudo] = self._find(element, pseudo)
        return known

    def kind(self, element: HtmlElement) -> int:
        """A number that is the same for elements of one name that the same rules are for, within equal ones.

        They look the same, whoever sees them.
        """
        known = self._kinds.get(element)
        if known is None:
            parent = element.getparent()
            rules = tuple(
                (pseudo, id(applied.declared), frozenset(self._need(need, element) for need in applied.needs))
                for pseudo in ("", "before", "after")
                for several in self.applied(element, pseudo).values()
                for applied in several
            )
            own = tuple(element.get(name) for name in ("tabindex", "popover", "fill", "stroke"))
            key = (-1 if parent is None else self.kind(parent), element.tag, own, element.get("href") is None, rules)
            known = self._kinds[element] = self._numbers.setdefault(key, len(self._numbers))
        return known

    def _need(self, need: Need, element: HtmlElement) -> Need:
        """A need without the element itself, so that it can be compared with that of another one."""
        if len(need) == 1 or need[0] == "not":
            return (need[0], "") if len(need) == 1 else ("not", frozenset(self._need(one, element) for one in need[1]))
        if need[1] is element:
            return (need[0], "self")
        if need[1] in element.iterancestors():
            return (need[0], self.kind(need[1]))
        return need

    def saying(self, element: HtmlElement, pseudo: str, name: str) -> Sequence[Applied]:
        """The declarations for an element that may say something of a property, the strongest first."""
        key = (element, pseudo, name)
        known = self._asked.get(key)
        if known is None:
            by_name = self.applied(element, pseudo)
            names = [name] if name.startswith("--") else [one for one in by_name if longhand(one, name, ()) is not None]
            several = [applied for one in names for applied in by_name.get(one, ())]
            known = self._asked[key] = sorted(several, key=lambda one: one.rank, reverse=True)
        return known

    def _find(self, element: HtmlElement, pseudo: str) -> dict[str, list[Applied]]:
        found: dict[str, list[Applied]] = {}
        for number, selector in self._candidates(element):
            if selector.element != pseudo:
                continue
            needs = find(selector, element)
            if needs is None:
                continue
            rule, layer = self.rules[number], self._layer_of[number]
            if layer is None:
                needs, layer = needs | UNSURE, len(self._layers)
            for at, declared in enumerate(rule.declared):
                if not is_read(declared.name) or (declared.name[:2] == "--" and declared.name not in self._needed):
                    continue
                level = -layer if declared.important else layer
                rank = (declared.important, level, selector.specificity, number, at)
                found.setdefault(declared.name, []).append(Applied(rule, needs, declared, rank))
        return found

    def _candidates(self, element: HtmlElement) -> Iterator[tuple[int, Selector]]:
        keys = ["", element.tag, *(f".{name}" for name in (element.get("class") or "").split())]
        for key in (*keys, f"#{element.get('id')}"):
            yield from self._keyed.get(key, ())


def _key(selector: Selector) -> str:
    """What an element must have for a selector to find it: id, class or name; empty for nothing that is so plain."""
    last = selector.compounds[-1]
    for sign, kind in (("#", "id"), (".", "class")):
        if (name := next((test.name for test in last.tests if test.kind == kind), None)) is not None:
            return sign + name
    return last.tag or ""


def _needed(rules: Sequence[Rule]) -> frozenset[str]:
    """Custom properties that the properties which are read come from, and those that these come from."""
    used: dict[str, set[str]] = {}
    for rule in rules:
        for declared in rule.declared:
            if is_read(declared.name):
                key = declared.name if declared.name.startswith("--") else ""
                names = (sign.value for sign in everything(declared.value) if sign.type == "ident")
                used.setdefault(key, set()).update(name for name in names if name.startswith("--"))
    found: set[str] = set()
    waiting = list(used.get("", ()))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += used.get(name, ())
    return frozenset(found)


class Computed:
    """What the properties of elements are worth in one view and state."""

    def __init__(self, cascade: Cascade, view: View, active: Needs = NOTHING) -> None:
        """Work out a page.

        Args:
            cascade: its rules.
            view: who sees it.
            active: what the reader points at, or has followed.
        """
        self.cascade = cascade
        self.view = view
        self.active = active
        self._holding = cascade.holding.setdefault(view, {})
        self._worth: dict[tuple[HtmlElement, str, str], Worth | Unknown | None] = {}

    def holds(self, rule: Rule) -> bool | None:
        """Whether a rule holds in the view."""
        if id(rule) not in self._holding:
            self._holding[id(rule)] = holds(rule.within, self.view)
        return self._holding[id(rule)]

    def own(self, element: HtmlElement, name: str, pseudo: str = "") -> Worth | None:
        """What an element's own rules say of a property; None where none of them does.

        Raises:
            Unknown: that cannot be told.
        """
        if name not in self.cascade.said or not self.cascade.saying(element, pseudo, name):
            return None
        key = (element, name, pseudo)
        if key not in self._worth:
            try:
                self._worth[key] = self._own(element, name, pseudo)
            except Unknown as unknown:
                self._worth[key] = unknown
        known = self._worth[key]
        if isinstance(known, Unknown):
            raise Unknown
        return known

    def _own(self, element: HtmlElement, name: str, pseudo: str) -> Worth | None:
        found = self._strongest(element, name, pseudo)
        if found is None:
            return None
        applied, tokens = found
        signs: Sequence[Token] = stripped(self._without_var(tokens, element, pseudo, 0))
        if applied.declared.name != name:
            signs = longhand(applied.declared.name, name, signs) or ()
        said, rule = applied.declared, applied.rule
        if len(signs) == 1:  # where the word stands that is in the end the value
            said, rule = self.cascade.origins.get(id(signs[0]), (said, rule))
        token = said.name if said.name.startswith("--") else ""
        return Worth(tuple(signs), said.place, token, _schemed(rule))

    def _strongest(self, element: HtmlElement, name: str, pseudo: str) -> tuple[Applied, Sequence[Token]] | None:
        for applied in self.cascade.saying(element, pseudo, name):
            holding = self.holds(applied.rule)
            met = not applied.needs or satisfied(applied.needs, self.active)
            if holding is False or met is False:
                continue
            if holding is None or met is None:
                raise Unknown
            tokens = longhand(applied.declared.name, name, applied.declared.value)
            if tokens is not None:
                return applied, tokens
        return None

    def _without_var(self, tokens: Sequence[Token], element: HtmlElement, pseudo: str, deep: int) -> list[Token]:
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
                signs += self._custom(sign, element, pseudo, deep)
            elif any(one.type == "function" for one in sign.arguments):
                arguments = self._without_var(sign.arguments, element, pseudo, deep + 1)
                signs.append(type(sign)(sign.source_line, sign.source_column, sign.name, arguments))
            else:
                signs.append(sign)
        return signs

    def _custom(self, sign: Token, element: HtmlElement, pseudo: str, deep: int) -> list[Token]:
        """What a var() is worth: the property of the element, or of the nearest one around that sets it."""
        said = [one for one in sign.arguments if one.type not in ("whitespace", "comment")]
        if not said or said[0].type != "ident":
            raise Unknown
        where: HtmlElement | None = element
        while where is not None:
            found = self._strongest(where, said[0].value, pseudo)
            if found is not None:
                return self._without_var(found[1], where, pseudo, deep + 1)
            where, pseudo = (where, "") if pseudo else (where.getparent(), "")
        if len(said) > 1 and said[1] == ",":
            return self._without_var(sign.arguments[sign.arguments.index(said[1]) + 1 :], element, pseudo, deep + 1)
        raise Unknown


def _schemed(rule: Rule) -> bool:
    """Whether a rule holds for one colour scheme alone."""
    return any(
        getattr(sign, "lower_value", "") == "prefers-color-scheme"
        for condition in rule.within
        if condition.name == "media"
        for block in condition.prelude
        if block.type == "() block"
        for sign in block.content
    )
