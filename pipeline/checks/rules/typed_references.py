"""C273: references to the document's own tables, figures and sections are cross-references, not typed numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.checks.numbers.near import is_own
from pipeline.checks.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.rule import Subject

_KIND: Final = "tabell|figur|diagram|avsnitt|kapitel"
_NUMBER: Final = r"\d+(?:[A-Z]?\.\d+)*[A-Za-z]?(?!\w)"
#: What a document calls itself, and what is no genitive.
_ITSELF: Final = r"(?:avsnittet|dokumentet|kapitlet|planen|rapporten|redovisningen|texten)s?\b"
_VERB: Final = r"(?:anges|finns|läs|presenteras|redovisas|sammanfattas|ses|visas)\b"
_TYPED: Final = re.compile(
    rf"(?i:(?<![\w-])({_KIND})(?:erna|en|et)?[ \u00a0]{_NUMBER}"
    rf"(?:(?:,| och|–)\s?{_NUMBER})*)"
)
#: Behind these, the number is one of another document: “avsnitt 39.4 i utlänningshandboken”; and so it is behind a
#: genitive: “SCB:s tabell 3”. What a document calls itself is no other.
_OF_ANOTHER: Final = re.compile(
    rf"(?i:(?:[ \u00a0]och[ \u00a0](?:{_KIND})[ \u00a0]{_NUMBER})?\s(?:i|ur|av|hos|från)\s(?!{_ITSELF}))"
)
_GENITIVE: Final = re.compile(rf"(?i:(?<!\w)(?!{_ITSELF}|{_VERB})[\w:-]+s[ \u00a0]$)")
_PLAN: Final = re.compile(r"(?i:\s(?:i|ur|av|hos|från)\splanens?\b|\bplanens[ \u00a0]$)")
_SIGNS: Final = {"tabell": "tbl", "figur": "fig", "diagram": "fig", "avsnitt": "sec", "kapitel": "sec"}


def find(subject: Subject) -> Iterator[Finding]:
    """Typed numbers of tables, figures and sections.

    Footnotes are left alone, as they speak of other documents, and settings, which can refer to nothing.
    """
    for passage, _ in subject.numbers:
        if passage.role in ("footnote", "setting"):
            continue
        text = passage.typed
        for match in _TYPED.finditer(text):
            if _is_of_another(subject, text, match) or not is_own(passage, match.start(), match.end()):
                continue
            yield Finding(
                f"“{match[0]}” is typed, and stays when the numbers change.",
                passage.place(match.start()),
                f"Refer to its label: @{_SIGNS[match[1].casefold()]}-….",
                {"words": match[0]},
            )


def _is_of_another(subject: Subject, text: str, match: re.Match[str]) -> bool:
    """Whether the words around say that another document is meant; “planen” is another one in a report."""
    if _OF_ANOTHER.match(text, match.end()) or _GENITIVE.search(text, 0, match.start()):
        return True
    is_plan = "plan" in subject.document.kind
    return not is_plan and bool(_PLAN.match(text, match.end()) or _PLAN.search(text, 0, match.start()))


RULE = Rule(
    code="C273",
    name="a typed cross-reference (inskriven hänvisning)",
    level="warning",
    source="Diarie's own: numbers of tables and sections are given when the document is made",
    explanation="""\
Tables, figures and headings are numbered when the document is made. A typed number is right until somebody puts a table
before it. “Avsnitt 39.4 i utlänningshandboken” is another document's, and is left alone.

Wrong: se tabell 3
Right: se @tbl-sjukfranvaro""",
    find=find,
    swedish=True,
)
