"""Inline nodes to runs: text, figures, links, footnote marks and cross-references."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, assert_never

from pipeline.content.model import CrossReference, FootnoteMark, LineBreak, Link, Text, Value
from pipeline.content.refusals import is_citable, language_of, leads_somewhere
from pipeline.word.mapping import Segment, SegmentKind
from pipeline.word.ooxml import R, field, run, run_properties

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.content.model import Inline
    from pipeline.places import Place
    from pipeline.word.relationships import RelationshipPart
    from pipeline.word.session import Session

#: What shows nothing: spaces, and characters without width.
_BLANK = re.compile(r"[\s\u00ad\u200b-\u200f\u2060]*")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where inline nodes stand.

    Attributes:
        links: relationships of the part that they are written in.
        origin: of the block that holds them, for nodes without an origin of their own.
        cell: the table cell that they are the content of; None outside of tables.
        note: whether they stand in a footnote, where no other footnote can be cited.
        linked: whether they are the text of a link.
    """

    links: RelationshipPart
    origin: Place | None = None
    cell: Place | None = None
    note: bool = False
    linked: bool = False


class InlineWriter:
    """Writes a paragraph's inline nodes; `xml` and `segments` grow as it goes."""

    def __init__(self, session: Session, around: Surroundings) -> None:
        self.xml: list[str] = []
        self.segments: list[Segment] = []
        self._session = session
        self._around = around
        self._after_mark = False

    def write(self, children: Sequence[Inline]) -> None:
        """Write the nodes in order."""
        for child in children:
            match child:
                case Text():
                    self._text(child)
                case Value():
                    self._value(child)
                case LineBreak():
                    self.xml.append("<w:r><w:br/></w:r>")
                    self.segments.append(Segment("\n", "literal", self._around.origin))
                case Link():
                    self._link(child)
                case FootnoteMark():
                    self._mark(child)
                case CrossReference():
                    self._reference(child)
                case _:
                    assert_never(child)
            self._after_mark = isinstance(child, FootnoteMark)

    def automatic(self, text: str, xml: str) -> None:
        """Add what the program makes: its text and the runs that show it."""
        self.xml.append(xml)
        self.segments.append(Segment(text, "auto"))

    def is_blank_from(self, first: int) -> bool:
        """Whether nothing shows of what was written from that segment on."""
        return not any(
            segment.kind == "footnote" or not _BLANK.fullmatch(segment.text) for segment in self.segments[first:]
        )

    def _text(self, node: Text) -> None:
        if not node.text:
            return
        origin = node.origin or self._around.cell or self._around.origin
        text = self._session.checked(node.text, origin)
        language = language_of(node, origin, self._session.faults)
        self.xml.append(run(text, self._properties(node, language)))
        kind: SegmentKind = "cell" if self._around.cell else "literal" if origin else "auto"
        self.segments.append(Segment(text, kind, origin))

    def _value(self, node: Value) -> None:
        text = self._session.checked(node.text, node.origin)
        self.xml.append(run(text, self._properties(node, None)))
        self.segments.append(Segment(text, "value", node.origin, node.name, node.cells))

    def _properties(self, node: Text | Value, language: str | None) -> str:
        """A run carries one character style: the others of a link, or of strong emphasis, are set beside it."""
        raised = isinstance(node, Text) and node.raised
        if not (node.strong or node.emphasis or language or self._around.linked or raised):
            return ""
        style = self._session.styles
        if raised:
            return run_properties(style("footnote reference", "character"), language)
        if self._around.linked:
            return run_properties(style("Hyperlink", "character"), language, bold=node.strong, italic=node.emphasis)
        if node.strong:
            return run_properties(style("Strong", "character"), language, italic=node.emphasis)
        return run_properties(style("Emphasis", "character") if node.emphasis else None, language)

    def _link(self, node: Link) -> None:
        origin = node.origin or self._around.origin
        leads_somewhere(node, origin, self._session.faults)
        inner = InlineWriter(self._session, replace(self._around, linked=True, origin=origin))
        inner.write(node.children)
        relationship = self._around.links.add("hyperlink", self._session.checked(node.url, origin))
        self.xml.append(
            f'<w:hyperlink xmlns:r="{R}" r:id="{relationship}" w:history="1">{"".join(inner.xml)}</w:hyperlink>'
        )
        self.segments += inner.segments

    def _mark(self, node: FootnoteMark) -> None:
        origin = node.origin or self._around.origin
        session = self._session
        if not is_citable(node, session.document.footnotes, origin, session.faults, in_note=self._around.note):
            return
        look = run_properties(session.styles("footnote reference", "character"))
        if self._after_mark:
            # Two marks side by side would read as one number: 1 and 2 as 12.
            self.automatic(",", run(",", look))
        number = session.notes.cite(node.key)
        self.xml.append(f'<w:r>{look}<w:footnoteReference w:id="{number}"/></w:r>')
        self.segments.append(Segment("", "footnote", origin, node.key))

    def _reference(self, node: CrossReference) -> None:
        """The wording and a field that follows the target; a label that begins with a capital begins a sentence."""
        origin = node.origin or self._around.origin
        targets = self._session.targets
        target = targets.need(node, origin, self._session.faults)
        if target is None:
            return
        look = run_properties(self._session.styles("Hyperlink", "character"), None) if self._around.linked else ""
        before, shown, after = targets.words(node, target, self._session.wording)
        numbered = target.kind == "heading" and target.number
        instruction = f"REF {target.reference} \\r \\h" if numbered else f"REF {target.reference} \\h"
        shown = self._session.checked(shown, origin)
        self.xml += (run(before, look), field(instruction, shown, look), run(after, look))
        self.segments.append(Segment(before + shown + after, "auto", origin, node.label))


def contents_runs(session: Session, children: Sequence[Inline], around: Surroundings) -> str:
    """A heading's runs for the contents list: its text with languages and emphasis, without links, fields and notes."""
    inner = InlineWriter(session, around)
    for child in children:
        if isinstance(child, Link):
            inner.xml.append(contents_runs(session, child.children, around))
        elif isinstance(child, LineBreak):
            inner.write((Text(" "),))
        elif isinstance(child, CrossReference):
            inner.write((Text(session.targets.spoken((child,), session.wording), child.origin),))
        elif not isinstance(child, FootnoteMark):
            inner.write((child,))
    return "".join(inner.xml)
