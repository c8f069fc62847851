"""From the keys of a figure in figures.yaml to the formula that they stand for."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final

from pipeline.figures.formula_nodes import SINCE, Call, Cell, Name, Node, Operation, Quoted, Word
from pipeline.figures.formula_parser import parse_formula
from pipeline.figures.settings import FIGURE_NAME
from pipeline.sources.text import decode_text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from pipeline.figures.settings import BookSettings, FigureSettings
    from pipeline.places import Place
    from pipeline.sources.reader import Reader
    from pipeline.sources.settings import Settings

    #: Place of a key of figures.yaml, as `locate("figures", "a.b", "row")`.
    Locate = Callable[..., Place]
    #: Place of a character, from 0, of a figure's formula.
    LocateInFormula = Callable[[str, int], Place]

#: Blanks, new lines, and the backslash that hides a new line between double quotation marks.
_BLANKS: Final = re.compile(r"(?:\s|\\\n)*")


class FormulaSpots:
    """Line and column of every character of a formula, as figures.yaml has it."""

    def __init__(self, reader: Reader, settings: Settings[BookSettings]) -> None:
        self._reader = reader
        self._settings = settings

    def place(self, name: str, at: int) -> Place:
        """The place of character `at` (from 0) of a figure's formula; of its beginning where that cannot be told."""
        begin = self._settings.value_place("figures", name, "formula")
        text = self._settings.value.figures[name].formula or ""
        if begin.line is None or begin.column is None or begin.line > len(self._lines):
            return begin
        first = self._lines[begin.line - 1 : begin.line + len(text)]
        offset = offset_in_yaml("\n".join(first)[begin.column - 1 :], text, at)
        if offset is None:
            return begin
        before = "\n".join(first)[: begin.column - 1 + offset]
        return begin.at(line=begin.line + before.count("\n"), column=len(before) - before.rfind("\n"))

    @cached_property
    def _lines(self) -> list[str]:
        file = self._settings.file
        return decode_text(self._reader.data(file), file).split("\n")


def offset_in_yaml(written: str, text: str, at: int) -> int | None:
    """Where a character of a YAML scalar stands, in the file's text from the scalar's first character on.

    Args:
        written: the file's text: a plain, quoted, folded or literal scalar, and whatever follows.
        text: what the scalar says.
        at: the character, from 0; the end of the text stands behind its last character.

    Returns:
        The offset; None where what is written does not begin with such a scalar.
    """
    style = written[:1]
    here = written.find("\n") + 1 if style in (">", "|") else 1 if style in ("'", '"') else 0
    behind = here
    for index, character in enumerate(text):
        if character.isspace():
            continue  # folded lines: any blanks there are one here
        blanks = _BLANKS.match(written, behind)
        assert blanks is not None  # it matches nothing as well
        here = blanks.end()
        token = {("'", "'"): "''", ('"', '"'): '\\"', ('"', "\\"): "\\\\"}.get((style, character), character)
        if not written.startswith(token, here):
            return None
        if index >= at:
            return here
        behind = here + len(token)
    return behind


def tree_of(
    name: str,
    settings: FigureSettings,
    tables: Collection[str],
    locate: Locate,
    locate_in_formula: LocateInFormula,
) -> Node | None:
    """The formula of a figure; None for a constant.

    Args:
        name: of the figure.
        settings: its keys.
        tables: names of all tables.
        locate: place of a key.
        locate_in_formula: place of a character of its formula.

    Raises:
        FaultError: I236 to I238 for what is wrong with `formula:`.
    """

    def figure(text: str, *keys: str | int) -> Name:
        return Name(text, locate("figures", name, *keys))

    def several(function: str, names: Sequence[str]) -> Call:
        parts = tuple(figure(one, function, index) for index, one in enumerate(names))
        return Call(Word(function, locate("figures", name)), parts)

    if settings.formula is not None:
        return parse_formula(settings.formula, tables, lambda at: locate_in_formula(name, at))
    if settings.table is not None and settings.row is not None and settings.column is not None:
        keys = {"table": settings.table, "row": settings.row, "column": settings.column}
        table, row, column = (Word(text, locate("figures", name, key)) for key, text in keys.items())
        return Cell(table, row, column, locate("figures", name))
    if settings.share is not None and settings.of is not None:
        parts = (figure(settings.share, "share"), figure(settings.of, "of"))
        return Call(Word("share", locate("figures", name)), parts)
    if settings.difference is not None:
        first, second = (figure(one, "difference", index) for index, one in enumerate(settings.difference))
        return Operation("-", first, second, locate("figures", name))
    for function in SINCE:  # the keys are called as the functions are
        now = getattr(settings, function)
        if now is not None and settings.since is not None:
            since = _since(settings.since, locate("figures", name, "since"))
            return Call(Word(function, locate("figures", name)), (figure(now, function.replace("_", "-")), since))
    if settings.sum is not None:
        return several("sum", settings.sum)
    if settings.average is not None:
        return several("average", settings.average)
    return None


def _since(text: str, place: Place) -> Node:
    """A figure, or else a period."""
    return Name(text, place) if FIGURE_NAME.fullmatch(text) else Quoted(text, place)
