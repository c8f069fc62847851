"""Tables: what Word needs to repeat their headings, keep their rows together and describe them."""

import pytest

from pipeline.content.model import Cell, Column, CrossReference, Row, Text
from pipeline.faults import FaultError
from pipeline.word.writer import write_document
from tests.word.writer_trees import cell, document, figure, heading, inline, items, para, raised, row, table
from tests.word.written_parts import W, text, value


def test_a_tables_width_is_the_text_width_of_its_section(write):
    narrow = table((Column(1), Column(2)), row("a", "b"))
    package = write(document("x", narrow, plan=(narrow,)))
    widths = [[int(found.get(f"{W}w")) for found in grid] for grid in package.tree().iter(f"{W}tblGrid")]
    portrait, landscape = 11906 - 2 * 1418, 16838 - 2 * 1418
    assert [sum(found) for found in widths] == [landscape, portrait]
    assert widths[1] == [round(portrait / 3), portrait - round(portrait / 3)]


def test_header_rows_are_flagged_and_no_row_breaks(write):
    [found] = write(document(table(1, row("b"), row("c"), header=(row("a"),)))).tree().iter(f"{W}tbl")
    rows = found.findall(f"{W}tr")
    assert [one.find(f"{W}trPr/{W}tblHeader") is not None for one in rows] == [True, False, False]
    assert all(one.find(f"{W}trPr/{W}tblHeader").attrib == {} for one in rows[:1])
    assert all(one.find(f"{W}trPr/{W}cantSplit") is not None for one in rows)


def test_table_look_says_which_cells_are_headings(write):
    plain = table(1, row("a"))
    rows = (row(cell("x", header=True), "1"), row(cell("y", header=True), "2"))
    full = table(2, *rows, header=(row("a", "b"),), total=True)
    looks = [found.attrib for found in write(document(plain, "och", full)).tree().iter(f"{W}tblLook")]
    flags = [(look[f"{W}firstRow"], look[f"{W}firstColumn"], look[f"{W}lastRow"], look[f"{W}val"]) for look in looks]
    assert flags == [("0", "0", "0", "0600"), ("1", "1", "1", "06E0")]


def test_spanning_cells_fill_the_grid(write):
    package = write(
        document(
            table(
                3,
                row(cell("a", rows=2, columns=2), "b"),
                row("c"),
                row("d", cell("e", columns=2)),
            )
        )
    )
    rows = [
        [
            (value(found, "tcPr/gridSpan"), None if merge is None else merge.get(f"{W}val", "on"), text(found))
            for found in one.findall(f"{W}tc")
            for merge in [found.find(f"{W}tcPr/{W}vMerge")]
        ]
        for one in package.tree().iter(f"{W}tr")
    ]
    assert rows == [
        [("2", "restart", "a"), (None, None, "b")],
        [("2", "on", ""), (None, None, "c")],
        [(None, None, "d"), ("2", None, "e")],
    ]


@pytest.mark.parametrize(
    "rows",
    [
        (row("a"),),
        (row("a", "b", "c"),),
        (row(cell("a", columns=3)),),
        (row(cell("a", rows=2), "b"),),
        (row("a", cell("b", rows=2)), row(cell("c", columns=2))),
        (),
    ],
)
def test_cells_that_do_not_fill_the_grid_are_a_fault_with_the_tables_place(template, rows):
    with pytest.raises(FaultError, match=r"figures.yaml:7: T217"):
        write_document(document(table(2, *rows)), template)


def test_figures_stand_to_the_right_and_so_do_their_headings(write):
    columns = (Column(1), Column(1, "right"), Column(1, "center"))
    package = write(document(table(columns, row(cell("Namn", header=True), "1", "x"), header=(row("A", "B", "C"),))))
    styles = [
        (value(found, "pPr/pStyle"), value(found, "pPr/jc"))
        for found in package.tree().iter(f"{W}p")
        if found.getparent().tag == f"{W}tc"
    ]
    assert styles == [
        ("TableHeading", None),
        ("TableHeadingNumber", None),
        ("TableHeading", "center"),
        ("TableHeading", None),
        ("TableNumber", None),
        ("TableText", "center"),
    ]


