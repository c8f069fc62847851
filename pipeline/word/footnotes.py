"""Native footnotes: numbers in the order of citation, and `word/footnotes.xml` with their text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from pipeline.content.refusals import tell_empty_note
from pipeline.word.flow import Flow, Geometry
from pipeline.word.ooxml import DECLARATION, W, run_properties

if TYPE_CHECKING:
    from pipeline.word.relationships import RelationshipPart
    from pipeline.word.session import Session

#: Notes that every footnotes part must have: the rule above notes, and the one above notes that go on overleaf.
_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/>'
    "</w:pPr><w:r><w:separator/></w:r></w:p></w:footnote>"
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:pPr><w:spacing w:after="0" w:line="240" '
    'w:lineRule="auto"/></w:pPr><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)
_EMPTY = f'{DECLARATION}<w:footnotes xmlns:w="{W}">{_SEPARATORS}</w:footnotes>'.encode()


class Notes:
    """The footnotes of one writing, in the order of citation."""

    def __init__(self, template: bytes | None) -> None:
        """Begin with the template's own footnotes part (its tags already filled in); None when it has none."""
        self._root = etree.fromstring(template or _EMPTY)
        numbers = (note.get(f"{{{W}}}id", "0") for note in self._root.iter(f"{{{W}}}footnote"))
        self._first = self._next = max((int(number) for number in numbers), default=0) + 1
        self.cited: list[tuple[int, str]] = []

    def cite(self, key: str) -> int:
        """The id of a new note with the text of footnote `key`; cited again it is a note of its own."""
        number = self._next
        self._next += 1
        self.cited.append((number, key))
        return number

    def written(self, session: Session, links: RelationshipPart) -> bytes | None:
        """`word/footnotes.xml` with the cited notes; None when none is cited."""
        if not self.cited:
            return None
        flow = Flow(session, "footnotes", links, Geometry(1, 1))
        for number, key in self.cited:
            _write_note(flow, session, number, key)
        # The namespace of the template's own part is used, whatever else its root declares.
        notes = etree.fromstring(f'<w:footnotes xmlns:w="{W}">{flow.xml()}</w:footnotes>')
        self._root.extend(notes)
        return etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _write_note(flow: Flow, session: Session, number: int, key: str) -> None:
    note = session.document.footnotes[key]
    look = run_properties(session.styles("footnote reference", "character"))
    mark = f'<w:r>{look}<w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>'
    flow.raw(f'<w:footnote w:id="{number}">')
    written = 0
    for paragraph in note.children:
        written += flow.paragraph(
            "footnote text",
            paragraph.children,
            kind="footnote",
            origin=paragraph.origin or note.origin,
            before=mark if not written else "",
            note=number,
        )
    if not written:
        tell_empty_note(key, note, session.faults)
    flow.raw("</w:footnote>")
