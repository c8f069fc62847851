"""Queries of databases: what is asked, how, and the rows that come back as those of a table."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias

from pipeline.faults import Fault, FaultError, Faults, did_you_mean
from pipeline.places import Place
from pipeline.sources.grid import Grid, GridRow, Trouble, TypedCell
from pipeline.sources.number import format_plain
from pipeline.sources.sheets import number_cell, text_cell
from pipeline.sources.statement import has_order, why_refused

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.sources.database import Database
    from pipeline.sources.grid import GridCell
    from pipeline.sources.reader import Reader

#: Rows that a query may give.
MAX_ROWS = 200_000

Parameter: TypeAlias = str | int | Decimal | date | bool


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of a database.

    Attributes:
        name: of the table that it makes, in figures.yaml.
        url: the database, as SQLAlchemy writes it; without a password.
        text: SQL, with a colon before the name of each parameter.
        parameters: values by name; they are bound, never written into the text.
        password_env: environment variable that holds the password; None for none.
        seconds: how long it may take.
        place: where figures.yaml has it; `places` has those of url, text, parameters and password.
    """

    name: str
    url: str
    text: str
    place: Place
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    password_env: str | None = None
    seconds: int = 30
    places: Mapping[str, Place] = field(default_factory=dict)

    def at(self, key: str) -> Place:
        """Where a key of it stands."""
        return self.places.get(key, self.place)


def read_query(reader: Reader, folder: str, query: Query) -> Grid:
    """The rows that a query gives; their place is the database, with the table's name as the sheet.

    What a server answers is hashed into `Reader.answers`.

    Args:
        reader: the way to files.
        folder: the document's folder, from which SQLite files are named.
        query: what is asked.

    Raises:
        FaultError: I121 too many rows; I155–I157, I159 as for `open_database`; I157 the database cannot be reached, or
            refuses the query; I158 it is no single query; I159 parameters that are missing or not used.
    """
    from sqlalchemy import text as sql_text
    from sqlalchemy.exc import DBAPIError, SQLAlchemyError

    from pipeline.sources.database import open_database

    refused = why_refused(query.text)
    if refused:
        raise FaultError.of("I158", refused, query.at("query"), "Write one query that begins with SELECT or WITH.")
    statement = sql_text(query.text.strip().rstrip(";"))
    _check_parameters(query, [str(name) for name in statement.compile().params])
    database = open_database(
        reader, folder, query.url, query.password_env, query.seconds, query.at("url"), query.at("password-env")
    )
    bound = {name: _bindable(value, database) for name, value in query.parameters.items()}
    try:
        with database.connected() as connection:
            result = connection.execute(statement, bound)
            headings = list(map(str, result.keys()))
            rows = [tuple(row) for row in result.fetchmany(MAX_ROWS + 1)]
    except (SQLAlchemyError, ValueError, OverflowError) as error:
        why = str(error.orig) if isinstance(error, DBAPIError) else str(error)
        raise _failed(query, database, why) from None
    if len(rows) > MAX_ROWS:
        message = f"The query gives more than {MAX_ROWS} rows."
        raise FaultError.of("I121", message, query.at("query"), "Let the database sum them up (GROUP BY).")
    return _grid(reader, query, database, headings, rows)


def _check_parameters(query: Query, named: Sequence[str]) -> None:
    faults = Faults()
    for name in named:
        if name not in query.parameters:
            hint = did_you_mean(name, query.parameters) or f"Add {name} to parameters."
            faults.add("I159", f"The query names the parameter :{name}, which has no value.", query.at("query"), hint)
    for name in query.parameters:
        if name not in named:
            message = f"The query does not name the parameter :{name}."
            cast = f"Write CAST(:{name} AS …) in place of “:{name}::…”." if f":{name}::" in query.text else ""
            faults.add("I159", message, query.at("parameters"), cast or did_you_mean(name, named) or "Delete it.")
    faults.raise_if_errors()


def _bindable(value: Parameter, database: Database) -> object:
    """A parameter as the database takes it: SQLite knows neither exact decimals nor days, which it keeps as text."""
    if not database.is_file or isinstance(value, bool):
        return value
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else value


def _failed(query: Query, database: Database, why: str) -> FaultError:
    said = " ".join(database.without_secret(why).split()).removesuffix(".")
    if said in ("interrupted", "canceling statement due to statement timeout"):
        message = f"The query took longer than {query.seconds} seconds."
        return FaultError.of("I157", message, query.at("query"), "Ask for less, or raise timeout.")
    if any(sign in said for sign in ("not authorized", "authorization denied", "prohibited", "read-only")):
        message = f"The query would do more than read ({said})."
        return FaultError.of("I158", message, query.at("query"), "Write one query that begins with SELECT or WITH.")
    message = f"The database {database.name} does not answer the query: {said}."
    return FaultError.of("I157", message, query.at("query"), "Mend the query, or ask who runs the database.")


def _grid(
    reader: Reader, query: Query, database: Database, headings: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> Grid:
    here = Place(database.name, sheet=query.name)
    cells = [tuple(_cell(value) for value in row) for row in rows]
    warnings: tuple[Fault, ...] = ()
    if not database.is_file:
        told = "\n".join(
            "\t".join(f"{type(value).__name__} {value}" for value in row) for row in [tuple(headings), *rows]
        )
        asked = hashlib.sha256(f"{query.text}\n{sorted(query.parameters.items())}".encode()).hexdigest()[:12]
        reader.answers[f"sql:{database.name}:{query.name}:{asked}"] = hashlib.sha256(told.encode()).hexdigest()
        if len(rows) > 1 and not has_order(query.text):
            message = "The query does not say the order of its rows, so that two builds may differ."
            warnings = (Fault("I153", message, query.at("query"), "End it with ORDER BY.", level="warning"),)
    body = [GridRow(row, here, number) for number, row in enumerate(cells, start=2) if any(cell != "" for cell in row)]
    return Grid(here, (GridRow(tuple(headings), here, 1), *body), ragged=False, warnings=warnings, header_rows=1)


def _cell(value: object) -> GridCell:
    if value is None:
        return ""
    if isinstance(value, str):
        return text_cell(value)
    if isinstance(value, bool):
        return "SANT" if value else "FALSKT"
    if isinstance(value, float):
        return number_cell(value, 0, percent=False) if value - value == 0 else TypedCell("#NUM!", "#NUM!")
    if isinstance(value, int):
        return TypedCell(value, str(value))
    if isinstance(value, Decimal):
        return TypedCell(value, format_plain(value)) if value.is_finite() else TypedCell("#NUM!", "#NUM!")
    if isinstance(value, datetime):
        if (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0):
            return TypedCell(value.date(), value.date().isoformat())
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return TypedCell(value, value.isoformat())
    if isinstance(value, bytes | memoryview):
        todo = "Leave the column out of the query, or cast it to text."
        return TypedCell(
            "", "", trouble=Trouble("I131", "The cell holds bytes, which are neither text nor number.", todo)
        )
    return text_cell(str(value))
