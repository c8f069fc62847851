"""What is wrong with a `{{ … }}` that cannot be read, in the author's words and at its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.faults import FaultError
from pipeline.figures.filter_arguments import shortened

if TYPE_CHECKING:
    from pipeline.content.source import Expression
    from pipeline.places import Place

#: What helps where nothing better is known.
TODO: Final = "Write a figure's name and filters: {{ name | filter }}."

#: What people write by mistake → what is wrong with it, and what to write. The first that is found is told.
_MISTAKES: Final = (
    (re.compile("[”“„»«’‘]"), "“{}” is a quotation mark of running text", 'Write the straight one: ".'),
    (re.compile(r"\|\s*\|"), "“{}” stands where one stroke should be", "Write one stroke before each filter."),
    (re.compile(r"\|\s*$"), "no filter stands behind “{}”", "Write a filter's name there, or leave the stroke out."),
    (re.compile(r"^\s*\|"), "no figure stands before “{}”", TODO),
    (
        re.compile(r"(?<==)\s*\d+,\d+"),
        "“{}” has a decimal comma",
        "Numbers between braces have a decimal point: till=0.5.",
    ),
    (re.compile(r"\d[\s\u00a0]+\d+"), "“{}” has a space in it", "Numbers between braces have no spaces: till=1000."),
    (re.compile(r"\w+\s*:\s*\w+"), "“{}” has a colon", "Write = between a name and its value: till=1000."),
    (
        re.compile(r"\w+\s+\w+\s*="),
        "“{}” lacks a bracket",
        "What a filter is given stands in brackets: drygt(till=1000).",
    ),
    (re.compile("[\"']"), "the quotation mark “{}” is never closed", "Close it with the same sign."),
    (re.compile(r"\((?=[^()]*$)"), "the bracket “{}” is never closed", "Close it with “)”."),
    (re.compile("[%#]"), "“{}” has no meaning between braces", TODO),
)
#: Texts in quotation marks, which mistakes and names are not looked for in.
QUOTED: Final = re.compile(r"\"[^\"]*\"|'[^']*'")


def unreadable(expression: Expression) -> FaultError:
    """What is wrong with an expression that Jinja cannot read, in the author's words."""
    bare = QUOTED.sub(lambda quoted: "_" * len(quoted[0]), expression.text)
    shown = shortened(expression.text.strip())
    for pattern, problem, todo in _MISTAKES:
        if found := pattern.search(bare):
            begin = found.start() + len(found[0]) - len(found[0].lstrip())
            message = f"“{shown}” cannot be read: {problem.format(found[0].strip())}."
            return FaultError.of("I231", message, place_in(expression, begin), todo, expression=shown)
    return FaultError.of("I231", f"“{shown}” cannot be read.", expression.place, TODO, expression=shown)


def place_in(expression: Expression, at: int) -> Place:
    """Line and column of a character of what stands between the braces."""
    place = expression.place
    if not expression.exact or place.line is None or place.column is None:
        return place
    before = "{{" + expression.text[:at]
    if "\n" in before:
        return place.at(line=place.line + before.count("\n"), column=len(before) - before.rfind("\n"))
    return place.at(column=place.column + len(before))
