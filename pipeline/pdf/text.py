"""Whether all words of a Word file are in its PDF, where a screen reader finds them: below the tags."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

import pikepdf
from lxml import etree

from pipeline.pdf import tree
from pipeline.pdf.fonts import Fonts
from pipeline.pdf.letters import squeezed
from pipeline.pdf.marked import PageContent

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

#: Parts with text of the document, and those with running headers and footers.
_TEXT_PARTS = re.compile(r"word/(document|footnotes|endnotes)\.xml")
_RUNNING_PARTS = re.compile(r"word/(header|footer)\d*\.xml")

#: What cuts a paragraph's text into pieces: places where the PDF shows something of its own.
_CUTS = frozenset(
    {
        f"{_W}{name}"
        for name in ("footnoteReference", "footnoteRef", "endnoteReference", "fldChar", "fldSimple", "drawing")
    }
)
_SPACES = frozenset({f"{_W}{name}" for name in ("tab", "br", "cr", "ptab")})


def words_of_docx(docx: bytes) -> list[str]:
    """The words of the body and the notes, in the order of the file."""
    return [word for piece in _pieces(docx, _TEXT_PARTS) for word in piece.split()]


def words_of_pdf(pdf: bytes) -> list[str]:
    """The words below the tags, in reading order; a word that is set in several pieces may be divided there."""
    tagged, _ = _shown(pdf)
    return " ".join(tagged).split()


def missing_words(docx: bytes, pdf: bytes) -> tuple[str, ...]:
    """The words of the Word file that its PDF lacks, each as often as it is missing.

    Spaces are left out of the comparison, since a tab or the end of a line is none in a PDF. Each piece of a paragraph
    is looked for as a whole, the longest pieces first, and what is found counts once.

    Args:
        docx: the Word file; fields count with the result that it holds.
        pdf: its PDF, tagged; running headers and footers are looked for among the artifacts, too.
    """
    tagged, artifacts = _shown(pdf)
    left = squeezed("".join(tagged))
    missing: list[str] = []
    for piece in sorted(_pieces(docx, _TEXT_PARTS), key=len, reverse=True):
        for wanted in (piece, *piece.split()):
            at = left.find(squeezed(wanted))
            if at >= 0:
                left = left[:at] + "\0" + left[at + len(squeezed(wanted)) :]
                if wanted is piece:
                    break
            elif wanted is not piece:
                missing.append(wanted)
    running = squeezed("".join(artifacts)) + "\0" + squeezed("".join(tagged))
    for piece in _pieces(docx, _RUNNING_PARTS):
        missing += [word for word in piece.split() if squeezed(word) not in running]
    return tuple(missing)


def _shown(pdf: bytes) -> tuple[list[str], list[str]]:
    """The texts of the tagged sequences in reading order, and those of the artifacts."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        fonts = Fonts()
        pages = [PageContent(page, fonts) for page in opened.pages]
        tagged = list(tree.read(opened).texts(lambda mark: pages[mark.page].shown[mark.mcid].text))
        return tagged, [artifact.shown.text for page in pages for artifact in page.artifacts]


def _pieces(docx: bytes, parts: re.Pattern[str]) -> Iterator[str]:
    """The pieces of all paragraphs of the parts, none of them empty."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        for name in sorted(package.namelist()):
            if parts.fullmatch(name):
                root = etree.fromstring(package.read(name), etree.XMLParser(resolve_entities=False, huge_tree=True))
                for paragraph in root.iter(f"{_W}p"):
                    yield from (piece for piece in _cut(paragraph) if piece.strip())


def _cut(paragraph: etree._Element) -> Iterator[str]:
    """The text of a paragraph between its cuts; text boxes in it and doubles for older programs excepted."""
    text = ""
    for element in paragraph.iter():
        if element.tag in _CUTS:
            yield text
            text = ""
        elif next(element.iterancestors(f"{_W}p", _FALLBACK), None) is not paragraph:
            continue
        elif element.tag == f"{_W}t":
            text += element.text or ""
        elif element.tag == f"{_W}noBreakHyphen":
            text += "-"
        elif element.tag in _SPACES and element.getparent() is not None:
            text += " "
    yield text
