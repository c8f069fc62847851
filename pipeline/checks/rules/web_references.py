"""C262: a reference to the web says on which day it was read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.checks.rule import Finding, Rule
from pipeline.sources.dates import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.passages import Passage
    from pipeline.checks.rule import Subject

_DAY: Final = re.compile(rf"\b(?:\d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}}|\d{{4}}-\d\d-\d\d)\b")
#: An address of the web, and not of the post.
_PAGE: Final = re.compile(r"://|www\.|\.[a-z]{2,4}(?:/|$)")


def find(subject: Subject) -> Iterator[Finding]:
    """Cited web pages without `read`, and links in footnotes without a day."""
    references = subject.references
    for key in subject.document.footnotes:
        entry = references.entries.get(key) if references else None
        if entry is not None and entry.settings.url and not entry.settings.read:
            settings = entry.settings
            yield Finding(
                f"“{settings.title}” is cited from the web without the day it was read.",
                entry.places["url"],
                "Add read: and the day, such as read: 2024-03-01.",
                {"footnote": key},
                None if settings.type == "page" else "warning",
            )
    for passage in subject.passages:
        if passage.role == "footnote":
            yield from _in_words(subject, passage)


def _in_words(subject: Subject, passage: Passage) -> Iterator[Finding]:
    """Links in a footnote that somebody has worded."""
    entry = subject.references.entries.get(passage.label or "") if subject.references else None
    if entry is not None and not entry.settings.text:
        return
    if _DAY.search(passage.text):
        return
    for address, offset in _addresses(passage):
        message = f"The footnote gives {address} without the day it was read."
        data: dict[str, object] = {"footnote": passage.label}
        yield Finding(message, passage.place(offset), "Add “läst” and the day.", data, "warning")
        return


def _addresses(passage: Passage) -> Iterator[tuple[str, int]]:
    """Links to the web, and addresses of pages that are only typed, with their offsets."""
    for span in passage.spans:
        if span.link and span.link.url.startswith("http"):
            yield span.link.url, span.start
    for name in passage.names:
        typed = passage.text[name.start : name.end]
        if name.kind == "addresses" and "@" not in typed and _PAGE.search(typed):
            yield typed, name.start


RULE = Rule(
    code="C262",
    name="a web reference without the day it was read (webbkälla utan läsdatum)",
    level="error",
    source="Myndigheternas skrivregler (8 uppl.), källhänvisningar till webbsidor",
    explanation="""\
A page on the web changes or disappears. The day on which it was read tells readers which text was meant, and lets an
archive find it. Laws and documents that are also on the web, and addresses in footnotes of your own, are told as
warnings. Links in running text that only lead somewhere (“läs mer på …”) are no references and need no day.

Wrong: url: https://www.gd-forum.se
Right: url: https://www.gd-forum.se and read: 2024-03-01""",
    find=find,
)
