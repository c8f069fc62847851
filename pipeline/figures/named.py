"""figures.yaml read and checked: the tables behind it, the named figures, and what is placed by name."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, TypeVar

from pipeline.faults import Faults
from pipeline.figures.book import FigureBook
from pipeline.figures.formula_trees import FormulaSpots
from pipeline.figures.formulas import Formulas
from pipeline.figures.overviews import overview_definition
from pipeline.figures.placed import chart_definition, diagram_definition, table_definition
from pipeline.figures.reading import read_tables
from pipeline.figures.settings import (
    FIGURE_NAME,
    PICTURE_NAME,
    TABLE_NAME,
    BookSettings,
    ChartSettings,
    DataSettings,
    OverviewSettings,
)
from pipeline.sources.settings import Settings, load_settings

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Mapping

    from pipeline.figures.book import (
        ChartDefinition,
        DiagramDefinition,
        NamedFigure,
        OverviewDefinition,
        TableDefinition,
    )
    from pipeline.figures.cells import NamedTable
    from pipeline.figures.suppression.protection import Protection
    from pipeline.places import Place
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
    tables = read_tables(reader, folder, settings, faults)
    named = {**settings.value.data, **settings.value.tables}
    spots = FormulaSpots(reader, settings)
    formulas = Formulas(settings.value.figures, tables, set(named) - set(tables), settings.place, spots.place)
    figures = formulas.all()
    faults.extend(formulas.faults)
    protection = _protection(settings, tables, figures, faults)
    if protection is not None:
        tables, figures = protection.visible(tables), protection.figures()
    placed = _Placed(settings, tables, faults)
    shown, charts = placed.tables(), placed.charts()
    overviews, diagrams = placed.overviews(), placed.diagrams()
    if protection is not None:
        shown, charts = protection.explained(shown, charts, faults)
    faults.raise_if_errors()
    return FigureBook(
        folder=folder,
        figures=figures,
        tables=shown,
        charts=charts,
        diagrams=diagrams,
        warnings=tuple(faults) if protection is None else protection.discreet(faults),
        sources=tables,
        overviews=overviews,
        protection=protection,
    )


def _protection(
    settings: Settings[BookSettings],
    tables: Mapping[str, NamedTable],
    figures: Mapping[str, NamedFigure],
    faults: Faults,
) -> Protection | None:
    """What is withheld of the people that tables count; None where no table counts any."""
    made = settings.value
    entries: dict[str, DataSettings] = {**made.data, **made.tables}
    if not any(entry.people for entry in entries.values()):
        return None
    from pipeline.figures.suppression.protecting import protect  # with its solvers, for those who need it

    def locate(name: str, *keys: str | int) -> Place:
        return settings.place("tables" if name in made.tables else "data", name, *keys)

    with faults.collecting():
        shown = {*made.tables, *(chart.table for chart in made.charts.values())}
        return protect(entries, tables, figures, shown, locate)
    return None


class _Placed:
    """What is placed in the text by name, made of its definitions; their faults are gathered."""

    def __init__(self, settings: Settings[BookSettings], tables: Mapping[str, NamedTable], faults: Faults) -> None:
        self._settings, self._tables, self._faults = settings, tables, faults
        self._named = {**settings.value.data, **settings.value.tables}
        self._listed = settings.value.tables

    def tables(self) -> dict[str, TableDefinition]:
        """The tables that could be read."""
        readable = {name: made for name, made in self._listed.items() if name in self._tables}
        place, tables = self._settings.place, self._tables
        return self._each(readable, lambda name, made: table_definition(name, made, tables[name], place))

    def charts(self) -> dict[str, ChartDefinition]:
        """Bars and lines."""
        made = {name: one for name, one in self._settings.value.charts.items() if isinstance(one, ChartSettings)}
        place, tables, named, listed = self._settings.place, self._tables, self._named, self._listed
        return self._each(made, lambda name, one: chart_definition(name, one, tables, named, place, shown=listed))

    def overviews(self) -> dict[str, OverviewDefinition]:
        """Activity overviews."""
        made = {name: one for name, one in self._settings.value.charts.items() if isinstance(one, OverviewSettings)}
        place, tables, named, listed = self._settings.place, self._tables, self._named, self._listed
        return self._each(made, lambda name, one: overview_definition(name, one, tables, named, place, shown=listed))

    def diagrams(self) -> dict[str, DiagramDefinition]:
        """Chains and steps."""
        made = self._settings.value.diagrams
        return self._each(made, lambda name, one: diagram_definition(name, one, self._settings.place))

    def _each(self, made: Mapping[str, D], make: Callable[[str, D], T | None]) -> dict[str, T]:
        results: dict[str, T] = {}
        for name, definition in made.items():
            with self._faults.collecting():
                result = make(name, definition)
                if result is not None:
                    results[name] = result
        return results


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
            words = name.split(".")
            readable = section != "figures" or all(word.isidentifier() for word in words)
            if not pattern.fullmatch(name) or not readable or words[0] in _RESERVED:
                place = settings.place(section, name)
                faults.add("I240", f"“{name}” is no name for {section}.", place, f"Names are {form}.", name=name)
    for first, second in (("data", "tables"), ("charts", "diagrams")):
        for name in getattr(value, first).keys() & getattr(value, second).keys():
            message = f"The name {name} is used under both {first} and {second}."
            faults.add("I250", message, settings.place(second, name), "Give one of them another name.", name=name)
