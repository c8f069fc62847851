"""Small Word files made by code, with each construct that the PDF stage has to get right."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

SAMPLES = Path(__file__).parent / "samples"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": OFFICE,
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    }.items()
)


@dataclass
class Docx:
    """A Word file in the making: the methods add to the body, the fields say the rest.

    Attributes:
        header: XML of more paragraphs in the running header, of which each section has the same.
        body: the body's blocks.
        footnotes: the runs of each footnote.
        links: targets of the links of the body, the header and the footnotes.
    """

    title: str = "Rapport om mottagandet"
    language: str | None = "sv-SE"
    number: str | None = "1.1.1-2024-1"
    header: str = ""
    body: list[str] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    pictures: list[bytes] = field(default_factory=list)
    bookmarks: int = 0

    # ------------------------------------------------------------------ inline

    def note(self, runs: str) -> str:
        """The mark of a new footnote with these runs."""
        self.footnotes.append(runs)
        return (
            '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
            f'<w:footnoteReference w:id="{len(self.footnotes)}"/></w:r>'
        )

    def link(self, url: str, text: str) -> str:
        """A link to the web, in the body, the header or a note."""
        self.links.append(url)
        return f'<w:hyperlink r:id="rIdL{len(self.links)}">{run(text, style="Hyperlink")}</w:hyperlink>'

    # ------------------------------------------------------------------ blocks

    def add(self, *blocks: str) -> Docx:
        """Append blocks."""
        self.body += blocks
        return self

    def text(self, runs: str) -> Docx:
        """Append a paragraph of running text."""
        return self.add(paragraph(runs, "BodyText"))

    def heading(self, level: int, text: str, *, numbered: bool = True, language: str | None = None) -> Docx:
        """Append a heading; its bookmark is _Toc1, _Toc2 and so on."""
        self.bookmarks += 1
        runs = (
            f'<w:bookmarkStart w:id="{self.bookmarks}" w:name="_Toc{self.bookmarks}"/>'
            f'{run(text, language=language)}<w:bookmarkEnd w:id="{self.bookmarks}"/>'
        )
        return self.add(paragraph(runs, f"Heading{level}" + ("" if numbered else "Unnumbered")))

    def picture(self, alt: str) -> Docx:
        """Append a paragraph with a picture of 60 × 30 mm."""
        self.pictures.append(png(120, 60, shade=40 * len(self.pictures)))
        number = len(self.pictures)
        size = f'cx="{60 * 36000}" cy="{30 * 36000}"'
        shape = (
            f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="bild{number}.png"/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip r:embed="rIdP{number}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
            "</a:prstGeom></pic:spPr></pic:pic>"
        )
        inline = (
            f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
            f'<wp:docPr id="{number}" name="Bild {number}" descr={quoteattr(alt)}/>'
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
            f"{shape}</a:graphicData></a:graphic></wp:inline>"
        )
        return self.add(paragraph(f"<w:r><w:drawing>{inline}</w:drawing></w:r>", "Figure"))

    def section_break(self, *, landscape: bool = False) -> Docx:
        """End a section of that orientation here."""
        return self.add(f"<w:p><w:pPr>{section(landscape=landscape)}</w:pPr></w:p>")

    # ------------------------------------------------------------------ the file

    def build(self, *, landscape: bool = False) -> bytes:
        """The Word file; `landscape` is the last section's."""
        fixed = {
            "[Content_Types].xml": "content_types.xml",
            "word/numbering.xml": "numbering.xml",
            "word/settings.xml": "settings.xml",
            "word/footer1.xml": "footer1.xml",
        }
        styles = (SAMPLES / "styles.xml").read_text(encoding="utf-8")
        body = "".join(self.body) + section(landscape=landscape)
        header = paragraph(run("Sjömyndigheten"), "Header") + self.header
        outside = self._outside()
        members: dict[str, str | bytes] = {
            **{member: (SAMPLES / name).read_text(encoding="utf-8") for member, name in fixed.items()},
            "_rels/.rels": _package_relationships(),
            "docProps/core.xml": self._core(),
            "word/styles.xml": styles.replace("sv-SE", self.language) if self.language else _without_language(styles),
            "word/document.xml": f"{HEAD}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
            "word/header1.xml": f"{HEAD}<w:hdr {NAMESPACES}>{header}</w:hdr>",
            "word/footnotes.xml": self._footnotes(),
            "word/_rels/document.xml.rels": _document_relationships(outside),
            "word/_rels/header1.xml.rels": _relationships(outside),
            "word/_rels/footnotes.xml.rels": _relationships(outside),
            **{f"word/media/bild{number}.png": data for number, data in enumerate(self.pictures, 1)},
        }
        return package(members)

    def _outside(self) -> list[tuple[str, str, str]]:
        links = [(f"rIdL{number}", "hyperlink", url) for number, url in enumerate(self.links, 1)]
        pictures = [
            (f"rIdP{number}", "image", f"media/bild{number}.png") for number in range(1, len(self.pictures) + 1)
        ]
        return links + pictures

    def _core(self) -> str:
        language = f"<dc:language>{self.language}</dc:language>" if self.language else ""
        number = f"<dc:identifier>{escape(self.number)}</dc:identifier>" if self.number else ""
        terms = '<dcterms:{0} xsi:type="dcterms:W3CDTF">2024-06-19T00:00:00Z</dcterms:{0}>'
        return (
            f"{HEAD}<cp:coreProperties "
            'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
            'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            f"<dc:title>{escape(self.title)}</dc:title><dc:subject>Hur mottagandet gick</dc:subject>"
            f"<dc:creator>Enheten för uppföljning</dc:creator>{number}{language}"
            "<cp:keywords>mottagande; uppföljning</cp:keywords>"
            f"{terms.format('created')}{terms.format('modified')}</cp:coreProperties>"
        )

    def _footnotes(self) -> str:
        separators = {-1: "separator", 0: "continuationSeparator"}
        mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
        notes = [
            f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
            for number, kind in separators.items()
        ]
        notes += [
            f'<w:footnote w:id="{number}">{paragraph(mark + run(" ") + runs, "FootnoteText")}</w:footnote>'
            for number, runs in enumerate(self.footnotes, 1)
        ]
        return f"{HEAD}<w:footnotes {NAMESPACES}>{''.join(notes)}</w:footnotes>"


