"""Settings as those of a project, to hold files against."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Kebab(BaseModel):
    """Settings as those of the project: keys in kebab-case, none unknown."""

    model_config = ConfigDict(extra="forbid", frozen=True, alias_generator=lambda name: name.replace("_", "-"))


class Person(Kebab):
    name: str
    office: str = ""


class Cell(Kebab):
    table: str
    row: str
    column: str


class Share(Kebab):
    share: str
    of: str


class Report(Kebab):
    title: str = Field(min_length=3)
    date: date
    case_number: str | None = Field(default=None, pattern=r"^[0-9.]+-\d{4}-\d+$")
    language: Literal["sv-SE", "nb-NO"] = "sv-SE"
    header_rows: Literal[1, 2] = 1
    width: float = Field(default=100, gt=0, le=245)
    count: int = 0
    share: Decimal = Decimal(0)
    total: bool = False
    keywords: tuple[str, ...] = ()
    people: tuple[Person, ...] = ()
    places: Mapping[str, Person] = Field(default_factory=dict)
    figures: dict[str, Cell | Share] = Field(default_factory=dict)


#: The least that a report's settings say.
GOOD = "title: Rapport\ndate: 2024-06-19\n"
