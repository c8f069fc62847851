"""The keys of figures.yaml that say that a table counts people, and what its readers know of the numbers."""

from __future__ import annotations

from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

#: Word among the parts of a total for those that the table has no row or column for.
REST: Final = "rest"


class PeopleSettings(BaseModel):
    """What a table under `data` or `tables` says of the people that it counts.

    Rows and columns are named by their headings; where a row and a column have the same name, the column is meant.

    Attributes:
        people: `true` when its numbers count people; `rows` when each of its rows is a person.
        threshold: numbers from 1 to below it are small.
        parts: total → what it consists of; `rest` among the parts stands for those without a row or column.
        shares: percentages without their counts → the row or column that they are a percentage of.
        worked_out: numbers that come from others in the table, such as differences, percentages and means → what they
            come from; they are withheld where any of those is.
        not_people: rows and columns that count something else.
        linked: tables whose cells in rows and columns of the same names are the same numbers.
        published: whether readers have the table already, so that nothing in it can be withheld any more.
    """

    model_config = ConfigDict(
        extra="forbid", frozen=True, alias_generator=lambda name: name.replace("_", "-"), populate_by_name=False
    )

    people: bool | Literal["rows"] = False
    threshold: int = Field(default=5, ge=2, le=100)
    parts: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    shares: dict[str, str] = Field(default_factory=dict)
    worked_out: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    not_people: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()
    published: bool = False

    @model_validator(mode="after")
    def _only_of_people(self) -> PeopleSettings:
        own = self.model_fields_set & (set(PeopleSettings.model_fields) - {"people"})
        if own and not self.people:
            names = ", ".join(sorted(name.replace("_", "-") for name in own))
            raise ValueError(f"{names}: these keys belong to a table with people: true")
        more = own - {"threshold"}
        if more and self.people == "rows":
            names = ", ".join(sorted(name.replace("_", "-") for name in more))
            raise ValueError(f"{names}: a table with people: rows has only the key threshold beside it")
        return self
