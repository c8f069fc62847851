"""The numbers of charts as tables of their own, and where they stand."""

from dataclasses import replace

import pytest
from chart_checks import YEARS, chart, numbers
from content_outline import outline

from pipeline.content.assemble import check_document
from pipeline.content.charted import numbers_table
from pipeline.content.model import Document, Figure, Table
from pipeline.content.prose import read_prose
from pipeline.content.references import load_references
from pipeline.faults import FaultError
from pipeline.figures.book import Series
from pipeline.figures.named import load_figures
from pipeline.sources.reader import Reader

TWO = {"Kvinnor": numbers("6.6", "6.9", 6), "Män": numbers("4.5", None, "4.1")}
YAML = """
data: {{ort: {{file: ort.csv}}}}
tables: {{tbl-ort: {{file: ort.csv, caption: Orter}}}}
charts:
  fig-ort: {{type: bar, table: {table}, category: Ort, series: [Antal], unit: antal, caption: Orterna{more}}}
"""


@pytest.fixture
def read(tmp_path):
    def read(text, table="ort", more=""):
        (tmp_path / "ort.csv").write_text("Ort;Antal\nNorr;1 240\nSyd;..\n", "utf-8")
        (tmp_path / "figures.yaml").write_text(YAML.format(table=table, more=more), "utf-8")
        (tmp_path / "a.md").write_text(text, "utf-8")
        reader = Reader(tmp_path)
        book = load_figures(reader, ".")
        return read_prose(reader, ["a.md"], book, load_references(reader, ".")).blocks, book

    return read


def test_categories_are_rows_where_the_series_are_columns():
    made = chart("line", YEARS, TWO, unit="procent", corner="År")
    assert outline([numbers_table(made)]) == [
        "table #tbl-a-siffror: Siffrorna i @fig-a",
        "  head: År | Kvinnor | Män",
        "  row: !2021 | 6,6 | 4,5",
        "  row: !2022 | 6,9 | ..",
        "  row: !2023 | 6,0 | 4,1",
        "  note: ”..” betyder att uppgiften saknas eller är för osäker för att anges.",
    ]
    assert numbers_table(made).unit == "procent"


def test_series_are_rows_where_they_are_rows_of_the_charts_table():
    made = chart("line", YEARS, TWO, corner="Kön", series_are_rows=True)
    assert outline([numbers_table(made)])[1:3] == [
        "  head: Kön | 2021 | 2022 | 2023",
        "  row: !Kvinnor | 6,6 | 6,9 | 6,0",
    ]


def test_signs_are_those_of_the_table_and_each_is_explained():
    series = Series("A", numbers(0, None, 12345), ("–", ".", ""))
    made = replace(chart("bar", YEARS, {}), series=(series,))
    assert outline([numbers_table(made)])[2:] == [
        "  row: !2021 | –",
        "  row: !2022 | .",
        "  row: !2023 | 12~345",
        "  note: ”–” betyder att det inte finns något att redovisa och ”.” att det inte kan finnas någon uppgift.",
    ]


def test_a_chart_of_data_is_followed_by_its_numbers_and_one_of_a_shown_table_refers_to_it(read):
    (figure, table), _ = read("![](fig-ort)\n")
    assert isinstance(figure, Figure)
    assert isinstance(table, Table)
    assert outline([figure])[1:] == []
    blocks, _ = read("![](fig-ort)\n\n![](tbl-ort)\n", table="tbl-ort")
    assert outline(blocks)[1:3] == [
        "  note: ”..” betyder att uppgiften saknas eller är för osäker för att anges.",
        "  note: Siffrorna finns i @tbl-ort.",
    ]


def test_without_numbers_nothing_follows(read):
    (figure,), _ = read("![](fig-ort)\n", more=", numbers: none")
    assert outline([figure])[1:] == ["  note: ”..” betyder att uppgiften saknas eller är för osäker för att anges."]


def test_numbers_that_stand_apart_are_placed_by_name_and_the_figure_refers_to_them(read):
    (figure, table), book = read("![](fig-ort)\n\n![](tbl-ort-siffror)\n", more=", numbers: apart")
    assert outline([figure])[-1] == "  note: Siffrorna finns i @tbl-ort-siffror."
    assert table.label == "tbl-ort-siffror"
    assert "tbl-ort-siffror" not in unplaced((figure, table), book)


def test_numbers_that_are_placed_nowhere_are_told(read):
    (figure,), book = read("![](fig-ort)\n", more=", numbers: apart")
    assert {"tbl-ort-siffror", "tbl-ort"} == unplaced((figure,), book)


def unplaced(blocks, book):
    document = Document("a", "report", None, {"body": blocks}, {}, {})
    return {fault.data["name"] for fault in check_document(document, book) if fault.code == "I255"}


def test_a_table_of_numbers_has_no_name_unless_it_stands_apart(read):
    with pytest.raises(FaultError) as caught:
        read("![](fig-ort)\n\n![](tbl-ort-siffror)\n")
    assert [fault.code for fault in caught.value.faults] == ["I221"]


def test_each_number_knows_its_cell(read):
    (_, table), _ = read("![](fig-ort)\n")
    origins = [row.cells[1].origin for row in table.rows]
    assert [(origin.row, origin.header) for origin in origins] == [(2, "Antal"), (3, "Antal")]
