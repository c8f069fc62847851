"""The paragraphs of a part of a Word file as lines, with the numbers of notes where Word shows them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pipeline.approval.gate.said import Line
from pipeline.checks import ooxml
from pipeline.checks.ooxml import W

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_SPACES: Final = frozenset(f"{W}{name}" for name in ("tab", "br", "cr", "ptab"))


@dataclass(frozen=True, slots=True)
class Cited:
    """The footnotes that have been cited so far, by id: the first one is number 1."""

    ids: list[str] = field(default_factory=list)

    def cite(self, name: str) -> str:
        """The number of a note that is cited now."""
        self.ids.append(name)
        return str(len(self.ids))


def paragraphs(root: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs of a part in the order of the file, without doubles for older programs."""
    return shown(root, f"{W}p")


def shown(root: etree._Element, *tags: str) -> Iterator[etree._Element]:
    """The elements of some names in the order of the file, without doubles for older programs."""
    for element in root.iter(*tags):
        if next(element.iterancestors(f"{_MC}Fallback"), None) is None:
            yield element


def text_of(paragraph: etree._Element, cited: Cited, fields: dict[str, str] | None = None) -> str:
    """The text of a paragraph: fields with the result that the file holds, notes with their numbers.

    Args:
        paragraph: the paragraph; text boxes in it are paragraphs of their own.
        cited: takes the notes.
        fields: name of a field → what it shows; None for what the file holds.
    """
    text: list[str] = []
    code, hidden = "", False
    for element in paragraph.iter():
        if next(element.iterancestors(f"{W}p", f"{_MC}Fallback"), None) is not paragraph:
            continue
        if element.tag == f"{W}fldChar":
            kind = element.get(f"{W}fldCharType")
            name = code.split(maxsplit=1)[0].upper() if code.split() else ""
            if kind == "begin":
                code = ""
            elif kind == "separate" and fields and name in fields:
                text.append(fields[name])
                hidden = True
            elif kind == "end":
                hidden = False
        elif element.tag == f"{W}instrText":
            code += element.text or ""
        elif element.tag == f"{W}footnoteReference":
            text.append(cited.cite(element.get(f"{W}id", "")))
        elif element.tag == f"{W}t" and not hidden:
            text.append(element.text or "")
        elif element.tag == f"{W}noBreakHyphen":
            text.append("-")
        elif element.tag in _SPACES and (parent := element.getparent()) is not None and parent.tag == f"{W}r":
            text.append("\t")
    return "".join(text)


def alternatives(root: etree._Element) -> Iterator[Line]:
    """The text alternatives of the pictures of a part, in the order of the file."""
    for picture in shown(root, f"{_DRAWING}docPr"):
        if (text := picture.get("descr", "")).strip():
            yield Line(text)


def summaries(root: etree._Element) -> Iterator[Line]:
    """What the tables of a part show, in a sentence each, or else their titles; in the order of the file."""
    for table in shown(root, f"{W}tbl"):
        yield from summary_of(table)


def summary_of(table: etree._Element) -> Iterator[Line]:
    """The sentence of one table, if it has one."""
    found = (table.find(f"{W}tblPr/{W}{name}") for name in ("tblDescription", "tblCaption"))
    texts = [text for one in found if one is not None and (text := one.get(f"{W}val", "").strip())]
    yield from (Line(text) for text in texts[:1])


def in_contents(paragraph: etree._Element) -> bool:
    """Whether a paragraph is a line of the contents list."""
    for box in paragraph.iterancestors(f"{W}sdt"):
        gallery = box.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
        if gallery is not None and gallery.get(f"{W}val") == "Table of Contents":
            return True
    return False


def around(element: etree._Element) -> str | None:
    """The beginning of the paragraph that something stands in, for faults; None outside of paragraphs."""
    paragraph = next(element.iterancestors(f"{W}p"), None)
    return (ooxml.text_of(paragraph).strip()[:60] or None) if paragraph is not None else None
