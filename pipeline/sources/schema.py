"""A table held against what its author asks of the values; pandera does the checking, lazily.

pandas and pandera take more than half a second to import: only tables that have checks import this module.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias

import pandas as pd
import pandera.pandas as pa

from pipeline.faults import Faults, did_you_mean
from pipeline.sources.number import NumberError, format_plain, parse_number
from pipeline.sources.row_rules import RowRule, RuleError, parse_rule

if TYPE_CHECKING:
    from pipeline.places import Place
    from pipeline.sources.columns import ColumnTable, Content
    from pipeline.sources.schema_settings import ColumnChecks, SchemaSettings
    from pipeline.sources.table import DataTable

#: Place of a key of the schema.
Locate: TypeAlias = Callable[..., "Place"]

#: Faults of one check that are worth listing before the rest is only counted.
_SHOWN = 20

#: A column comes into the frame twice: its numbers, and its texts.
_NUMBER, _TEXT = "number ", "text "


@dataclass(frozen=True, slots=True)
class _Asked:
    """One check: where the schema asks for it, what it says of a cell that fails it, and the rule if it is one."""

    place: Place
    said: str
    rule: RowRule | None = None


def check_schema(table: DataTable, schema: SchemaSettings, locate: Locate) -> Faults:
    """Hold every value against the schema.

    Args:
        table: the table.
        schema: what its author asks.
        locate: place of a key of the schema, as `locate("columns", "Antal", "ge")`.

    Returns:
        I165 a cell or row that does not fit, with its sheet, row and column; I166 a check that cannot be made: a column
        that is not there, a rule or pattern that cannot be read.
    """
    faults = Faults()
    checking = _Checking(table.by_columns, schema, locate, faults)
    checking.run()
    return faults


class _Checking:
    def __init__(self, table: ColumnTable, schema: SchemaSettings, locate: Locate, faults: Faults) -> None:
        self._table, self._locate, self._faults = table, locate, faults
        self._schema = schema
        self._frame: dict[str, list[Any]] = {}
        self._asked: dict[tuple[str, int | str], _Asked] = {}

    def run(self) -> None:
        columns: dict[str, pa.Column] = {}
        for name, asked in self._schema.columns.items():
            if self._has(name, "columns", name):
                columns |= self._columns(name, asked)
        rules = list(self._rules())
        together = [name for index, name in enumerate(self._schema.unique) if self._has(name, "unique", index)]
        unique = [self._texts(name) for name in together]
        if together:
            self._asked["", "unique"] = _Asked(
                self._locate("unique"), f"What stands in {' and '.join(together)} stands in an earlier row already"
            )
        checks = [pa.Check(self._holds(rule), ignore_na=False) for rule in rules]
        for number, rule in enumerate(rules):
            self._asked["", number] = _Asked(self._locate("rows", self._schema.rows.index(rule.text)), rule.text, rule)
        frame = pd.DataFrame(self._frame, index=range(len(self._table)), dtype=object)
        schema = pa.DataFrameSchema(columns, checks=checks, unique=unique or None, report_duplicates="exclude_first")
        try:
            schema.validate(frame, lazy=True)
        except pa.errors.SchemaErrors as error:
            self._tell(error)

    def _has(self, name: str, *keys: str | int) -> bool:
        if name in self._table.keys:
            return True
        hint = did_you_mean(name, self._table.keys)
        self._faults.add("I166", f"The table has no column “{name}” to check.", self._locate(*keys), hint, column=name)
        return False

    def _columns(self, name: str, checks: ColumnChecks) -> dict[str, pa.Column]:
        """The frame's columns that a column's checks need, with them."""
        numbers = [(key, *made) for key in ("ge", "gt", "le", "lt", "between") if (made := _number_check(key, checks))]
        texts = [
            (key, *made)
            for key in ("isin", "notin", "str_matches", "str_length")
            if (made := self._text_check(name, key, checks))
        ]
        columns: dict[str, pa.Column] = {}
        if numbers:
            key = self._numbers(name)
            columns[key] = pa.Column(None, [check for _, check, _ in numbers], nullable=True)
            self._ask(key, name, numbers)
        if texts or checks.unique or not checks.nullable:
            key = self._texts(name)
            columns[key] = pa.Column(
                None,
                [check for _, check, _ in texts],
                nullable=checks.nullable,
                unique=checks.unique,
                report_duplicates="exclude_first",
            )
            self._ask(key, name, texts)
            self._asked[key, "unique"] = _Asked(
                self._locate("columns", name, "unique"), "stands in an earlier row already"
            )
            self._asked[key, "nullable"] = _Asked(
                self._locate("columns", name, "nullable"), "is no value, and every row must have one"
            )
        return columns

    def _ask(self, key: str, name: str, made: list[tuple[str, pa.Check, str]]) -> None:
        for number, (check, _, said) in enumerate(made):
            self._asked[key, number] = _Asked(self._locate("columns", name, check.replace("_", "-")), said)

    def _text_check(self, name: str, key: str, checks: ColumnChecks) -> tuple[pa.Check, str] | None:
        wanted = getattr(checks, key)
        if wanted is None:
            return None
        if key == "isin":
            return pa.Check.isin(wanted), f"is none of {_listed(wanted)}"
        if key == "notin":
            return pa.Check.notin(wanted), f"is one of {_listed(wanted)}"
        if key == "str_length":
            return pa.Check.str_length(*wanted), f"has not from {wanted[0]} to {wanted[1]} characters"
        try:
            pattern = re.compile(rf"(?:{wanted})\Z")
        except re.error as error:
            message = f"“{wanted}” is no regular expression: {error}."
            self._faults.add("I166", message, self._locate("columns", name, "str-matches"), "Mend it, or leave it out.")
            return None
        return pa.Check.str_matches(pattern.pattern), f"has not the form “{wanted}”"

    def _numbers(self, name: str) -> str:
        """Put a column's numbers into the frame; “–” is nought. Text that is no number is told once."""
        key = _NUMBER + name
        if key not in self._frame:
            column = self._table.column(name)
            self._frame[key] = [_number_of(content) for content in column]
            asked = _Asked(self._locate("columns", name), "is no number, and is to be compared with one")
            pairs = zip(column, self._frame[key], strict=True)
            wrong = [at for at, (content, number) in enumerate(pairs) if number is None and content.value is not None]
            self._tell_each(asked, name, wrong)
        return key

    def _texts(self, name: str) -> str:
        """Put a column's texts into the frame; None for cells without a value."""
        key = _TEXT + name
        if key not in self._frame:
            column = self._table.column(name)
            self._frame[key] = [None if content.value is None else content.text for content in column]
        return key

    def _rules(self) -> list[RowRule]:
        rules = []
        for index, text in enumerate(self._schema.rows):
            try:
                rule = parse_rule(text, self._table.keys)
            except RuleError as error:
                self._faults.add("I166", error.why, self._locate("rows", index), error.todo, rule=text)
                continue
            for name in rule.columns:
                self._numbers(name)
            rules.append(rule)
        return rules

    def _holds(self, rule: RowRule) -> Callable[[pd.DataFrame], pd.Series]:
        def holds(frame: pd.DataFrame) -> pd.Series:
            return pd.Series([rule.fits(self._row(rule, index)) for index in frame.index], index=frame.index)

        return holds

    def _row(self, rule: RowRule, index: int) -> dict[str, Decimal | None]:
        return {name: self._frame[_NUMBER + name][index] for name in rule.columns}

    def _tell(self, error: pa.errors.SchemaErrors) -> None:
        """The faults of pandera's cases, whose index is the row's; a rule is told once for each row."""
        failed: dict[tuple[str, int | str], set[int]] = {}
        for case in error.failure_cases.itertuples():
            if case.index is None:
                raise error  # a check that itself went wrong: no fault of the author's
            kind = {"not_nullable": "nullable", "field_uniqueness": "unique"}.get(str(case.check))
            which: int | str = kind or ("unique" if case.check_number is None else int(case.check_number))
            column = "" if case.schema_context == "DataFrameSchema" else str(case.column)
            failed.setdefault((column, which), set()).add(int(case.index))
        for (column, which), rows in failed.items():
            name = column.removeprefix(_NUMBER).removeprefix(_TEXT)
            self._tell_each(self._asked[column, which], name, sorted(rows))

    def _tell_each(self, asked: _Asked, name: str, rows: list[int]) -> None:
        """A fault for the cell, or for the whole row, in each of the rows."""
        for index in rows[:_SHOWN]:
            if name:
                cell = self._table.cell(index, name)
                message, place, text = f"“{cell.text}” {asked.said}.", cell.place, cell.text
            else:
                message, place, text = f"{asked.said}.", self._table.places[index], ""
                if asked.rule is not None and (sides := asked.rule.sides(self._row(asked.rule, index))):
                    left, right = map(format_plain, sides)
                    message = f"The row does not fit “{asked.said}”: {left} on the left, {right} on the right."
            self._faults.add("I165", message, place, f"Mend it, or what is asked ({asked.place}).", text=text)
        if len(rows) > _SHOWN:
            message = (
                f"{len(rows) - _SHOWN} more rows have this fault, from row {self._table.places[rows[_SHOWN]].row} on."
            )
            place = self._table.places[rows[_SHOWN]]
            self._faults.add(
                "I165", message, place, f"Mend them, or what is asked ({asked.place}).", count=len(rows) - _SHOWN
            )


def _number_check(key: str, checks: ColumnChecks) -> tuple[pa.Check, str] | None:
    wanted = getattr(checks, key)
    if wanted is None:
        return None
    if key == "between":
        low, high = wanted
        return pa.Check.in_range(low, high), f"is not between {format_plain(low)} and {format_plain(high)}"
    said = {"ge": "is less than", "gt": "is not more than", "le": "is more than", "lt": "is not less than"}[key]
    check: pa.Check = getattr(pa.Check, key)(wanted)
    return check, f"{said} {format_plain(wanted)}"


def _number_of(content: Content) -> Decimal | None:
    if isinstance(content.value, int | Decimal):
        return Decimal(content.value)
    if content.missing == "nil":
        return Decimal(0)
    if not isinstance(content.value, str):
        return None
    try:
        return Decimal(parse_number(content.value.removesuffix("%")))
    except NumberError:
        return None


def _listed(texts: tuple[str, ...]) -> str:
    shown = ", ".join(f"“{text}”" for text in texts[:8])
    return f"{shown} …" if len(texts) > 8 else shown
