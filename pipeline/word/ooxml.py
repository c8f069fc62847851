"""Small builders of WordprocessingML as strings; all escaping of text happens here."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from xml.parsers import expat

from pipeline.content.directions import runs_right_to_left

if TYPE_CHECKING:
    from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
INLINE = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

#: Characters that no Word file can hold (XML 1.0, 2.2) or that show nothing: C0 and C1 controls, surrogates, U+FFFE.
_HOSTILE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = re.compile("[&<>\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_BREAK = re.compile("(\r\n|[\n\r\x85\u2028\u2029\t])")

#: East Asian languages, whose scripts Word keeps apart as it does those that run from right to left (ECMA-376 part 1,
#: 17.3.2.20 and 17.3.2.30).
_EAST_ASIAN = frozenset({"ja", "ko", "zh"})


def hostile_character(text: str) -> str | None:
    """The first character of a text that Word cannot hold, as `U+0007`; None when there is none."""
    found = _HOSTILE.search(text)
    return f"U+{ord(found.group()):04X}" if found else None


def cleaned(text: str) -> str:
    """The text with what Word cannot hold replaced by U+FFFD, for use after the fault has been noted."""
    return _HOSTILE.sub("\ufffd", text)


def escape(text: str) -> str:
    """Text as element content."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str) -> str:
    """Text as the value of an attribute in double quotes; line breaks and tabs are kept."""
    escaped = escape(text).replace('"', "&quot;")
    return escaped.replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")


def is_plain(text: str) -> bool:
    """Whether a text can be placed as it is, with nothing to escape, break or refuse."""
    return _SPECIAL.search(text) is None


def text_element(text: str) -> str:
    """What a run holds for a text: `w:t`, and `w:br` and `w:tab` where it has line breaks and tabs."""
    if is_plain(text):
        return _t(text)
    pieces = _BREAK.split(text)
    return "".join(
        ("<w:tab/>" if piece == "\t" else "<w:br/>") if number % 2 else _t(escape(piece))
        for number, piece in enumerate(pieces)
        if piece
    )


def _t(escaped: str) -> str:
    if escaped[:1].isspace() or escaped[-1:].isspace() or "  " in escaped:
        return f'<w:t xml:space="preserve">{escaped}</w:t>'
    return f"<w:t>{escaped}</w:t>"


@lru_cache(maxsize=512)
def run_properties(
    style: str | None = None, language: str | None = None, *, bold: bool = False, italic: bool = False
) -> str:
    """`w:rPr` of a run, or nothing when it has no properties.

    Args:
        style: id of a character style.
        language: BCP 47 tag; None for the document's own language.
        bold: beside a style, as a run can carry one character style only.
        italic: likewise.
    """
    inner = f'<w:rStyle w:val="{style}"/>' if style else ""
    inner += "<w:b/><w:bCs/>" if bold else ""
    inner += "<w:i/><w:iCs/>" if italic else ""
    inner += _language(language) if language else ""
    return f"<w:rPr>{inner}</w:rPr>" if inner else ""


def _primary(tag: str) -> str:
    return tag.split("-", maxsplit=1)[0].lower()


def _language(tag: str) -> str:
    if runs_right_to_left(tag):
        return f'<w:rtl/><w:lang w:val="{tag}" w:bidi="{tag}"/>'
    if _primary(tag) in _EAST_ASIAN:
        return f'<w:lang w:val="{tag}" w:eastAsia="{tag}"/>'
    return f'<w:lang w:val="{tag}"/>'


def run(text: str, properties: str = "") -> str:
    """One run of text."""
    return f"<w:r>{properties}{text_element(text)}</w:r>" if text else ""


def field(instruction: str, result: str, properties: str = "") -> str:
    """A complex field (ECMA-376 part 1, 17.16.18) with the text that it shows until somebody refreshes it."""
    return (
        f'<w:r>{properties}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{properties}<w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        f'<w:r>{properties}<w:fldChar w:fldCharType="separate"/></w:r>'
        f"{run(result, properties)}"
        f'<w:r>{properties}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def bookmarked(inner: str, number: int, name: str) -> str:
    """Runs, or whole paragraphs, with a bookmark around them."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="{number}"/>'


def check_well_formed(parts: Mapping[str, bytes]) -> None:
    """Hold every XML member against the parser before it is handed on; a failure here is a bug, not a user's fault."""
    for name, data in parts.items():
        if not name.endswith((".xml", ".rels")):
            continue
        parser = expat.ParserCreate()
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            raise AssertionError(f"{name} is not well-formed: {error}") from error
