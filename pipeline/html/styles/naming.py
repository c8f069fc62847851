"""What a style names: T240 custom properties that are not set, T241 values that are none, T242 names nearly right."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from pipeline.faults import did_you_mean
from pipeline.html.styles.colours import SYSTEM, is_colour, wrong_function
from pipeline.html.styles.grouping import everything
from pipeline.html.styles.known import (
    AT_RULES,
    CLASSES,
    COLOURS,
    ELEMENTS,
    EVERYWHERE,
    FEATURES,
    PROPERTIES,
    UNITS,
    WORDS,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from pipeline.faults import Faults
    from pipeline.html.styles.grouping import Token
    from pipeline.html.styles.reading import Condition, Declared, Sheet

#: Properties that take colours and a few words beside them.
_COLOURED: Final = re.compile(
    r"color|background-color|fill|stroke|(caret|outline|column-rule|text-decoration|text-emphasis|stop|flood|lighting)"
    r"-color|border(-(top|right|bottom|left|block|inline)(-(start|end))?)?-color"
)
_BESIDE: Final = frozenset(("none", "auto", "invert", "context-fill", "context-stroke", *EVERYWHERE))
#: Functions whose value is not known here.
_OPEN: Final = frozenset(("var", "env", "attr", "if"))
_HEX: Final = re.compile("[0-9a-f]+", re.IGNORECASE)
#: Units that are no words of anything else, for those who write a blank before one.
_LENGTHS: Final = frozenset(("px", "em", "rem", "ch", "vw", "vh", "pt", "mm", "cm", "fr"))
#: Names up to this length may differ in one letter from the one that was meant, longer ones in two.
_SHORT: Final = 5


def check_names(sheet: Sheet, faults: Faults) -> None:
    """T241 and T242: what a browser would drop without a word, since it knows no such value or name."""
    for rule in (*sheet.rules, *sheet.blocks):
        for declared in rule.declared:
            _check_declared(declared, faults)
    for condition in sheet.conditions:
        _check_condition(condition, faults)
    for name, place in sheet.unknown:
        known = AT_RULES if name[0] == "@" else CLASSES | ELEMENTS
        if name[1:] not in known and name[1] != "-":
            near = nearly(name[1:], known)
            todo = f"Did you mean “{name[0]}{near}”?" if near else "Mend it, or take it away."
            drops = "the block" if name[0] == "@" else "the whole rule"
            message = f"No browser is known to know “{name}”, and one that does not drops {drops}."
            faults.add("T242", message, place, todo, level="warning", name=name)


def _check_declared(declared: Declared, faults: Faults) -> None:
    name = declared.name
    custom = name.startswith("--")
    if not custom and name[0] != "-" and name not in PROPERTIES and (near := nearly(name, PROPERTIES)):
        message = f"Browsers know no property “{name}”, and drop what it says."
        faults.add("T242", message, declared.place, f"Did you mean “{near}”?", level="warning", name=name)
    for sign, what, todo in _wrong_values(declared, custom=custom):
        where = "of the custom property " if custom else "of "
        message = f"The value {where}{name} cannot be used: {what}. A browser drops it."
        place = declared.place.at(line=sign.source_line, column=sign.source_column)
        faults.add("T241", message, place, todo)
    words = WORDS.get(name)
    if words and len(declared.value) == 1 and declared.value[0].type == "ident":
        said = declared.value[0].lower_value
        if said not in words | EVERYWHERE and said[0] != "-" and (near := nearly(said, words)):
            message = f"Browsers know no value “{said}” of {name}, and drop it."
            faults.add("T242", message, declared.place, f"Did you mean “{near}”?", level="warning", name=said)


def _wrong_values(declared: Declared, *, custom: bool) -> Iterator[tuple[Token, str, str]]:
    """What in a value can be no part of any: the token, what is wrong and what to do."""
    value = declared.value
    if custom and len(value) > 1:
        return  # it may be put together with others, or be read by a script
    for sign in everything(value):
        if sign.type == "dimension" and sign.lower_unit not in UNITS:
            near = nearly(sign.lower_unit, UNITS, longest=1)
            if near or not custom:
                yield sign, f"“{sign.unit}” is no unit", f"Did you mean “{near}”?" if near else "Mend the unit."
        elif sign.type == "hash" and not is_colour(sign) and (not custom or _HEX.fullmatch(sign.value[:3])):
            yield sign, f"#{sign.value} is no colour", "Write # and 3, 4, 6 or 8 of the signs 0–9 and a–f."
        elif sign.type == "function" and (what := wrong_function(sign)):
            yield sign, what, "Mend it, as rgb(14 74 90 / 25%)."
    for before, blank, sign in zip(value, value[1:], value[2:], strict=False):
        spaced = before.type == "number" and blank.type == "whitespace" and sign.type == "ident"
        if spaced and sign.lower_value in _LENGTHS and not declared.name.startswith("counter"):
            yield (
                sign,
                f"a blank stands before the unit “{sign.value}”",
                f"Write “{before.representation}{sign.value}”.",
            )
    if _COLOURED.fullmatch(declared.name) and not any(
        sign.type == "function" and sign.lower_name in _OPEN for sign in everything(value)
    ):
        for sign in value:
            if sign.type == "ident" and not is_colour(sign) and sign.lower_value not in _BESIDE:
                near = nearly(sign.lower_value, COLOURS | SYSTEM)
                yield sign, f"“{sign.value}” is no colour", f"Did you mean “{near}”?" if near else "Write a colour."


def _check_condition(condition: Condition, faults: Faults) -> None:
    """Names and words of a media query that never holds, since nobody knows them."""
    if condition.name not in ("media", "container"):
        return
    for sign in everything(condition.prelude):
        if sign.type == "dimension" and sign.lower_unit not in UNITS:
            near = nearly(sign.lower_unit, UNITS, longest=1)
            place = condition.place.at(line=sign.source_line, column=sign.source_column)
            todo = f"Did you mean “{near}”?" if near else "Mend the unit."
            faults.add(
                "T241", f"The condition of @{condition.name} never holds: “{sign.unit}” is no unit.", place, todo
            )
        if condition.name == "media" and sign.type == "() block":
            _check_feature(sign, condition, faults)


def _check_feature(block: Token, condition: Condition, faults: Faults) -> None:
    said = [sign for sign in block.content if sign.type != "whitespace"]
    if not said or said[0].type != "ident":
        return
    name = said[0].lower_value
    place = condition.place.at(line=said[0].source_line, column=said[0].source_column)
    if name not in FEATURES and (near := nearly(name, FEATURES)):
        message = f"Browsers know no media feature “{name}”: what stands in the block is never used."
        faults.add("T242", message, place, f"Did you mean “{near}”?", level="warning", name=name)
    words = FEATURES.get(name, ())
    if words and len(said) == 3 and said[1] == ":" and said[2].type == "ident" and said[2].lower_value not in words:
        message = f"“{said[2].value}” is no value of {name}: what stands in the block is never used."
        todo = did_you_mean(said[2].lower_value, words)
        faults.add("T242", message, place, todo, level="warning", name=said[2].value)


def check_custom(sheets: Iterable[Sheet], also: Collection[str], faults: Faults) -> None:
    """T240 for each var() without a fallback whose custom property nothing sets (CSS Variables 1, 3).

    Args:
        sheets: all styles of one page.
        also: custom properties that its templates and scripts set.
        faults: where it is noted, once for each name and line.
    """
    sheets = tuple(sheets)
    known = set(also)
    for sheet in sheets:
        known |= sheet.registered
        known |= {declared.name for rule in sheet.rules for declared in rule.declared if declared.name[:2] == "--"}
    for sheet in sheets:
        for rule in (*sheet.rules, *sheet.blocks):
            for declared in rule.declared:
                for sign, name in used(declared.value):
                    if name not in known:
                        place = declared.place.at(line=sign.source_line, column=sign.source_column)
                        message = f"var({name}) has no value: no style of the page sets {name}, and it has no fallback."
                        todo = did_you_mean(name, known) or f"Set {name} in :root."
                        faults.add("T240", message, place, todo, name=name)


def used(tokens: Iterable[Token]) -> Iterator[tuple[Token, str]]:
    """Custom properties that a value needs: var() without a fallback, with its token."""
    for sign in everything(tuple(tokens)):
        if sign.type == "function" and sign.lower_name == "var":
            said = [one for one in sign.arguments if one.type not in ("whitespace", "comment")]
            if len(said) == 1 and said[0].type == "ident":
                yield sign, said[0].value


def nearly(name: str, known: Iterable[str], longest: int = 2) -> str:
    """The known name that was meant, one or two slips away; empty where there is none.

    Args:
        name: as it is written.
        known: the right ones.
        longest: how many slips a long name may have; a short one has one.
    """
    slips = min(longest, 1 if len(name) <= _SHORT else 2)
    near = get_close_matches(name, sorted(known), n=8, cutoff=0.5)
    found = min(
        ((_slips(name, other), abs(len(name) - len(other)), other) for other in near), default=(slips + 1, 0, "")
    )
    return found[2] if found[0] <= slips else ""


def _slips(one: str, other: str) -> int:
    """How many letters are wrong, missing, too many, or have changed places with the next."""
    rows = [list(range(len(other) + 1))]
    for i, letter in enumerate(one, start=1):
        row = [i]
        for j, wanted in enumerate(other, start=1):
            cost = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (letter != wanted))
            if i > 1 and j > 1 and (letter, one[i - 2]) == (other[j - 2], wanted):
                cost = min(cost, rows[-2][j - 2] + 1)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1]
