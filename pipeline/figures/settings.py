"""The model of figures.yaml, as authors write it."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

#: Width of the text on an upright A4 page, in millimetres, and of a page on its side.
TEXT_WIDTH = 120.0
WIDEST = 237.0


def _kebab(name: str) -> str:
    return name.replace("_", "-")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, alias_generator=_kebab, populate_by_name=False)


class ColumnSettings(_Strict):
    """A column of a table; `type` decides how its cells are read, written and aligned."""

    type: Literal["text", "integer", "decimal", "percent", "date"] = "text"
    decimals: int | None = Field(default=None, ge=0, le=6)
    width: float | None = Field(default=None, gt=0, le=100)


class DataSettings(_Strict):
    """A table that only feeds figures and charts."""

    file: str
    sheet: str | None = None
    header_rows: int = Field(default=1, ge=1, le=2)
    row_headers: int = Field(default=1, ge=0, le=4)
    columns: dict[str, ColumnSettings] = Field(default_factory=dict)


class MarkSettings(_Strict):
    """A sign behind one cell's value, explained in a note."""

    row: str
    column: str
    mark: str = Field(default="*", min_length=1, max_length=4)


class TableSettings(DataSettings):
    """A table that is shown."""

    caption: str = Field(min_length=1)
    summary: str = ""
    notes: tuple[str, ...] = ()
    total: bool = False
    marks: tuple[MarkSettings, ...] = ()


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

    @model_validator(mode="after")
    def _one_of(self) -> ChartSettings:
        if (self.category is None) == (not self.categories):
            raise ValueError("give either category (a column) or categories (several columns, series being rows)")
        return self


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


class FigureSettings(_Strict):
    """A named figure: a cell, a share, a sum or a difference."""

    table: str | None = None
    row: str | None = None
    column: str | None = None
    share: str | None = None
    of: str | None = None
    sum: tuple[str, ...] | None = Field(default=None, min_length=1)
    difference: tuple[str, str] | None = None
    unit: str | None = None
    decimals: int | None = Field(default=None, ge=0, le=6)

    @model_validator(mode="after")
    def _one_way(self) -> FigureSettings:
        given = frozenset(self.model_fields_set - {"unit", "decimals"})
        ways = (
            frozenset({"table", "row", "column"}),
            frozenset({"share", "of"}),
            frozenset({"sum"}),
            frozenset({"difference"}),
        )
        if given not in ways:
            raise ValueError("give table, row and column; or share and of; or sum; or difference – and nothing else")
        return self


class BookSettings(_Strict):
    """The whole figures.yaml."""

    data: dict[str, DataSettings] = Field(default_factory=dict)
    tables: dict[str, TableSettings] = Field(default_factory=dict)
    charts: dict[str, ChartSettings] = Field(default_factory=dict)
    diagrams: dict[str, DiagramSettings] = Field(default_factory=dict)
    figures: dict[str, FigureSettings] = Field(default_factory=dict)


#: A figure's name: words joined by dots, as Jinja can read them.
FIGURE_NAME = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)*")
TABLE_NAME = re.compile(r"tbl-[a-z0-9åäö]+(-[a-z0-9åäö]+)*")
PICTURE_NAME = re.compile(r"fig-[a-z0-9åäö]+(-[a-z0-9åäö]+)*")
