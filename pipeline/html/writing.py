"""What one writing of a page shares: the document, its targets, the footnotes cited so far, the faults met."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pipeline.content.captions import Wording, wording_for
from pipeline.html.wording import PageWords, page_words

if TYPE_CHECKING:
    from pipeline.content.model import Document, Heading
    from pipeline.content.survey import Targets
    from pipeline.faults import Faults
    from pipeline.html.marks import Marks
    from pipeline.html.targets import PageTarget


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
        contents: the headings written so far, with their targets.
        named: ids of the headings that have given a table its name.
    """

    def __init__(self, document: Document, targets: Targets[PageTarget], faults: Faults, marks: Marks | None) -> None:
        self.document = document
        self.targets = targets
        self.faults = faults
        self.marks = marks
        self.wording: Wording = wording_for(document.metadata.language)
        self.words: PageWords = page_words(document.metadata.language)
        self.cited: list[str] = []
        self.contents: list[tuple[Heading, PageTarget]] = []
        self.named: set[str] = set()
        self._order = iter(targets.order)
        self._told: Counter[str] = Counter()

    def next_target(self) -> PageTarget:
        """The target of the heading, table or figure that is written now: they are written in the order of survey."""
        return next(self._order)

    def told_apart(self, name: str) -> str:
        """A heading's number and words as links to it say them: `Mål`, and the second time on the page `Mål (2)`."""
        self._told[name] += 1
        return f"{name} ({self._told[name]})" if self._told[name] > 1 else name
