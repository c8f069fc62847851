"""The syntax of PX files: encoding, keywords with their values, and where the data begin.

After the PX file format specification of Statistics Sweden (PX-file format specification, 2013).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from pipeline.faults import FaultError
from pipeline.places import Place
from pipeline.sources.text import checked_text, decode_table_text

if TYPE_CHECKING:
    from collections.abc import Iterator

_CODEPAGE = re.compile(rb'CODEPAGE\s*=\s*"([^"]*)"', re.IGNORECASE)

#: Encodings that a PX file may name; others (and Python's own that are no encodings of text) are refused.
_ENCODINGS = re.compile(
    r"utf-?8|(iso-?)?8859-\d{1,2}|(windows-?|cp-?)(125\d|437|850|852|858|865)|(us-)?ascii", re.IGNORECASE
)

_KEY = re.compile(
    r'\s*(?P<word>[A-Za-z][A-Za-z0-9_-]*)\s*(?:\[(?P<language>[^\]"]*)\])?\s*'
    r'(?:\(\s*(?P<about>"[^"]*"(?:\s*,\s*"[^"]*")*)\s*\))?\s*=\s*'
)
_STRING = re.compile(r'"([^"]*)"')
_VALUE = re.compile(r'\s*(?:(?P<string>"[^"]*")|(?P<mark>[,;])|(?P<word>[^\s",;]+))')

#: Data as they stand: signs in quotation marks, numbers without.
TOKEN = re.compile(r'"(?P<sign>[^"]*)"|(?P<bare>[^\s",;]+)|(?P<mark>[";])')


class Key(NamedTuple):
    """A keyword with what it is about: `VALUES` of `("region",)`."""

    word: str
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PxText:
    """A PX file taken apart.

    Attributes:
        place: the file.
        text: all of it.
        entries: keyword → values, in the language that is read; of keywords that stand several times, all values.
        lines: keyword → line.
        data: index in `text` where the data begin.
    """

    place: Place
    text: str
    entries: dict[Key, tuple[str, ...]]
    lines: dict[Key, int]
    data: int

    def values(self, word: str, *about: str) -> tuple[str, ...]:
        """The values of a keyword; () when it is not there."""
        return self.entries.get(Key(word, about), ())

    def one(self, word: str, *about: str) -> str:
        """The first value of a keyword; "" when it is not there."""
        return next(iter(self.values(word, *about)), "")

    def at(self, word: str, *about: str) -> Place:
        """Where a keyword stands; the file when it does not."""
        return self.place.at(line=self.lines.get(Key(word, about)))


@dataclass(slots=True)
class _Entry:
    key: Key
    language: str
    line: int
    values: list[str] = field(default_factory=list)


def parse_px(data: bytes, file: str) -> PxText:
    """Take a PX file apart.

    Of several languages Swedish is read, else the file's main one.

    Raises:
        FaultError: I104 it is not in the encoding that it names, or names one that is not read; I105, I106 as for
            `decode_text`; I150 its syntax, with the line.
    """
    text = _decoded(data, file)
    place = Place(file)
    entries: list[_Entry] = []
    position, line, counted = 0, 1, 0
    while True:
        found = _KEY.match(text, position)
        start = found.start("word") if found else len(text) - len(text[position:].lstrip())
        line, counted = line + text.count("\n", counted, start), start
        if not found:
            raise _wrong(text, start, place.at(line=line), has_entries=bool(entries))
        key = Key(
            found["word"].upper(), tuple(" ".join(name.split()) for name in _STRING.findall(found["about"] or ""))
        )
        if key.word == "DATA":
            return _chosen(place, text, entries, found.end(), line)
        entry = _Entry(key, (found["language"] or "").casefold(), line)
        position = _read_values(text, found.end(), entry, place)
        entries.append(entry)


def _read_values(text: str, position: int, entry: _Entry, place: Place) -> int:
    """Note the values of a keyword, up to the semicolon; strings without a comma between them are one."""
    begun = False
    while True:
        found = _VALUE.match(text, position)
        if not found:
            message = f"The keyword {entry.key.word} is not closed by a semicolon, or a quotation mark is missing."
            raise FaultError.of("I150", message, place.at(line=entry.line), "Save the file anew from its source.")
        position = found.end()
        if found["mark"] == ";":
            return position
        if found["mark"] == ",":
            begun = False
            continue
        piece = found["string"][1:-1] if found["string"] else found["word"]
        if begun and found["string"]:
            entry.values[-1] += piece
        else:
            entry.values.append(piece)
        begun = bool(found["string"])


def _wrong(text: str, start: int, place: Place, *, has_entries: bool) -> FaultError:
    if start >= len(text):
        message = "The file has no data: the keyword DATA is missing." if has_entries else "The file is empty."
    else:
        shown = text[start : start + 40].partition("\n")[0]
        message = f"A keyword with its equals sign was expected, and “{shown}” stands here."
    return FaultError.of("I150", message, place, "Save the file anew from its source, as PX.")


def _chosen(place: Place, text: str, entries: list[_Entry], data: int, line: int) -> PxText:
    known = {
        word: [value for entry in entries if entry.key.word == word for value in entry.values]
        for word in ("LANGUAGE", "LANGUAGES")
    }
    main = (known["LANGUAGE"] or [""])[0].casefold()
    languages = {language.casefold() for language in known["LANGUAGES"]}
    wanted = "sv" if "sv" in languages else main
    values: dict[Key, tuple[str, ...]] = {}
    lines: dict[Key, int] = {Key("DATA"): line}
    for language in dict.fromkeys(("", main, wanted)):
        taken: dict[Key, tuple[str, ...]] = {}
        for entry in entries:
            if entry.language == language:
                taken[entry.key] = (*taken.get(entry.key, ()), *entry.values)
                lines[entry.key] = entry.line
        values |= taken
    return PxText(place, text, values, lines, data)


def _decoded(data: bytes, file: str) -> str:
    named = _CODEPAGE.search(data[:4_000])
    if named is None or data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return decode_table_text(data, file)
    name = named[1].decode("latin-1").strip()
    if not _ENCODINGS.fullmatch(name):
        message = f"The file names an encoding that is not read: “{name}”."
        raise FaultError.of("I104", message, Place(file), "Save it as UTF-8 or Windows-1252.", encoding=name)
    encoding = re.sub("(?i)windows-?", "cp", name)
    try:
        return checked_text(data.removeprefix(b"\xef\xbb\xbf").decode(encoding), file)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"The file is not {name}, though it says so."
        raise FaultError.of(
            "I104", message, Place(file, line), "Save it anew from its source.", encoding=name
        ) from None
    except LookupError:
        message = f"The file names an encoding that does not exist: “{name}”."
        raise FaultError.of("I104", message, Place(file), "Save it as UTF-8 or Windows-1252.", encoding=name) from None


def data_tokens(px: PxText) -> Iterator[re.Match[str]]:
    """The pieces of the data, up to the semicolon that ends them."""
    for found in TOKEN.finditer(px.text, px.data):
        if found["mark"] == ";":
            return
        yield found
