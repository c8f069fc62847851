"""What one writing shares between its parts: styles, numbers, notes, relationships and the faults so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.content.captions import Wording, wording_for
from pipeline.places import Place
from pipeline.word import ooxml
from pipeline.word.footnotes import Notes
from pipeline.word.numbering import Lists, Numbering
from pipeline.word.pictures import Pictures
from pipeline.word.relationships import RelationshipPart

if TYPE_CHECKING:
    from pipeline.content.model import Document, Heading
    from pipeline.content.survey import Targets
    from pipeline.faults import Faults
    from pipeline.word.ids import Ids
    from pipeline.word.mapping import MapEntry
    from pipeline.word.styles import StyleNames
    from pipeline.word.targets import WordTarget


class Session:
    """One writing of one document.

    Attributes:
        document: what is written.
        faults: everything wrong that has been met.
        styles: style ids by name.
        ids: unique numbers and names.
        numbering: the template's numberings; `lists` are those that the writing adds.
        targets: what can be referred to.
        links: relationships of the main part.
        notes: footnotes in the order of citation.
        pictures: media.
        wording: the document's words for captions and references.
        map: one entry a paragraph.
        contents: the headings written so far.
    """

    def __init__(
        self,
        document: Document,
        faults: Faults,
        styles: StyleNames,
        ids: Ids,
        numbering: Numbering,
        targets: Targets[WordTarget],
        links: RelationshipPart,
        notes: Notes,
        template: str,
    ) -> None:
        self.document = document
        self.faults = faults
        self.styles = styles
        self.ids = ids
        self.numbering = numbering
        self.lists = Lists(numbering)
        self.targets = targets
        self.links = links
        self.notes = notes
        self.pictures = Pictures(links)
        self.wording: Wording = wording_for(document.metadata.language)
        self.map: list[MapEntry] = []
        self.contents: list[tuple[Heading, WordTarget]] = []
        self._order = iter(targets.order)
        self._template = template

    def template_place(self, part: str) -> Place:
        """A part of the template, for a fault."""
        return Place(self._template, part=part)

    def next_target(self) -> WordTarget:
        """The target of the heading, table or figure that is written now (they are written in the order of survey)."""
        return next(self._order)

    def checked(self, text: str, origin: Place | None) -> str:
        """The text, with T202 noted for a character that Word cannot hold."""
        if ooxml.is_plain(text):
            return text
        bad = ooxml.hostile_character(text)
        if bad is None:
            return text
        self.faults.add(
            "T202",
            f"The text {ooxml.cleaned(text)[:60]!r} holds the character {bad}, which a Word file cannot hold.",
            origin,
            "Remove the character where the text comes from.",
            character=bad,
        )
        return ooxml.cleaned(text)