# ---------------------------------------------------------------------------------------------- pieces of XML


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


def png(width: int, height: int, *, shade: int = 0) -> bytes:
    """An opaque picture of one colour with a frame."""
    line = b"\0" + bytes([30, 60, 110]) * width
    plain = b"\0" + bytes([30, 60, 110]) + bytes([225, 235 - shade, 245]) * (width - 2) + bytes([30, 60, 110])

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(line + plain * (height - 2) + line)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


# ---------------------------------------------------------------------------------------------- the package


def package(members: dict[str, str | bytes]) -> bytes:
    """A zip file of these members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)
    return stream.getvalue()


def changed(docx: bytes, member: str, old: str, new: str) -> bytes:
    """The same Word file with one text of one member replaced."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        members: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    text = archive_text(docx, member)
    assert old in text
    return package({**members, member: text.replace(old, new)})


def archive_text(docx: bytes, member: str) -> str:
    """The text of a member."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return archive.read(member).decode("utf-8")


def _relationships(entries: Iterable[tuple[str, str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="{name}" Type="{kind if ":" in kind else f"{OFFICE}/{kind}"}" Target={quoteattr(target)}'
        f"{' TargetMode=' + quoteattr('External') if kind == 'hyperlink' else ''}/>"
        for name, kind, target in entries
    )
    uri = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{HEAD}<Relationships xmlns="{uri}">{lines}</Relationships>'


def _package_relationships() -> str:
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    return _relationships([("rId1", "officeDocument", "word/document.xml"), ("rId2", core, "docProps/core.xml")])


def _document_relationships(outside: list[tuple[str, str, str]]) -> str:
    parts = {"styles": "styles", "numbering": "numbering", "settings": "settings", "footnotes": "footnotes"}
    parts |= {"header": "header1", "footer": "footer1"}
    own = [(f"rId{number}", kind, f"{name}.xml") for number, (kind, name) in enumerate(parts.items(), 1)]
    return _relationships(own + outside)


def _without_language(styles: str) -> str:
    return styles.replace('<w:lang w:val="sv-SE"/>', "")


# ---------------------------------------------------------------------------------------------- ready samples


def small() -> bytes:
    """One heading, one paragraph."""
    return Docx().heading(1, "Bakgrund").text("Arbetet började i mars.").build()


def report() -> bytes:
    """Contents, headings, notes, links, lists, a picture, a box, tables over two pages, portrait and landscape."""
    doc = Docx()
    doc.add(
        paragraph("Rapport om mottagandet", "Title"),
        contents(
            [
                (1, "1", "Bakgrund", "_Toc1", 2),
                (2, "1.1", "Uppdraget", "_Toc2", 2),
                (1, "2", "Resultat", "_Toc4", 2),
            ]
        ),
    )
    doc.section_break().heading(1, "Bakgrund")
    first = doc.note(run("Förordningen, ") + doc.link("https://example.se/a?b=1&c=2", "webbplatsen") + run("."))
    second = doc.note(run("En andra not i samma stycke."))
    doc.text(
        run("Myndigheten tog emot ansökningar")
        + first
        + run(" under året")
        + second
        + run(" och arbetade enligt ")
        + run("best practice", language="en-GB")
        + run(", se ")
        + doc.link("https://example.se/rapport", "rapporten om arbetet")
        + run(" och (avsnitt\N{NO-BREAK SPACE}")
        + field_code("REF _Toc4 \\r \\h", "2")
        + run(").")
    )
    doc.heading(2, "Uppdraget")
    doc.add(item("Punkt ett"), item("Punkt under", level=2), item("Djupast", level=3), item("Punkt två"))
    doc.text("Däremellan.").add(item("Steg ett", ordered=True), item("Delsteg", level=2, ordered=True))
    doc.add(item("Steg två", ordered=True)).heading(3, "Mellanrubrik", numbered=False)
    doc.add(paragraph("En ruta med ram runt om.", "Note"), paragraph("Ett citat.", "Quote"))
    doc.picture("Karta över landets sex regioner").add(caption("Regionerna", 1, "Figur"))
    doc.heading(1, "Resultat").add(caption("Ansökningar efter år och kön", 1))
    doc.add(
        table(
            [
                [C("Region", merge="restart"), C("2022", span=2), C("2023", span=2)],
                [C(merge="continue"), "Kvinnor", "Män", "Kvinnor", "Män"],
                ["Nord", "1 200", "1 340", "1 100", "990"],
                ["Syd", C(run("2 400") + doc.note(run("Preliminär uppgift."))), "2 310", "2 200", "2 104"],
            ],
            [2200, 1700, 1700, 1700, 1700],
            header_rows=2,
            first_column=True,
            summary="Fler kvinnor än män ansökte i syd.",
        )
    )
    doc.text("Källa: egna uppgifter.").section_break()
    return doc.heading(2, "Åtgärder").add(caption("Åtgärderna", 2), _measures()).build(landscape=True)


def _measures() -> str:
    rows: list[list[C | str]] = [["Mål", "Vad", "Hur"]]
    for goal in range(1, 5):
        for measure in range(1, 11):
            first = C(f"Mål {goal}", merge="restart") if measure == 1 else C(merge="continue")
            rows.append([first, f"Åtgärd {goal}.{measure}", "Möten med kommuner och länsstyrelser"])
    return table(rows, [2000, 5000, 7000])


def split_rows() -> bytes:
    """A table whose rows, and whose merged cell, go over a page's end."""
    doc = Docx().heading(1, "Tabeller")
    for number in range(31):
        doc.text(f"Rad {number}")

    def long(text: str) -> C:
        return C("".join(paragraph(f"{text} {number} {'ord ' * 20}", "TableText") for number in range(9)))

    rows: list[list[C | str]] = [["A", "B", "C"], ["x", "y", "z"], [long("vänster"), long("mitten"), "kort"]]
    rows += [[C(long("sammanslagen").xml, merge="restart"), "b1", "c1"]]
    rows += [
        [C(merge="continue"), f"b{number}", long("höger") if number == 4 else f"c{number}"] for number in range(2, 7)
    ]
    return doc.add(table(rows, [3000, 3000, 3000], may_split=True)).text("Efter tabellen.").build()


