"""C241: a number and its sign or abbreviation stay on one line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.checks.prose import WRITTEN, matches
from pipeline.checks.rule import Finding, Rule
from pipeline.checks.rules.percent_sign import ROLES as PERCENT_ROLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.rule import Subject

_UNITS: Final = r"kr|tkr|mnkr|mdkr|km²?|cm²?|mm²?|m[²³]?|kg|kWh|MWh|GWh|TWh|CO₂e|tim|st\."
_UNIT: Final = re.compile(
    rf"(?<=\d)(?P<space> ?)(?P<unit>[%‰§]|°C|(?:{_UNITS})(?![\w-]|\.\w))"
    # not behind a number: 5 § 4 is the fourth point
    r"|(?<!\d[ \u00a0])(?<!\d[ \u00a0][a-z][ \u00a0])(?P<mark>§{1,2})(?P<gap> ?)(?=\d)"
)


def find(subject: Subject) -> Iterator[Finding]:
    """Signs and abbreviated units behind a number with an ordinary space, or with none."""
    for passage, match in matches(subject, _UNIT, WRITTEN, digits=True):
        sign = match["unit"] or match["mark"]
        if sign in ("%", "‰") and passage.role in PERCENT_ROLES:
            continue  # C231 asks for the word
        if passage.role == "cell" and not re.search(r"[^\W\d_]{4}", passage.text):
            continue  # a table's number, whose column says how it is shown
        between = "an ordinary space" if " " in match[0] else "no space"
        yield Finding(
            f"Between “{sign}” and its number stands {between}.",
            passage.place(match.start()),
            "Write a no-break space (in Markdown &nbsp;), so that both stay on one line.",
        )


RULE = Rule(
    code="C241",
    name="space between number and unit (fast mellanslag)",
    level="hint",
    source="Myndigheternas skrivregler (8 uppl.) 4.2, 13.14 and 13.15",
    explanation="""\
A number and the sign or abbreviation that belongs to it are kept on one line by a no-break space (fast mellanslag):
§, %, kr, mnkr, km, kWh. Words in full, such as procent, kronor and kilometer, may begin the next line. Figures named
in figures.yaml with a unit come out right by themselves.

Wrong: 5 § förvaltningslagen, with an ordinary space; 25kr
Right: 5&nbsp;§ förvaltningslagen; 25&nbsp;kr; 5 procent""",
    find=find,
    swedish=True,
)
