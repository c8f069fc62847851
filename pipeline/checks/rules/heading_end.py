"""C245: headings end without a full stop."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.checks.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.rule import Subject

_END: Final = re.compile(r"(?<![.…])[.,:;]$")
_ABBREVIATION: Final = re.compile(r"(?:\w\.)+\w+\.$|\b(?:osv|etc)\.$")


def find(subject: Subject) -> Iterator[Finding]:
    """Headings, and the document's title, that end with a full stop, comma, colon or semicolon."""
    for passage in subject.texts:
        if passage.role == "heading" or (passage.role == "setting" and passage.text == subject.settings.title):
            text = passage.text.rstrip()
            if _END.search(text) and not _ABBREVIATION.search(text):
                yield Finding(
                    f"The heading “{text[-60:]}” ends with “{text[-1]}”.",
                    passage.place(len(text) - 1),
                    "Take the sign away; only a question mark or exclamation mark may end a heading.",
                )


RULE = Rule(
    code="C245",
    name="heading that ends with a full stop (punkt efter rubrik)",
    level="warning",
    source="Myndigheternas skrivregler (8 uppl.) 3.5.2 and 13.1",
    explanation="""\
A heading is no sentence of the text. It may end with a question mark.

Wrong: ## Resultat:
Right: ## Resultat; ## Vad har vi lärt oss?""",
    find=find,
    swedish=True,
)
