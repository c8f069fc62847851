"""What figures.yaml becomes: named figures, and the tables, charts and diagrams that are placed by name."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from pipeline.figures.wording import exact_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.faults import Fault
    from pipeline.figures.cells import NamedTable
    from pipeline.figures.suppression.protection import Protection
    from pipeline.places import Place
    from pipeline.sources.table import DataTable

ColumnType: TypeAlias = Literal["text", "integer", "decimal", "percent", "date"]

#: Where the numbers of a chart stand as a table; see `ChartDefinition`.
Numbers: TypeAlias = Literal["table", "apart", "reference", "none"]

#: What the axis of an activity overview counts in.
Axis: TypeAlias = Literal["week", "month", "quarter"]

#: Units that wording and arithmetic treat in their own way; any other text is a unit that is shown as it is (mnkr).
COUNT: Final = ""
PERCENT: Final = "percent"
PERCENTAGE_POINTS: Final = "percentage-points"
YEAR: Final = "year"


#: Places that a figure names at most; of more cells, the first ones and the very last.
MOST_CELLS: Final = 200


@dataclass(frozen=True, slots=True)
class NamedFigure:
    """A figure that prose can name.

    Attributes:
        name: such as `tillstand.avslagsandel`.
        value: 63.4 for 63.4 percent; a number that never ends has 60 digits. Dates and texts come from cells only.
        unit: "" for a plain number, `percent`, `percentage-points`, `year`, or a unit in words such as `mnkr`.
        decimals: how many are shown when the prose asks for no other number; halves are rounded away from nought.
        cells: where the cells behind it are, in order, each once (never empty), at most `MOST_CELLS`; one place may
            stand for a run of rows. A constant has its own line in figures.yaml.
        place: where figures.yaml defines it.
        expression: how it is worked out, in the language of formulas: `tillstand["Avgjorda", "2023"]`, `a / b`.
        period: what time it is about: `2023`, `2023-01-01/2023-06-30`; empty when nothing says so.
        parts: names of the figures that it is worked out from, in order; () for one that comes from cells.
        cell_count: how many cells are behind it, also where `cells` does not name them all.
        source: key of the reference that states a constant; empty for all else.
        change: whether it is a difference, so that its sign says more or less.
        hidden: why it must not be shown (small counts); empty when it may be.
        guarded: whether only its words may be told, and nothing of what it is worked out from (small counts).
        hedge: the word with which its source states the number, rounded (`drygt`); `cirka` for what is worked out from
            such a number; empty for an exact one.
    """

    name: str
    value: Decimal | date | str
    unit: str
    decimals: int
    cells: tuple[Place, ...]
    place: Place
    expression: str = ""
    period: str = ""
    parts: tuple[str, ...] = ()
    cell_count: int = 0
    source: str = ""
    change: bool = False
    hidden: str = ""
    guarded: bool = False
    hedge: str = ""

    def __post_init__(self) -> None:
        if not self.cell_count:
            object.__setattr__(self, "cell_count", len(self.cells))

    @property
    def exact(self) -> str:
        """The value as text with a decimal point, `…` behind one that has more digits: `63.402486402486402486…`."""
        return exact_text(self.value) if isinstance(self.value, Decimal) else str(self.value)

    @property
    def exact_in_swedish(self) -> str:
        """The same with a decimal comma, as the numbers beside it are written."""
        return self.exact.replace(".", ",") if isinstance(self.value, Decimal) else self.exact


@dataclass(frozen=True, slots=True)
class ColumnDefinition:
    """How a column of a shown table is written; `decimals` and `width` None mean "as the data says".

    With `markdown`, its cells hold prose: emphasis, links, footnotes, words of other languages.
    """

    type: ColumnType = "text"
    decimals: int | None = None
    width: float | None = None
    unit: str = ""
    markdown: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign such as `*` behind the value of one cell.

    Attributes:
        row, column: the cell.
        text: the sign.
        note: what it says, Markdown; empty where one of the table's notes explains it.
        note_place: where that stands.
    """

    row: int
    column: str
    text: str
    note: str = ""
    note_place: Place | None = None


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
        total_column: whether the last column is one.
        unit: of all its numbers; empty where each column says its own, or none has one.
        explained: signs for missing values that a note of its own explains, so that no note is made for them.
        marks: signs on single cells.
        place: where figures.yaml defines it.
        caption_place, note_places: where those texts stand.
        summary_place: likewise; None for a table that no figures.yaml defines.
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
    summary_place: Place | None = None
    unit: str = ""
    total_column: bool = False
    explained: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a chart.

    Attributes:
        name: as the table's heading has it.
        values: None where the data says nothing; nought where it says that there is nothing (`–`).
        signs: what stands in the place of each value (`..`, `–`, `.`), empty for a number; () for `..` where one is
            missing.
        cells: the cell of each value; () for what no table holds.
    """

    name: str
    values: tuple[Decimal | None, ...]
    signs: tuple[str, ...] = ()
    cells: tuple[Place, ...] = ()


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
        decimals: of all its numbers; None for as many as the data has.
        numbers: where they stand as a table: in one of their own right below (`table`) or where the author places it
            (`apart`), in the shown table that they come from (`reference`), or nowhere (`none`).
        table: name of the table that they come from.
        corner: heading of the table's first column.
        series_are_rows: whether the series are rows of that table; otherwise they are columns.
        table_place: where figures.yaml names the table.
        withheld: a sentence that says why values are not shown (small counts); empty when all are.
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
    alt_place: Place | None = None
    decimals: int | None = None
    numbers: Numbers = "none"
    table: str = ""
    corner: str = ""
    series_are_rows: bool = False
    table_place: Place | None = None
    withheld: str = ""


@dataclass(frozen=True, slots=True)
class Activity:
    """One row of an activity overview: what goes on from its first day to its last, a milestone when they are one.

    Attributes:
        label: what it is called.
        first, last: its days.
        group: what it belongs to; empty for none.
        label_place, first_place, last_place, group_place: the cells.
    """

    label: str
    first: date
    last: date
    group: str = ""
    label_place: Place | None = None
    first_place: Place | None = None
    last_place: Place | None = None
    group_place: Place | None = None


@dataclass(frozen=True, slots=True)
class OverviewDefinition:
    """An activity overview (aktivitetsöversikt, Gantt chart): bars along a time axis.

    Attributes:
        name: `fig-…`.
        activities: in the order in which they are shown; those of a group stand together.
        axis: what the axis counts in; None for what suits the time that it reaches over.
        status_date: a day to mark; None for none.
        label_title, start_title, end_title, group_title: headings of the columns that it comes from.
        caption, alt, notes: as written; alt is empty when it is to be made from the data.
        width, height: millimetres, of one picture; more activities than it has room for go on in the next one.
        numbers, table, table_place: as for `ChartDefinition`, the dates being its numbers.
    """

    name: str
    activities: tuple[Activity, ...]
    axis: Axis | None
    status_date: date | None
    label_title: str
    start_title: str
    end_title: str
    group_title: str
    caption: str
    alt: str
    notes: tuple[str, ...]
    width: float
    height: float | None
    place: Place
    caption_place: Place
    note_places: tuple[Place, ...]
    alt_place: Place | None = None
    numbers: Numbers = "none"
    table: str = ""
    table_place: Place | None = None


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
    alt_place: Place | None = None


@dataclass(frozen=True, slots=True)
class FigureBook:
    """Everything that a document's figures.yaml defines, checked.

    Attributes:
        folder: the document's folder, which pictures in the prose are found from.
        warnings: faults that do not stop a build.
        sources: every table that figures.yaml names, shown or not, by its name there.
        protection: what is withheld of the people that tables count; None where no table counts any.
    """

    folder: str
    figures: Mapping[str, NamedFigure] = field(default_factory=dict)
    tables: Mapping[str, TableDefinition] = field(default_factory=dict)
    charts: Mapping[str, ChartDefinition] = field(default_factory=dict)
    diagrams: Mapping[str, DiagramDefinition] = field(default_factory=dict)
    warnings: tuple[Fault, ...] = ()
    sources: Mapping[str, NamedTable] = field(default_factory=dict)
    overviews: Mapping[str, OverviewDefinition] = field(default_factory=dict)
    protection: Protection | None = field(default=None, repr=False, compare=False)
