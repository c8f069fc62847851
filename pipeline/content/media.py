"""Picture files without what they say beside their pixels: who took them, where, with what."""

from __future__ import annotations

from typing import Final

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG: Final = b"\xff\xd8"

#: Chunks of a PNG file that have to do with its pixels and their colours (PNG, third edition, 5.6 and 11).
_CHUNKS: Final = frozenset(
    {
        *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP"),
        *(b"bKGD", b"hIST", b"pHYs", b"sPLT", b"mDCV", b"cLLI"),
    }
)
#: Segments of a JPEG file that are left out: Exif and XMP, IPTC, comments, and all that cameras add. Kept are JFIF
#: (APP0), the colour profile (APP2, ICC) and Adobe's word on how colours are coded (APP14), which change pixels.
_APP0, _APP15, _COMMENT, _SCAN, _END = 0xE0, 0xEF, 0xFE, 0xDA, 0xD9
_KEPT: Final = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
#: Markers that stand alone, without a length (ISO/IEC 10918-1, B.1.1.3).
_ALONE: Final = frozenset({0x01, *range(0xD0, 0xD8)})


def without_words(data: bytes) -> bytes:
    """A PNG or JPEG file with the same pixels, colours and size on paper, and nothing else in it.

    Pixels are not touched: what is compressed stays as it is. A file that ends early, is built in another way, or is
    of another kind comes back as it is.

    Args:
        data: the file.
    """
    if data.startswith(_PNG):
        return _png(data) or data
    if data.startswith(_JPEG):
        return _jpeg(data) or data
    return data


def _png(data: bytes) -> bytes | None:
    kept = [_PNG]
    at = len(_PNG)
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        kind = data[at + 4 : at + 8]
        if end > len(data):
            return None
        if kind in _CHUNKS:
            kept.append(data[at:end])
        if kind == b"IEND":
            return b"".join(kept)
        at = end
    return None


def _jpeg(data: bytes) -> bytes | None:
    kept = [_JPEG]
    at = len(_JPEG)
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # fill bytes
            at += 1
            continue
        if marker == _END or marker in _ALONE:
            return None
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if end > len(data) or end < at + 4:
            return None
        if marker == _SCAN:
            rest = _scans(data, at)
            return None if rest is None else b"".join((*kept, rest))
        if not _is_left_out(marker, data[at + 4 : end]):
            kept.append(data[at:end])
        at = end
    return None


def _is_left_out(marker: int, content: bytes) -> bool:
    if marker == _COMMENT:
        return True
    return _APP0 <= marker <= _APP15 and not (marker in _KEPT and content.startswith(_KEPT[marker]))


def _scans(data: bytes, begin: int) -> bytes | None:
    """The compressed pixels from their first marker to the end of the picture; None when it does not end.

    What stands behind the end, such as the small picture of a camera, is no part of it.
    """
    at = begin
    kept: list[bytes] = []
    while at + 2 <= len(data):
        marker = data[at + 1]
        if marker == _END:
            return b"".join((*kept, data[at : at + 2]))
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        left_out = marker != _SCAN and _is_left_out(marker, data[at + 4 : end])
        if marker == _SCAN:
            end = _next_marker(data, end)
        if end <= at + 2 or end > len(data):
            return None
        if not left_out:
            kept.append(data[at:end])
        at = end
    return None


def _next_marker(data: bytes, at: int) -> int:
    """Where the compressed data before the next marker end; beyond the file when there is none."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            return len(data) + 1
        following = data[at + 1]
        # A zero makes 0xFF a pixel's; restart markers belong to the pixels; fill bytes go before a marker.
        if following == 0 or 0xD0 <= following <= 0xD7:
            at += 2
        elif following == 0xFF:
            at += 1
        else:
            return at
