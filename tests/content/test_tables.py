"""Tables of figures.yaml: joined headings, typed cells, marks and notes."""

from dataclasses import replace
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
        "  note: ”–” betyder att det inte finns något att redovisa.",
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
    beside = load("A;B\nx;ett långt ord\n", "    columns: {A: {width: 3}}\n")
    assert [column.width for column in beside.columns] == [3, 1]
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


MEANINGS = (
    "”..” betyder att uppgiften saknas eller är för osäker för att anges, ”–” att det inte finns något att redovisa "
    "och ”.” att det inte kan finnas någon uppgift."
)
TYPED = "    columns: {Kostnad: {type: decimal, decimals: 1}, Andel: {type: percent, decimals: 1}}\n"


def test_missing_values_have_the_signs_of_official_statistics_and_a_note_explains_those_that_occur(load):
    table = load("Post;Kostnad;Andel\nA;...;-\nB;1 234,5;.\nC;-12,5;—\n", TYPED)
    assert outline([table])[2:] == [
        "  row: !A | .. | –",
        "  row: !B | 1~234,5 | .",
        "  row: !C | −12,5 | –",
        f"  note: {MEANINGS}",
    ]


def test_an_empty_cell_stays_empty_and_a_dash_in_a_column_of_words_is_no_sign(load):
    table = load("Post;Kostnad;Ort\nA;;–\nB;2;Solna\n", TYPED.replace(", Andel: {type: percent, decimals: 1}", ""))
    assert outline([table])[2:] == ["  row: !A |  | –", "  row: !B | 2,0 | Solna"]


def test_a_unit_of_the_whole_table_takes_the_percent_signs_out_of_its_cells(load):
    csv = "Post;Kostnad;Andel\nA;1;5,6 %\n"
    assert outline([load(csv, TYPED)])[2] == "  row: !A | 1,0 | 5,6~%"
    table = load(csv, TYPED + "    unit: procent av alla\n")
    assert (table.unit, outline([table])[2]) == ("procent av alla", "  row: !A | 1,0 | 5,6")


def test_another_unit_leaves_the_percent_signs_where_they_are(load):
    table = load("Post;Kostnad;Andel\nA;1;5,6 %\n", TYPED + "    unit: mnkr om inget annat sägs\n")
    assert outline([table])[2] == "  row: !A | 1,0 | 5,6~%"


def units(table, **given):
    """The table again, its columns with units."""
    columns = {key: replace(one, unit=given.get(key, "")) for key, one in table.columns.items()}
    return table_block(replace(table, columns=columns))


@pytest.fixture
def define(tmp_path):
    def define(csv, settings=""):
        Path(tmp_path, "x.csv").write_text(csv, "utf-8")
        text = f"tables:\n  tbl-x:\n    file: x.csv\n    caption: X\n{settings}"
        Path(tmp_path, "figures.yaml").write_text(text, "utf-8")
        return load_figures(Reader(tmp_path), ".").tables["tbl-x"]

    return define


def test_columns_of_one_unit_have_it_above_the_table_and_those_of_several_in_their_heads(define):
    made = define("Post;Kostnad;Andel\nA;1;5,6\n", TYPED)
    same = units(made, Kostnad="mnkr", Andel="mnkr")
    assert (same.unit, outline([same])[1]) == ("mnkr", "  head: Post | Kostnad | Andel")
    mixed = units(made, Kostnad="mnkr", Andel="%")
    assert (mixed.unit, outline([mixed])[1:]) == (
        "",
        ["  head: Post | Kostnad, mnkr | Andel, procent", "  row: !A | 1,0 | 5,6"],
    )


def test_a_unit_stands_with_the_lower_of_two_headings(define):
    made = define("Post;2022;2022;Not\nPost;Antal;Kostnad;Not\nA;1;2;3\n", "    header-rows: 2\n")
    table = units(made, **{"2022 / Kostnad": "mnkr", "Not": "kr"})
    assert [[(words(cell.children[0].children), cell.rows) for cell in row.cells] for row in table.header] == [
        [("Post", 2), ("2022", 1), ("Not, kr", 2)],
        [("Antal", 1), ("Kostnad, mnkr", 1)],
    ]


def test_numbers_of_a_column_without_type_keep_their_figures_and_get_swedish_signs(load):
    table = load("Mått;Värde\nSvar;12 345\nAndel;40%\nMinskning;-7,5 %\nÅr;2023\n")
    assert outline([table])[2:] == [
        "  row: !Svar | 12~345",
        "  row: !Andel | 40~%",
        "  row: !Minskning | −7,5~%",
        "  row: !År | 2023",
    ]
    assert table.columns[1].align == "decimal"


def test_letters_behind_values_are_raised_and_their_notes_come_first(load):
    table = load(
        "A;B\nx;140\ny;9\n",
        "    marks: [{row: x, column: B, note: Hittills.}, {row: y, column: B, mark: '*'}]\n    notes: ['\\* Alla.']\n",
    )
    (number, letter), (other, star) = (row.cells[1].children[0].children for row in table.rows)
    assert (number.text, letter.text, letter.raised) == ("140", "a", True)
    assert (other.text, star.text, star.raised) == ("9", "*", False)
    assert [[node.text for node in note.children] for note in table.notes] == [["a", " ", "Hittills."], ["* Alla."]]
    assert table.columns[1].align == "decimal", "the figures stand in line, the signs hang out"


def test_the_last_column_can_be_a_total(load):
    table = load("A;B;Summa\nx;1;1\n", "    total-column: true\n")
    assert table.total_column
    assert [cell.children[0].children[0].strong for cell in table.rows[0].cells] == [False, False, True]


def test_units_of_figures_yaml_stand_in_the_heads(load):
    table = load(
        "Post;Kostnad;Antal\nA;1;2\n",
        "    columns: {Kostnad: {type: decimal, unit: mnkr}, Antal: {type: integer}}\n",
    )
    assert outline([table])[1] == "  head: Post | Kostnad, mnkr | Antal"


def test_cells_of_a_column_in_markdown_are_prose(load):
    table = load(
        "A;B\nx;Se *planen* och [lagen](https://a.se/)\ny;[act]{lang=en}\n", "    columns: {B: {markdown: true}}\n"
    )
    assert outline([table])[2:] == ["  row: !x | Se _planen_ och [lagen](https://a.se/)", "  row: !y | ‹en:act›"]


@pytest.mark.parametrize(
    ("text", "what", "todo"),
    [
        ("Se [lagen](https://a.se/)", "“[lagen](https://a.se/)” would come out as it stands", "markdown: true"),
        ("Se[^lag]", "“[^lag]” would come out as it stands", "markdown: true"),
        ("![Ruta](ruta.png)", "a picture cannot stand in a cell", "in the text"),
    ],
)
def test_markdown_in_a_column_of_plain_text_is_a_fault_at_its_cell(load, text, what, todo):
    with pytest.raises(FaultError) as caught:
        load(f"A;B\nx;{text}\n")
    [fault] = caught.value.faults
    assert (fault.code, fault.place.row) == ("I208", 2)
    assert what in fault.message
    assert todo in fault.todo


def test_only_columns_of_text_are_markdown(load):
    with pytest.raises(FaultError) as caught:
        load("A;B\nx;1\n", "    columns: {B: {type: integer, markdown: true}}\n")
    assert "Markdown belongs to a column of text" in caught.value.faults[0].message
