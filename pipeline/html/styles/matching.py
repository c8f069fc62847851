"""Which elements of a page a selector finds, and in which state: pointed at, with the focus, followed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from pipeline.html.styles.selectors import Compound, Selector, Test

#: What must be so for a selector to find an element: a state of one, its negation, or `UNSURE`.
Need = tuple[Any, ...]
Needs = frozenset[Need]

NOTHING: Final[Needs] = frozenset()
#: What nobody can tell from the page: whether a box is checked, how wide a container is.
UNSURE: Final[Needs] = frozenset({("?",)})

#: States that come from what a reader does.
STATES: Final = frozenset(("hover", "active", "focus", "focus-visible", "focus-within", "target", "visited"))
_ALWAYS: Final = frozenset(("defined", "enabled", "scope"))
_LINKS: Final = frozenset(("link", "any-link", "-webkit-any-link"))
_NTH: Final = re.compile(r"(?P<turned>nth-last-)|nth-")


def find(selector: Selector, element: HtmlElement) -> Needs | None:
    """What must be so for a selector to find an element; None where it never does."""
    return _from(selector, len(selector.compounds) - 1, element)


def _from(selector: Selector, at: int, element: HtmlElement) -> Needs | None:
    compound = selector.compounds[at]
    needs = _compound(compound, element)
    if needs is None or at == 0:
        return needs
    for other in _before(compound.combinator, element):
        if (outer := _from(selector, at - 1, other)) is not None:
            return needs | outer
    return None


def _before(combinator: str, element: HtmlElement) -> Iterator[HtmlElement]:
    """The elements for which a combinator leads to this one."""
    if combinator == " ":
        yield from element.iterancestors()
    elif combinator == ">":
        parent = element.getparent()
        if parent is not None:
            yield parent
    elif combinator in ("+", "~"):
        before = (one for one in element.itersiblings(preceding=True) if isinstance(one.tag, str))
        for one in before:
            yield one
            if combinator == "+":
                return


def _compound(compound: Compound, element: HtmlElement) -> Needs | None:
    if compound.tag is not None and compound.tag != element.tag:
        return None
    needs = NOTHING
    for test in compound.tests:
        found = _test(test, element)
        if found is None:
            return None
        needs |= found
    return needs


def _test(test: Test, element: HtmlElement) -> Needs | None:
    match test.kind:
        case "class":
            return NOTHING if test.name in (element.get("class") or "").split() else None
        case "id":
            return NOTHING if element.get("id") == test.name else None
        case "attribute":
            return NOTHING if _has(test, element.get(test.name)) else None
        case "nested":
            return _one_of(test.selectors, element)
        case "pseudo":
            return _pseudo(test, element)


def _has(test: Test, value: str | None) -> bool:
    if value is None or not test.operator:
        return value is not None
    wanted = test.value
    if test.operator == "=":
        return value == wanted
    if not wanted:
        return False
    return {
        "~=": wanted in value.split(),
        "|=": value == wanted or value.startswith(f"{wanted}-"),
        "^=": value.startswith(wanted),
        "$=": value.endswith(wanted),
        "*=": wanted in value,
    }[test.operator]


def _one_of(selectors: tuple[Selector, ...], element: HtmlElement) -> Needs | None:
    """What the easiest of several selectors needs."""
    found = [needs for one in selectors if not one.element and (needs := find(one, element)) is not None]
    return min(found, key=len, default=None)


def _pseudo(test: Test, element: HtmlElement) -> Needs | None:
    name = test.name
    if name in STATES:
        return frozenset({(name, element)})
    if name in ("is", "where", "matches", "-webkit-any", "-moz-any"):
        return _one_of(test.selectors, element)
    if name == "not":
        return _negated(test, element)
    if name == "has":
        return _holding(test, element)
    if name in _ALWAYS:
        return NOTHING if name != "scope" or element.getparent() is None else None
    if name == "root":
        return NOTHING if element.getparent() is None else None
    if name in _LINKS:
        return NOTHING if element.tag in ("a", "area") and element.get("href") is not None else None
    if name == "empty":
        return NOTHING if len(element) == 0 and not element.text else None
    return _placed(test, element)


def _negated(test: Test, element: HtmlElement) -> Needs | None:
    needs = NOTHING
    for one in test.selectors:
        found = find(one, element)
        if found is not None and not found:
            return None
        if found is not None:
            needs |= UNSURE if found >= UNSURE else frozenset({("not", found)})
    return needs


def _holding(test: Test, element: HtmlElement) -> Needs | None:
    """`:has()`: an element within or behind this one."""
    for one in test.selectors:
        first = one.compounds[0]
        inner = element.iterdescendants() if first.combinator in (" ", ">") else element.itersiblings()
        for other in inner:
            reached = isinstance(other.tag, str) and _leads(one, len(one.compounds) - 1, other, element)
            if reached:
                needs = _compound(one.compounds[-1], other)
                return needs if needs is not None and len(one.compounds) == 1 else UNSURE | (needs or NOTHING)
    return None


def _leads(selector: Selector, at: int, element: HtmlElement, start: HtmlElement) -> bool:
    """Whether a relative selector leads from an element to another one."""
    compound = selector.compounds[at]
    if _compound(compound, element) is None:
        return False
    before = _before(compound.combinator, element)
    if at == 0:
        return any(one is start for one in before)
    return any(_leads(selector, at - 1, one, start) for one in before)


def _placed(test: Test, element: HtmlElement) -> Needs | None:
    """Classes by the place among the elements of the same parent; `UNSURE` for all that is not known here."""
    name = test.name
    parent = element.getparent()
    beside = [element] if parent is None else [one for one in parent if isinstance(one.tag, str)]
    if name.endswith("of-type"):
        beside = [one for one in beside if one.tag == element.tag]
    first, last = beside[0] is element, beside[-1] is element
    match name.removesuffix("-child").removesuffix("-of-type"):
        case "first":
            return NOTHING if first else None
        case "last":
            return NOTHING if last else None
        case "only":
            return NOTHING if first and last else None
        case "nth" | "nth-last":
            from tinycss2.nth import parse_nth

            steps = parse_nth(test.arguments or ())
            if steps is None:
                return UNSURE
            place = beside.index(element) + 1
            place = len(beside) + 1 - place if "last" in name else place
            step, offset = steps
            turns, rest = divmod(place - offset, step) if step else (0, place - offset)
            return NOTHING if rest == 0 and turns >= 0 else None
    return UNSURE


def satisfied(needs: Needs, active: Needs) -> bool | None:
    """Whether what a selector needs is so, where only `active` is; None where that cannot be told."""
    answer: bool | None = True
    for need in needs:
        if need == ("?",):
            answer = None
        elif need[0] == "not":
            if need[1] <= active:
                return False
        elif need not in active:
            return False
    return answer


def following(needs: Needs) -> Needs:
    """States with those that they bring with them: focus with `:focus-visible`, and those of the elements around."""
    found = set(needs)
    for need in needs:
        state = need[0]
        if state not in STATES:
            continue
        element = need[1]
        if state.startswith("focus"):
            found |= {("focus", element), ("focus-visible", element)} if state != "focus-within" else set()
            found |= {("focus-within", one) for one in (element, *element.iterancestors())}
        if state in ("hover", "active"):
            found |= {(state, one) for one in element.iterancestors()} | {("hover", element)}
    return frozenset(found)
