"""Letters that several glyphs show together: the text that stands for them, and glyphs that have none of their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import pikepdf
from pikepdf import Dictionary, Name

from pipeline.pdf.fonts import SAYS_NOTHING, Fonts, to_unicode, with_text
from pipeline.pdf.tree import ObjectId


class Cluster(NamedTuple):
    """A replacement text in a page's content (ISO 32000-1, 14.9.4), which LibreOffice gives to such letters.

    Attributes:
        text: what stands for the glyphs.
        codes: font → the codes that it shows.
    """

    text: str
    codes: dict[ObjectId, set[int]]


def clusters(pdf: pikepdf.Pdf) -> Iterator[Cluster]:
    """All of a file, page by page."""
    fonts = Fonts()
    for page in pdf.pages:
        yield from _on(page, fonts)


def _on(page: pikepdf.Page, fonts: Fonts) -> Iterator[Cluster]:
    resources = page.obj.get(Name.Resources, Dictionary())
    named = resources.get(Name.Font, Dictionary())
    name = ""
    begun: list[Cluster] = []
    for instruction in pikepdf.parse_content_stream(page, "BDC BMC EMC Tf Tj TJ"):
        operands = instruction.operands
        match str(instruction.operator):
            case "BDC" | "BMC":
                properties = operands[1] if len(operands) > 1 else None
                text = str(properties.get(Name.ActualText, "")) if isinstance(properties, Dictionary) else ""
                begun.append(Cluster(text, defaultdict(set)))
            case "EMC":
                if begun and (ended := begun.pop()).text:
                    yield ended
            case "Tf":
                name = str(operands[0])
            case _ if begun and begun[-1].text and name in named:
                codes = fonts.font(resources, name).codes(_shown(operands[-1]))
                begun[-1].codes[named[name].objgen].update(codes)


def _shown(operand: pikepdf.Object) -> bytes:
    parts = operand if isinstance(operand, pikepdf.Array) else [operand]
    return b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))


def name_marks(pdf: pikepdf.Pdf) -> None:
    """Give each glyph whose text another one tells a text that says nothing (ISO 19005-2, 6.2.11.7.2).

    LibreOffice tells the text of a letter with several signs (Vietnamese, pointed Hebrew) with one of their glyphs
    alone, and leaves those of the other signs without any. They have no width, or, from 25.2 on, stand in a cluster.
    """
    wide: dict[ObjectId, set[int]] = {}
    for font in with_text(pdf):
        known = to_unicode(font.ToUnicode.read_bytes())
        widths = enumerate(font.get(Name.Widths, pikepdf.Array()), int(font.get(Name.FirstChar, 0)))
        lacking = {code: float(width) for code, width in widths if code and code not in known}
        _say_nothing(font, [code for code, width in lacking.items() if not width])
        if any(lacking.values()):
            wide[font.objgen] = {code for code, width in lacking.items() if width}
    if wide:
        together: dict[ObjectId, set[int]] = defaultdict(set)
        for cluster in clusters(pdf):
            for font_id, codes in cluster.codes.items():
                together[font_id] |= codes
        for font_id, codes in wide.items():
            _say_nothing(pdf.get_object(*font_id), sorted(codes & together[font_id]))


def _say_nothing(font: pikepdf.Object, codes: list[int]) -> None:
    if codes:
        lines = "".join(f"<{code:02X}> <{ord(SAYS_NOTHING):04X}>\n" for code in codes)
        block = f"{len(codes)} beginbfchar\n{lines}endbfchar\nendcmap".encode()
        font.ToUnicode.write(font.ToUnicode.read_bytes().replace(b"endcmap", block))
