"""What one writing of a page shares: the document, its targets, the footnotes cited so far, the faults met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.content.captions import Wording, wording_for
from pipeline.html.wording import PageWords, page_words

if TYPE_CHECKING:
    from pipeline.content.model import CrossReference, Document, Heading
    from pipeline.faults import Faults
    from pipeline.html.marks import Marks
    from pipeline.html.targets import Target, Targets


class Writing:
    """One writing of one page.

    Attributes:
        document: what is written.
        targets: what can be referred to.
        faults: everything wrong that has been met.
        marks: what an author's edition adds; None for the published one.
        wording: words of captions and references.
        words: the page's own words.
        cited: keys of the footnotes in the order of citation; the first is number 1.
        contents: the headings written so far, with their text for the contents list.
        named: ids of the headings that have given a table its name.
    """

    def __init__(self, document: Document, targets: Targets, faults: Faults, marks: Marks | None) -> None:
        self.document = document
        self.targets = targets
        self.faults = faults
        self.marks = marks
        self.wording: Wording = wording_for(document.metadata.language)
        self.words: PageWords = page_words(document.metadata.language)
        self.cited: list[str] = []
        self.contents: list[tuple[Heading, Target]] = []
        self.named: set[str] = set()
        self._order = iter(targets.order)

    def next_target(self) -> Target:
        """The target of the heading, table or figure that is written now: they are written in the order of survey."""
        return next(self._order)

    def target_of(self, node: CrossReference) -> Target | None:
        """What a reference leads to; None where there is no such thing."""
        known = self.targets.by_label
        return known.get(node.label) or known.get(node.label[:1].lower() + node.label[1:])

    def reference_words(self, node: CrossReference, target: Target) -> str:
        """`avsnitt 2.1`, `tabell 3`; a label that begins with a capital begins a sentence."""
        words = self.wording
        if target.kind == "table":
            said = f"{words.table_inline}\u00a0{target.number}"
        elif target.kind == "figure":
            said = f"{words.figure_inline}\u00a0{target.number}"
        elif target.number:
            said = f"{words.section}\u00a0{target.number}"
        else:
            before, _, behind = words.named_section.partition("{}")
            said = f"{before}{target.text}{behind}"
        return said if node.label in self.targets.by_label else said[:1].upper() + said[1:]
