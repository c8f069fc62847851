"""What the finished PDF has to say, read from the Word file that it was made of."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.pdf import letterhead
from pipeline.pdf.letterhead import Letterhead

if TYPE_CHECKING:
    from collections.abc import Mapping

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_CP = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"

#: Styles whose cells are headings of their row, when they stand first in it.
_HEADING_STYLES = frozenset({"table heading", "table heading number"})


#: The code of a cross-reference's field that is also a link.
_REFERENCE = re.compile(r"\s*REF\s+(\S+)(?=\s).*\\h\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Properties:
    """The document's properties; empty texts where the file says nothing.

    Attributes:
        title, subject, keywords, author: as in the core properties.
        publisher: the organisation (`Company` in the extended properties).
        identifier: the diary number (diarienummer).
        language: BCP 47 tag, `sv-SE`; from the core properties, else from the default run properties.
        created, modified: dates and times as the file has them (W3CDTF).
    """

    title: str = ""
    subject: str = ""
    keywords: str = ""
    author: str = ""
    publisher: str = ""
    identifier: str = ""
    language: str = ""
    created: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its outline level from 1, and its text without the number."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell where it begins.

    Attributes:
        text: its words.
        columns, rows: how much of the grid it covers.
        heading: `Column` or `Row` when it is a heading for those, None when it is not.
    """

    text: str
    columns: int
    rows: int
    heading: str | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the cells that begin in each row, and a sentence of what it shows (may be empty)."""

    rows: tuple[tuple[Cell, ...], ...]
    summary: str


@dataclass(frozen=True, slots=True)
class Crossing:
    """A cross-reference that is a link.

    Attributes:
        shown: what it shows, mostly a number.
        word: the word before it, such as “tabell”; may be empty.
        target: the text of the paragraph that it leads to.
    """

    shown: str
    word: str
    target: str


@dataclass(frozen=True, slots=True)
class Source:
    """A Word file as the PDF stage sees it.

    Attributes:
        properties: its properties.
        headings, tables: in the order of the text.
        crossings: cross-references by REF fields with a link, in the order of the text.
        paragraphs: the text of each paragraph of body and notes, with its tabs and line breaks as spaces.
        letterhead: the first page's header.
        margins: the narrowest top and bottom margins of its sections, in points.
    """

    properties: Properties
    headings: tuple[Heading, ...]
    tables: tuple[Table, ...]
    crossings: tuple[Crossing, ...]
    paragraphs: tuple[str, ...]
    letterhead: Letterhead
    margins: tuple[float, float]


@lru_cache(maxsize=16)
def read(docx: bytes) -> Source:
    """Read a Word file that `wordfile.check` has passed."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        styles = _Styles(_part(package, "word/styles.xml"))
        body = _part(package, "word/document.xml")
        assert body is not None, "the file has been checked"
        return Source(
            _properties(package, styles),
            tuple(_headings(body, styles)),
            tuple(_table(table, styles) for table in _shown(body, f"{_W}tbl")),
            tuple(_crossings(body)),
            tuple(_paragraphs(body, _part(package, "word/footnotes.xml"), _part(package, "word/endnotes.xml"))),
            letterhead.read(body, partial(_part, package)),
            _margins(body),
        )


def properties(docx: bytes) -> Properties:
    """The document's properties."""
    return read(docx).properties


def _part(package: zipfile.ZipFile, name: str) -> etree._Element | None:
    if name not in package.namelist():
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(package.read(name), parser)


def _properties(package: zipfile.ZipFile, styles: _Styles) -> Properties:
    core = _part(package, "docProps/core.xml")
    extended = _part(package, "docProps/app.xml")

    def text(root: etree._Element | None, name: str) -> str:
        found = root.find(name) if root is not None else None
        return " ".join((found.text or "").split()) if found is not None else ""

    return Properties(
        title=text(core, f"{_DC}title"),
        subject=text(core, f"{_DC}subject"),
        keywords=text(core, f"{_CP}keywords"),
        author=text(core, f"{_DC}creator"),
        publisher=text(extended, "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}Company"),
        identifier=text(core, f"{_DC}identifier"),
        language=text(core, f"{_DC}language") or styles.language,
        created=text(core, f"{_TERMS}created"),
        modified=text(core, f"{_TERMS}modified"),
    )


