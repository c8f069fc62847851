"""C236: prose writes its dates in one way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.checks.prose import PROSE
from pipeline.checks.rule import Finding, Rule
from pipeline.content.model import Text
from pipeline.sources.dates import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.passages import Passage
    from pipeline.checks.rule import Subject

_DATE: Final = re.compile(
    rf"""(?<![\w./:–-])(?:
      (?P<words>\d{{1,2}}(?::[ae])?[ \u00a0](?:{"|".join(MONTHS)})\b)
    | (?P<short>\d{{4}}-\d\d-\d\d)(?![\w-])
    | (?P<slash>\d{{1,2}}/\d{{1,2}}(?:[ \u00a0-]\d{{4}}|-\d\d)(?!\w)|(?<=den[ \u00a0])\d{{1,2}}/\d{{1,2}}(?!\w))
    | (?P<points>\d{{1,2}}\.\d{{1,2}}\.\d{{4}}|(?:19|20)\d\d\.\d\d\.\d\d)(?!\w)
    | (?P<run>(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?!\w)
    )""",
    re.VERBOSE,
)

#: Words that make the date behind them a reference: when a page was read, under which number and day a case stands.
_CITING: Final = re.compile(r"(?:läst|hämtat|hämtad|dnr [^ ]+,?|beslut|daterad)(?: den)?[ \u00a0]$", re.IGNORECASE)


def find(subject: Subject) -> Iterator[Finding]:
    """Dates in running text in another form than the document's first choice, `31 augusti 2008`."""
    found = [
        (passage, match)
        for passage in subject.texts
        if passage.role in PROSE - {"footnote"}
        for match in _DATE.finditer(passage.text)
        if not _is_cited(passage, match)
    ]
    forms = [str(match.lastgroup) for _, match in found]
    main = "words" if "words" in forms else max(forms, key=forms.count, default="")
    for (passage, match), form in zip(found, forms, strict=True):
        if form != main:
            other = next(one for one, kind in zip(found, forms, strict=True) if kind == main)
            yield Finding(
                f"“{match[0]}” is a date in another form than “{other[1][0]}” in this document.",
                passage.place(match.start()),
                "Write dates in the text as 31 augusti 2008; the short form is for tables, references and registers.",
            )


def _is_cited(passage: Passage, match: re.Match[str]) -> bool:
    """Whether the date stands in a reference or a quotation."""
    node = passage.span_at(match.start()).node
    if isinstance(node, Text) and (node.quoted or node.language):
        return True
    before = passage.text[: match.start()]
    return before.count("(") > before.count(")") or _CITING.search(before) is not None


RULE = Rule(
    code="C236",
    name="dates in two forms (datumformer)",
    level="warning",
    source="Myndigheternas skrivregler (8 uppl.) 12.3.1 and 12.3.2; ISO 8601-1:2019 for the short form",
    explanation="""\
In running text a date is written 31 augusti 2008. The short form 2008-08-31 is for letterheads, tables, references and
registers; in parentheses and footnotes it is left alone. A text that has both makes readers wonder whether they
mean different things.

Wrong: Planen antogs 2008-01-15 och följdes upp den 31 augusti 2008.
Right: Planen antogs den 15 januari 2008 och följdes upp den 31 augusti 2008.""",
    find=find,
    swedish=True,
)
