"""Which rules are for which element of a page, and which of them count in a view (CSS Cascade 5, 6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.html.styles.longhands import is_read
from pipeline.html.styles.looks import Look
from pipeline.html.styles.media import holds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cssselect2 import ElementWrapper

    from pipeline.html.styles.media import View
    from pipeline.html.styles.selectors import Selector
    from pipeline.html.styles.sheet import Declared, Rule, Sheet


@dataclass(frozen=True, slots=True)
class Applied:
    """A declaration of some elements.

    Attributes:
        declared: it.
        rule: where it stands.
        number: that of the rule among the others.
        selector: that which finds the elements.
        rank: the higher of two wins.
    """

    declared: Declared
    rule: Rule
    number: int
    selector: Selector
    rank: tuple[object, ...]


class Cascade:
    """The rules of a page."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        """Take up the styles of a page in the order in which they stand in it."""
        from cssselect2 import Matcher  # only where a style is looked at

        self.rules = [
            rule for sheet in sheets for rule in sheet.rules if any(is_read(one.name) for one in rule.declared)
        ]
        #: what a reader may do that changes something
        needs = {one.needs for rule in self.rules for one in rule.selectors}
        self.states: list[frozenset[str]] = sorted({frozenset[str](), *needs}, key=sorted)
        #: token of the value of a custom property, by its identity → where it stands
        self.origins = {
            id(sign): (declared, rule)
            for rule in self.rules
            for declared in rule.declared
            if declared.name.startswith("--")
            for sign in declared.value
        }
        self._matcher = Matcher()
        for number, rule in enumerate(self.rules):
            for selector in rule.selectors:
                if selector.compiled is not None and selector.element in ("", "before", "after"):
                    self._matcher.add_selector(selector.compiled, _applied(number, rule, selector))
        self._found: dict[ElementWrapper, dict[str, list[Applied]]] = {}
        self._looks: dict[tuple[object, ...], Look] = {}

    def found(self, element: ElementWrapper, pseudo: str = "") -> Sequence[Applied]:
        """The declarations for an element or its pseudo-element in any view, the strongest first."""
        if element not in self._found:
            known: dict[str, list[Applied]] = {}
            for *_, several in self._matcher.match(element):
                known.setdefault(several[0].selector.element, []).extend(several)
            self._found[element] = {
                key: sorted(several, key=lambda one: one.rank, reverse=True) for key, several in known.items()
            }
        return self._found[element].get(pseudo, ())

    def look(self, around: Look | None, tag: str, view: View, chosen: tuple[tuple[Applied, bool], ...]) -> Look:
        """How an element looks: the same object for all that look the same."""
        key = (around, tag, view.scheme, *((id(one), certain) for one, certain in chosen))
        if key not in self._looks:
            self._looks[key] = Look(around, tag, view.scheme, chosen, self.origins)
        return self._looks[key]


def _applied(number: int, rule: Rule, selector: Selector) -> tuple[Applied, ...]:
    return tuple(
        Applied(declared, rule, number, selector, (declared.important, selector.specificity, number, at))
        for at, declared in enumerate(rule.declared)
        if is_read(declared.name)
    )


class Seeing:
    """A page as it is seen in one view and state, all of whose elements are in it."""

    def __init__(self, cascade: Cascade, view: View, states: frozenset[str]) -> None:
        """Look at a page.

        Args:
            cascade: its rules.
            view: who sees it.
            states: what the reader does; an element and all around it may be pointed at.
        """
        self._cascade = cascade
        self._view = view
        self._states = states
        self.holding = [holds(rule.within, view) for rule in cascade.rules]
        self._known: dict[tuple[ElementWrapper, str], Look] = {}

    def look(self, element: ElementWrapper, pseudo: str = "") -> Look:
        """How an element or its pseudo-element looks."""
        known = self._known.get((element, pseudo))
        if known is None:
            parent = (element, "") if pseudo else (element.parent, "")
            around = None if parent[0] is None else self.look(*parent)
            own = element.etree_element
            tag = "" if pseudo else own.tag if own.get("popover") is None else "dialog"
            known = self._cascade.look(around, tag, self._view, self._chosen(element, pseudo))
            self._known[element, pseudo] = known
        return known

    def _chosen(self, element: ElementWrapper, pseudo: str) -> tuple[tuple[Applied, bool], ...]:
        """The declarations that count, each with whether it certainly does."""
        chosen = []
        for one in self._cascade.found(element, pseudo):
            holding, selector = self.holding[one.number], one.selector
            if holding is not False and selector.needs <= self._states and not selector.against & self._states:
                chosen.append((one, holding is True and selector.certain))
        return tuple(chosen)
