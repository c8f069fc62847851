"""A number that somebody has seen in a document: every place where it stands, and where it comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from pipeline.checks.numbers.found import numbers_in
from pipeline.checks.numbers.words import NUMBER_WORD, word_value
from pipeline.content.model import Text, Value
from pipeline.faults import FaultError
from pipeline.traces.settings import shown_settings
from pipeline.traces.standing import Standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.numbers.found import Number
    from pipeline.checks.passages import Passage
    from pipeline.places import Place
    from pipeline.traces.document import Traces
    from pipeline.traces.standing import Stood

#: What a number is: a figure; a cell of a shown table; a value of a chart; quoted from a source; counted in the
#: document itself; part of a name such as a date or a law; part of a reference; a setting of the document; made by the
#: program; or of unknown origin.
What: TypeAlias = Literal[
    "figure", "cell", "chart", "quoted", "counted", "name", "reference", "setting", "program", "untraced"
]

#: Nearest numbers that are told of one that stands nowhere.
_NEAREST: Final = 5

_BLANK: Final = "[ \u00a0\u202f]"
_DIGITS: Final = rf"(?:\d{{1,3}}(?:{_BLANK}\d{{3}})+(?!\d)|\d+)(?:[.,]\d+)*"
_TOKEN: Final = re.compile(rf"(?:(?<![\w\d)])[−-])?{_DIGITS}|\b{NUMBER_WORD}", re.IGNORECASE)
_ASKED: Final = re.compile(rf"\s*(?P<number>[−-]?{_DIGITS}|{NUMBER_WORD})\s*(?P<unit>[^\d\s].*?)?\s*", re.IGNORECASE)
_POINT: Final = re.compile(r"\d+\.\d+")
#: What joins the rest of a diary number or a law to its first number.
_JOINTS: Final = ("-", "/", ":", ".")
_KINDS: Final = {"addresses": "part of an address", "ordinals": "an ordinal", "words": "part of a phrase"}
_ALIKE: Final = ({"procent", "%"}, {"kronor", "kr"}, {"procentenhet", "procentenheter"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for: how it is written, without blanks, `5131` or `6,0`; and a unit, empty for any."""

    written: str
    unit: str

    @property
    def value(self) -> Decimal | None:
        """The number; None for one with several commas or points, such as `1.3.1`."""
        return _value(self.written)


@dataclass(frozen=True, slots=True)
class Sighting:
    """One place where a number stands.

    Attributes:
        text: as it is written there, with the words around it in a table's cell or a chart left out.
        what: what it is.
        about: where it comes from, for people: the figure's name, the cell, the kind of name, the key of the source.
        place: where the inputs hold it; None for what the program makes.
        standing: where the reader finds it.
        sentence: the words that it stands in; empty where it stands alone.
        figure: the figure's name; None for all else.
        value: the number; None for one with several commas or points.
    """

    text: str
    what: What
    about: str
    place: Place | None
    standing: Standing
    sentence: str = ""
    figure: str | None = None
    value: Decimal | None = None

    def as_json(self) -> dict[str, Any]:
        """For `--format json`."""
        known = {
            "text": self.text,
            "what": self.what,
            "about": self.about,
            "figure": self.figure,
            "place": self.place.as_json() if self.place else None,
            "part": self.standing.part,
            "heading": self.standing.heading,
            "item": self.standing.item,
            "label": self.standing.label,
            "sentence": self.sentence,
        }
        return {name: value for name, value in known.items() if value}


def asked_number(text: str) -> Asked:
    """What somebody looks for.

    Args:
        text: `63`, `5 131`, `6,0`, `63 procent`, `tre`; a decimal point will do.

    Raises:
        FaultError: U107 it is no number.
    """
    match = _ASKED.fullmatch(text)
    if match is None:
        todo = "Write it as it stands in the document: 63, “5 131”, 6,0 or “63 procent”."
        raise FaultError.of("U107", f"“{text}” is no number.", None, todo, number=text)
    number, unit = match["number"], (match["unit"] or "").casefold()
    if _POINT.fullmatch(number) and not unit.startswith("-"):  # 1.3-2008-1 is a diary number
        number = number.replace(".", ",")
    return Asked(_written(number), unit)


def sightings(traces: Traces, asked: Asked) -> tuple[Sighting, ...]:
    """Every place where a number stands, in the order of reading; the text outside the body last.

    Left out are the numbers that layout gives to headings, tables, figures, footnotes and pages.
    """
    joined = asked.unit if asked.unit[:1] in _JOINTS else ""
    return tuple(
        replace(one, text=one.text + joined)
        for one, after in _all(traces)
        if _written(one.text) == asked.written and _fits(asked.unit, after)
    )


def nearest(traces: Traces, asked: Asked) -> tuple[Sighting, ...]:
    """The numbers that come closest to one that stands nowhere, the closest first; each value once.

    Signs do not count: a text says “3 lower” where somebody looks for −3.
    """
    wanted = asked.value
    if wanted is None:
        return ()
    closest: dict[Decimal, Sighting] = {}
    for one, _ in _all(traces):
        if one.value is not None and one.what not in ("name", "reference", "setting"):
            closest.setdefault(one.value, one)
    ordered = sorted(closest, key=lambda value: (abs(abs(value) - abs(wanted)), value))
    return tuple(closest[value] for value in ordered[:_NEAREST])


