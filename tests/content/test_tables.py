"""Tables of figures.yaml: joined headings, typed cells, marks and notes."""

from pathlib import Path

import pytest
from content_outline import outline, words

from pipeline.content.tables import header_rows, table_block
from pipeline.faults import FaultError
from pipeline.figures.named import load_figures
from pipeline.places import Place
from pipeline.sources.reader import Reader

PLACE = Place("data/x.csv", 1, row=1)


@pytest.fixture
def load(tmp_path):
    def load(csv, settings=""):
        Path(tmp_path, "x.csv").write_text(csv, "utf-8")
        text = f"tables:\n  tbl-x:\n    file: x.csv\n    caption: X\n{settings}"
        Path(tmp_path, "figures.yaml").write_text(text, "utf-8")
        return table_block(load_figures(Reader(tmp_path), ".").tables["tbl-x"])

    return load


def spans(rows):
    return [
        [("".join(words(block.children) for block in cell.children), cell.rows, cell.columns) for cell in row.cells]
        for row in rows
    ]


def test_one_heading_row_stays_as_it_is():
    assert spans(header_rows([("A", "A", "B")], PLACE)) == [[("A", 1, 1), ("A", 1, 1), ("B", 1, 1)]]


def test_equal_neighbours_are_joined_to_the_right_and_downwards():
    rows = header_rows([("Kön", "2021", "2021", "2022", "Not"), ("Kön", "Kvinnor", "Män", "Kvinnor", "Not")], PLACE)
    assert spans(rows) == [
        [("Kön", 2, 1), ("2021", 1, 2), ("2022", 1, 1), ("Not", 2, 1)],
        [("Kvinnor", 1, 1), ("Män", 1, 1), ("Kvinnor", 1, 1)],
    ]


def test_headings_that_are_all_joined_downwards_are_one_row():
    assert spans(header_rows([("A", "B"), ("A", "B")], PLACE)) == [[("A", 1, 1), ("B", 1, 1)]]


@pytest.mark.parametrize(
    "headings",
    [
        [("", "2021", "2021"), ("Kön", "K", "M")],
        [("A", "A", "A", "B"), ("x", "A", "y", "B")],
        [("A", "B", "B", "B"), ("A", "B", "x", "x")],
    ],
)
def test_heading_cells_fill_the_grid_exactly(headings):
    rows = header_rows(headings, PLACE)
    filled = set()
    for number, row in enumerate(rows):
        column = 0
        for cell in row.cells:
            while (number, column) in filled:
                column += 1
            slots = {(number + down, column + right) for down in range(cell.rows) for right in range(cell.columns)}
            assert not slots & filled
            filled |= slots
    assert filled == {(row, column) for row in range(len(rows)) for column in range(len(headings[0]))}


def test_numbers_are_written_alike_and_stand_to_the_right(load):
    table = load(
        "Grupp;Antal;Andel;Tal;Dag\nMän;12345;5,6%;0,6;2024-06-19\nKvinnor;–;6;0,58;..\n",
        "    columns: {Antal: {type: integer}, Andel: {type: percent}, Tal: {type: decimal, decimals: 2}}\n",
    )
    assert outline([table])[1:] == [
        "  head: Grupp | Antal | Andel | Tal | Dag",
        "  row: !Män | 12~345 | 5,6~% | 0,60 | 2024-06-19",
        "  row: !Kvinnor | – | 6,0~% | 0,58 | ..",
    ]
    assert [column.align for column in table.columns] == ["left", "right", "right", "right", "left"]


def test_columns_without_a_type_are_shown_as_written(load):
    table = load("Dnr;År;Text\n1.3.1-2024-8647;2023;a\n1.2;2024;5\n")
    assert outline([table])[2:] == ["  row: !1.3.1-2024-8647 | 2023 | a", "  row: !1.2 | 2024 | 5"]
    assert [column.align for column in table.columns] == ["left", "right", "left"]


def test_every_cell_knows_its_cell(load):
    table = load("A;B\nx;1\n")
    origins = [(cell.origin.row, cell.origin.header) for row in (*table.header, *table.rows) for cell in row.cells]
    assert origins == [(1, "A"), (1, "B"), (2, "A"), (2, "B")]


def test_marks_notes_total_and_row_headings(load):
    table = load(
        "A;B;C\nx;y;1\nSumma;;2\n",
        '    row-headers: 2\n    total: true\n    notes: ["\\\\* *Hittills*."]\n    summary: S\n'
        '    marks: [{row: x, column: C, mark: "*"}]\n',
    )
    assert outline([table])[2:] == ["  row: !x | !y | 1*", "  row: !Summa | ! | 2", "  note: * _Hittills_."]
    assert (table.total, table.summary, table.label) == (True, "S", "tbl-x")


def test_a_cell_of_several_lines_is_several_paragraphs(load):
    table = load('A;B\nx;"en\ntvå <b> *c*"\n')
    assert outline([table])[2] == "  row: !x | en / två <b> *c*"


def test_widths_follow_the_texts_unless_they_are_given(load):
    given = load("A;B\nx;1\n", "    columns: {A: {width: 3}, B: {width: 1.5}}\n")
    assert [column.width for column in given.columns] == [3, 1.5]
    made = load(f"A;B;C\n{'ord ' * 50};1;{'x' * 20}\n")
    first, second, third = (column.width for column in made.columns)
    assert first > third > second


def test_faults_of_caption_and_notes_have_their_lines(load):
    with pytest.raises(FaultError) as caught:
        load("A;B\nx;1\n", '    notes: ["bra", "<b>"]\n    summary: <ok>\n')
    assert [(fault.code, fault.place.line) for fault in caught.value.faults] == [("I200", 5)]


def test_a_table_without_rows_or_with_nothing_but_headings_is_refused(load):
    with pytest.raises(FaultError) as caught:
        load("A;B\nx;1\n", "    row-headers: 2\n")
    assert [fault.code for fault in caught.value.faults] == ["I251"]