def test_the_templates_own_styles_for_cells_are_used_where_it_has_them(write, changed_template):
    names = ("Table Row Heading", "Table Mark", "Table List Bullet", "After Table", "Section End")
    made = "".join(
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/>'
        + ('<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>' if "List" in name else "")
        + "</w:style>"
        for name in names
    )
    own = changed_template({"word/styles.xml": [("</w:styles>", f"{made}</w:styles>")]})
    one = table((Column(), Column(1, "center")), row(cell("rad", header=True), "●"), row(cell(items("punkt")), "o"))
    package = write(document("x", one, "efter", "sedan", intro=("x",), plan=(table(1, row("sist")),)), own)
    shown = {text(found): value(found, "pPr/pStyle") for found in package.tree().iter(f"{W}p") if text(found)}
    assert shown["rad"] == "TableRowHeading"
    assert shown["●"] == "TableMark"
    assert shown["punkt"] == "TableListBullet"
    assert shown["efter"] == "AfterTable"
    assert shown["sedan"] == "BodyText"
    assert [found.find(f"{W}pPr/{W}sectPr") is not None for found in package.paragraphs("SectionEnd")] == [True]


def test_figures_with_unequal_decimals_line_up_on_the_comma(write):
    figures = ("5,3", "12,25", "7", "1 200,5", "–")
    package = write(document(table((Column(1, "decimal"),), *(row(figure) for figure in figures))))
    indents = {text(found): value(found, "pPr/ind", "right") for found in package.paragraphs("TableNumber")}
    one_figure = round(0.507 * 10 * 20)
    assert indents == {
        "5,3": str(one_figure),
        "12,25": None,
        "7": str(round((0.25 + 2 * 0.507) * 200)),
        "1 200,5": str(one_figure),
        "–": None,
    }


def test_figures_stand_in_line_where_raised_letters_and_stars_hang_out_and_signs_where_figures_end(write):
    cells = (cell(para("140", raised("a"))), "90", "..", "12*")
    package = write(document(table((Column(1, "decimal"),), *(row(found) for found in cells))))
    indents = {text(found): value(found, "pPr/ind", "right") for found in package.paragraphs("TableNumber")}
    star, letter = 0.507 * 200, 0.6 * 0.507 * 200
    assert indents == {"140a": str(round(star - letter)), "90": str(round(star)), "..": str(round(star)), "12*": None}
    (raised_run,) = (found for found in package.tree().iter(f"{W}r") if text(found) == "a")
    assert value(raised_run, "rPr/rStyle") == "FootnoteReference"


def test_signs_stand_where_decimals_end(write):
    package = write(document(table((Column(1, "decimal"),), *(row(found) for found in ("5,3", "..", "6,1*")))))
    indents = {text(found): value(found, "pPr/ind", "right") for found in package.paragraphs("TableNumber")}
    assert indents["5,3"] == indents[".."] == str(round(0.507 * 200))


def test_the_unit_of_a_table_stands_below_its_title_in_the_same_paragraph(write):
    (caption,) = write(document(table(1, row("5"), caption=inline("Andelar"), unit="procent"))).paragraphs("Caption")
    *_, title, line_break, unit = caption.iter(f"{W}r")
    assert (text(title), text(unit)) == ("Andelar", "Procent")
    assert line_break.find(f"{W}br") is not None
    assert value(unit, "rPr/rStyle") == "CaptionUnit"


def test_a_template_without_a_style_for_units_shows_them_as_the_title(write, changed_template):
    plain = changed_template({"word/styles.xml": [("Caption Unit", "Something Else")]})
    written = write(document(table(1, row("5"), caption=inline("Andelar"), unit="procent")), plain)
    (caption,) = written.paragraphs("Caption")
    assert text(caption).endswith("AndelarProcent")


def test_a_total_column_is_told_to_the_table_style(write):
    (look,) = write(document(table(2, row("a", "1"), total_column=True))).tree().iter(f"{W}tblLook")
    assert look.get(f"{W}lastColumn") == "1"
    assert int(look.get(f"{W}val"), 16) & 0x0100