#: A contents entry of two lines.
LONG_ENTRY = "Redovisning av mottagandet mm och av det som följde på det under hösten då många kom hit och sökte"


def odd() -> bytes:
    """What templates and authors come up with: drawings, links in headers, deep lists, long contents, a note of two."""
    doc = Docx(title="Udda")
    doc.header = paragraph(shape(), "Header") + paragraph(
        run("se ") + doc.link("https://example.se", "webben"), "Header"
    )
    doc.heading(1, "Rubrik").heading(2, "In English", language="en-GB")
    doc.text(run("A whole paragraph in English.", language="en-GB"))
    doc.text(shape(alt="Blå ruta") + run("Text vid rutan.")).text(shape(text="I rutan") + run("Text vid texten."))
    doc.add(item("Djupt först", level=2), item("Sedan ytligt"))
    # The space at the end of this entry's first line does not fit on it.
    doc.add(contents([(1, "1", LONG_ENTRY, "_Toc1", 1)]))
    second = f'</w:p><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>{run("Andra stycket i noten.")}'
    doc.text(run("Text med not") + doc.note(run("Första stycket.") + second) + run(" och text efter."))
    doc.text(f'<w:hyperlink w:anchor="_Toc1">{run("En länk utan teckenformat")}</w:hyperlink>')
    doc.text("").text(
        run("Fet", bold=True) + run("stilt ord och e-post till ") + doc.link("mailto:a@example.se", "oss")
    )
    doc.add(table([[C(item("Punkt i cell")), ""], ["Nyckel", "Värde"]], [3000, 3000], header_rows=0, first_column=True))
    hyphens = "Funktions\u00adned\u00adsättnings\u00adorganisationernas sam\u00adverkans\u00adorganisation "
    return doc.text((hyphens * 4).strip()).text("Sist.").build()


