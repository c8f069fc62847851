"""What a style names: T240 custom properties that are not set, T241 values that are none, T242 names nearly right."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from pipeline.faults import did_you_mean
from pipeline.html.styles.colours import SYSTEM, is_colour, wrong_function
from pipeline.html.styles.known import EVERYWHERE, FEATURES, NAMES, PROPERTIES, UNITS, WORDS
from pipeline.html.styles.tokens import everything, stripped

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from pipeline.faults import Faults
    from pipeline.html.styles.sheet import Declared, Sheet
    from pipeline.html.styles.tokens import Token
    from pipeline.places import Place

#: Properties that take colours and a few words beside them.
_COLOURED: Final = re.compile(
    r"color|background-color|fill|stroke|(caret|outline|text-decoration|stop)-color"
    r"|border(-(top|right|bottom|left|block|inline)(-(start|end))?)?-color"
)
_BESIDE: Final = frozenset(("none", "auto", "invert", "context-fill", "context-stroke", *EVERYWHERE))
#: Functions whose value is not known here.
_OPEN: Final = frozenset(("var", "env", "attr", "if"))
#: Units that are no words of anything else, for those who write a blank before one.
_LENGTHS: Final = frozenset(("px", "em", "rem", "ch", "vw", "vh", "pt", "mm", "cm", "fr"))
#: Names up to this length may differ in one letter from the one that was meant, longer ones in two.
_SHORT: Final = 5


class Naming:
    """Looks at the names and values of one sheet; all that it tells are warnings."""

    def __init__(self, faults: Faults) -> None:
        """Note T241 and T242 among these faults: what a browser would drop without a word."""
        self._faults = faults

    def check(self, sheet: Sheet) -> None:
        """Look at all of a sheet."""
        for declared in (one for rule in sheet.rules for one in rule.declared):
            self._nearly("property", declared.name, PROPERTIES, declared.place)
            value = declared.value
            if len(value) == 1 and value[0].type == "ident" and declared.name in WORDS:
                known = WORDS[declared.name] | EVERYWHERE
                self._nearly(f"value of {declared.name}", value[0].lower_value, known, declared.place)
            for sign, what, todo in _wrong_values(declared):
                message = f"The value of {declared.name} cannot be used, and a browser drops it: {what}."
                self._add("T241", message, _at(declared.place, sign), todo)
        for condition in sheet.conditions:
            if condition.name in ("media", "container"):
                self._query(condition.prelude, condition.place)
        for name, place in sheet.unknown:
            self._nearly("name", name, {name[0] + one for one in NAMES}, place)

    def _query(self, prelude: Sequence[Token], place: Place) -> None:
        """Names and words of a query that never holds, since nobody knows them."""
        for sign in everything(prelude):
            if sign.type == "dimension" and sign.lower_unit not in UNITS:
                message = f"What stands in the block is never used: “{sign.unit}” is no unit."
                self._add("T241", message, _at(place, sign), _meant(sign.lower_unit, UNITS, "Mend the unit.", 1))
            said = stripped(sign.content) if sign.type == "() block" else []
            if said and said[0].type == "ident":
                name = said[0].lower_value
                self._nearly("media feature", name, {*FEATURES, "width", "height"}, _at(place, said[0]))
                word = said[-1].lower_value if said[-1].type == "ident" else ""
                if said[1:] and word and name in FEATURES and word not in FEATURES[name]:
                    todo = did_you_mean(word, FEATURES[name])
                    message = f"“{word}” is no value of {name}: what stands in the block is never used."
                    self._add("T242", message, _at(place, said[0]), todo, name=word)

    def _nearly(self, what: str, name: str, known: Collection[str], place: Place) -> None:
        """T242 for a name that nobody knows, but is nearly one that is."""
        plain = name.lstrip("@:")
        if name not in known and plain[:1] != "-" and (near := nearly(name, known)):
            message = f"Browsers know no {what} “{name}”, and drop what it says."
            self._add("T242", message, place, f"Did you mean “{near}”?", name=name)

    def _add(self, code: str, message: str, place: Place, todo: str, **data: str) -> None:
        self._faults.add(code, message, place, todo, level="warning", **data)


def _at(place: Place, sign: Token) -> Place:
    return place.at(line=sign.source_line, column=sign.source_column)


def _meant(name: str, known: Iterable[str], otherwise: str, longest: int = 2) -> str:
    near = nearly(name, known, longest)
    return f"Did you mean “{near}”?" if near else otherwise


def _wrong_values(declared: Declared) -> Iterator[tuple[Token, str, str]]:
    """What in a value can be no part of any: the token, what is wrong and what to do."""
    value = declared.value
    custom = declared.name.startswith("--")
    if custom and len(value) > 1:
        return  # it may be put together with others, or be read by a script
    for sign in everything(value):
        if sign.type == "dimension" and sign.lower_unit not in UNITS and not custom:
            yield sign, f"“{sign.unit}” is no unit", _meant(sign.lower_unit, UNITS, "Mend the unit.", 1)
        elif sign.type == "hash" and not is_colour(sign):
            yield sign, f"#{sign.value} is no colour", "Write # and 3, 4, 6 or 8 of the signs 0–9 and a–f."
        elif sign.type == "function" and (what := wrong_function(sign)):
            yield sign, what, "Mend it, as rgb(14 74 90 / 25%)."
    for before, blank, sign in zip(value, value[1:], value[2:], strict=False):
        spaced = before.type == "number" and blank.type == "whitespace" and sign.type == "ident"
        if spaced and sign.lower_value in _LENGTHS and not declared.name.startswith("counter"):
            what = f"a blank stands before the unit “{sign.value}”"
            yield sign, what, f"Write “{before.representation}{sign.value}”."
    left_open = any(sign.type == "function" and sign.lower_name in _OPEN for sign in everything(value))
    for sign in value if _COLOURED.fullmatch(declared.name) and not left_open else ():
        if sign.type == "ident" and not is_colour(sign) and sign.lower_value not in _BESIDE:
            from matplotlib.colors import CSS4_COLORS  # heavy: only where a colour is misspelt

            todo = _meant(sign.lower_value, {*CSS4_COLORS, *SYSTEM, "currentcolor", "transparent"}, "Write a colour.")
            yield sign, f"“{sign.value}” is no colour", todo


def check_custom(sheets: Sequence[Sheet], also: Collection[str], faults: Faults) -> None:
    """T240 for each var() without a fallback whose custom property nothing sets (CSS Variables 1, 3).

    Args:
        sheets: all styles of one page.
        also: custom properties that its templates and scripts set.
        faults: where it is noted.
    """
    known = set(also).union(*(sheet.registered for sheet in sheets))
    known |= {declared.name for sheet in sheets for rule in sheet.rules for declared in rule.declared}
    for declared in (one for sheet in sheets for rule in sheet.rules for one in rule.declared):
        for sign, name in _unset(declared.value, known):
            message = f"var({name}) has no value: no style of the page sets {name}, and it has no fallback."
            custom = {one for one in known if one.startswith("--")}
            todo = did_you_mean(name, custom) or f"Set {name} in :root."
            faults.add("T240", message, _at(declared.place, sign), todo, name=name)


def _unset(tokens: Sequence[Token], known: Collection[str]) -> Iterator[tuple[Token, str]]:
    """Custom properties that a value lacks, with the var() that asks for them: a fallback counts in their place."""
    for sign in tokens:
        held = getattr(sign, "arguments", None) or getattr(sign, "content", None) or []
        if sign.type != "function" or sign.lower_name != "var":
            yield from _unset(held, known)
            continue
        said = stripped(held)
        if said and said[0].type == "ident" and said[0].value not in known:
            if any(one == "," for one in said):
                yield from _unset(said[1:], known)
            else:
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
    found = min(((_slips(name, one), abs(len(name) - len(one)), one) for one in near), default=(slips + 1, 0, ""))
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
