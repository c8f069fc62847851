"""C233: what goes from one number, day or month to another has an en dash."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.checks.numbers.pieces import SHORT_MONTHS, WEEKDAYS
from pipeline.checks.prose import WRITTEN, matches
from pipeline.checks.rule import Finding, Rule
from pipeline.sources.dates import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.rule import Subject
    from pipeline.places import Place

_NUMBER: Final = r"(?:\d{1,3}(?:[ \u00a0]\d{3})+|\d{1,4})(?:,\d+|\.\d\d)?"
_MONTH: Final = "|".join((*MONTHS, SHORT_MONTHS))
_DAY: Final = "|".join((*WEEKDAYS, "mån|tis|ons|tors?|fre|lör|sön"))
_NUMBERS: Final = re.compile(
    rf"(?<![\w.,:/–−-])(?P<first>{_NUMBER})[ \u00a0]?-[ \u00a0]?(?P<last>{_NUMBER})(?!\w|-\d|[.,:/]\d)"
)
#: Months and weekdays; rules of dashes leave them to this one.
NAMES: Final = re.compile(
    rf"\b(?P<first>(?:{_MONTH})(?:[ \u00a0]\d{{4}})?)[ \u00a0]?-[ \u00a0]?"
    rf"(?P<last>(?:\d{{1,2}}[ \u00a0])?(?:{_MONTH}))\b|\b(?P<from>{_DAY})[ \u00a0]?-[ \u00a0]?(?P<to>{_DAY})\b",
    re.IGNORECASE,
)

#: What a number with a hyphen inside stands behind when it is a name.
_NAMED: Final = frozenset(
    {"blankett", "box", "dnr", "id", "kod", "koden", "konto", "kontot", "modell", "nr", "nummer", "numret", "typ"}
)
_LAST_WORD: Final = re.compile(r"([^\W\d_]+)\.?[ \u00a0]$")


def find(subject: Subject) -> Iterator[Finding]:
    """Hyphens between two numbers of which the second is greater, between months and between weekdays."""
    for passage, match in matches(subject, _NUMBERS, WRITTEN, digits=True, signs="-"):
        if _is_range(match["first"], match["last"]) and not _is_named(passage.own, match.start()):
            yield _finding(match[0], _whole(match["first"], match["last"]), passage.place(match.start()))
    for passage, match in matches(subject, NAMES, WRITTEN, signs="-"):
        first, last = match["first"] or match["from"], match["last"] or match["to"]
        yield _finding(match[0], f"{first}–{last}", passage.place(match.start()))


def _finding(found: str, right: str, place: Place | None) -> Finding:
    return Finding(f"“{found}” has a hyphen for a range.", place, f"Write “{right}” with an en dash (–).")


def _is_range(first: str, last: str) -> bool:
    if first[0] == "0" and first[1:2].isdigit():
        return False  # an area code, or another code
    if len(first) == 4 and len(last) == 2 and first.isdigit():
        return not "01" <= last <= "12"  # 2023-05 is a month
    return _value(first) < _value(last)


def _value(number: str) -> float:
    return float(re.sub(r"[ \u00a0]", "", number).replace(",", "."))


def _whole(first: str, last: str) -> str:
    """The range with both years in full, `2021-23` as `2021–2023`."""
    return f"{first}–{first[:2]}{last}" if len(first) == 4 and len(last) == 2 else f"{first}–{last}"


def _is_named(text: str, offset: int) -> bool:
    word = _LAST_WORD.search(text, 0, offset)
    return word is not None and word[1].casefold() in _NAMED


RULE = Rule(
    code="C233",
    name="hyphen for a range (tankstreck i intervall)",
    level="warning",
    source="Myndigheternas skrivregler (8 uppl.) 12.4.1 and 13.8.2",
    explanation="""\
From … to is an en dash (tankstreck) without blanks. A hyphen joins the parts of one word or number: diary numbers,
telephone numbers, dates of the form 2024-06-19, and compounds such as 2030-agendan keep theirs.

Wrong: 2021-2023; kl. 9-16; januari-mars; 5 - 10 procent
Right: 2021–2023; kl. 9–16; januari–mars; 5–10 procent; 1 januari–30 juni; 5–10-åringar""",
    find=find,
    swedish=True,
)
