"""How many pages a PDF has, and on which its headings stand."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Name


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """An entry of the outline (bookmarks).

    Attributes:
        title: the heading as it is shown, with its number and single spaces.
        level: from 1, by how deep the entry lies.
        page: page that it leads to, from 1; None when it leads nowhere.
    """

    title: str
    level: int
    page: int | None


def page_count(pdf: bytes) -> int:
    """The number of pages."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


def outline_pages(pdf: bytes) -> tuple[OutlineEntry, ...]:
    """All entries of the outline, from top to bottom; () without an outline."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        pages = {page.obj.objgen: number for number, page in enumerate(opened.pages, 1)}
        outline = opened.Root.get(Name.Outlines)
        return tuple(_entries(outline, pages, 1)) if outline is not None else ()


def _entries(parent: pikepdf.Object, pages: dict[tuple[int, int], int], level: int) -> Iterator[OutlineEntry]:
    item = parent.get(Name.First)
    while item is not None:
        destination = item.get(Name.Dest)
        if destination is None and Name.A in item:
            destination = item.A.get(Name.D)
        page = pages.get(destination[0].objgen) if isinstance(destination, pikepdf.Array) else None
        yield OutlineEntry(" ".join(str(item.get(Name.Title, "")).split()), level, page)
        yield from _entries(item, pages, level + 1)
        item = item.get(Name.Next)
