"""The model of figures.yaml, as authors write it."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Final, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pipeline.figures.data_settings import SqlSettings, TotalSettings
from pipeline.figures.periods import stated_period
from pipeline.figures.suppression.settings import PeopleSettings
from pipeline.sources.schema_settings import SchemaSettings

#: Width of the text on an upright A4 page, in millimetres, and of a page on its side.
TEXT_WIDTH = 120.0
WIDEST = 237.0


def _kebab(name: str) -> str:
    return name.replace("_", "-")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, alias_generator=_kebab, populate_by_name=False)


class ColumnSettings(_Strict):
    """A column of a table: `type` decides how its cells are read, written and aligned, `markdown` if text is prose."""

    type: Literal["text", "integer", "decimal", "percent", "date"] = "text"
    decimals: int | None = Field(default=None, ge=0, le=6)
    width: float | None = Field(default=None, gt=0, le=100)
    unit: str = Field(default="", max_length=40)
    markdown: bool = False

    @model_validator(mode="after")
    def _text_only(self) -> ColumnSettings:
        if self.markdown and self.type != "text":
            raise ValueError("markdown belongs to a column of text")
        return self


class DataSettings(PeopleSettings):
    """A table that only feeds figures and charts: a file, the answer to a query, or a summary of another table.

    Attributes:
        file, sheet, range: where it stands.
        sql: the query that gives it.
        source: the table that it is made from, with `group_by` (columns whose values make a row each), `across` (a
            column whose values make columns), `where`, and what is counted (`count`, a heading) or added up (`sum`).
        allow_duplicates: whether two rows may be alike.
        totals: what must add up.
        checks, schema_file: what else must hold of its values.
    """

    file: str | None = Field(default=None, min_length=1)
    sql: SqlSettings | None = None
    source: str | None = Field(default=None, min_length=1, alias="from")
    sheet: str | None = None
    range: str | None = Field(default=None, min_length=1)
    header_rows: int = Field(default=1, ge=1, le=2)
    row_headers: int = Field(default=1, ge=0, le=4)
    columns: dict[str, ColumnSettings] = Field(default_factory=dict)
    allow_duplicates: bool = False
    group_by: str | tuple[str, ...] = ()
    across: str | None = None
    where: dict[str, str | tuple[str, ...]] = Field(default_factory=dict)
    sum: str | tuple[str, ...] = ()
    count: str | None = Field(default=None, min_length=1)
    totals: tuple[TotalSettings, ...] = ()
    checks: SchemaSettings | None = None
    schema_file: str | None = Field(default=None, min_length=1, alias="schema")

    @model_validator(mode="after")
    def _one_source(self) -> DataSettings:
        if [self.file, self.sql, self.source].count(None) != 2:
            raise ValueError("give one of file, sql and from")
        if self.file is None and (self.sheet or self.range):
            raise ValueError("sheet and range belong to a file")
        grouping = [key for key in ("group_by", "across", "where", "sum", "count") if getattr(self, key)]
        if self.source is None and grouping:
            raise ValueError(f"{_kebab(grouping[0])} belongs to a table that is made from another")
        if self.source is not None and not (self.group_by and (self.sum or self.count)):
            raise ValueError("a table that is made from another takes group-by, and sum or count")
        return self


class MarkSettings(_Strict):
    """A sign behind one cell's value.

    Attributes:
        mark: the sign; None for the next letter where there is a `note`, else `*`.
        note: what it says; empty where one of the table's notes explains it.
    """

    row: str
    column: str
    mark: str | None = Field(default=None, min_length=1, max_length=4)
    note: str = ""


class TableSettings(DataSettings):
    """A table that is shown; `unit` is that of all its numbers, `total` says that the last row is one."""

    caption: str | None = Field(default=None, min_length=1)
    summary: str = ""
    unit: str = Field(default="", max_length=200)
    notes: tuple[str, ...] = ()
    total: bool = False
    total_column: bool = False
    marks: tuple[MarkSettings, ...] = ()


#: Where a chart's numbers stand as a table: in one of their own right below, in one that the author places elsewhere,
#: or nowhere. Where nothing is said, a chart of a shown table refers to it, and any other has a table of its own.
NumbersSetting: TypeAlias = Literal["table", "apart", "none"]


class ChartSettings(_Strict):
    """A chart: either `category` (a column) and `series` (columns), or `categories` (columns) and `series` (rows)."""

    type: Literal["bar", "stacked-bar", "line"]
    table: str
    category: str | None = None
    categories: tuple[str, ...] = ()
    series: tuple[str, ...] = Field(min_length=1, max_length=5)
    unit: str = ""
    caption: str = Field(min_length=1)
    alt: str = ""
    notes: tuple[str, ...] = ()
    width: float = Field(default=TEXT_WIDTH, ge=40, le=WIDEST)
    height: float | None = Field(default=None, ge=25, le=230)
    numbers: NumbersSetting | None = None

    @model_validator(mode="after")
    def _one_of(self) -> ChartSettings:
        if (self.category is None) == (not self.categories):
            raise ValueError("give either category (a column) or categories (several columns, series being rows)")
        return self


class OverviewSettings(_Strict):
    """An activity overview (aktivitetsöversikt, Gantt chart): columns that name each row and say its days.

    Attributes:
        label, start, end: columns; an empty end makes a milestone.
        group: column of what rows belong to; an empty cell belongs to the group above.
        axis: what the axis counts in; None for what suits.
        status_date: a day to mark with a line.
        height: of one picture; None for what a page has room for.
    """

    type: Literal["gantt"]
    table: str
    label: str
    start: str
    end: str
    group: str | None = None
    axis: Literal["week", "month", "quarter"] | None = None
    status_date: date | None = None
    caption: str = Field(min_length=1)
    alt: str = ""
    notes: tuple[str, ...] = ()
    width: float = Field(default=TEXT_WIDTH, ge=80, le=WIDEST)
    height: float | None = Field(default=None, ge=40, le=230)
    numbers: NumbersSetting | None = None


class StepSettings(_Strict):
    """A box of a diagram."""

    title: str = Field(min_length=1)
    text: str = ""


class DiagramSettings(_Strict):
    """A diagram."""

    type: Literal["chain", "steps"]
    steps: tuple[StepSettings, ...] = Field(min_length=2, max_length=8)
    caption: str = Field(min_length=1)
    alt: str = ""
    notes: tuple[str, ...] = ()
    width: float = Field(default=TEXT_WIDTH, ge=60, le=WIDEST)


#: The ways to define a figure: keys that go together.
_WAYS: Final = (
    ("table", "row", "column"),
    ("share", "of"),
    ("sum",),
    ("difference",),
    ("average",),
    ("change", "since"),
    ("percent_change", "since"),
    ("formula",),
    ("constant", "source"),
)

#: Keys that any way of defining a figure can have beside it.
_BESIDE: Final = {"unit", "decimals", "period", "may_be_empty", "hedge", "hedge_column"}


class FigureSettings(_Strict):
    """A named figure: a cell, something worked out from other figures or from columns, or a constant with its source.

    Attributes:
        since: an earlier figure, or the time to compare with: a year, or a part of one (`2022-T1`).
        constant: a number that the document `source` states and that there is no data for.
        source: key of references.yaml.
        unit: `percent`, `percentage-points`, `year` or a word such as `mnkr`; None for what the way gives.
        decimals: how many are shown; None for what suits it. Halves are rounded away from nought.
        period: what time it is about; None for the one in its column's heading.
        may_be_empty: whether a sum of a formula is nought where no row fits its conditions.
        hedge: the word with which the source itself states a number that it has rounded, such as `drygt`.
        hedge_column: the column of the table where that word stands, in the row of the cell.
    """

    table: str | None = None
    row: str | None = None
    column: str | None = None
    share: str | None = None
    of: str | None = None
    sum: tuple[str, ...] | None = Field(default=None, min_length=1)
    difference: tuple[str, str] | None = None
    average: tuple[str, ...] | None = Field(default=None, min_length=1)
    change: str | None = None
    percent_change: str | None = None
    since: str | None = None
    formula: str | None = Field(default=None, min_length=1)
    constant: Decimal | None = Field(default=None, max_digits=30)
    source: str | None = Field(default=None, min_length=1)
    unit: str | None = Field(default=None, max_length=40)
    decimals: int | None = Field(default=None, ge=0, le=6)
    period: str | None = None
    may_be_empty: bool = False
    hedge: str | None = Field(default=None, min_length=1)
    hedge_column: str | None = Field(default=None, min_length=1)

    @model_validator(mode="after")
    def _one_way(self) -> FigureSettings:
        given = frozenset(self.model_fields_set - _BESIDE)
        if given == {"constant"}:
            raise ValueError("a constant needs source: the key in references.yaml of the document that states it")
        if given not in map(frozenset, _WAYS) or any(getattr(self, key) is None for key in given):
            ways = "; ".join(" and ".join(way) for way in _WAYS).replace("_", "-")
            raise ValueError(f"give one of these, and nothing else: {ways}")
        return self

    @model_validator(mode="after")
    def _stated_number(self) -> FigureSettings:
        if self.may_be_empty and self.formula is None:
            raise ValueError("may-be-empty belongs to a formula")
        if self.hedge_column is not None and (self.hedge is not None or self.table is None):
            raise ValueError("hedge-column belongs to a cell (table, row and column), without hedge")
        if self.hedge is not None and self.table is None and self.constant is None:
            raise ValueError("hedge belongs to a cell (table, row and column) or a constant")
        return self

    @model_validator(mode="after")
    def _whole_period(self) -> FigureSettings:
        if self.period is not None and not stated_period(self.period):
            shown = "2023, 2023-T1, 2023-06, or the first and the last with a stroke: 2023-01-01/2023-06-30"
            raise ValueError(f"“{self.period}” is no period: write {shown}")
        return self


class BookSettings(_Strict):
    """The whole figures.yaml."""

    data: dict[str, DataSettings] = Field(default_factory=dict)
    tables: dict[str, TableSettings] = Field(default_factory=dict)
    charts: dict[str, Annotated[ChartSettings | OverviewSettings, Field(discriminator="type")]] = Field(
        default_factory=dict
    )
    diagrams: dict[str, DiagramSettings] = Field(default_factory=dict)
    figures: dict[str, FigureSettings] = Field(default_factory=dict)


#: A figure's name: words joined by dots, as Jinja can read them.
FIGURE_NAME = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)*")
TABLE_NAME = re.compile(r"tbl-[a-z0-9åäö]+(-[a-z0-9åäö]+)*")
PICTURE_NAME = re.compile(r"fig-[a-z0-9åäö]+(-[a-z0-9åäö]+)*")
