"""The tables of figures.yaml read, from files, databases and each other, and held against what must hold of them."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, TypeAlias

from pipeline.faults import FaultError, Faults, did_you_mean
from pipeline.figures.cells import NamedTable
from pipeline.figures.grouped import grouped_table
from pipeline.figures.settings import TableSettings
from pipeline.figures.totals import check_totals
from pipeline.sources.query import Query, read_query
from pipeline.sources.ranges import AskedRange
from pipeline.sources.schema_settings import SchemaSettings
from pipeline.sources.settings import load_settings
from pipeline.sources.table import ColumnSpec
from pipeline.sources.tables import read_table, table_of
from pipeline.sources.text import decode_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.figures.data_settings import SqlSettings
    from pipeline.figures.settings import BookSettings, ColumnSettings, DataSettings
    from pipeline.places import Place
    from pipeline.sources.query import Parameter
    from pipeline.sources.reader import Reader
    from pipeline.sources.settings import Settings
    from pipeline.sources.table import DataTable

    #: Place of a key of one table, as `locate("columns", "Antal")`.
    Locate: TypeAlias = Callable[..., Place]

_INTEGER = re.compile(r"[-+]?\d{1,18}", re.ASCII)
_DECIMAL = re.compile(r"[-+]?\d{1,18}\.\d{1,18}", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def read_tables(reader: Reader, folder: str, settings: Settings[BookSettings], faults: Faults) -> dict[str, NamedTable]:
    """Read every table of figures.yaml; those that are wrong are left out, with their faults noted.

    Args:
        reader: the way to the files.
        folder: the document's folder.
        settings: its figures.yaml.
        faults: where faults and warnings go: the sources' own, I160 to I172, I119 for tables made from each other in a
            circle, I241 for one that is made from a table that is not there.
    """
    reading = _Reading(reader, folder, settings, faults)
    for name in reading.entries:
        reading.table(name)
    return {name: table for name, table in reading.done.items() if table is not None}


class _Reading:
    """Reads each table once, whatever order they stand in."""

    def __init__(self, reader: Reader, folder: str, settings: Settings[BookSettings], faults: Faults) -> None:
        self._reader, self._folder, self._settings, self._faults = reader, folder, settings, faults
        self.entries: dict[str, DataSettings] = {**settings.value.data, **settings.value.tables}
        self.done: dict[str, NamedTable | None] = {}
        self._under_way: list[str] = []

    def table(self, name: str) -> NamedTable | None:
        """A table; None when it cannot be read, which is a fault already."""
        if name not in self.done:
            self.done[name] = None
            self._under_way.append(name)
            with self._faults.collecting():
                self.done[name] = self._read(name, self.entries[name])
            self._under_way.pop()
        return self.done[name]

    def _read(self, name: str, made: DataSettings) -> NamedTable | None:
        def locate(*keys: str | int) -> Place:
            return self._settings.place(self._section(name), name, *keys)

        data = self._data(name, made, locate)
        if data is None:
            return None
        self._faults.extend(data.warnings)
        table = _named(name, data, made)
        self._faults.extend(check_totals(table, made.totals, locate))
        if made.checks is not None:
            self._check(data, made.checks, lambda *keys: locate("checks", *keys))
        if made.schema_file is not None:
            path = self._path(made.schema_file)
            schema = load_settings(self._reader, path, SchemaSettings, named_at=locate("schema"))
            self._check(data, schema.value, schema.place)
        return table

    def _check(self, data: DataTable, schema: SchemaSettings, locate: Locate) -> None:
        from pipeline.sources.schema import check_schema  # with pandas, for tables that have checks

        self._faults.extend(check_schema(data, schema, locate))

    def _data(self, name: str, made: DataSettings, locate: Locate) -> DataTable | None:
        specs = {key: column_spec(column) for key, column in made.columns.items()}
        if made.source is not None:
            source = self._source(name, made, made.source, locate)
            return None if source is None else grouped_table(made, source, locate)
        if made.sql is not None:
            query = self._query(name, made.sql, lambda *keys: locate("sql", *keys))
            grid = read_query(self._reader, self._folder, query)
            return table_of(grid, 1, specs, allow_duplicates=True)
        assert made.file is not None  # the model admits no fourth way
        return read_table(
            self._reader,
            self._path(made.file),
            sheet=made.sheet,
            area=AskedRange(made.range, locate("range")) if made.range else None,
            header_rows=made.header_rows,
            columns=specs,
            allow_duplicates=made.allow_duplicates,
            named_at=self._settings.value_place(self._section(name), name, "file"),
        )

    def _source(self, name: str, made: DataSettings, other: str, locate: Locate) -> NamedTable | None:
        if other not in self.entries:
            message = f"The table {name} is made from “{other}”, which is not defined."
            raise FaultError.of("I241", message, locate("from"), did_you_mean(other, self.entries), table=other)
        if other in self._under_way:
            circle = " → ".join([*self._under_way[self._under_way.index(other) :], other])
            message = f"The table {name} is made from itself: {circle}."
            raise FaultError.of("I119", message, locate("from"), "Let one of them name a file.", circle=circle)
        if self.entries[other].people and not made.people:
            message = f"The table {other} counts people, and {name}, which is made from it, does not say that it does."
            todo = "Add people: true, so that small counts are withheld here too."
            raise FaultError.of("I172", message, locate("from"), todo, table=other)
        return self.table(other)

    def _query(self, name: str, made: SqlSettings, locate: Locate) -> Query:
        text, text_at = made.query or "", locate("query")
        if made.query_file is not None:
            path = self._path(made.query_file)
            text, text_at = decode_text(self._reader.data(path, locate("query-file")), path), locate("query-file")
        return Query(
            name=name,
            url=made.url,
            text=text,
            place=locate(),
            parameters={key: self._parameter(name, key, value) for key, value in made.parameters.items()},
            password_env=made.password_env,
            seconds=made.timeout,
            places={
                "url": locate("url"),
                "query": text_at,
                "parameters": locate("parameters"),
                "password-env": locate("password-env"),
            },
        )

    def _parameter(self, name: str, key: str, text: str) -> Parameter:
        """A parameter as it is written: in quotation marks text, without them a number, a day, or true or false."""
        scalar = self._settings.scalar(self._section(name), name, "sql", "parameters", key)
        if scalar is None or not scalar.plain:
            return text
        if text in ("true", "false"):
            return text == "true"
        if _INTEGER.fullmatch(text):
            return int(text)
        if _DECIMAL.fullmatch(text):
            return Decimal(text)
        try:
            return date.fromisoformat(text) if _DATE.fullmatch(text) else text
        except ValueError:
            message = f"There is no day {text}."
            raise FaultError.of("I118", message, scalar.place, "Write a date of the calendar, as 2024-06-19.") from None

    def _section(self, name: str) -> str:
        return "tables" if name in self._settings.value.tables else "data"

    def _path(self, file: str) -> str:
        return str(PurePosixPath(self._folder, file))


def _named(name: str, data: DataTable, made: DataSettings) -> NamedTable:
    """A table with what figures.yaml says of its columns, its row headings and its totals."""
    total = isinstance(made, TableSettings) and made.total
    totals = [one.row for one in made.totals if one.row]
    row_headers = made.row_headers if "row_headers" in made.model_fields_set else data.stubs or made.row_headers
    return NamedTable(name, data, made.columns, row_headers, total=total, total_names=totals)


def column_spec(column: ColumnSettings) -> ColumnSpec:
    """How a column is read; of a column without a type, each cell is what it clearly is."""
    kind = column.type if "type" in column.model_fields_set else None
    return ColumnSpec(type=kind, required=False, unit=column.unit)
