"""Word files in the making, with the parts around the text, and single members of them changed."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from docx_pieces import paragraph, run, section

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


def png(width: int, height: int, *, shade: int = 0) -> bytes:
    """An opaque picture of one colour with a frame."""
    line = b"\0" + bytes([30, 60, 110]) * width
    plain = b"\0" + bytes([30, 60, 110]) + bytes([225, 235 - shade, 245]) * (width - 2) + bytes([30, 60, 110])

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(line + plain * (height - 2) + line)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


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
