"""The text of a marked-content sequence, in the order in which it is read."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any, NamedTuple

import pikepdf

from pipeline.pdf.fonts import Font


class Piece(NamedTuple):
    """What one operator shows.

    Attributes:
        font, size: the font, and its size in points.
        across, up: where it begins, in points.
        operand: a string, or an array of strings and distances, in codes of the font; or text that replaces it.
    """

    font: Font
    size: float
    across: float
    up: float
    operand: Any

    def text(self) -> str:
        """Its text."""
        if isinstance(self.operand, str):
            return self.operand
        return self.font.decode(b"".join([data for data in self._strings() if isinstance(data, bytes)]))

    def _strings(self) -> Iterator[bytes | float]:
        for part in self.operand if isinstance(self.operand, pikepdf.Array) else [self.operand]:
            yield bytes(part) if isinstance(part, pikepdf.String) else float(part)

    def end(self) -> float:
        """Where it ends, in points; where replaced text ends is not known, and taken for where it begins."""
        at = self.across
        if isinstance(self.operand, str):
            return at
        for part in self._strings():
            if isinstance(part, float):
                at -= part / 1000 * self.size
            else:
                at += sum(self.font.width(code) for code in self.font.codes(part)) / 1000 * self.size
        return at

    def glyphs(self) -> Iterator[tuple[float, str]]:
        """Each code's text, and where it stands."""
        at = self.across
        if isinstance(self.operand, str):
            yield at, self.operand
            return
        for part in self._strings():
            if isinstance(part, float):
                at -= part / 1000 * self.size
                continue
            for code in self.font.codes(part):
                yield at, self.font.texts.get(code, "")
                at += self.font.width(code) / 1000 * self.size


class Shown:
    """Text as a content stream shows it, decoded only when somebody asks."""

    __slots__ = ("_closed", "_pieces", "_text")

    def __init__(self) -> None:
        self._pieces: list[Piece] = []
        self._closed = ""
        self._text: str | None = None

    def add(self, piece: Piece) -> None:
        """Note what an operator shows."""
        self._pieces.append(piece)
        self._text = None

    def close(self) -> None:
        """Note a space after all that is shown."""
        self._closed, self._text = " ", None

    @property
    def first(self) -> Piece | None:
        """The piece that is read first; None when it shows no text."""
        return min(self._pieces, key=_across) if self.disordered else next(iter(self._pieces), None)

    @property
    def last(self) -> Piece | None:
        """The piece that is read last; None when it shows no text."""
        return max(self._pieces, key=_across) if self.disordered else next(reversed(self._pieces), None)

    @property
    def disordered(self) -> bool:
        """Whether it is shown in another order than it is read.

        LibreOffice shows characters that it takes from another font after the rest of the line.
        """
        first = self._pieces[0] if self._pieces else None
        if first is None or all(piece.font is first.font for piece in self._pieces):
            return False
        return self._in_order() != self._as_shown()

    @property
    def text(self) -> str:
        """The whole text."""
        if self._text is None:
            self._text = (self._in_order() if self.disordered else self._as_shown()) + self._closed
        return self._text

    @property
    def leftwards(self) -> str:
        """The whole text from right to left, if all of it is in fonts with known widths."""
        if any(not piece.font.widths for piece in self._pieces):
            return self.text
        return "".join(reversed(self._rightwards())) + self._closed

    @property
    def box(self) -> tuple[float, float, float, float] | None:
        """Where its first line stands, in points from the page's lower left corner; None when it shows no text."""
        line = [piece for piece in self._pieces if abs(piece.up - self._pieces[0].up) < piece.size / 2]
        if not line:
            return None
        low, high = min(piece.up - piece.size / 4 for piece in line), max(piece.up + piece.size for piece in line)
        return min(piece.across for piece in line), low, max(piece.end() for piece in line), high

    def _as_shown(self) -> str:
        return "".join([piece.text() for piece in self._pieces])

    def _in_order(self) -> str:
        """The text from left to right, if it is all of one line and of fonts with known widths."""
        first = self._pieces[0]
        if any(abs(piece.up - first.up) > first.size / 2 or not piece.font.widths for piece in self._pieces):
            return self._as_shown()
        return "".join(text for _, text in sorted(self._glyphs(), key=_signs_first))

    def _rightwards(self) -> list[str]:
        """The text of each glyph, from left to right."""
        return [text for _, text in sorted(self._glyphs(), key=lambda glyph: round(glyph[0], 1))]

    def _glyphs(self) -> list[tuple[float, str]]:
        return [glyph for piece in self._pieces for glyph in piece.glyphs()]


def _across(piece: Piece) -> float:
    return piece.across


def _signs_first(glyph: tuple[float, str]) -> float:
    """Where a glyph is read: a sign over a letter stands where the next letter begins, and belongs before that one."""
    at, text = glyph
    sign = bool(text) and unicodedata.category(text[0]).startswith("M")
    return round(at, 1) - 0.5 * sign
