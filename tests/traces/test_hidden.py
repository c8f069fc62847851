"""What a document withholds about few people is in no trace that leaves the house."""

import io
import json
import zipfile

import pytest

from pipeline.cli import commands
from pipeline.cli.ending import ended
from pipeline.traces.appendix import with_register
from pipeline.traces.workbook import workbook

DATA = """\
Grupp;Norr;Syd;Totalt
Kvinnor;3;4711;4714
Män;8123;2357;10480
Alla;8126;7068;15194
"""
FIGURES = """\
tables:
  tbl-personer:
    file: data/personer.csv
    caption: Personer efter region
    summary: Personerna efter region.
    people: true
    parts:
      Alla: [Kvinnor, Män]
      Totalt: [Norr, Syd]
figures:
  personer.norr: {table: tbl-personer, row: Kvinnor, column: Norr}
  personer.alla: {table: tbl-personer, row: Alla, column: Totalt}
  personer.summa: {formula: 'sum(tbl-personer["Norr"])'}
"""


@pytest.fixture
def people(report):
    report.files["inputs/x/data/personer.csv"] = DATA
    report.files["inputs/x/figures.yaml"] = FIGURES
    words = 'I norr var {{ personer.norr | dold("färre än fem") }} kvinnor av {{ personer.alla }}.'
    report.files["inputs/x/text/05-sammanfattning.md"] = f"# Sammanfattning {{.unnumbered}}\n\n{words}\n"
    report.files["inputs/x/text/10-kapitel.md"] = "# Personer\n\n@Tbl-personer visar dem.\n\n![](tbl-personer)\n"
    return report


def withheld(traces):
    """The numbers that the table shows as “..”."""
    shown = {
        cell.place: cell.text
        for row in traces.composed.books[0].tables["tbl-personer"].data.rows
        for cell in row.values()
    }
    rows = [line.split(";") for line in DATA.splitlines()]
    return {
        rows[place.row - 1][rows[0].index(place.header)]
        for place, text in shown.items()
        if text == ".." and place.header
    }


def test_the_table_withholds_something_beside_the_small_number(people):
    numbers = withheld(people.traces())
    assert "3" in numbers
    assert len(numbers) >= 4


def test_no_withheld_number_is_in_manifest_workbook_or_appendix(people):
    traces = people.traces()
    numbers = withheld(traces) - {"3"}
    published = json.dumps(
        [
            [trace.as_json() for trace in traces.figures],
            [trace.as_json() for trace in traces.tables],
            [saying.as_json() for saying in traces.said],
        ]
    )
    with zipfile.ZipFile(io.BytesIO(workbook(traces))) as package:
        published += "".join(package.read(name).decode() for name in package.namelist() if name.endswith(".xml"))
    published += str(with_register(traces).parts["body"])
    assert [number for number in numbers if number in published.replace("\u00a0", "")] == []
    figure = next(trace for trace in traces.figures if trace.name == "personer.norr")
    assert figure.is_hidden
    assert not {"value", "exact"} & figure.as_json().keys()


def test_the_author_is_told_that_a_figure_is_hidden_and_why(people, capsys):
    people.write()
    assert ended(commands, ["explain", "personer.norr", "--project", str(people.root)]) == 0
    said = capsys.readouterr().out
    assert "hidden: it tells a number of people" in said
    assert "inputs/x/data/personer.csv, row 2, column “Norr”" in said
