"""What an author may ask of a table's values, in a schema file or in figures.yaml; pandera holds the table to it."""

from __future__ import annotations

from decimal import Decimal

from pydantic import BaseModel, ConfigDict, Field


def _kebab(name: str) -> str:
    return name.replace("_", "-")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, alias_generator=_kebab, populate_by_name=False)


class ColumnChecks(_Strict):
    """What each value of a column must be; cells without a value are let through, unless `nullable` is false.

    Attributes:
        ge, gt, le, lt: at least, more than, at most, less than.
        between: at least the first and at most the second.
        isin, notin: one of these texts, none of them.
        str_matches: regular expression that the whole text must match.
        str_length: least and greatest number of characters.
        unique: whether each value may stand only once.
        nullable: whether a cell may have no value.
    """

    ge: Decimal | None = None
    gt: Decimal | None = None
    le: Decimal | None = None
    lt: Decimal | None = None
    between: tuple[Decimal, Decimal] | None = None
    isin: tuple[str, ...] | None = Field(default=None, min_length=1)
    notin: tuple[str, ...] | None = Field(default=None, min_length=1)
    str_matches: str | None = Field(default=None, min_length=1, max_length=200)
    str_length: tuple[int, int] | None = None
    unique: bool = False
    nullable: bool = True


class SchemaSettings(_Strict):
    """What must hold of a table.

    Attributes:
        columns: by the column's key.
        rows: rules for each row, between sums of columns and numbers: `Kvinnor + Män = Totalt`, `Avslag <= Avgjorda`.
        unique: columns whose values together may stand only once.
    """

    columns: dict[str, ColumnChecks] = Field(default_factory=dict)
    rows: tuple[str, ...] = ()
    unique: tuple[str, ...] = ()
