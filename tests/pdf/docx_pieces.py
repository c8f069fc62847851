"""Pieces of a Word file's XML: paragraphs, fields, captions, contents, tables, sections and drawings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr


def run(text: str, *, style: str | None = None, bold: bool = False, language: str | None = None) -> str:
    """A run of text."""
    properties = f'<w:rStyle w:val="{style}"/>' if style else ""
    properties += "<w:b/>" if bold else ""
    properties += f'<w:lang w:val="{language}"/>' if language else ""
    wrapped = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{wrapped}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(runs: str, style: str | None = None, properties: str = "") -> str:
    """A paragraph; plain text is made into a run."""
    runs = runs if runs.startswith("<") or not runs else run(runs)
    inner = (f'<w:pStyle w:val="{style}"/>' if style else "") + properties
    return f"<w:p>{f'<w:pPr>{inner}</w:pPr>' if inner else ''}{runs}</w:p>"


def item(text: str, *, level: int = 1, ordered: bool = False) -> str:
    """A list item."""
    name = "ListNumber" if ordered else "ListBullet"
    return paragraph(text, f"{name}{level if level > 1 else ''}")


def field_code(instruction: str, shown: str) -> str:
    """A field with its last result."""

    def character(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return character("begin") + code + character("separate") + run(shown) + character("end")


def caption(text: str, number: int, kind: str = "Tabell") -> str:
    """A caption numbered by a SEQ field."""
    counter = field_code(f"SEQ {kind} \\* ARABIC", str(number))
    return paragraph(run(f"{kind} ") + counter + run(f". {text}"), "Caption")


def contents(entries: Sequence[tuple[int, str, str, str, int]]) -> str:
    """A contents list as Word writes it: (level, number, text, bookmark, page)."""
    begin, end = field_code(r'TOC \o "1-4" \h \z \u', "SPLIT").split(run("SPLIT"))
    tab = "<w:r><w:tab/></w:r>"
    lines = []
    for level, number, text, bookmark, page in entries:
        label = run(number) + tab if number else ""
        shown = label + run(text) + tab + field_code(f"PAGEREF {bookmark} \\h", str(page))
        link = f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{shown}</w:hyperlink>'
        first, last = not lines, len(lines) == len(entries) - 1
        lines.append(paragraph((begin if first else "") + link + (end if last else ""), f"TOC{level}"))
    return (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
        f"</w:sdtPr><w:sdtContent>{paragraph('Innehåll', 'TOCHeading')}{''.join(lines)}</w:sdtContent></w:sdt>"
    )


@dataclass(frozen=True)
class C:
    """A table cell: text, runs or paragraphs; columns spanned; `restart` or `continue` of a merge downwards."""

    xml: str = ""
    span: int = 1
    merge: str | None = None


def table(
    rows: Sequence[Sequence[C | str]],
    widths: Sequence[int],
    *,
    header_rows: int = 1,
    first_column: bool = False,
    may_split: bool = False,
    summary: str = "",
) -> str:
    """A table; widths in twentieths of a point."""
    look = f'<w:tblLook w:val="0000" w:firstRow="1" w:firstColumn="{int(first_column)}"/>'
    described = f"<w:tblDescription w:val={quoteattr(summary)}/>" if summary else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    whole = "" if may_split else "<w:cantSplit/>"
    lines = []
    for number, row in enumerate(rows):
        header = number < header_rows
        properties = f"<w:trPr>{whole}{'<w:tblHeader/>' if header else ''}</w:trPr>"
        lines.append(f"<w:tr>{properties}{''.join(_cells(row, widths, header=header))}</w:tr>")
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="DiariePlain"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{look}{described}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(lines)}</w:tbl>'
    )


def _cells(row: Sequence[C | str], widths: Sequence[int], *, header: bool) -> Iterable[str]:
    at = 0
    for content in row:
        cell = content if isinstance(content, C) else C(content)
        width = sum(widths[at : at + cell.span])
        at += cell.span
        span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
        merge = {"restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>", None: ""}[cell.merge]
        whole = cell.xml.startswith("<w:p>")
        inner = cell.xml if whole else paragraph(cell.xml, "TableHeading" if header else "TableText")
        yield f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}</w:tcPr>{inner}</w:tc>'


def section(*, landscape: bool = False) -> str:
    """Section properties: A4."""
    size = 'w:w="16838" w:h="11906" w:orient="landscape"' if landscape else 'w:w="11906" w:h="16838"'
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId5"/><w:footerReference w:type="default" r:id="rId6"/>'
        f'<w:pgSz {size}/><w:pgMar w:top="1700" w:right="1417" w:bottom="1417" w:left="1417" w:header="708" '
        'w:footer="708" w:gutter="0"/></w:sectPr>'
    )


def shape(*, alt: str = "", text: str = "") -> str:
    """A run with a drawn rectangle, fixed to the page; with text in it, a text box."""
    box = f"<wps:txbx><w:txbxContent>{paragraph(text)}</w:txbxContent></wps:txbx>" if text else ""
    drawn = (
        '<wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1440000" cy="720000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="DDE6EF"/></a:solidFill>'
        f"</wps:spPr>{box}<wps:bodyPr/></wps:wsp>"
    )
    anchor = (
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="1" locked="0" '
        'layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="page"><wp:posOffset>3600000</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="page"><wp:posOffset>7200000</wp:posOffset></wp:positionV>'
        '<wp:extent cx="1440000" cy="720000"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="77" name="Ruta"{f" descr={quoteattr(alt)}" if alt else ""}/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"{drawn}</a:graphicData></a:graphic></wp:anchor>"
    )
    choice = f'<mc:Choice Requires="wps"><w:drawing>{anchor}</w:drawing></mc:Choice>'
    return f"<w:r><mc:AlternateContent>{choice}</mc:AlternateContent></w:r>"
