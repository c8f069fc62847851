"""figures.yaml read and checked: the tables behind it, the named figures, and what is placed by name."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, TypeVar

from pipeline.faults import Faults
from pipeline.figures.book import FigureBook
from pipeline.figures.cells import NamedTable
from pipeline.figures.formulas import Formulas
from pipeline.figures.placed import chart_definition, diagram_definition, table_definition
from pipeline.figures.settings import FIGURE_NAME, PICTURE_NAME, TABLE_NAME, BookSettings, DataSettings
from pipeline.sources.settings import Settings, load_settings
from pipeline.sources.table import ColumnSpec
from pipeline.sources.tables import read_table

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Mapping

    from pipeline.sources.reader import Reader

T = TypeVar("T")
D = TypeVar("D")

#: Words that Jinja keeps for itself, and that a name can therefore not begin with.
_RESERVED = frozenset({"and", "or", "not", "in", "is", "if", "else", "true", "false", "none", "True", "False", "None"})


def load_figures(reader: Reader, folder: str) -> FigureBook:
    """Read figures.yaml of a document, with the tables that it names.

    Args:
        reader: the way to the files.
        folder: the document's folder, `inputs/sustainability-report-2023`; without a figures.yaml the book is empty.

    Raises:
        FaultError: everything that is wrong with figures.yaml and the tables: the sources' own faults, and I240
            to I256 (docs/faults.md).
    """
    path = str(PurePosixPath(folder, "figures.yaml"))
    if not reader.exists(path):
        return FigureBook(folder)
    settings = load_settings(reader, path, BookSettings)
    faults = Faults()
    _check_names(settings, faults)
    tables = _read_tables(reader, folder, settings, faults)
    named = {**settings.value.data, **settings.value.tables}
    formulas = Formulas(settings.value.figures, tables, set(named) - set(tables), settings.place)
    figures = formulas.all()
    faults.extend(formulas.faults)
    shown = _each(
        settings.value.tables,
        lambda name, made: table_definition(name, made, tables[name], settings.place) if name in tables else None,
        faults,
    )
    charts = _each(
        settings.value.charts,
        lambda name, made: chart_definition(name, made, tables, named, settings.place),
        faults,
    )
    diagrams = _each(
        settings.value.diagrams,
        lambda name, made: diagram_definition(name, made, settings.place),
        faults,
    )
    faults.raise_if_errors()
    return FigureBook(folder, figures, shown, charts, diagrams, tuple(faults))


def _each(made: Mapping[str, D], make: Callable[[str, D], T | None], faults: Faults) -> dict[str, T]:
    """What `make` makes of each definition, its faults gathered."""
    results: dict[str, T] = {}
    for name, definition in made.items():
        with faults.collecting():
            result = make(name, definition)
            if result is not None:
                results[name] = result
    return results


def _read_tables(
    reader: Reader, folder: str, settings: Settings[BookSettings], faults: Faults
) -> dict[str, NamedTable]:
    tables: dict[str, NamedTable] = {}
    sections: tuple[tuple[str, Mapping[str, DataSettings]], ...] = (
        ("data", settings.value.data),
        ("tables", settings.value.tables),
    )
    for section, entries in sections:
        for name, made in entries.items():
            with faults.collecting():
                path = str(PurePosixPath(folder, made.file))
                named_at = settings.value_place(section, name, "file")
                specs = {key: ColumnSpec(type=column.type, required=False) for key, column in made.columns.items()}
                data = read_table(
                    reader, path, sheet=made.sheet, header_rows=made.header_rows, columns=specs, named_at=named_at
                )
                faults.extend(data.warnings)
                tables[name] = NamedTable(name, data, made.columns, made.row_headers)
    return tables


def _check_names(settings: Settings[BookSettings], faults: Faults) -> None:
    value = settings.value
    rules: tuple[tuple[str, Mapping[str, object], re.Pattern[str], str], ...] = (
        ("figures", value.figures, FIGURE_NAME, "words joined by full stops, such as tillstand.avslagsandel"),
        ("tables", value.tables, TABLE_NAME, "tbl- and small letters, digits and hyphens, such as tbl-sjukfranvaro"),
        ("charts", value.charts, PICTURE_NAME, "fig- and small letters, digits and hyphens, such as fig-utslapp"),
        ("diagrams", value.diagrams, PICTURE_NAME, "fig- and small letters, digits and hyphens, such as fig-kedja"),
    )
    for section, names, pattern, form in rules:
        for name in names:
            if not pattern.fullmatch(name) or name.split(".")[0] in _RESERVED:
                place = settings.place(section, name)
                faults.add("I240", f"“{name}” is no name for {section}.", place, f"Names are {form}.", name=name)
    for first, second in (("data", "tables"), ("charts", "diagrams")):
        for name in getattr(value, first).keys() & getattr(value, second).keys():
            message = f"The name {name} is used under both {first} and {second}."
            faults.add("I250", message, settings.place(second, name), "Give one of them another name.", name=name)