def _margins(body: etree._Element) -> tuple[float, float]:
    """Narrowest top and bottom margins; they come in twentieths of a point, negative ones meaning exactly so much."""
    margins = list(body.iter(f"{_W}pgMar"))

    def narrowest(side: str) -> float:
        return min((abs(int(margin.get(f"{_W}{side}", "0"))) / 20 for margin in margins), default=0.0)

    return narrowest("top"), narrowest("bottom")


class _Styles:
    """The paragraph styles: names, and the outline level that each has or inherits."""

    def __init__(self, root: etree._Element | None) -> None:
        self.names: dict[str, str] = {}
        self._levels: dict[str, int | None] = {}
        self._based: dict[str, str] = {}
        self.language = ""
        self.default: str = ""
        if root is None:
            return
        default = root.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}lang")
        self.language = default.get(f"{_W}val", "") if default is not None else ""
        for style in root.iter(f"{_W}style"):
            self._add(style)

    def _add(self, style: etree._Element) -> None:
        if style.get(f"{_W}type") != "paragraph":
            return
        name = style.get(f"{_W}styleId", "")
        self.names[name] = _value(style, "name").casefold()
        self._based[name] = _value(style, "basedOn")
        self._levels[name] = _level(style.find(f"{_W}pPr"))
        if style.get(f"{_W}default") in ("1", "true", "on"):
            self.default = name

    def level(self, name: str) -> int | None:
        """The outline level of a style, from 1; None for body text."""
        seen = set()
        while name and name not in seen:
            seen.add(name)
            if self._levels.get(name) is not None:
                level = self._levels[name]
                return level if level is not None and level <= 9 else None
            name = self._based.get(name, "")
        return None


def _value(parent: etree._Element, name: str) -> str:
    found = parent.find(f"{_W}{name}")
    return found.get(f"{_W}val", "") if found is not None else ""


def _level(properties: etree._Element | None) -> int | None:
    """The outline level that paragraph properties give, from 1 (10 is body text); None when they give none."""
    value = _value(properties, "outlineLvl") if properties is not None else ""
    return int(value) + 1 if value.isdecimal() else None


def _shown(root: etree._Element, name: str) -> Iterator[etree._Element]:
    """Elements of that name in the order of the text, without the doubles that older programs are given."""
    for element in root.iter(name):
        if next(element.iterancestors(f"{_MC}Fallback"), None) is None:
            yield element


def _headings(body: etree._Element, styles: _Styles) -> Iterator[Heading]:
    for paragraph in _shown(body, f"{_W}p"):
        own = paragraph.find(f"{_W}pPr")
        level = _level(own)
        if level is None:
            level = styles.level(_style(paragraph, styles))
        text = paragraph_text(paragraph)
        if level is not None and level <= 9 and text:
            yield Heading(level, text)


def _style(paragraph: etree._Element, styles: _Styles) -> str:
    own = paragraph.find(f"{_W}pPr")
    return (_value(own, "pStyle") if own is not None else "") or styles.default


def _paragraphs(*roots: etree._Element | None) -> Iterator[str]:
    for root in roots:
        for paragraph in _shown(root, f"{_W}p") if root is not None else ():
            if text := _text(paragraph):
                yield text


def paragraph_text(paragraph: etree._Element) -> str:
    """The words of a paragraph with single spaces: text, no-break hyphens, tabs and line breaks; not field codes."""
    return " ".join(_text(paragraph).split())


def _text(paragraph: etree._Element) -> str:
    parts = []
    for element in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}noBreakHyphen"):
        if element.tag == f"{_W}t":
            parts.append(element.text or "")
        elif element.tag == f"{_W}noBreakHyphen":
            parts.append("\N{NON-BREAKING HYPHEN}")
        elif element.getparent().tag == f"{_W}r":  # type: ignore[union-attr] # a tab stop of the properties is no tab
            parts.append(" ")
    return "".join(parts)


def _crossings(body: etree._Element) -> Iterator[Crossing]:
    targets = {}
    for bookmark in _shown(body, f"{_W}bookmarkStart"):
        paragraph = next(bookmark.iterancestors(f"{_W}p"), None)
        if paragraph is not None:
            targets[bookmark.get(f"{_W}name", "")] = paragraph_text(paragraph)
    for paragraph in _shown(body, f"{_W}p"):
        for bookmark_name, before, shown in _references(paragraph):
            if bookmark_name in targets:
                yield Crossing(" ".join(shown.split()), last_word(before), targets[bookmark_name])


