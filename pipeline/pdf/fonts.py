"""The fonts of a PDF: from codes back to text, how wide they are, and which of them show a missing character."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Dictionary, Name

from pipeline.pdf import truetype

_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)endbf", re.DOTALL)
_CHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]*)>|\[(.*?)\])", re.DOTALL)

#: COMBINING GRAPHEME JOINER, which is neither shown nor spoken.
SAYS_NOTHING = "\u034f"
#: What stands for a code that the font has no text for.
UNKNOWN = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True, eq=False)
class Font:
    """A font as text is read back from it.

    Attributes:
        texts: code → text.
        wide: whether codes have two bytes instead of one.
        widths: code → width in thousandths of the font size; () where it is not known.
        first: the code that `widths` begins with.
    """

    texts: dict[int, str] = field(default_factory=dict)
    wide: bool = False
    widths: tuple[float, ...] = ()
    first: int = 0

    def codes(self, data: bytes) -> Iterator[int]:
        """The codes of a shown string."""
        if not self.wide:
            return iter(data)
        return (data[at] << 8 | data[at + 1] for at in range(0, len(data) - 1, 2))

    def decode(self, data: bytes) -> str:
        """The text of a shown string."""
        return "".join([self.texts.get(code, UNKNOWN) for code in self.codes(data)])

    def width(self, code: int) -> float:
        """The width of a code in thousandths of the font size; 0 when it is not known."""
        at = code - self.first
        return self.widths[at] if 0 <= at < len(self.widths) else 0.0


class Fonts:
    """The fonts of a file, each read once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], Font] = {}

    def font(self, resources: pikepdf.Object, name: str) -> Font:
        """The font that a page calls by a name; one that knows no text when the page has none of that name."""
        source = resources.get(Name.Font, Dictionary()).get(name)
        if source is None:
            return Font()
        if not source.is_indirect:
            return _read(source)
        if source.objgen not in self._known:
            self._known[source.objgen] = _read(source)
        return self._known[source.objgen]


def _read(source: pikepdf.Object) -> Font:
    stream = source.get(Name.ToUnicode)
    if stream is None:
        texts = {code: bytes([code]).decode("cp1252", errors="replace") for code in range(256)}
    else:
        texts = {code: text.strip(SAYS_NOTHING) for code, text in to_unicode(stream.read_bytes()).items()}
    wide = source.get(Name.Subtype) == Name.Type0
    widths = () if wide else tuple(float(width) for width in source.get(Name.Widths, pikepdf.Array()))
    return Font(texts, wide, widths, int(source.get(Name.FirstChar, 0)))


def to_unicode(cmap: bytes) -> dict[int, str]:
    """Code → text of a ToUnicode CMap (ISO 32000-1, 9.10.3)."""
    table: dict[int, str] = {}
    for kind, block in _BLOCK.findall(cmap):
        if kind == b"bfchar":
            table.update((int(code, 16), _text(text)) for code, text in _CHAR.findall(block))
            continue
        for first, last, start, listed in _RANGE.findall(block):
            texts = re.findall(rb"<([0-9A-Fa-f]*)>", listed)
            for offset, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                if texts:
                    table[code] = _text(texts[offset]) if offset < len(texts) else UNKNOWN
                else:
                    begin = _text(start)
                    table[code] = begin[:-1] + chr(ord(begin[-1]) + offset) if begin else UNKNOWN
    return table


def _text(digits: bytes) -> str:
    return bytes.fromhex(digits.decode("ascii")).decode("utf-16-be", errors="replace")


def with_text(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """The fonts of a file that say what text their codes stand for."""
    for item in pdf.objects:
        if isinstance(item, Dictionary) and item.get(Name.Type) == Name.Font and Name.ToUnicode in item:
            yield item


def missing_codes(font: pikepdf.Object) -> frozenset[int]:
    """The codes of a font dictionary that show the font's sign for a missing character."""
    below = font.get(Name.DescendantFonts)
    descriptor = (below[0] if isinstance(below, pikepdf.Array) else font).get(Name.FontDescriptor, Dictionary())
    program = descriptor.get(Name.FontFile2)
    if program is None:
        return frozenset()
    return truetype.notdef_codes(program.read_bytes(), identity=below is not None)
