"""Headings in one or two rows become one unique key for each column."""

import pytest

from pipeline.sources.header import column_letter


@pytest.mark.parametrize(
    ("content", "columns", "header"),
    [
        (
            ";2021;;2022;\nKategori;Kvinnor;Män;Kvinnor;Män\na;1;2;3;4\n",
            ("Kategori", "2021 / Kvinnor", "2021 / Män", "2022 / Kvinnor", "2022 / Män"),
            (("Kategori", "2021", "2021", "2022", "2022"), ("Kategori", "Kvinnor", "Män", "Kvinnor", "Män")),
        ),
        (
            "Kategori;2021;2021;2022\n;Kvinnor;Män;Totalt\na;1;2;3\n",
            ("Kategori", "2021 / Kvinnor", "2021 / Män", "2022 / Totalt"),
            (("Kategori", "2021", "2021", "2022"), ("Kategori", "Kvinnor", "Män", "Totalt")),
        ),
        (
            "Kategori;2021;;Totalt\nKategori;Kvinnor;Män;Totalt\na;1;2;3\n",
            ("Kategori", "2021 / Kvinnor", "2021 / Män", "Totalt"),
            (("Kategori", "2021", "2021", "Totalt"), ("Kategori", "Kvinnor", "Män", "Totalt")),
        ),
        (
            "Kategori;;2021;;Totalt\n;Enhet;Kvinnor;Män;\na;b;1;2;3\n",
            ("Kategori", "Enhet", "2021 / Kvinnor", "2021 / Män", "Totalt"),
            (("Kategori", "Enhet", "2021", "2021", "Totalt"), ("Kategori", "Enhet", "Kvinnor", "Män", "Totalt")),
        ),
    ],
)
def test_two_heading_rows_are_joined_across_and_downwards(inputs, content, columns, header):
    table = inputs.table(content, header_rows=2)
    assert table.columns == columns
    assert table.header == header
    assert [cell.text for cell in table.rows[0].values()][:1] == ["a"]
    assert table.rows[0].place.row == 3
    assert table.rows[0][columns[-1]].place.header == columns[-1]


def test_three_heading_rows_are_read_too(inputs):
    table = inputs.table("2021;;\nKvinnor;;Män\nAntal;Andel;Antal\n1;2;3\n", header_rows=3)
    assert table.columns == ("2021 / Kvinnor / Antal", "2021 / Kvinnor / Andel", "2021 / Män / Antal")


def test_one_heading_row_is_kept_as_it_is(inputs):
    table = inputs.table("År;Antal\n2021;1\n")
    assert table.header == (("År", "Antal"),)


def test_equal_headings_are_told_by_their_letters(inputs):
    (fault,) = inputs.table_faults("Mål;Antal;Antal\na;1;2\n")
    assert (fault.code, fault.place.row, fault.place.header) == ("I126", 1, "Antal")
    assert "columns B and C" in fault.message


def test_a_column_with_values_and_no_heading_is_told_once(inputs):
    (fault,) = inputs.table_faults("Mål;;Antal\na;;1\nb;x;2\nc;y;3\n")
    assert (fault.code, fault.place.row) == ("I126", 1)
    assert fault.message == "Column B has values (row 3) and no heading."


def test_all_faults_of_the_headings_come_at_once(inputs):
    faults = inputs.table_faults("Mål;;Mål\na;x;1\n")
    assert [fault.code for fault in faults] == ["I126", "I126"]


def test_fewer_rows_than_heading_rows_is_an_empty_table(inputs):
    (fault,) = inputs.table_faults("Mål;Vad\na;b\n", header_rows=2)
    assert fault.code == "I125"
    assert "2 rows" in fault.todo


@pytest.mark.parametrize(("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_have_the_letters_of_a_spreadsheet(index, letters):
    assert column_letter(index) == letters