def last_word(text: str) -> str:
    """The last word of a text, without a bracket before it; empty when it is none."""
    words = text.split()
    word = words[-1].lstrip("([") if words else ""
    return word if word.isalpha() else ""


def _references(paragraph: etree._Element) -> Iterator[tuple[str, str, str]]:
    """Bookmark, text before and text shown of each linked REF field of a paragraph."""
    text, code, start = "", "", 0
    for element in paragraph.iter(f"{_W}t", f"{_W}instrText", f"{_W}fldChar"):
        if element.tag == f"{_W}t":
            text += element.text or ""
        elif element.tag == f"{_W}instrText":
            code += element.text or ""
        elif (kind := element.get(f"{_W}fldCharType")) == "begin":
            code = ""
        elif kind == "separate":
            start = len(text)
        elif kind == "end" and (found := _REFERENCE.match(code)):
            yield found[1], text[:start], text[start:]
            code = ""


# ---------------------------------------------------------------------------------------------- tables


def _table(table: etree._Element, styles: _Styles) -> Table:
    properties = table.find(f"{_W}tblPr")
    first_column = _has_first_column(properties)
    summary = ""
    if properties is not None:
        summary = _value(properties, "tblDescription") or _value(properties, "tblCaption")
    rows = [row for row in table.iter(f"{_W}tr") if next(row.iterancestors(f"{_W}tbl")) is table]
    grids = [_grid(row) for row in rows]
    result = []
    for number, row in enumerate(rows):
        header = _on(row.find(f"{_W}trPr/{_W}tblHeader"))
        styled = not all(_in_heading_style(cell, styles) for cell, _ in grids[number].values())
        leading = True
        cells = []
        for column, (cell, span) in grids[number].items():
            leading = leading and ((first_column and column == 0) or (styled and _in_heading_style(cell, styles)))
            if _merged(cell) == "continue":
                continue
            heading = "Column" if header else "Row" if leading else None
            cells.append(Cell(_cell_text(cell), span, _rows(grids, number, column), heading))
        result.append(tuple(cells))
    return Table(tuple(result), summary)


def _has_first_column(properties: etree._Element | None) -> bool:
    """Whether the table's first column is for headings (w:tblLook, in its newer or its older form)."""
    look = properties.find(f"{_W}tblLook") if properties is not None else None
    if look is None:
        return False
    if (attribute := look.get(f"{_W}firstColumn")) is not None:
        return attribute in ("1", "true", "on")
    value = look.get(f"{_W}val", "0")
    return bool(int(value, 16) & 0x0080) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", value) else False


def _on(element: etree._Element | None) -> bool:
    return element is not None and element.get(f"{_W}val", "1") not in ("0", "false", "off")


def _grid(row: etree._Element) -> Mapping[int, tuple[etree._Element, int]]:
    """Column from 0 → the cell that stands there, and the columns it covers."""
    column = int(_row_value(row, "gridBefore") or 0)
    found = {}
    for cell in row.iter(f"{_W}tc"):
        if next(cell.iterancestors(f"{_W}tr")) is not row:
            continue
        properties = cell.find(f"{_W}tcPr")
        span = int(_value(properties, "gridSpan") or 1) if properties is not None else 1
        found[column] = (cell, span)
        column += span
    return found


def _row_value(row: etree._Element, name: str) -> str:
    properties = row.find(f"{_W}trPr")
    return _value(properties, name) if properties is not None else ""


def _merged(cell: etree._Element) -> str | None:
    """`restart`, `continue` or None: the cell's part in a merge downwards."""
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    return None if merge is None else merge.get(f"{_W}val", "continue")


def _rows(grids: list[Mapping[int, tuple[etree._Element, int]]], number: int, column: int) -> int:
    count = 1
    if _merged(grids[number][column][0]) != "restart":
        return count
    for below in grids[number + 1 :]:
        if column not in below or _merged(below[column][0]) != "continue":
            break
        count += 1
    return count


def _in_heading_style(cell: etree._Element, styles: _Styles) -> bool:
    """Whether all paragraphs of a cell are in a style for table headings."""
    paragraphs = cell.findall(f"{_W}p")
    return bool(paragraphs) and all(
        styles.names.get(_style(paragraph, styles)) in _HEADING_STYLES for paragraph in paragraphs
    )


def _cell_text(cell: etree._Element) -> str:
    return " ".join(filter(None, (paragraph_text(paragraph) for paragraph in cell.iter(f"{_W}p"))))
