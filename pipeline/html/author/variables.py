"""Marks in what the template itself shows, on the cover, in facts and in the letterhead: the document's settings.

A template may print a variable anywhere, in attributes and in the page's title as well. So a mark is two signs that no
text holds, and becomes markup only where the finished page can have an element.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from pipeline.html.escaping import Html, text
from pipeline.html.marks import Shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.content.model import Plain

#: Longest text that becomes one button; in longer ones its numbers do.
_LONGEST: Final = 40
#: Words with digits in them, several in a row as one.
_NUMBERS: Final = re.compile(r"[^\s]*\d[^\s]*(?:[ \u00a0][^\s]*\d[^\s]*)*")

#: A mark: `text.escaping` lets neither sign through.
_MARK: Final = re.compile("\x01([^\x02]*)\x02")
_TOKEN: Final = re.compile(
    r"""<!--.*?-->|<(?P<name>/?[A-Za-z][^\s/>]*)(?:"[^"]*"|'[^']*'|[^'">])*>|"""
    "\x01(?P<mark>[^\x02]*)\x02",
    re.DOTALL,
)
#: Elements that hold no others.
_RAW: Final = frozenset({"title", "style", "script", "textarea"})
#: Elements in which no button or link may stand, or that are drawings.
_CLOSED: Final = frozenset({"a", "button", "label", "option", "select", "summary", "svg", "math"})


def replaced(value: Plain, change: Callable[[str, str], str], name: str) -> Plain:
    """The same variable with other texts.

    Args:
        value: the variable.
        change: from name, such as `document.case_number`, and text to what stands for it.
        name: of this one; lists add nothing to it.
    """
    if isinstance(value, str):
        return change(name, value)
    if isinstance(value, Mapping):
        return {key: replaced(one, change, f"{name}.{key}") for key, one in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(replaced(one, change, name) for one in value)
    return value


def marked(said: str, mark: str, behind: tuple[str, ...]) -> Shown:
    """A text with marks around its numbers, or around it all where it is short.

    Args:
        said: the text.
        mark: what the mark around them says; empty for none.
        behind: what marks behind it say.
    """
    ends = "".join(f"\x01{one}\x02" for one in behind)
    if not mark:
        return Shown.as_html(said, Html(f"{text(said)}{ends}"))
    runs = [(0, len(said))] if len(said) <= _LONGEST else [found.span() for found in _NUMBERS.finditer(said)]
    parts, done = [], 0
    for start, end in runs:
        parts.append(f"{text(said[done:start])}\x01{mark} {text(said[start:end])}\x02{text(said[start:end])}\x01\x02")
        done = end
    return Shown.as_html(said, Html(f"{''.join(parts)}{text(said[done:])}{ends}"))


def settled(shell: str, markup: Callable[[str], str]) -> str:
    """The page with markup for its marks, where an element can stand; elsewhere without them.

    Args:
        shell: what the template has made.
        markup: for what a mark says.
    """
    parts: list[str] = []
    done = 0
    raw = ""
    closed: list[str] = []
    for found in _TOKEN.finditer(shell):
        parts.append(shell[done : found.start()])
        done = found.end()
        mark, name = found["mark"], (found["name"] or "").lower()
        if mark is not None:
            parts.append("" if raw or closed else markup(mark))
            continue
        parts.append(_MARK.sub("", found[0]))
        if raw:
            raw = "" if name == f"/{raw}" else raw
        elif name in _RAW:
            raw = name
        elif name in _CLOSED:
            closed.append(name)
        elif name[:1] == "/" and name[1:] in closed:
            del closed[closed.index(name[1:]) :]
    return "".join((*parts, shell[done:]))
