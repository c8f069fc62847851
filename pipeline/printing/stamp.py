"""The mark on each page of a working copy: that it is one, of which number, printed when, which page of how many.

It is written into the finished PDF. wkhtmltopdf's own headers need a build with a patched Qt, which Debian's is not.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Final

import pikepdf

#: Points from the left, from the top and from the bottom of the page.
_LEFT: Final = 62.4
_TOP: Final = 36.0
_BOTTOM: Final = 30.0
_SIZE: Final = 8.5
_RED: Final = "0.608 0.110 0.110 rg"
_GREY: Final = "0.329 0.384 0.416 rg"

#: Widths of Helvetica's signs in thousandths of its size, as far as a page number needs them (Adobe's font metrics).
_WIDTHS: Final = {"S": 667, "i": 222, "d": 556, "a": 556, "v": 500, " ": 278}
_DIGIT: Final = 556

#: Longest title at the foot, in characters.
_LONGEST: Final = 80


@dataclass(frozen=True, slots=True)
class Stamp:
    """What is said on each page.

    Attributes:
        word: ARBETSKOPIA.
        about: the diary number, and when it was printed.
        title: of the document.
    """

    word: str
    about: str
    title: str


def stamped(data: bytes, stamp: Stamp) -> bytes:
    """A PDF with the mark on each of its pages."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fonts = {f"/Stamp{name}": _font(pdf, name) for name in ("Helvetica", "Helvetica-Bold")}
        pages = len(pdf.pages)
        for number, page in enumerate(pdf.pages, start=1):
            for name, font in fonts.items():
                page.add_resource(font, pikepdf.Name.Font, pikepdf.Name(name))
            left, bottom, right, top = (float(side) for side in page.mediabox)
            # What the page leaves behind of its state must not reach the mark.
            page.contents_add(b"q", prepend=True)
            page.contents_add(b"Q\n" + _content(stamp, f"Sida {number} av {pages}", (left, bottom, right, top)))
        pdf.docinfo["/Title"] = f"{stamp.word}: {stamp.title}"
        pdf.docinfo["/Subject"] = stamp.about
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def _content(stamp: Stamp, page: str, box: tuple[float, float, float, float]) -> bytes:
    left, bottom, right, top = box
    x, head, foot = left + _LEFT, top - _TOP, bottom + _BOTTOM
    title = stamp.title if len(stamp.title) <= _LONGEST else f"{stamp.title[: _LONGEST - 1]}…"
    parts = (
        (_RED, "Helvetica-Bold", x, head, stamp.word),
        (_GREY, "Helvetica", x + 80, head, stamp.about),
        (_GREY, "Helvetica", right - _LEFT - _width(page), head, page),
        (_GREY, "Helvetica", x, foot, title),
    )
    rule = f"q 0.608 0.110 0.110 RG 0.6 w {x:.1f} {head - 6:.1f} m {right - _LEFT:.1f} {head - 6:.1f} l S Q\n"
    return rule.encode() + b"".join(_text(*part) for part in parts)


def _text(colour: str, font: str, x: float, y: float, words: str) -> bytes:
    """A line of text; a sign that is not in Windows-1252 comes out as a question mark."""
    written = words.encode("cp1252", "replace").hex()
    return f"q BT {colour} /Stamp{font} {_SIZE} Tf {x:.1f} {y:.1f} Td <{written}> Tj ET Q\n".encode()


def _width(words: str) -> float:
    return sum(_WIDTHS.get(sign, _DIGIT) for sign in words) * _SIZE / 1000


def _font(pdf: pikepdf.Pdf, name: str) -> pikepdf.Object:
    """One of the fonts that every reader of PDF has (ISO 32000-1, 9.6.2.2)."""
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name(f"/{name}"),
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
    )
