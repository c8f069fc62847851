"""Tables cut into pieces that an old WebKit keeps whole: it breaks pages between blocks, but right through rows."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

#: Rows and characters up to which a table stays on one page, with its notes.
_SMALL_ROWS: Final = 12
_SMALL_WORDS: Final = 1_200
#: Characters from which a piece may be higher than a page: it must be broken somewhere, then.
_HIGH: Final = 2_000
#: Share of the page's width, in percent, that a character takes on average, and what stands around a cell's words.
_CHARACTER: Final = 1.02
_PADDING: Final = 2.2
_BREAK: Final = re.compile("[ \t\r\n\N{SOFT HYPHEN}]+|(?<=-)")
_SHARE: Final = re.compile(r"[^\d.]")


def cut_up(body: HtmlElement) -> None:
    """Make each long table several tables, one for each run of rows that belong together, and keep short ones whole.

    Only tables whose columns say how wide they are can be cut: the pieces of others would stand crooked.
    """
    for table in list(body.iter("table")):
        if next(table.iterancestors("table"), None) is not None:
            continue
        rows = [row for part in table.iterchildren("tbody") for row in part.iterchildren("tr")]
        if len(rows) <= _SMALL_ROWS and len(table.text_content()) <= _SMALL_WORDS:
            above = (one for one in table.iterancestors("div") if "table" in one.get("class", "").split())
            _call(next(above, table), "whole")
        elif table.find("colgroup") is not None and rows:
            _cut(table, rows)


def reach_out(body: HtmlElement) -> None:
    """Tell headings how far they must see: to a table's first rows, to a picture, or past another heading."""
    for heading in body.find_class("heading"):
        following = heading.getnext()
        names = following.get("class", "").split() if following is not None else []
        if following is not None and "whole" in names:
            _take_in(following, heading)
        elif following is not None and (following.tag == "figure" or "table" in names):
            _call(heading, "far")
        elif "heading" in names:
            _call(heading, "further")


def _take_in(table: HtmlElement, heading: HtmlElement) -> None:
    """Keep headings with the whole table that follows them."""
    above = heading.getprevious()
    table.insert(0, heading)
    if above is not None and "heading" in above.get("class", "").split():
        _take_in(table, above)


def _cut(table: HtmlElement, rows: list[HtmlElement]) -> None:
    columns = table.find("colgroup")
    assert columns is not None
    _make_room(columns, rows)
    first, *others = _groups(rows, len(columns))
    _call(table, _name(first))
    behind = table
    for group in others:
        piece = table.makeelement("table", {"class": _name(group)})
        piece.append(deepcopy(columns))
        piece.append(table.makeelement("tbody"))
        piece[-1].extend(group)
        behind.addnext(piece)
        behind = piece


def _name(group: list[HtmlElement]) -> str:
    return "piece" if sum(len(row.text_content()) for row in group) < _HIGH else "piece high"


def _make_room(columns: HtmlElement, rows: list[HtmlElement]) -> None:
    """Widen columns whose longest word would be broken, at the cost of those that have room.

    Fixed columns are what makes the pieces stand straight, and this WebKit hyphenates no word.
    """
    shares = [float(_SHARE.sub("", column.get("style", "")) or 0) for column in columns]
    least = [0.0] * len(shares)
    for row in rows:
        if len(row) == len(shares):  # no cell spans, and none is spanned
            for number, cell in enumerate(row):
                longest = max((len(word) for word in _BREAK.split(" ".join(cell.itertext()))), default=0)
                least[number] = max(least[number], longest * _CHARACTER + _PADDING)
    spare = {number: max(share - least[number], 0) for number, share in enumerate(shares)}
    left = room = sum(spare.values())
    for number in sorted(range(len(shares)), key=lambda one: least[one] - shares[one]):
        lack = min(max(least[number] - shares[number], 0), left)  # the smallest lacks first, while there is room
        left -= lack
        shares[number] += lack
    for number, column in enumerate(columns):
        width = shares[number] - (spare[number] * (room - left) / room if room else 0)
        column.set("style", f"width:{width:.2f}%")


def _groups(rows: list[HtmlElement], columns: int) -> Iterator[list[HtmlElement]]:
    """Rows that no page may come between: those that a cell spans, and a row that is a heading with the next one."""
    group: list[HtmlElement] = []
    spanned = 0
    for row in rows:
        group.append(row)
        heading = len(row) == 1 and _span(row[0], "colspan") == columns > 1
        spanned = max(spanned - 1, int(heading), *(_span(cell, "rowspan") - 1 for cell in row), 0)
        if not spanned:
            yield group
            group = []
    if group:
        yield group


def _span(cell: HtmlElement, name: str) -> int:
    said = cell.get(name, "")
    return int(said) if said.isascii() and said.isdigit() else 1


def _call(element: HtmlElement, name: str) -> None:
    element.set("class", f"{element.get('class', '')} {name}".strip())
