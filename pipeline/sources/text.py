"""From bytes to text: encodings, line endings, and the characters that no document can hold."""

from __future__ import annotations

import re
import unicodedata

from pipeline.faults import FaultError, Faults
from pipeline.places import Place

_UTF8_BOM = b"\xef\xbb\xbf"
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")

#: What XML 1.0 cannot hold, what no keyboard types, what splits lines in one program and not in the next, what makes a
#: text stand in another order than it is read (Unicode Standard Annex 9, 2.1 to 2.5; Technical Report 36, 2.6), and
#: what hides a text in another one (tags, annotations).
_BAD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
    "\u202a-\u202e\u2066-\u206f\U000e0000-\U000e007f]"
)

#: UTF-8 read as Windows-1252 and saved again (Ã¶ for ö), and the mark of a character that was lost before.
_DAMAGED = re.compile(
    "Ã[\u0080-\u00bf\u2013-\u203a\u0152-\u017e]|Â[\u00a0-\u00bf]|â(€[\u0080-\u00bf\u0152-\u2122]|ˆ’)|\ufffd"
)

_NAMES = {
    0x00: "NUL",
    0x0B: "a vertical tab, Word's manual line break",
    0x0C: "a form feed, a page break",
    0x2028: "a line separator",
    0x2029: "a paragraph separator",
    0xFEFF: "a byte-order mark inside the text",
}

#: Faults of one sort that are worth listing before the rest is only counted.
_SHOWN = 20

# å ä ö between letters, as an old Mac and as DOS store them; in Windows-1252 the same bytes are Œ Š š and † „ ”.
_MAC = re.compile(rb"[A-Za-z][\x8a\x8c\x9a](?=[a-z])")
_DOS = re.compile(rb"[A-Za-z][\x84\x86\x94](?=[a-z])")
_WINDOWS = re.compile(rb"[\xc4\xc5\xd6\xe4\xe5\xf6]")


def decode_text(data: bytes, file: str) -> str:
    r"""The text of a file of prose or settings: UTF-8, with or without a byte-order mark.

    Line endings become `\n`, and letters that are stored as a letter and an accent become one character (NFC), so that
    names match however they were typed.

    Args:
        data: the file's bytes.
        file: its path, for places.

    Raises:
        FaultError: I104 it is not UTF-8 (place: line and column of the first wrong byte); I105 it holds control
            characters; I106 it holds characters that were damaged before. Each with its line and column.
    """
    if data.startswith(_UTF16_BOMS):
        raise _not_utf8(Place(file, 1, 1), "It is saved as UTF-16, which Windows calls “Unicode”.", "utf-16")
    try:
        text = data.removeprefix(_UTF8_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        name, what = _guess(data)
        raise _not_utf8(_place_of(data.removeprefix(_UTF8_BOM), error.start, file), what, name) from None
    return checked_text(text, file)


def decode_table_text(data: bytes, file: str) -> str:
    """The text of a CSV file, in any of the encodings that Excel saves: UTF-8, UTF-16 or Windows-1252.

    Raises:
        FaultError: I104 it is none of them; I105 and I106 as for `decode_text`.
    """
    if data.startswith(_UTF16_BOMS):
        try:
            return checked_text(data.decode("utf-16"), file)
        except UnicodeDecodeError:
            what = "It begins as UTF-16 and does not go on as UTF-16."
            raise _not_utf8(Place(file), what, "utf-16") from None
    try:
        text = data.removeprefix(_UTF8_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        name, what = _guess(data)
        if name != "windows-1252":
            raise _not_utf8(_place_of(data.removeprefix(_UTF8_BOM), error.start, file), what, name) from None
        text = data.decode("cp1252")
    return checked_text(text, file)


def bad_character(text: str) -> tuple[int, str] | None:
    """Index and description of the first character that no document can hold; None when there is none."""
    found = _BAD.search(text)
    return (found.start(), _described(found[0])) if found else None


def damaged_character(text: str) -> tuple[int, str] | None:
    """Index and text of the first place where text was damaged by a wrong encoding; None when there is none."""
    found = _DAMAGED.search(text)
    return (found.start(), found[0]) if found else None


def describe_damage(found: str) -> str:
    """A sentence about what `damaged_character` found."""
    if found == "\ufffd":
        return "A character was lost before this file was saved; “\ufffd” stands in its place."
    try:
        meant = f", probably for “{found.encode('cp1252').decode('utf-8')}”"
    except UnicodeError:
        meant = ""
    return f"The text holds “{found}”{meant}: it was read in the wrong encoding and saved again."


def normalised(text: str) -> str:
    r"""The text with `\n` for every line ending and composed letters (NFC)."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def checked_text(text: str, file: str) -> str:
    """Decoded text, normalised, when it holds nothing that no document can show.

    Raises:
        FaultError: I105, I106 as for `decode_text`.
    """
    text = normalised(text)
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        message = "The file holds NUL characters: it is not text, or it is UTF-16 without its mark."
        raise FaultError.of("I105", message, Place(file, line), "Save it as UTF-8.", character="U+0000")
    faults = Faults()
    _note_all(_BAD, text, file, faults)
    _note_all(_DAMAGED, text, file, faults)
    faults.raise_if_errors()
    return text


def _note_all(pattern: re.Pattern[str], text: str, file: str, faults: Faults) -> None:
    found = list(pattern.finditer(text))
    code = "I105" if pattern is _BAD else "I106"
    for match in found[:_SHOWN]:
        line = text.count("\n", 0, match.start()) + 1
        place = Place(file, line, match.start() - text.rfind("\n", 0, match.start()))
        if pattern is _BAD:
            what = f"The text holds a character that no document can show: {_described(match[0])}."
            faults.add(code, what, place, "Delete it.", character=f"U+{ord(match[0]):04X}")
        else:
            faults.add(code, describe_damage(match[0]), place, "Write the right character.", text=match[0])
    if len(found) > _SHOWN:
        faults.add(code, f"The file has {len(found) - _SHOWN} more characters of this sort.", Place(file))


def _described(character: str) -> str:
    code = ord(character)
    unnamed = "a control character" if unicodedata.category(character) == "Cc" else "a noncharacter"
    name = _NAMES.get(code) or unicodedata.name(character, unnamed)
    return f"U+{code:04X} ({name})"


def _guess(data: bytes) -> tuple[str, str]:
    """Name of the likely encoding of bytes that are not UTF-8, and a sentence about it."""
    if not _WINDOWS.search(data):
        if _MAC.search(data):
            return "mac-roman", "It is saved in the encoding of an old Mac (Excel's “CSV (Macintosh)”)."
        if _DOS.search(data):
            return "cp850", "It is saved in the encoding of DOS (Excel's “CSV (MS-DOS)”)."
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        return "", "It may not be text at all."
    return "windows-1252", "It is saved as Windows-1252, which Windows calls “ANSI”."


def _not_utf8(place: Place, what: str, encoding: str) -> FaultError:
    todo = "Save it as UTF-8." if encoding else "Save it as text in UTF-8."
    return FaultError.of("I104", f"The file is not UTF-8. {what}", place, todo, encoding=encoding)


def _place_of(data: bytes, start: int, file: str) -> Place:
    lines = normalised(data[:start].decode("utf-8")).split("\n")
    return Place(file, len(lines), len(lines[-1]) + 1)
