"""C106: light text cannot be read by everybody, and fades on the copier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.ooxml import W
from pipeline.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from pipeline.checks.opened import WordFile

#: WCAG 2.1, 1.4.3 (level AA) for text of ordinary size.
LEAST = 4.5


def check(word: WordFile) -> Iterator[Fault]:
    """Text colours of styles and runs must stand out from the paper, or from their own background."""
    for style in word.styles.iter(f"{W}style"):
        name = word.style_names.get(str(style.get(f"{W}styleId")), "?")
        background = _fill(style)
        for colour in style.iter(f"{W}color"):
            ratio = _ratio(colour, background)
            if ratio < LEAST:
                yield _fault(word, "word/styles.xml", f"the style “{name}”", colour, ratio)
    for part in word.parts:
        for colour in part.root.iter(f"{W}color"):
            ratio = _ratio(colour, _background(colour))
            if ratio < LEAST:
                yield _fault(word, part.name, "a run of text", colour, ratio)


def contrast(one: str, other: str) -> float:
    """Contrast of two colours in hex (`0B4F6C`), 1 to 21 (WCAG 2.1, definition of contrast ratio)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _ratio(colour: etree._Element, background: str) -> float:
    value = str(colour.get(f"{W}val"))
    return contrast("000000" if value == "auto" else value, background)


def _fill(element: etree._Element) -> str:
    for shading in element.iter(f"{W}shd"):
        fill = shading.get(f"{W}fill")
        if fill and fill != "auto":
            return str(fill)
    return "FFFFFF"


def _background(colour: etree._Element) -> str:
    for above in colour.iterancestors(f"{W}r", f"{W}p", f"{W}tc"):
        properties = above.find(f"{above.tag}Pr")
        if properties is not None and (fill := _fill(properties)) != "FFFFFF":
            return fill
    return "FFFFFF"


def _fault(word: WordFile, part: str, what: str, colour: etree._Element, ratio: float) -> Fault:
    return Fault(
        "C106",
        f"The text colour {colour.get(f'{W}val')} of {what} has a contrast of {ratio:.1f}:1; {LEAST}:1 is the least.",
        word.place(part),
        "Choose a darker colour in the template.",
        {"colour": str(colour.get(f"{W}val")), "ratio": round(ratio, 2)},
    )
