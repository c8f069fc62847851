"""C243: the words of a link say where it leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.link_words import says_nothing
from pipeline.checks.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.rule import Subject
    from pipeline.content.model import Link


def find(subject: Subject) -> Iterator[Finding]:
    """Links whose text is “här”, “läs mer” and the like."""
    for passage in subject.texts:
        links: dict[int, tuple[Link, str]] = {}
        for span in passage.spans:
            if span.link is not None:
                text = links.get(id(span.link), (span.link, ""))[1] + passage.text[span.start : span.end]
                links[id(span.link)] = (span.link, text)
        for link, text in links.values():
            if says_nothing(text):
                yield Finding(
                    f"The link's text “{text.strip()}” does not say where the link leads.",
                    link.origin or passage.origin,
                    f"Let it be the name of the page at {link.url}.",
                )


RULE = Rule(
    code="C243",
    name="link text that says nothing (länktext)",
    level="error",
    source="EN 301 549, 10.2.4.4 (WCAG 2.1, 2.4.4), by lagen (2018:1937); Myndigheternas skrivregler (8 uppl.) 2.1.6",
    explanation="""\
Screen readers list a document's links without the sentences around them, and paper shows no address.

Wrong: Läs mer [här](https://www.migrationsverket.se).
Right: Läs mer på [Migrationsverkets webbplats](https://www.migrationsverket.se).""",
    find=find,
    binding=True,
)
