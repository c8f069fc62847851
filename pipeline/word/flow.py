"""A flow of paragraphs: the one place where `w:p` is written, counted and entered into the map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.word.inline import InlineWriter, Surroundings
from pipeline.word.mapping import EntryKind, MapEntry
from pipeline.word.ooxml import bookmarked
from pipeline.word.shapes import PLAIN, Shape, paragraph_properties

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.content.model import Inline
    from pipeline.places import Place
    from pipeline.word.relationships import RelationshipPart
    from pipeline.word.session import Session
    from pipeline.word.styles import StyleNames


@dataclass(frozen=True, slots=True)
class Geometry:
    """The room for text, in twips.

    Attributes:
        width, height: of the text.
        outset: how far a wide table may reach into the left margin.
    """

    width: int
    height: int
    outset: int = 0


@dataclass(frozen=True, slots=True)
class CellSetting:
    """How a table cell's paragraphs are set.

    Attributes:
        style: name of their style.
        shape: what they set beside it.
        origin: the table cell of the inputs; None for cells that the program makes.
    """

    style: str
    shape: Shape
    origin: Place | None


class Flow:
    """Paragraphs written one after the other into a part of the document, or into its footnotes.

    Attributes:
        session: the writing.
        part: name of the document's part; `footnotes` for footnotes.
        room: the room for text where the flow stands; narrower in a table cell.
        cell: how the table cell being written is set; None outside of tables.
        ends_with_table: whether the last thing written is a table with nothing below it.
    """

    def __init__(self, session: Session, part: str, links: RelationshipPart, room: Geometry) -> None:
        self.session = session
        self.part = part
        self.room = room
        self.cell: CellSetting | None = None
        self.ends_with_table = False
        self._links = links
        self._xml: list[str] = []
        self._index = 0

    def xml(self) -> str:
        """Everything written so far."""
        return "".join(self._xml)

    @property
    def paragraphs(self) -> int:
        """How many paragraphs have been written."""
        return self._index

    def raw(self, xml: str) -> None:
        """Write what is no paragraph, such as the beginning of a table row."""
        self._xml.append(xml)

    def paragraph(
        self,
        style: str,
        children: Sequence[Inline],
        *,
        kind: EntryKind,
        origin: Place | None,
        shape: Shape = PLAIN,
        before: str = "",
        label: tuple[str, str] | None = None,
        behind: tuple[str, str] | None = None,
        bookmarks: Sequence[str] = (),
        bookmark: str | None = None,
        note: int | None = None,
    ) -> bool:
        """Write a paragraph; one without text is left out, and one of spaces alone is fault T210 outside of cells.

        Args:
            style: name of its style.
            children: its text.
            kind: what the map calls it.
            origin: where the inputs hold it.
            shape: what it sets beside the style.
            before: runs before its text that are no text, such as a footnote's number.
            label: text and runs of a caption's label, before its text.
            behind: text and runs of what the program adds behind its text.
            bookmarks: names of bookmarks to put around its text.
            bookmark: the bookmark that the map names.
            note: id of the footnote that it belongs to.

        Returns:
            Whether it was written.
        """
        inner = InlineWriter(self.session, self._around(origin, kind))
        if label is not None:
            inner.automatic(*label)
        text_begins = len(inner.segments)
        inner.write(children)
        if inner.is_blank_from(text_begins):
            if kind != "cell" and len(inner.segments) > text_begins:
                self.session.faults.add(
                    "T210", "A paragraph holds nothing but spaces.", origin, "Remove it, or write its text."
                )
            return False
        if behind is not None:
            inner.automatic(*behind)
        xml = "".join(inner.xml)
        for name in bookmarks:
            xml = bookmarked(xml, self.session.ids.bookmark(), name)
        self._write(f"<w:p>{paragraph_properties(self.session.styles(style), shape)}{before}{xml}</w:p>")
        entry = MapEntry(self.part, self._index - 1, kind, origin, tuple(inner.segments), bookmark, note)
        self.session.map.append(entry)
        return True

    def picture(self, style: str, drawing: str, *, origin: Place | None, shape: Shape = PLAIN) -> None:
        """Write a paragraph that holds a picture."""
        self._write(f"<w:p>{paragraph_properties(self.session.styles(style), shape)}<w:r>{drawing}</w:r></w:p>")
        self.session.map.append(MapEntry(self.part, self._index - 1, "picture", origin, ()))

    def bare(self, style: str, shape: Shape) -> None:
        """Write a paragraph without text, where the schema wants one: in a table cell that is empty."""
        self._write(f"<w:p>{paragraph_properties(self.session.styles(style), shape)}</w:p>")

    def end_section(self, section: str) -> None:
        """Let the flow's last paragraph end a section; after a table, a paragraph of its own does.

        `section` is the section's `w:sectPr`; nothing happens when it is empty.
        """
        if not section:
            return
        if self._xml and self._xml[-1].startswith("<w:p>") and not self.ends_with_table:
            self._xml[-1] = self._xml[-1].replace("</w:pPr>", f"{section}</w:pPr>", 1)
        else:
            self._xml.append(section_mark(self.session.styles, section))

    def _write(self, xml: str) -> None:
        self._xml.append(xml)
        self._index += 1
        self.ends_with_table = False

    def _around(self, origin: Place | None, kind: EntryKind) -> Surroundings:
        cell = self.cell.origin if self.cell and kind == "cell" else None
        return Surroundings(self._links, origin, cell, note=kind == "footnote")


def section_mark(styles: StyleNames, section: str) -> str:
    """A paragraph that does nothing but end a section, where no text can: after a table or a contents list.

    The schema wants one there, as a section's properties stand in a paragraph. It takes the style “Section End” where
    the template has it, and is one point high in any case, so that it does not fall onto a page of its own.
    """
    if not section:
        return ""
    style = f'<w:pStyle w:val="{styles("Section End")}"/>' if styles.find("Section End") else ""
    flat = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    return f"<w:p><w:pPr>{style}{flat}{section}</w:pPr></w:p>"
