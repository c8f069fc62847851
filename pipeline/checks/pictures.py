"""C107: a picture without a text alternative is silent for those who do not see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.ooxml import text_of
from pipeline.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from pipeline.checks.opened import WordFile

_DRAWINGML = "http://schemas.openxmlformats.org/drawingml/2006"
_PLACED = f"{{{_DRAWINGML}/wordprocessingDrawing}}"
_PICTURE = f"{{{_DRAWINGML}/picture}}pic"
_GRAPHIC = f"{{{_DRAWINGML}/main}}graphicData"
#: What shows something without being a picture file. Plain shapes are decoration, and words in them are text.
_SHOWING = (f"{_DRAWINGML}/chart", f"{_DRAWINGML}/diagram")
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"


def check(word: WordFile) -> Iterator[Fault]:
    """Pictures, charts and diagrams are described or marked as decorative (WCAG 2.1, 1.1.1), those in headers too."""
    for part in word.parts:
        for placed in part.root.iter(f"{_PLACED}inline", f"{_PLACED}anchor"):
            name = placed.find(f"{_PLACED}docPr")
            if name is None or _is_described(name) or not _shows_something(placed):
                continue
            paragraph = next((text_of(above).strip() for above in placed.iterancestors("{*}p")), "")
            yield Fault(
                "C107",
                f"The picture “{name.get('name', '')}” has no text alternative.",
                word.place(part.name, paragraph),
                "In Word: right-click it, View Alt Text; describe it, or mark it as decorative.",
            )


def _is_described(name: etree._Element) -> bool:
    decorative = any(found.get("val") in ("1", "true") for found in name.iter(_DECORATIVE))
    return decorative or bool(name.get("descr", "").strip())


def _shows_something(placed: etree._Element) -> bool:
    if next(placed.iter(_PICTURE), None) is not None:
        return True
    return any(graphic.get("uri") in _SHOWING for graphic in placed.iter(_GRAPHIC))
