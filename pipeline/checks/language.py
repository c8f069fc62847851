"""C101: a document whose default language is not stated is read aloud in the wrong one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.ooxml import W
from pipeline.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.opened import WordFile


def check(word: WordFile) -> Iterator[Fault]:
    """The default language must be in the styles (WCAG 2.1, 3.1.1)."""
    language = word.styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    if language is None or not language.get(f"{W}val"):
        yield Fault(
            "C101",
            "The document does not say which language it is in.",
            word.place("word/styles.xml"),
            "Set the proofing language of the template's default text (in Word: Review, Language).",
        )
