"""Keys of figures.yaml that say where a table comes from beside a file, and what must hold of its totals."""

from __future__ import annotations

from decimal import Decimal

from pydantic import BaseModel, ConfigDict, Field, model_validator


def _kebab(name: str) -> str:
    return name.replace("_", "-")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, alias_generator=_kebab, populate_by_name=False)


class SqlSettings(_Strict):
    """A query of a database.

    Attributes:
        url: as SQLAlchemy writes it, without a password: `sqlite:///data/arenden.db`, `postgresql://user@host/name`.
        query: SQL; or `query_file`, a file that holds it.
        parameters: values of the query's `:names`; numbers without quotation marks are numbers.
        password_env: environment variable that holds the password.
        timeout: seconds that the query may take.
    """

    url: str = Field(min_length=1)
    query: str | None = Field(default=None, min_length=1)
    query_file: str | None = Field(default=None, min_length=1)
    parameters: dict[str, str] = Field(default_factory=dict)
    password_env: str | None = None
    timeout: int = Field(default=30, ge=1, le=600)

    @model_validator(mode="after")
    def _one_query(self) -> SqlSettings:
        if (self.query is None) == (self.query_file is None):
            raise ValueError("give either query or query-file")
        return self


class TotalSettings(_Strict):
    """A total that is held against its parts.

    Attributes:
        row: the row that is the sum of the rows `of` (of all others, where they are not named), in each column.
        column: the column that is the sum of the columns `of`, in each row.
        rows: rows that together make `make`, in each column.
        columns: columns that together make `make`, in each row.
        make: the number that they make, such as 100.
        of: the parts of `row` or `column`.
        within: the columns (of a total row) or rows (of a total column) that are checked; () for all with numbers.
        rounding: whether the numbers are rounded, so that each may be half a unit off.
    """

    row: str | None = None
    column: str | None = None
    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    make: Decimal | None = None
    of: tuple[str, ...] = ()
    within: tuple[str, ...] = Field(default=(), alias="in")
    rounding: bool = False

    @model_validator(mode="after")
    def _one_way(self) -> TotalSettings:
        named = [key for key in ("row", "column", "rows", "columns") if getattr(self, key)]
        if len(named) != 1:
            raise ValueError("give one of row, column, rows and columns")
        if (named[0] in ("rows", "columns")) != (self.make is not None):
            raise ValueError(
                "rows and columns take make: the number that they make; row and column take of: their parts"
            )
        if self.of and self.make is not None:
            raise ValueError("of names the parts of a row or column; here rows or columns does")
        return self