def test_notes_stand_close_together_and_only_the_last_has_room_below(write):
    notes = (para("En."), para("Två."), para("Tre."))
    for block in (table(1, row("a"), notes=notes), figure("Bild", notes=notes)):
        found = write(document(block)).paragraphs("TableNote")
        assert [value(note, "pPr/spacing", "after") for note in found] == ["0", "0", None]
        assert [note.find(f"{W}pPr/{W}keepNext") is not None for note in found] == [True, True, False]


def test_a_caption_with_notes_below_it_has_no_room_between(write):
    (caption,) = write(document(figure("Bild", notes=(para("En."),)))).paragraphs("FigureCaption")
    assert value(caption, "pPr/spacing", "after") == "0"


def test_a_title_that_refers_to_a_figure_is_read_with_its_number(write):
    caption = inline("Siffrorna i ", CrossReference("fig-a"))
    blocks = (figure("Bild", label="fig-a"), table(1, row("a"), caption=caption))
    (properties,) = write(document(*blocks)).tree().iter(f"{W}tblPr")
    assert value(properties, "tblCaption") == "Siffrorna i figur\u00a01"


def test_rows_that_belong_together_stay_together(write):
    rows = (row("mål", keep=True), row("steg"), row("annat"), row("alla"))
    one = table(1, *rows, header=(row("A"),), total=True, notes=(para("not"),), style="plan")
    package = write(document(one))
    kept = {text(found): found.find(f"{W}pPr/{W}keepNext") is not None for found in package.tree().iter(f"{W}p")}
    assert {name: kept[name] for name in ("A", "mål", "steg", "annat", "alla", "not")} == {
        "A": True,
        "mål": True,
        "steg": False,
        "annat": True,
        "alla": True,
        "not": False,
    }


@pytest.mark.parametrize(("style", "count", "kept"), [("plain", 12, 11), ("plain", 13, 0), ("plan", 5, 0)])
def test_a_small_table_of_figures_stays_on_one_page(write, style, count, kept):
    package = write(document(table(1, *(row(str(number)) for number in range(count)), style=style)))
    assert len(list(package.tree().iter(f"{W}keepNext"))) == kept


def test_a_spanning_cells_continuation_is_kept_too_as_libreoffice_looks_at_the_first_cell(write):
    rows = (row(cell("a", rows=2), "b", keep=True), row("c", keep=True), row("d", "e"))
    package = write(document(table(2, *rows, style="plan")))
    second = list(package.tree().iter(f"{W}tr"))[1]
    assert all(found.find(f"{W}pPr/{W}keepNext") is not None for found in second.iter(f"{W}p"))


def test_two_header_rows_get_the_styles_look_on_their_cells(write):
    one = table(
        2,
        row("1", "2"),
        header=(row(cell("A", rows=2), "B"), row("C")),
    )
    cells = {
        (text(found), found.find(f"{W}tcPr/{W}vMerge") is not None): found.find(f"{W}tcPr")
        for found in write(document(one)).tree().iter(f"{W}tc")
    }
    assert [value(cells[key], "shd", "fill") for key in (("A", True), ("B", False), ("C", False))] == ["EEEEEE"] * 3
    assert value(cells["B", False], "tcBorders/top", "sz") == "8"
    assert value(cells["B", False], "tcBorders/bottom", "sz") == "4"
    assert value(cells["C", False], "tcBorders/bottom", "sz") == "6"
    # LibreOffice takes the rule between the two rows from the lower one.
    assert value(cells["C", False], "tcBorders/top", "sz") == "4"
    assert cells["1", False].find(f"{W}shd") is None


def test_no_rule_is_drawn_inside_a_merged_cell(write):
    rows = (row(cell("a", rows=3), "b"), row("c"), row("d"), row(cell("e", rows=2), "f"), row("g"))
    cells = list(write(document(table(2, *rows, style="plan"))).tree().iter(f"{W}tc"))
    sides = [(value(found, "tcPr/tcBorders/top"), value(found, "tcPr/tcBorders/bottom")) for found in cells[::2]]
    assert sides == [(None, "nil"), ("nil", "nil"), ("nil", "nil"), (None, "nil"), ("nil", None)]


