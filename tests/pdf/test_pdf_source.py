"""What the PDF stage reads from a Word file."""

import docx_samples
import pytest
from docx_file import Docx, changed
from docx_pieces import C, field_code, paragraph, run, table

from pipeline.pdf import source


def read_table(*arguments, **options):
    (found,) = source.read(Docx().add(table(*arguments, **options)).build()).tables
    return found


def shape(found):
    return [[(cell.text, cell.columns, cell.rows, cell.heading) for cell in row] for row in found.rows]


def test_header_rows_and_merged_cells_are_as_word_shows_them():
    found = read_table(
        [
            [C("Region", merge="restart"), C("2023", span=2)],
            [C(merge="continue"), "Kvinnor", "Män"],
            [C("Nord", merge="restart"), "1", "2"],
            [C(merge="continue"), C("3", span=2)],
            ["Syd", "", "4"],
        ],
        [2000, 2000, 2000],
        header_rows=2,
        first_column=True,
        summary="En tabell.",
    )
    assert shape(found) == [
        [("Region", 1, 2, "Column"), ("2023", 2, 1, "Column")],
        [("Kvinnor", 1, 1, "Column"), ("Män", 1, 1, "Column")],
        [("Nord", 1, 2, "Row"), ("1", 1, 1, None), ("2", 1, 1, None)],
        [("3", 2, 1, None)],
        [("Syd", 1, 1, "Row"), ("", 1, 1, None), ("4", 1, 1, None)],
    ]
    assert found.summary == "En tabell."


@pytest.mark.parametrize(
    ("look", "heading"),
    [
        ('w:val="04A0"', "Row"),
        ('w:val="0480"', "Row"),
        ('w:val="0420"', None),
        ('w:val="0480" w:firstColumn="0"', None),
        ('w:firstColumn="true"', "Row"),
        ('w:val="none"', None),
    ],
)
def test_the_first_column_is_for_headings_in_both_forms_of_the_table_look(look, heading):
    word = Docx().add(table([["A", "B"]], [1000, 1000], header_rows=0)).build()
    word = changed(word, "word/document.xml", 'w:val="0000" w:firstRow="1" w:firstColumn="0"', look)
    (found,) = source.read(word).tables
    assert [cell.heading for cell in found.rows[0]] == [heading, None]


def test_leading_cells_in_the_style_for_table_headings_are_headings_of_their_row():
    heading = C(paragraph("Mål", "TableHeading"))
    found = read_table([["A", "B", "C"], [heading, heading, "x"], ["y", heading, "z"]], [1000] * 3)
    assert [[cell.heading for cell in row] for row in found.rows[1:]] == [["Row", "Row", None], [None, None, None]]


def test_a_row_of_nothing_but_headings_is_only_a_header_row_when_it_is_flagged():
    heading = C(paragraph("Mål", "TableHeading"))
    found = read_table([["A", "B"], [heading, heading]], [1000] * 2)
    assert [cell.heading for cell in found.rows[1]] == [None, None]


def test_a_header_row_that_is_switched_off_is_none():
    word = Docx().add(table([["A"], ["b"]], [1000])).build()
    word = changed(word, "word/document.xml", "<w:tblHeader/>", '<w:tblHeader w:val="0"/>')
    assert source.read(word).tables[0].rows[0][0].heading is None


def test_a_table_in_a_cell_is_a_table_of_its_own():
    inner = table([["inre"]], [500], header_rows=0) + paragraph("efter")
    word = Docx().add(table([[C(f"<w:p></w:p>{inner}"), "b"]], [2000, 1000], header_rows=0)).build()
    outer, nested = source.read(word).tables
    assert len(outer.rows) == 1
    assert [cell.text for cell in outer.rows[0]] == ["inre efter", "b"]
    assert shape(nested) == [[("inre", 1, 1, None)]]


def test_headings_are_told_by_style_inherited_style_and_paragraph():
    word = Docx().heading(1, "Ett").heading(2, "Två", numbered=False)
    word.add(paragraph("Tre", "BodyText", '<w:outlineLvl w:val="2"/>'))
    word.add(paragraph("Text", "Heading1", '<w:outlineLvl w:val="9"/>'), paragraph("", "Heading1"))
    found = [(heading.level, heading.text) for heading in source.read(word.build()).headings]
    assert found == [(1, "Ett"), (2, "Två"), (3, "Tre")]


def test_margins_are_the_narrowest_of_all_sections_in_points():
    word = docx_samples.report()
    word = changed(word, "word/document.xml", 'w:top="1700"', 'w:top="-1400"')
    assert source.read(word).margins == (70.0, 70.85)


def test_linked_cross_references_know_the_word_before_them_and_where_they_lead():
    doc = Docx().heading(1, "Ett")
    doc.add(
        paragraph(run("Se avsnitt\N{NO-BREAK SPACE}") + field_code("REF _Toc1 \\r \\h", "1") + run(" nu.")),
        paragraph(field_code("REF _Toc1 \\h", "Ett") + field_code("REF _Toc1", "Ett") + field_code("PAGE", "1")),
        paragraph(field_code("REF _Gone \\h", "2")),
    )
    found = source.read(doc.build()).crossings
    assert found == (source.Crossing("1", "avsnitt", "Ett"), source.Crossing("Ett", "", "Ett"))
