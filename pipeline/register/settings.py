"""The keys of `register` in inputs/agency.yaml: where the register lies, and which series it has."""

from __future__ import annotations

import re
from itertools import combinations
from typing import Annotated, Literal
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, model_validator
from pydantic_core import PydanticCustomError

from pipeline.register.patterns import Pattern, number_of_both

ZONE = "Europe/Stockholm"


def _wrong(must: str) -> PydanticCustomError:
    """A fault (I117) that says what the value must be."""
    return PydanticCustomError("form", "{must}", {"must": must})


def _pattern(text: str) -> str:
    try:
        Pattern.of(text)
    except ValueError as error:
        raise _wrong(str(error)) from None
    return text


def _zone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (LookupError, ValueError, OSError):
        raise _wrong("must be a time zone, as Europe/Stockholm") from None
    return text


def _check_address(text: str) -> None:
    """That an address is one, without a password; what is said of it does not repeat it."""
    try:
        address = urlsplit(text)
        password = address.password or parse_qs(address.query).get("password")
    except ValueError:
        address, password = urlsplit(""), None
    if address.scheme not in ("postgresql", "postgres"):
        raise ValueError(
            "The key url must be the address of a PostgreSQL database, as postgresql://diarie@server/diarie."
        )
    if password is not None:
        raise ValueError("The key url must not hold a password: let url-env name a variable, or use ~/.pgpass.")


def _variable(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", text):
        raise _wrong("must be the name of a variable of the environment, as DIARIE_REGISTER")
    return text


def _name(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9å-ö]+(-[a-z0-9å-ö]+)*", text):
        raise _wrong("must be a name in small letters, digits and hyphens, as stab-beslut")
    return text


class _Strict(BaseModel):
    model_config = ConfigDict(
        extra="forbid", frozen=True, alias_generator=lambda name: name.replace("_", "-"), populate_by_name=False
    )


class SeriesSettings(_Strict):
    """A series of numbers.

    Attributes:
        pattern: how its numbers are written.
        numbers: what they are given to.
        scope: what has a count of its own within a year: the agency, each unit, each classification.
        unit: the unit whose series it is; None where the pattern holds {unit}, or all units share it.
        time_zone: where the year turns at midnight.
        year_of: whether a number that a build takes is of the document's year or of the year it is taken in.
    """

    pattern: Annotated[str, AfterValidator(_pattern)]
    numbers: Literal["cases", "decisions"] = "cases"
    scope: Literal["agency", "unit", "class"] = "agency"
    unit: str | None = None
    time_zone: Annotated[str, AfterValidator(_zone)] = ZONE
    year_of: Literal["registration", "document"] = "registration"

    @model_validator(mode="after")
    def _told_apart(self) -> SeriesSettings:
        names = Pattern.of(self.pattern).names
        if self.scope == "class" and not names & {"classification", "class"}:
            raise ValueError("A series with scope class needs {classification} in its pattern.")
        if self.scope == "unit" and self.unit is None and "unit" not in names:
            raise ValueError("A series with scope unit needs {unit} in its pattern, or unit for the one that it is of.")
        if self.numbers == "decisions" and "case" in names:
            raise ValueError("A series of decisions counts with {serial}: {case} and {document} are for cases.")
        return self


def check_apart(one: str, pattern: str, other: str, second: str) -> None:
    """That two series do not write the same numbers.

    Raises:
        ValueError: they do.
    """
    number = number_of_both(Pattern.of(pattern), Pattern.of(second))
    if number is not None:
        raise ValueError(f"The series {one} and {other} both write numbers as {number}: give them different patterns.")


class RegisterSettings(_Strict):
    """The key `register`.

    Attributes:
        url: a PostgreSQL database; None for SQLite in the project, or where `url_env` says it.
        url_env: the variable of the environment that holds the address.
        series: name → series, beside the one of number-pattern.
        documents: the series that builds take case numbers from; None for the one of number-pattern.
        decisions: the series that `diarie approve` takes decision numbers from; None for the only one there is, or for
            whoever approves to say.
    """

    url: str | None = None
    url_env: Annotated[str, AfterValidator(_variable)] | None = None
    series: dict[Annotated[str, AfterValidator(_name)], SeriesSettings] = {}
    documents: str | None = None
    decisions: str | None = None

    @model_validator(mode="after")
    def _of_their_own(self) -> RegisterSettings:
        for (one, first), (other, second) in combinations(self.series.items(), 2):
            check_apart(one, first.pattern, other, second.pattern)
        return self

    @model_validator(mode="after")
    def _agreeing(self) -> RegisterSettings:
        if self.url is not None and self.url_env is not None:
            raise ValueError("Give either url or url-env.")
        if self.url is not None:
            _check_address(self.url)
        if self.documents is not None:
            named = self.series.get(self.documents)
            if named is None:
                raise ValueError(f"The key documents names “{self.documents}”, which is none of the series.")
            if named.numbers != "cases":
                raise ValueError("The key documents must name a series of cases.")
        if self.decisions is not None:
            named = self.series.get(self.decisions)
            if named is None:
                raise ValueError(f"The key decisions names “{self.decisions}”, which is none of the series.")
            if named.numbers != "decisions":
                raise ValueError("The key decisions must name a series of decisions.")
        return self