def test_beside_merged_cells_the_rule_between_them_is_left_to_the_next_row_in_every_column(write):
    rows = (row(cell("a", rows=2), "b"), row("c"), row("d", "e"), row("f", "g"))
    cells = {text(found): found for found in write(document(table(2, *rows, style="plan"))).tree().iter(f"{W}tc")}
    below = {name: value(found, "tcPr/tcBorders/bottom") for name, found in cells.items() if name}
    assert below == {"a": "nil", "b": None, "c": "nil", "d": "nil", "e": "nil", "f": None, "g": None}
    calendar = write(document(table(2, *rows, style="calendar"))).tree()
    open_cells = [found for found in calendar.iter(f"{W}tc") if text(found) in ("c", "d")]
    assert [value(found, "tcPr/tcBorders/bottom") for found in open_cells] == [None, None], "a grid is closed"


_LONG = ("Verkställbarhetshinder", "Återvändandeuppdrag", "Samordningsgrupper", "Asylprövningsenheter")


@pytest.mark.parametrize(
    ("style", "heads", "outset"),
    [("plain", ("Ett", "Två"), 0), ("plan", ("Ett", "Två"), 1701), ("plain", _LONG, 1701)],
)
def test_a_table_that_needs_room_takes_it_from_the_wider_margin(write, changed_template, style, heads, outset):
    off_centre = changed_template({"word/document.xml": [('w:left="1418"', 'w:left="3119"')]})
    one = table(
        len(heads),
        row(*heads),
        header=(row(*heads),),
        style=style,
        caption=(Text("Titel"),),
        notes=(para("En not."),),
    )
    package = write(document(one), off_centre)
    [properties] = package.tree().iter(f"{W}tblPr")
    indent = value(properties, "tblInd", "w")
    assert indent == (str(-outset) if outset else None)
    assert int(value(properties, "tblW", "w")) == 11906 - 3119 - 1418 + outset
    around = [found for found in package.tree().iter(f"{W}p") if text(found) in {"Tabell\u00a01. Titel", "En not."}]
    assert [value(found, "pPr/ind", "left") for found in around] == [indent, indent]


def test_no_word_in_a_table_breaks_as_long_as_there_is_room(write):
    narrow = (Column(9), Column(1), Column(1))
    package = write(document(table(narrow, row("a", "b", "c"), header=(row("Steg", "Verksamhetsområde", "Nr"),))))
    widths = [int(column.get(f"{W}w")) for column in package.tree().iter(f"{W}gridCol")]
    assert widths[1] > 1700, "the word takes some 30 mm in bold of 10 points"
    assert widths[0] > 8 * widths[2]
    assert sum(widths) == 11906 - 2 * 1418


def test_a_table_has_its_title_and_summary_for_those_who_do_not_see_it(write):
    package = write(document(table(1, row("a"), caption=(Text("Antal"),), summary='Antal "per" år & kön')))
    [properties] = package.tree().iter(f"{W}tblPr")
    assert value(properties, "tblCaption") == "Antal"
    assert value(properties, "tblDescription") == 'Antal "per" år & kön'


def test_tones_are_backgrounds_that_black_text_can_be_read_on(write):
    package = write(document(table(1, *(row(cell("x", tone=tone)) for tone in ("good", "attention", "bad", "quiet")))))
    fills = [found.get(f"{W}fill") for found in package.tree().iter(f"{W}shd")]
    assert len(set(fills)) == 4
    for fill in fills:
        assert contrast_to_black(fill) >= 15


def contrast_to_black(fill):
    """WCAG 2.2, relative luminance."""
    shares = [int(fill[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05) / 0.05


def test_two_tables_with_nothing_between_them_are_a_fault_as_word_would_join_them(template, write):
    one = table(1, row("a"))
    with pytest.raises(FaultError, match="T213"):
        write_document(document(one, one), template)
    assert write(document(one, table(1, row("b"), caption=(Text("B"),)))).data
    assert write(document(table(1, row("a"), notes=(para("not"),)), one)).data


@pytest.mark.parametrize("inner", [heading(1, "x"), table(1, row("x"))])
def test_a_heading_or_a_table_in_a_cell_is_a_fault(template, inner):
    with pytest.raises(FaultError, match="T212"):
        write_document(document(table(1, Row((Cell((inner,)),)))), template)
