"""The series of an agency: what its settings say, ready to count and write with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pipeline.register.patterns import Parts, Pattern

if TYPE_CHECKING:
    from pipeline.register.settings import RegisterSettings

#: Name of the series that `number-pattern` describes.
DEFAULT = "cases"
PLAIN_PATTERN = "{classification}-{year}-{serial}"


@dataclass(frozen=True, slots=True)
class Series:
    """A series of numbers; the attributes are those of `SeriesSettings`."""

    name: str
    pattern: Pattern
    numbers: Literal["cases", "decisions"] = "cases"
    scope: Literal["agency", "unit", "class"] = "agency"
    unit: str | None = None
    zone: str = "Europe/Stockholm"
    year_of: Literal["registration", "document"] = "registration"

    def scope_of(self, parts: Parts) -> str:
        """What has a count of its own; empty for the whole agency."""
        if self.scope == "class":
            return parts.classification
        return (self.unit or parts.unit) if self.scope == "unit" else ""


def default_series(pattern: str = PLAIN_PATTERN) -> Series:
    """The series that `number-pattern` describes: of cases, of the whole agency, by the document's year."""
    return Series(DEFAULT, Pattern.of(pattern), year_of="document")


def series_of(pattern: str, settings: RegisterSettings) -> Mapping[str, Series]:
    """All series by name; one named `cases` takes the place of `number-pattern`.

    Args:
        pattern: `number-pattern` of the agency.
        settings: `register` of the agency.
    """
    named = {
        name: Series(
            name, Pattern.of(one.pattern), one.numbers, one.scope, one.unit, one.time_zone, one.year_of
        )
        for name, one in settings.series.items()
    }  # fmt: skip
    return {DEFAULT: default_series(pattern)} | named