def without_language() -> bytes:
    """No language anywhere, no diary number."""
    return Docx(language=None, number=None).heading(1, "Rubrik").text("Text.").build()


def skipping() -> bytes:
    """A heading level left out, and a picture without alternative text."""
    return Docx().heading(1, "Ett").heading(3, "Tre").picture("").text("Text.").build()


def spaced() -> bytes:
    """Words that stand apart by tabs, breaks and the ends of lines, and some that do not."""
    doc = Docx(title="Avstånd").add(contents([(1, "1", "Första rubriken", "_Toc1", 1)])).heading(1, "Första rubriken")
    doc.text(run("Anna Ek") + "<w:r><w:br/></w:r>" + run("Överdirektör"))
    doc.text(run("Datum:") + "<w:r><w:tab/></w:r>" + run("5 maj") + "<w:r><w:cr/></w:r>" + run("Slut-") + run("lig."))
    doc.text(f"{'Ganska långa ord fyller raden. ' * 2}Skriv till it-enheten-och-it-supporten-om-it-systemen. Tack.")
    doc.text("Se https://www.example.se/en/mycket/lang/adress/som/inte/far/plats/pa/en/enda/rad/alls/dddddddddd i dag.")
    return doc.heading(2, "Underrubriken").build()


def letter(*, own: bool = True, said: str = "") -> bytes:
    """A letterhead over two columns, with the number of the page, on the first of two pages or on both."""
    doc = Docx(title="Brev")
    number = run("Diarienummer ", bold=True) + run("1.1.1-2024-1")
    page = "<w:r><w:tab/></w:r>" + run("sida ") + field_code("PAGE", "1")
    doc.header = paragraph(run("Bilaga") + page, "Header") + paragraph("<w:r><w:tab/></w:r>" + number, "Header")
    word = doc.heading(1, "Rubrik").text(said or "Text.").section_break().text("Mer.").build()
    if not own:
        return word
    for default in (
        '<w:headerReference w:type="default" r:id="rId5"/>',
        '<w:footerReference w:type="default" r:id="rId6"/>',
    ):
        word = changed(word, "word/document.xml", default, default + default.replace("default", "first"))
    return changed(word, "word/document.xml", 'w:gutter="0"/>', 'w:gutter="0"/><w:titlePg/>')


#: Words that run from right to left, the second with vowel signs, the third with a ligature of two letters.
LEFTWARDS = ("שלום עולם", "שָׁלוֹם", "سلام عليكم")


def leftwards() -> bytes:
    """Words of Hebrew and Arabic in running text and in the first cells of rows."""
    hebrew, signs, arabic = LEFTWARDS
    doc = Docx(title="Ord").heading(1, f"Ordet {hebrew}")
    doc.text(f"Ordet {hebrew} betyder fred, och {arabic} är en hälsning.").text(f"{hebrew} 123 abc")
    rows: list[list[C | str]] = [["Ord", "Språk"], [hebrew, "hebreiska"], [signs, "hebreiska"], [arabic, "arabiska"]]
    return doc.add(table([*rows, [f"Text {hebrew} (12) text", "båda"]], [3000, 3000])).build()


ALL = {
    "small": small,
    "report": report,
    "split_rows": split_rows,
    "odd": odd,
    "without_language": without_language,
    "skipping": skipping,
    "spaced": spaced,
    "letter": letter,
    "leftwards": leftwards,
    "running_number": lambda: letter(own=False),
    "said_number": lambda: letter(own=False, said="Diarienumret är 1.1.1-2024-1."),
}
