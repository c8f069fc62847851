"""What stands in cells and notes: how it is set, which way it runs, and where a fault in it is told to be."""

import pytest

from pipeline.content.model import Cell, Column, Footnote, FootnoteMark, Paragraph, Row, Table, Text
from pipeline.faults import FaultError
from pipeline.places import Place
from tests.html.pages import HERE, one, page, parsed

ARABIC = Paragraph((Text("مرحبا بكم", language="ar"),))
WRONG = (Text("bon", language="på franska"),)
THERE = Place("inputs/a/data/b.csv", row=7)


def cell(text, **changed):
    return Cell((Paragraph((Text(text),)),), **changed)


def cited(*paragraphs, origin=None):
    return {"footnotes": {"x": Footnote("x", paragraphs, origin)}}


CITING = Paragraph((Text("a"), FootnoteMark("x")))


def places(*blocks, **changed):
    with pytest.raises(FaultError) as caught:
        page(*blocks, **changed)
    return [(fault.code, fault.place) for fault in caught.value.faults]


def test_the_last_row_is_a_total_where_the_table_has_one_and_no_other_is():
    rows = (Row((cell("1"),)), Row((cell("2"),)))
    for total, classes in ((True, ["2"]), (False, [])):
        root = parsed(page(Table((Column(),), (), rows, total=total)))
        assert [row.text_content().strip() for row in root.xpath("//tr[@class='total']")] == classes


def test_headings_of_columns_stand_as_their_columns_do_those_of_rows_to_the_left_and_a_group_s_in_the_middle():
    columns = (Column(1, "right"), Column(1, "left"), Column(1, "right"), Column(1, "center"))
    header = Row((cell("R", header=True), cell("L och R", columns=2), cell("C")))
    root = parsed(page(Table(columns, (header,), (Row((cell("rad", header=True), *map(cell, "123"))),))))
    assert [one.get("class") for one in root.xpath("//thead//th")] == ["figure", None, "centred"]
    cells = root.xpath("//table[thead]/tbody//*[self::th or self::td]")
    assert [one.get("class") for one in cells] == [None, None, "figure", "centred"]


def test_decimals_of_unequal_length_keep_their_commas_in_line():
    rows = tuple(Row((cell(number),)) for number in ("1,25", "12"))
    style = one(parsed(page(Table((Column(1, "decimal"),), (), rows))), "//td[.='12']/@style")
    assert style.startswith("--tail:")
    # a comma and two figures, which are some half an em each
    assert 1.0 < float(style.removeprefix("--tail:").removesuffix("em")) < 1.6


def test_a_calendar_divides_its_columns_itself():
    rows = (Row((cell("1"), cell("2"))),)
    for style, count in (("calendar", 0), ("plain", 1)):
        root = parsed(page(Table((Column(3), Column(1)), (), rows, style=style)))
        assert len(root.xpath("//div[@id='text']//div[contains(@class, 'table')]//colgroup")) == count


def test_a_fault_in_a_cell_or_a_note_is_told_where_they_come_from():
    wrong = Paragraph(WRONG)
    inside = Table((Column(),), (), (Row((Cell((wrong,), origin=THERE),)),))
    below = Table((Column(),), (), (Row((cell("1"),)),), notes=(wrong,), origin=HERE)
    assert places(inside) == [("T218", THERE)]
    assert places(below) == [("T218", HERE)]
    assert places(CITING, **cited(wrong, origin=THERE)) == [("T218", THERE)]


def test_paragraphs_of_a_footnote_that_show_nothing_are_left_out_and_each_runs_its_own_way():
    root = parsed(page(CITING, **cited(Paragraph((Text("\u200b "),)), Paragraph((Text("Not."),)), ARABIC)))
    paragraphs = root.xpath("//section[@class='notes']//p")
    assert [(one.text_content(), one.get("dir")) for one in paragraphs] == [("Not.", None), ("مرحبا بكم", "rtl")]
    assert one(root, "//a[@role='doc-backlink']/@aria-label") == "Tillbaka till texten vid fotnot 1"
