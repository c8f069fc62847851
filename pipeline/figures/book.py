"""What figures.yaml becomes: named figures, and the tables, charts and diagrams that are placed by name."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.faults import Fault
    from pipeline.places import Place
    from pipeline.sources.table import DataTable

ColumnType: TypeAlias = Literal["text", "integer", "decimal", "percent", "date"]

#: Units that wording and arithmetic treat in their own way; any other text is a unit that is shown as it is (mnkr).
COUNT: Final = ""
PERCENT: Final = "percent"
PERCENTAGE_POINTS: Final = "percentage-points"
YEAR: Final = "year"


@dataclass(frozen=True, slots=True)
class NamedFigure:
    """A figure that prose can name.

    Attributes:
        name: such as `tillstand.avslagsandel`.
        value: exact; 63.4 for 63.4 percent. Dates and texts come from cells only.
        unit: "" for a plain number, `percent`, `percentage-points`, `year`, or a unit in words such as `mnkr`.
        decimals: how many are shown when the prose asks for no other number.
        cells: the cells behind it, in order, each once (never empty).
        place: where figures.yaml defines it.
        formula: how it comes from other figures, such as `a / b`; empty for a cell.
    """

    name: str
    value: Decimal | date | str
    unit: str
    decimals: int
    cells: tuple[Place, ...]
    place: Place
    formula: str = ""


@dataclass(frozen=True, slots=True)
class ColumnDefinition:
    """How a column of a shown table is written; `decimals` and `width` None mean "as the data says"."""

    type: ColumnType = "text"
    decimals: int | None = None
    width: float | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign such as `*` behind the value of one cell, explained in a note."""

    row: int
    column: str
    text: str


@dataclass(frozen=True, slots=True)
class TableDefinition:
    """A table that is shown.

    Attributes:
        name: `tbl-…`.
        data: its cells, typed.
        caption, summary, notes: as written, Markdown except in the summary.
        columns: by the column's key, every column of the file in its order.
        row_headers: number of leading columns that are headings for their row.
        total: whether the last row is a total.
        marks: signs on single cells.
        place: where figures.yaml defines it.
        caption_place, note_places: where those texts stand.
    """

    name: str
    data: DataTable
    caption: str
    summary: str
    notes: tuple[str, ...]
    columns: Mapping[str, ColumnDefinition]
    row_headers: int
    total: bool
    marks: tuple[Mark, ...]
    place: Place
    caption_place: Place
    note_places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a chart; None where the data says nothing."""

    name: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class ChartDefinition:
    """A chart: its data gathered, and how it is to look.

    Attributes:
        name: `fig-…`.
        type: kind of chart.
        categories: labels along the axis, one a value of each series.
        series: one to five.
        unit: what the numbers are, `procent`, `antal ärenden`.
        category_title: what the categories are, such as `År`; may be empty.
        caption, alt, notes: as written; alt is empty when it is to be made from the data.
        width, height: millimetres; height None for what suits the data.
    """

    name: str
    type: Literal["bar", "stacked-bar", "line"]
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    category_title: str
    caption: str
    alt: str
    notes: tuple[str, ...]
    width: float
    height: float | None
    place: Place
    caption_place: Place
    note_places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A box of a diagram."""

    title: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class DiagramDefinition:
    """A diagram: a chain of boxes with arrows, or steps that rise."""

    name: str
    type: Literal["chain", "steps"]
    steps: tuple[Step, ...]
    caption: str
    alt: str
    notes: tuple[str, ...]
    width: float
    place: Place
    caption_place: Place
    note_places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class FigureBook:
    """Everything that a document's figures.yaml defines, checked.

    Attributes:
        folder: the document's folder, which pictures in the prose are found from.
        warnings: faults that do not stop a build.
    """

    folder: str
    figures: Mapping[str, NamedFigure] = field(default_factory=dict)
    tables: Mapping[str, TableDefinition] = field(default_factory=dict)
    charts: Mapping[str, ChartDefinition] = field(default_factory=dict)
    diagrams: Mapping[str, DiagramDefinition] = field(default_factory=dict)
    warnings: tuple[Fault, ...] = ()
