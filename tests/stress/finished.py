"""What a finished document says to those who read it: its tags, its words in order, and where they stand."""

import io
import re
import subprocess
import zipfile
from dataclasses import dataclass

import pikepdf
from lxml import etree

from pipeline.content.model import Figure, ItemList, Table
from pipeline.pdf import tree
from pipeline.pdf.fonts import Fonts
from pipeline.pdf.letters import squeezed
from pipeline.pdf.marked import PageContent

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CUTS = {f"{W}{name}" for name in ("footnoteReference", "footnoteRef", "fldChar", "drawing")}


@dataclass(frozen=True)
class Read:
    """A PDF's tags and the text below them, squeezed, in the order in which it is read aloud."""

    root: tree.Element
    said: str


def read(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        fonts = Fonts()
        pages = [PageContent(page, fonts) for page in opened.pages]
        root = tree.read(opened)
        return Read(root, squeezed("".join(root.texts(lambda mark: pages[mark.page].shown[mark.mcid].text))))


def pieces(docx, part):
    """The texts of a part's paragraphs, cut where the PDF shows a number or a picture of its own, squeezed."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        if part not in package.namelist():
            return
        root = etree.fromstring(package.read(part), etree.XMLParser(huge_tree=True))
    for paragraph in root.iter(f"{W}p"):
        text = ""
        for element in paragraph.iter():
            if element.tag in _CUTS:
                yield squeezed(text)
                text = ""
            elif element.tag == f"{W}t":
                text += element.text or ""
            elif element.tag == f"{W}noBreakHyphen":
                text += "-"
        yield squeezed(text)


def out_of_order(docx, said):
    """The first piece of the body or the notes that does not follow on the one before it; None when all do."""
    for part in ("word/document.xml", "word/footnotes.xml"):
        at = 0
        for piece in pieces(docx, part):
            found = said.find(piece, at)
            if found < 0:
                return piece
            at = found + len(piece)
    return None


def blocks_of(document, kind):
    """All blocks of a kind in a document's tree, in order, those in lists and cells too."""

    def below(blocks):
        for block in blocks:
            if isinstance(block, kind):
                yield block
            if isinstance(block, ItemList):
                for item in block.items:
                    yield from below(item.children)
            if isinstance(block, Table):
                for row in (*block.header, *block.rows):
                    for cell in row.cells:
                        yield from below(cell.children)

    for blocks in document.parts.values():
        yield from below(blocks)


def expected_tables(document):
    """For each table of the tree, its rows of (TH or TD, Scope, RowSpan, ColSpan)."""
    return [_expected(table) for table in blocks_of(document, Table)]


def _expected(table):
    rows = []
    for number, row in enumerate((*table.header, *table.rows)):
        header = number < len(table.header)
        leading = True
        cells = []
        for cell in row.cells:
            leading = leading and cell.header
            scope = "Column" if header else "Row" if leading else None
            cells.append(("TH" if scope else "TD", scope, cell.rows, cell.columns))
        rows.append(cells)
    return rows


def tables(root):
    """The same of a PDF's tags."""
    return [
        [
            [
                (cell.kind, cell.table.get("Scope"), cell.table.get("RowSpan", 1), cell.table.get("ColSpan", 1))
                for cell in row.elements()
            ]
            for row in _rows(table)
        ]
        for table in root.walk()
        if table.kind == "Table"
    ]


def _rows(table):
    for child in table.elements():
        if child.kind == "TR":
            yield child
        elif child.kind in ("THead", "TBody", "TFoot"):
            yield from _rows(child)


def alternatives(document):
    """The text alternatives of the tree's pictures."""
    return [figure.alt for figure in blocks_of(document, Figure)]


def lists(document):
    """For each list of the tree, how many items it has and whether they are numbered."""
    return [(len(one.items), one.ordered) for one in blocks_of(document, ItemList)]


def beyond_the_paper(path, margin=20, pages=30):
    """The words of the first pages that stand nearer than so many points to the left or right edge, with their page."""
    command = ["pdftotext", "-bbox", "-l", str(pages), path, "-"]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found, width, page = [], 0.0, 0
    for match in re.finditer(r'<page width="([\d.]+)"|<word xMin="([-\d.]+)" \S+ xMax="([-\d.]+)"[^>]*>([^<]*)', shown):
        if match[1]:
            width, page = float(match[1]), page + 1
        elif float(match[2]) < margin or float(match[3]) > width - margin:
            found.append((page, match[4]))
    return found


def subsequence(wanted, found):
    """The first of some things that does not come in order among those that were found; None when all do."""
    waiting = iter(found)
    return next((one for one in wanted if all(other != one for other in waiting)), None)