def _all(traces: Traces) -> Iterator[tuple[Sighting, str]]:
    """Every number of a document, with what stands behind it."""
    cells = {id(one.passage) for one in traces.reading.passages if one.standing.cell is not None}
    for stood in traces.reading.passages:
        yield from _in_passage(traces, stood, in_table=id(stood.passage) in cells)
    for chart in traces.charts:
        for _, value in chart.values:
            about = f"{value.series}, {value.category}"
            place = value.cell or chart.place
            for match in _TOKEN.finditer(value.text):
                yield _sighting(match[0], "chart", about, place, chart.standing), ""
    yield from _beside(traces)


def _in_passage(traces: Traces, stood: Stood, *, in_table: bool) -> Iterator[tuple[Sighting, str]]:
    passage = stood.passage
    numbers = numbers_in(passage)
    for match in _TOKEN.finditer(passage.text):
        start, end = match.span()
        node = passage.span_at(start).node
        number = next((one for one in numbers if one.start <= start < one.end), None)
        place = stood.place(start)
        figure = node.name if isinstance(node, Value) else None
        what, about = _origin(traces, node, number, passage, start, in_table=in_table)
        around = passage.sentence_at(start)
        sentence = "" if in_table else stood.words(around.start, around.end)
        after = passage.text[end : end + 40]
        yield _sighting(match[0], what, about, place, stood.standing, sentence, figure), after


def _origin(
    traces: Traces, node: object, number: Number | None, passage: Passage, start: int, *, in_table: bool
) -> tuple[What, str]:
    """What a number in a passage is, and where it comes from."""
    if isinstance(node, Value):
        return "figure", node.name
    origin = node.origin if isinstance(node, Text) else passage.origin
    if in_table and origin is not None and (origin.row is not None or origin.row_heading):
        return "cell", _row(traces, origin)
    if number is not None and number.origin == "quoted":
        return "quoted", f"from {number.key}{_title(traces, number.key)}"
    if number is not None and number.origin == "counted":
        return "counted", f"counts {number.key}"
    if number is not None and number.origin == "named":
        return "name", _kind(number.kind, passage, start)
    if passage.role == "footnote" and passage.label and origin is not None and origin.file.endswith(".yaml"):
        return "reference", f"{passage.label}{_title(traces, passage.label)}"
    if origin is None:
        return "program", "made by the program"
    if origin.row is not None:
        return "cell", _row(traces, origin)
    return "untraced", "no figure, name or source"


def _kind(kind: str, passage: Passage, start: int) -> str:
    """What a number is the name of, in one word; the longest name around it knows best: `2016/17:10` is no time."""
    around = [name for name in passage.names if name.start <= start < name.end]
    longest = max(around, key=lambda name: name.end - name.start, default=None)
    known = longest.kind if longest is not None else kind
    return _KINDS.get(known, f"a {known.removesuffix('s')}")


def _row(traces: Traces, place: Place) -> str:
    name = traces.texts.row_name(place)
    return f"row “{name}”" if name else ""


def _title(traces: Traces, key: str) -> str:
    references = traces.composed.subject.references
    entry = references.entries.get(key) if references else None
    return f", {entry.settings.title}" if entry is not None and entry.settings.title else ""


def _beside(traces: Traces) -> Iterator[tuple[Sighting, str]]:
    """Numbers of text alternatives, of settings and of what the template shows beside the text."""
    for stood in traces.reading.beside:
        yield from _in_passage(traces, stood, in_table=False)
    for setting in shown_settings(traces.composed.subject):
        for match in _TOKEN.finditer(setting.text):
            one = _sighting(match[0], "setting", setting.name, setting.place, Standing("settings"), setting.text)
            yield one, setting.text[match.end() :]


def _sighting(
    text: str,
    what: What,
    about: str,
    place: Place | None,
    standing: Standing,
    sentence: str = "",
    figure: str | None = None,
) -> Sighting:
    return Sighting(text, what, about, place, standing, sentence, figure, _value(_written(text)))


def _written(text: str) -> str:
    """A number as one writes it without blanks: `5131`, `-6,0`; the digits of a number word."""
    plain = re.sub(_BLANK, "", text).replace("\N{MINUS SIGN}", "-")
    if any(character.isdigit() for character in plain):
        return plain
    value = word_value(text)
    return plain.casefold() if value is None else str(value)


def _value(written: str) -> Decimal | None:
    try:
        return Decimal(written.replace(",", "."))
    except InvalidOperation:
        return None


def _fits(unit: str, after: str) -> bool:
    """Whether a unit stands behind a number."""
    if not unit:
        return True
    units = next((alike for alike in _ALIKE if unit in alike), {unit})
    behind = after.replace("\u00a0", " ").strip().casefold()
    return any(behind == one or re.match(rf"{re.escape(one)}(?!\w)", behind) for one in units)
