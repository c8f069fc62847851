"""A page's content stream: the text of each marked-content sequence, what is painted outside of them, its rewriting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Any

import pikepdf
from pikepdf import ContentStreamInstruction, Dictionary, Name, Operator

from pipeline.pdf.artifacts import divided
from pipeline.pdf.fonts import Font, Fonts
from pipeline.pdf.shown import Piece, Shown

Box = tuple[float, float, float, float]
_Matrix = tuple[float, float, float, float, float, float]

_UNIT: _Matrix = (1, 0, 0, 1, 0, 0)
_BDC, _BMC, _EMC = Operator("BDC"), Operator("BMC"), Operator("EMC")
_PATH_STARTS = frozenset({"m", "re"})
_PAINTS = frozenset({"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh", "INLINE IMAGE"})


@dataclass(slots=True)
class Artifact:
    """Content that is no part of the text: where it begins in the stream, its words, and what it shows.

    Attributes:
        begin: index of its first instruction, BMC or BDC.
        shown: the text that it shows.
        height: baseline of its first text above the page's foot, in points; None without text.
        pictures: boxes of the pictures it draws, in points.
    """

    begin: int
    shown: Shown
    height: float | None = None
    pictures: list[Box] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    """A sequence that has begun and not ended.

    Attributes:
        begin: index of its first instruction, BMC or BDC.
        mcid, artifact: what it is; None for both when it only replaces text.
        replaced: the text that stands for what it shows; None when nothing does.
        told: whether that text has been noted, at the place of the first thing shown.
    """

    begin: int
    mcid: int | None
    artifact: Artifact | None
    replaced: str | None
    told: bool = False


class PageContent:
    """One page's content, read once and rewritten once.

    Attributes:
        shown: MCID → text that the sequence shows (replacement texts taken for what they replace).
        artifacts: the artifacts, in order.
        pictures: MCIDs of the sequences that show a picture.
        loose: (first, last) instruction of each stretch that paints outside marked content.
    """

    def __init__(self, page: pikepdf.Page, fonts: Fonts) -> None:
        self.shown: dict[int, Shown] = {}
        self.artifacts: list[Artifact] = []
        self.pictures: set[int] = set()
        self.loose: list[tuple[int, int]] = []
        self._instructions: list[Any] = divided(pikepdf.parse_content_stream(page))
        self._begins: dict[int, int] = {}
        self._ends: dict[int, int] = {}
        self._in_text = False
        self._spaces: dict[int, list[ContentStreamInstruction]] = {}
        self._resources = page.obj.get(Name.Resources, Dictionary())
        self._fonts = fonts
        self._named: dict[str, Font] = {}
        self._font, self._size = Font(), 0.0
        self._at = (0.0, 0.0)
        self._open: list[_Open] = []
        self._matrix = _UNIT
        self._saved: list[_Matrix] = []
        self._loose_start: int | None = None
        self._loose_end = 0
        self._path_start: int | None = None
        self._changed: dict[int, Any] = {}
        self._read()

    # ------------------------------------------------------------------ reading

    def _read(self) -> None:
        handlers = {
            "Tj": self._show,
            "TJ": self._show,
            "'": self._show,
            '"': self._show,
            "Tf": self._set_font,
            "BT": self._begin_text,
            "ET": self._end_text,
            "Td": self._move,
            "TD": self._move,
            "Tm": self._place,
            "BDC": self._begin,
            "BMC": self._begin,
            "EMC": self._end,
            "q": self._save,
            "Q": self._restore,
            "cm": self._transform,
            "Do": self._draw,
        }
        for index, instruction in enumerate(self._instructions):
            operator = str(instruction.operator)
            handler = handlers.get(operator)
            if handler is not None:
                handler(index, instruction.operands)
            if not self._open:
                self._outside(index, operator)
        self._close_loose()

    def _begin(self, index: int, operands: Any) -> None:
        self._close_loose()
        properties = operands[1] if len(operands) > 1 else None
        if isinstance(properties, Name):
            properties = self._resources.get(Name.Properties, Dictionary()).get(properties)
        mcid = replaced = artifact = None
        if isinstance(properties, Dictionary):
            mcid = int(properties["/MCID"]) if "/MCID" in properties else None
            replaced = str(properties["/ActualText"]) if "/ActualText" in properties else None
        if mcid is not None:
            self._begins[mcid] = index
            self.shown.setdefault(mcid, Shown())
        elif operands[0] == "/Artifact":
            artifact = Artifact(index, Shown())
            self.artifacts.append(artifact)
        self._open.append(_Open(index, mcid, artifact, replaced))

    def _end(self, index: int, _operands: Any) -> None:
        if self._open and not self._in_text:
            self._ends[self._open[-1].begin] = index
        if self._open:
            self._open.pop()

    def _show(self, _index: int, operands: Any) -> None:
        shown = self._shown()
        if shown is None:
            return
        replacing = next((one for one in self._open if one.replaced is not None), None)
        if replacing is None:
            shown.add(Piece(self._font, self._size, *self._at, operands[-1]))
        elif replacing.replaced is not None and not replacing.told:
            replacing.told = True
            text = replacing.replaced.replace("\N{SOFT HYPHEN}", "")
            shown.add(Piece(self._font, self._size, *self._at, text))

    def _shown(self) -> Shown | None:
        """Where text goes: the innermost sequence or artifact that is open; None outside of all."""
        for one in reversed(self._open):
            if one.mcid is not None:
                return self.shown[one.mcid]
            if one.artifact is not None:
                return one.artifact.shown
        return None

    def _set_font(self, _index: int, operands: Any) -> None:
        name = str(operands[0])
        if name not in self._named:
            self._named[name] = self._fonts.font(self._resources, name)
        self._font, self._size = self._named[name], float(operands[1])

    def _begin_text(self, _index: int, _operands: Any) -> None:
        self._at = (0.0, 0.0)
        self._in_text = True

    def _end_text(self, _index: int, _operands: Any) -> None:
        self._in_text = False

    def _move(self, index: int, operands: Any) -> None:
        across, up = operands
        self._place(index, (self._at[0] + float(across), self._at[1] + float(up)))

    def _place(self, _index: int, operands: Any) -> None:
        self._at = (float(operands[-2]), float(operands[-1]))
        for one in self._open:
            if one.artifact is not None and one.artifact.height is None:
                one.artifact.height = self._at[1]

    def _save(self, _index: int, _operands: Any) -> None:
        self._saved.append(self._matrix)

    def _restore(self, _index: int, _operands: Any) -> None:
        if self._saved:
            self._matrix = self._saved.pop()

    def _transform(self, _index: int, operands: Any) -> None:
        a, b, c, d, e, f = (float(number) for number in operands)
        g, h, i, j, k, m = self._matrix
        self._matrix = (
            a * g + b * i,
            a * h + b * j,
            c * g + d * i,
            c * h + d * j,
            e * g + f * i + k,
            e * h + f * j + m,
        )

    def _draw(self, _index: int, operands: Any) -> None:
        drawn = self._resources.get(Name.XObject, Dictionary()).get(operands[0])
        if drawn is None or drawn.get(Name.Subtype) != Name.Image:
            return
        for one in self._open:
            if one.mcid is not None:
                self.pictures.add(one.mcid)
            elif one.artifact is not None:
                one.artifact.pictures.append(_unit_box(self._matrix))

    def _outside(self, index: int, operator: str) -> None:
        """Note where painting outside marked content begins and ends."""
        if operator in _PATH_STARTS:
            self._path_start = index if self._path_start is None else self._path_start
        elif operator in _PAINTS:
            start = index if self._path_start is None else self._path_start
            self._loose_start = start if self._loose_start is None else self._loose_start
            self._loose_end = index
            self._path_start = None
        elif operator == "n":
            self._path_start = None
        elif operator == "BT":
            self._path_start = index
        elif operator == "ET":
            self._outside(index, "Do")

    def _close_loose(self) -> None:
        if self._loose_start is not None:
            self.loose.append((self._loose_start, self._loose_end))
        self._loose_start = self._path_start = None

    # ------------------------------------------------------------------ rewriting

    def retag(self, tags: Mapping[int, str]) -> None:
        """Give each sequence the tag of the element that owns it."""
        for mcid, tag in tags.items():
            if mcid in self._begins:
                begin = self._begins[mcid]
                self._changed[begin] = _marked(tag, self._instructions[begin].operands[1])

    def make_content(self, artifact: Artifact, tag: str) -> int:
        """Turn an artifact into content of the text; its new MCID."""
        mcid = max(self.shown, default=-1) + 1
        self.shown[mcid] = artifact.shown
        self._begins[mcid] = artifact.begin
        if artifact.pictures:
            self.pictures.add(mcid)
        self._instructions[artifact.begin] = _marked(tag, Dictionary(MCID=mcid))
        self.artifacts.remove(artifact)
        return mcid

    def make_artifact(self, mcid: int) -> None:
        """Turn content that no element owns into an artifact."""
        self._changed[self._begins.pop(mcid)] = _artifact()

    def make_running(self, artifact: Artifact, subtype: str) -> None:
        """Say of an artifact that it is a running Header or Footer."""
        properties = Dictionary(Type=Name.Pagination, Subtype=Name(f"/{subtype}"))
        self._changed[artifact.begin] = _marked("Artifact", properties)

    def add_space(self, mcid: int) -> bool:
        """Show a space after all else that a sequence shows; whether a font of the page has one to show.

        Nothing is seen of it, and what is shown after it stays where it is.
        """
        last = self.shown[mcid].last
        found = self._space(last.font) if last is not None else None
        end = self._ends.get(self._begins[mcid])
        if last is None or found is None or end is None:
            return False
        self._spaces[end] = _shown_text(*found, last.size, last.end(), last.up)
        self.shown[mcid].close()
        return True

    def _space(self, wanted: Font) -> tuple[str, bytes] | None:
        """The name of a font of the page, and its code for a space: the wanted one, if it has one."""
        names = [str(name) for name in self._resources.get(Name.Font, Dictionary())]
        named = {name: self._fonts.font(self._resources, name) for name in names}
        for name, font in sorted(named.items(), key=lambda pair: (pair[1] is not wanted, pair[0])):
            code = next((code for code, text in font.texts.items() if text == " "), None)
            if code is not None:
                return name, code.to_bytes(1 + font.wide, "big")
        return None

    def rewritten(self) -> bytes:
        """The new content stream, with everything painted outside marked content made an artifact."""
        for index, instruction in self._changed.items():
            self._instructions[index] = instruction
        before = dict(self._spaces)
        for first, last in self.loose:
            before[first] = [*before.get(first, []), _artifact()]
            before[last + 1] = [ContentStreamInstruction([], _EMC), *before.get(last + 1, [])]
        result: list[Any] = []
        for index, instruction in enumerate([*self._instructions, None]):
            result += before.get(index, [])
            if instruction is not None:
                result.append(instruction)
        return pikepdf.unparse_content_stream(result)


@cache
def _name(tag: str) -> Name:
    return Name(f"/{tag}")


def _marked(tag: str, properties: Any) -> ContentStreamInstruction:
    return ContentStreamInstruction([_name(tag), properties], _BDC)


def _artifact() -> ContentStreamInstruction:
    return ContentStreamInstruction([Name.Artifact], _BMC)


def _shown_text(font: str, code: bytes, size: float, across: float, up: float) -> list[ContentStreamInstruction]:
    """Instructions that show text at a place and leave everything else as it was."""
    steps: list[tuple[str, list[Any]]] = [
        ("q", []),
        ("BT", []),
        ("Tf", [Name(font), _number(size)]),
        ("Td", [_number(across), _number(up)]),
        ("Tj", [pikepdf.String(code)]),
        ("ET", []),
        ("Q", []),
    ]
    return [ContentStreamInstruction(operands, Operator(operator)) for operator, operands in steps]


def _number(value: float) -> Decimal:
    """A number as content streams have it, without an exponent."""
    return Decimal(f"{value:.3f}")


def _unit_box(matrix: _Matrix) -> Box:
    """The box that a picture, drawn in the unit square, covers."""
    a, b, c, d, e, f = matrix
    across = sorted((e, e + a, e + c, e + a + c))
    up = sorted((f, f + b, f + d, f + b + d))
    return across[0], up[0], across[-1], up[-1]
