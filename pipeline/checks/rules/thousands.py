"""C230: digits are grouped by three with a no-break space, and with nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.checks.numbers.pieces import counted_after
from pipeline.checks.numbers.years import year_ranges
from pipeline.checks.prose import NO_BREAK_SPACE, WRITTEN, matches
from pipeline.checks.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.passages import Passage
    from pipeline.checks.rule import Subject

_BEFORE: Final = r"(?<![\w.,:/–−-])"
_NUMBER: Final = re.compile(
    rf"""{_BEFORE}(?:
      (?P<space>\d{{1,3}}(?:[ \u2009\u202f]\d{{3}})+)(?![\w]|[ {NO_BREAK_SPACE}]\d)
    | (?P<point>\d{{1,3}}(?:\.\d{{3}})+)(?![\w.-]|,\d{{3}}\b)
    | (?P<comma>\d{{1,3}}(?:,\d{{3}}){{2,}})(?![\w-])
    | (?P<none>\d{{5,}}|\d{{4}}(?=[ {NO_BREAK_SPACE}](?:kronor|kr|tkr|mnkr|km|kg|ton|kWh)\b))(?![\w:/-]|[.,]\d)
    | (?P<four>\d{{4}})(?![\w:/–-]|[.,]\d)
    )""",
    re.VERBOSE,
)
_WHAT: Final = {
    "space": "has an ordinary or a thin space, which a line may break at or which differs from the other numbers",
    "point": "has a point between thousands",
    "comma": "has commas between thousands",
    "none": "has no space between thousands",
    "four": "has no space between thousands",
}

#: Years that `year_ranges` leaves to the words around them.
_OLD_YEARS: Final = range(1500, 1900)


def find(subject: Subject) -> Iterator[Finding]:
    """Numbers of four digits or more that are not grouped with no-break spaces."""
    for passage, match in matches(subject, _NUMBER, WRITTEN, digits=True):
        kind = str(match.lastgroup)
        if kind == "space" and passage.role in ("alt", "setting"):
            continue  # no lines to break
        if passage.role == "cell" and not re.search(r"[^\W\d_]", passage.text):
            continue  # a table's number, whose column says how it is shown
        if kind == "four" and _is_year(passage, match):
            continue
        if kind != "space" and passage.is_name(match.start()):
            continue
        digits = re.sub(r"\D", "", match[0])
        right = f"{int(digits):,}".replace(",", NO_BREAK_SPACE)
        yield Finding(
            f"“{match[0]}” {_WHAT[kind]}.",
            passage.place(match.start()),
            f"Name it in figures.yaml, or write “{right}” with no-break spaces (in Markdown &nbsp;).",
            {"number": match[0], "right": right},
        )


def _is_year(passage: Passage, match: re.Match[str]) -> bool:
    """Whether four digits are a year: nothing that can be counted stands behind them."""
    if match.span() in year_ranges(passage.typed):
        return True
    return int(match[0]) in _OLD_YEARS and not counted_after(passage.typed, match.end())


RULE = Rule(
    code="C230",
    name="thousands separator (tusentalsgruppering)",
    level="warning",
    source="Myndigheternas skrivregler (8 uppl.) 12.1.7 and 4.2",
    explanation="""\
Numbers from 1 000 are divided into groups of three digits from the right. Between the groups stands a no-break space
(fast mellanslag), so that no line ends inside a number: no point, no comma, no ordinary space. Years, pages and diary
numbers are not divided. Figures named in figures.yaml come out right by themselves.

Wrong: 12345 ärenden; 12.345 ärenden; 1,250,000 kronor
Right: 12&nbsp;345 ärenden; 1&nbsp;250&nbsp;000 kronor; året 2023""",
    find=find,
    swedish=True,
)
