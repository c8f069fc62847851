"""The words of the figure register in a document's own language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class RegisterWords:
    """The words of the register in a document's language.

    Attributes:
        title, introduction: heading and first paragraph of the appendix.
        others: heading above tables and charts.
        wording, subject, method, source: headings of the columns.
        shown, from_file: headings of the columns for tables and charts.
        name, value, exact, unit, period, formula, cells, count, places, file, line, heading: columns of the workbook.
        figures: name of its first sheet; `places` is that of the second.
        read, stated, hidden, counted: how a figure comes about: it stands in a cell, a source states it, it must not
            be told, it is counted from so many cells.
        row, rows, column, columns, sheet, more: parts of a source; `{}` is the number or the name.
        both: between two columns.
        of_another: what a number tells that another source states.
        section: before a heading's number.
        titled: a heading without number.
        decimal: between a number's whole and its decimals.
        kinds: what a function or sign of a formula gives.
        joined: what stands between the two things that it is made of; a comma for those that are not here.
    """

    title: str
    introduction: str
    others: str
    wording: str
    subject: str
    method: str
    source: str
    shown: str
    from_file: str
    read: str
    stated: str
    hidden: str
    counted: str
    name: str
    value: str
    exact: str
    unit: str
    period: str
    formula: str
    cells: str
    count: str
    places: str
    file: str
    line: str
    heading: str
    figures: str
    row: str
    rows: str
    column: str
    columns: str
    both: str
    of_another: str
    titled: str
    decimal: str
    sheet: str
    more: str
    section: str
    kinds: Mapping[str, str]
    joined: Mapping[str, str]


_SWEDISH: Final = RegisterWords(
    title="Bilaga: Så är siffrorna framtagna",
    introduction=(
        "Siffrorna i texten kommer från de tabeller som dokumentet bygger på. Här står de i den ordning som de nämns, "
        "med hur var och en är framtagen och var den finns i källan."
    ),
    others="Tabeller och diagram",
    wording="I texten",
    subject="Vad den anger",
    method="Hur den är framtagen",
    source="Källa",
    shown="Tabell eller diagram",
    from_file="Källa",
    read="Står i källan",
    stated="Anges i en annan källa",
    hidden="Redovisas inte, med hänsyn till enskilda personer",
    counted="Räknad ur {} celler",
    name="Namn",
    value="Värde",
    exact="Exakt värde",
    unit="Enhet",
    period="Period",
    formula="Formel",
    cells="I cellerna",
    count="Antal celler",
    places="Ställen",
    file="Fil",
    line="Rad i filen",
    heading="Rubrik",
    figures="Siffror",
    row="rad {}",
    rows="rad {}–{}",
    column="kolumnen {}",
    columns="kolumnerna {}",
    both=" och ",
    of_another="Uppgift ur en annan källa",
    titled="”{}”",
    decimal=",",
    sheet="bladet {}",
    more="och {} celler till",
    section="avsnitt {}",
    kinds={
        "share": "andel",
        "part": "del",
        "change": "förändring",
        "percent_change": "förändring i procent",
        "sum": "summa",
        "average": "medelvärde",
        "min": "lägsta värde",
        "max": "högsta värde",
        "count": "antal",
        "abs": "skillnad",
        "+": "summa",
        "-": "skillnad",
        "*": "produkt",
        "/": "kvot",
    },
    joined={"share": " av ", "change": " minus ", "-": " minus ", "sum": " plus ", "+": " plus ", "/": " genom "},
)
_ENGLISH: Final = RegisterWords(
    title="Annex: Where the numbers come from",
    introduction=(
        "The numbers in the text come from the tables that the document builds on. They are listed in the order in "
        "which they are mentioned, with how each was obtained and where it stands in its source."
    ),
    others="Tables and charts",
    wording="In the text",
    subject="What it tells",
    method="How it was obtained",
    source="Source",
    shown="Table or chart",
    from_file="Source",
    read="Stands in the source",
    stated="Stated by another source",
    hidden="Not told, out of regard for single persons",
    counted="Counted from {} cells",
    name="Name",
    value="Value",
    exact="Exact value",
    unit="Unit",
    period="Period",
    formula="Formula",
    cells="In the cells",
    count="Number of cells",
    places="Places",
    file="File",
    line="Line in the file",
    heading="Heading",
    figures="Figures",
    row="row {}",
    rows="rows {}–{}",
    column="column {}",
    columns="columns {}",
    both=" and ",
    of_another="Statement of another source",
    titled="“{}”",
    decimal=".",
    sheet="sheet {}",
    more="and {} more cells",
    section="section {}",
    kinds={
        "share": "share",
        "part": "part",
        "change": "change",
        "percent_change": "change in percent",
        "sum": "sum",
        "average": "average",
        "min": "lowest value",
        "max": "highest value",
        "count": "count",
        "abs": "difference",
        "+": "sum",
        "-": "difference",
        "*": "product",
        "/": "quotient",
    },
    joined={"share": " of ", "change": " minus ", "-": " minus ", "sum": " plus ", "+": " plus ", "/": " by "},
)


def words_for(language: str) -> RegisterWords:
    """The words for a BCP 47 tag; the English ones for a language that has none here."""
    return _SWEDISH if language.split("-", maxsplit=1)[0].lower() == "sv" else _ENGLISH
