"""C104: link text such as “här” says nothing to those who go from link to link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.link_words import says_nothing
from pipeline.checks.ooxml import W, text_of
from pipeline.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.opened import WordFile


def check(word: WordFile) -> Iterator[Fault]:
    """A link's text must tell where it leads (WCAG 2.1, 2.4.4)."""
    for part in word.parts:
        for link in part.root.iter(f"{W}hyperlink"):
            text = text_of(link).strip()
            if says_nothing(text):
                yield Fault(
                    "C104",
                    f"The link text “{text}” does not say where the link leads.",
                    word.place(part.name, text),
                    "Let the link's text be the name of the page.",
                )
