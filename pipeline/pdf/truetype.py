"""Just enough of TrueType to find the codes that show the sign for a missing character."""

from __future__ import annotations

import struct
from itertools import pairwise


def notdef_codes(program: bytes, *, identity: bool) -> frozenset[int]:
    """The codes whose glyph is glyph 0, .notdef, or a copy of it.

    Args:
        program: an embedded TrueType font.
        identity: whether codes are glyph numbers; otherwise the font's own table (cmap 1,0, format 0 or 6) says.

    Returns:
        The codes; none when the font's .notdef shows nothing, or the font cannot be read.
    """
    try:
        tables = _tables(program)
        glyphs = _glyphs(tables)
    except (struct.error, KeyError, IndexError):
        return frozenset()
    if not glyphs or not glyphs[0]:
        return frozenset()
    copies = {number for number, glyph in enumerate(glyphs) if glyph == glyphs[0]}
    if identity:
        return frozenset(copies - {0})
    try:
        codes = _codes(tables["cmap"])
    except (struct.error, KeyError, IndexError):
        return frozenset()
    return frozenset(code for code, glyph in codes.items() if glyph in copies and glyph != 0)


def _tables(program: bytes) -> dict[str, bytes]:
    (count,) = struct.unpack_from(">H", program, 4)
    found = {}
    for at in range(12, 12 + 16 * count, 16):
        tag, _, offset, length = struct.unpack_from(">4sLLL", program, at)
        found[tag.decode("latin-1")] = program[offset : offset + length]
    return found


def _glyphs(tables: dict[str, bytes]) -> list[bytes]:
    """The outlines of all glyphs."""
    (long_offsets,) = struct.unpack_from(">h", tables["head"], 50)
    (count,) = struct.unpack_from(">H", tables["maxp"], 4)
    kind, factor = ("L", 1) if long_offsets else ("H", 2)
    offsets = [offset * factor for offset in struct.unpack_from(f">{count + 1}{kind}", tables["loca"])]
    return [tables["glyf"][start:end] for start, end in pairwise(offsets)]


def _codes(cmap: bytes) -> dict[int, int]:
    """Code → glyph of the table for codes of one byte."""
    (count,) = struct.unpack_from(">H", cmap, 2)
    for at in range(4, 4 + 8 * count, 8):
        platform, encoding, offset = struct.unpack_from(">HHL", cmap, at)
        (form,) = struct.unpack_from(">H", cmap, offset)
        if (platform, encoding) == (1, 0) and form == 0:
            return dict(enumerate(cmap[offset + 6 : offset + 262]))
        if (platform, encoding) == (1, 0) and form == 6:
            first, length = struct.unpack_from(">HH", cmap, offset + 6)
            return dict(enumerate(struct.unpack_from(f">{length}H", cmap, offset + 10), first))
    return {}
