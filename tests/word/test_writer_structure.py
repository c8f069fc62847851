"""Headings, lists, tables and pictures: what Word needs to number, repeat, keep together and describe them."""

import re

import pytest

from pipeline.content.model import Cell, Column, CrossReference, Figure, Picture, Row, Text
from pipeline.faults import FaultError
from pipeline.word.writer import write_document
from tests.word.writer_trees import at, cell, document, figure, heading, inline, items, para, png, raised, row, table

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def value(element, path, name="val"):
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return None if found is None else found.get(f"{W}{name}")


def text(element):
    return "".join(found.text or "" for found in element.iter(f"{W}t"))


# ---------------------------------------------------------------------------------------------- headings


def test_headings_take_the_numbered_and_the_unnumbered_styles(write):
    package = write(document(heading(1, "A"), heading(2, "B"), heading(2, "C", numbered=False), heading(5, "D")))
    styles = [value(paragraph, "pPr/pStyle") for paragraph in package.tree().iter(f"{W}p")]
    assert [style for style in styles if style and "Heading" in style] == [
        "Heading1",
        "Heading2",
        "Heading2Unnumbered",
        "Heading5",
    ]


def test_heading_numbers_run_through_the_parts_in_the_order_of_the_template(write):
    package = write(
        document(
            heading(1, "Tredje"),
            heading(2, "Under"),
            heading(2, "Onumrerad", numbered=False),
            heading(3, "Ännu djupare"),
            intro=(heading(1, "Första"), heading(2, "Ett"), heading(2, "Två")),
            plan=(heading(1, "Andra"),),
        )
    )
    assert [(entry.level, entry.number, entry.text) for entry in package.contents] == [
        (1, "1", "Första"),
        (2, "1.1", "Ett"),
        (2, "1.2", "Två"),
        (1, "2", "Andra"),
        (1, "3", "Tredje"),
        (2, "3.1", "Under"),
        (2, "", "Onumrerad"),
        (3, "3.1.1", "Ännu djupare"),
    ]


def test_numbers_follow_the_formats_of_the_templates_own_numbering(write, changed_template):
    level = '<w:numFmt w:val="{}"/><w:pStyle w:val="Heading1"/><w:lvlText w:val="{}"/>'
    changes = {"word/numbering.xml": [(level.format("decimal", "%1"), level.format("upperRoman", "%1."))]}
    package = write(document(*[heading(1, "x")] * 4, heading(2, "y")), changed_template(changes))
    assert [entry.number for entry in package.contents] == ["I.", "II.", "III.", "IV.", "IV.1"]


def test_every_heading_has_a_bookmark_of_its_own_that_does_not_depend_on_what_stands_before_it(write):
    once = write(document(heading(1, "Mål"), heading(1, "Medel"), heading(1, "Mål")))
    names = [entry.bookmark for entry in once.contents]
    assert len(set(names)) == 3
    assert all(re.fullmatch(r"_Toc\d{8}", name) for name in names)
    found = [mark.get(f"{W}name") for mark in once.tree().iter(f"{W}bookmarkStart")]
    assert [name for name in found if name.startswith("_Toc")] == names

    more = write(document(heading(1, "Ny"), heading(1, "Mål"), heading(1, "Medel")))
    assert [entry.bookmark for entry in more.contents][1:] == names[:2]


# ---------------------------------------------------------------------------------------------- lists


def list_numbers(package, style="ListNumber"):
    return [value(found, "pPr/numPr/numId") for found in package.paragraphs(style)]


def test_each_ordered_list_numbers_anew_from_its_own_start(write):
    package = write(document(items("a", "b", ordered=True), "mellan", items("c", ordered=True, start=5)))
    first, second, third = list_numbers(package)
    assert first == second != third
    numbering = package.tree("word/numbering.xml")
    starts = {
        num.get(f"{W}numId"): value(num, "lvlOverride/startOverride")
        for num in numbering.iter(f"{W}num")
        if num.find(f"{W}lvlOverride") is not None
    }
    assert starts == {first: "1", third: "5"}


def test_new_numberings_stand_where_the_schema_wants_them(write):
    numbering = write(document(items("a", ordered=True))).tree("word/numbering.xml")
    assert [child.tag.removeprefix(W) for child in numbering][-3:] == ["num", "num", "numIdMacAtCleanup"]


def test_a_list_in_an_item_of_each_list_restarts_too(write):
    package = write(document(items(("ett", items("a", ordered=True)), ("två", items("a", ordered=True)), ordered=True)))
    inner = list_numbers(package, "ListNumber2")
    assert len(set(inner)) == 2
    assert len(set(list_numbers(package))) == 1
    assert {value(found, "pPr/numPr/ilvl") for found in package.paragraphs("ListNumber2")} == {"1"}


def test_bullets_leave_the_numbering_to_their_styles_down_to_four_levels(write):
    package = write(document(items(("1", items(("2", items(("3", items("4")))))))))
    for style in ("ListBullet", "ListBullet2", "ListBullet3", "ListBullet4"):
        [paragraph] = package.paragraphs(style)
        assert paragraph.find(f"{W}pPr/{W}numPr") is None
    assert "w:startOverride" not in package.part("word/numbering.xml").decode()


def test_further_paragraphs_of_an_item_stand_under_its_text_without_a_bullet(write, changed_template):
    tree = document(items(("punkt", "fortsättning")))
    continued = write(tree).paragraphs("BodyText")[-1]
    assert text(continued) == "fortsättning"
    assert value(continued, "pPr/ind", "left") == "340"

    style = '<w:style w:type="paragraph" w:styleId="ListContinue"><w:name w:val="List Continue"/></w:style>'
    own = changed_template({"word/styles.xml": [("</w:styles>", f"{style}</w:styles>")]})
    assert [text(found) for found in write(tree, own).paragraphs("ListContinue")] == ["fortsättning"]


def _kept(package):
    return [text(found) for found in package.tree().iter(f"{W}p") if found.find(f"{W}pPr/{W}keepNext") is not None]


@pytest.mark.parametrize(("count", "kept"), [(1, []), (2, ["1"]), (3, ["1", "2"]), (5, ["1", "4"])])
def test_no_single_item_of_a_list_stands_alone_on_a_page(write, count, kept):
    assert _kept(write(document(items(*(str(number) for number in range(1, count + 1)))))) == kept


def test_a_long_item_may_be_parted_from_the_others(write):
    assert _kept(write(document(items("lång " * 60, "b", "c", "d")))) == ["c"]


@pytest.mark.parametrize(
    ("before", "what", "kept"),
    [
        ("Tre saker:", items("a"), True),
        ("Planen ska", items("a"), True),
        ("Det är allt.", items("a"), False),
        ("Antalen är dessa:", table(1, row("a")), True),
        ("Tabell 1 visar det.", table(1, row("a")), False),
    ],
)
def test_words_that_lead_to_a_list_or_table_stay_with_it(write, before, what, kept):
    assert (before in _kept(write(document(before, what)))) == kept


def test_an_item_that_does_not_begin_with_text_is_a_fault(template):
    with pytest.raises(FaultError, match="T211"):
        write_document(document(items((items("a"),))), template)


# ---------------------------------------------------------------------------------------------- tables


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


# ---------------------------------------------------------------------------------------------- pictures


def test_a_picture_has_its_size_its_text_alternative_and_a_number_of_its_own(write):
    package = write(document(figure(width=60, height=30, alt='Ett "diagram"'), figure(width=10, height=10)))
    drawings = list(package.tree().iter(f"{WP}inline"))
    extents = [(found.find(f"{WP}extent").get("cx"), found.find(f"{WP}extent").get("cy")) for found in drawings]
    assert extents == [("2160000", "1080000"), ("360000", "360000")]
    properties = [found.find(f"{WP}docPr") for found in drawings]
    assert [found.get("descr") for found in properties] == ['Ett "diagram"', "En ruta"]
    assert len({found.get("id") for found in properties}) == 2


def test_a_picture_that_is_too_large_is_made_to_fit_its_section(write):
    wide, high = figure(width=400, height=100), figure(width=100, height=900)
    package = write(document(wide, high, plan=(wide,)))
    sizes = [(int(found.get("cx")) // 635, int(found.get("cy")) // 635) for found in package.tree().iter(f"{WP}extent")]
    assert sizes[0][0] == 16838 - 2 * 1418
    assert sizes[1][0] == 11906 - 2 * 1418
    assert sizes[2][1] == 16838 - 2 * 1418
    assert all(abs(wide / high - ratio) < 0.01 for (wide, high), ratio in zip(sizes, (4, 4, 1 / 9), strict=True))


def test_the_same_picture_is_stored_once(write):
    names = [name for name in write(document(figure(), figure(), figure(shade=5))).names() if "/media/" in name]
    assert len(names) == 2


@pytest.mark.parametrize(
    ("data", "media_type", "width"), [(b"GIF89a", "image/png", 10), (png(), "image/jpeg", 10), (png(), "image/png", 0)]
)
def test_bytes_that_are_no_such_picture_are_a_fault(template, data, media_type, width):
    broken = Figure(Picture(data, media_type, width, 10), "alt", origin=at(9))
    with pytest.raises(FaultError, match=r":9: T214"):
        write_document(document(broken), template)


def test_a_picture_without_text_alternative_is_a_fault(template):
    with pytest.raises(FaultError, match="T215"):
        write_document(document(figure(alt=" ")), template)


# ---------------------------------------------------------------------------------------------- sections


def test_the_paragraph_that_ends_a_section_is_the_parts_last(write):
    package = write(document("slut", intro=("ett", "två"), plan=("tre",)))
    ends = [text(found) for found in package.tree().iter(f"{W}p") if found.find(f"{W}pPr/{W}sectPr") is not None]
    assert ends == ["två", "tre"]
    sizes = [found.get(f"{W}w") for found in package.tree().iter(f"{W}pgSz")]
    assert sizes == ["11906", "16838", "11906"]


def test_a_section_whose_part_is_empty_or_ends_with_a_table_keeps_its_page_and_header(write):
    package = write(document("x", plan=(table(1, row("a")),)))
    ends = [found for found in package.tree().iter(f"{W}p") if found.find(f"{W}pPr/{W}sectPr") is not None]
    assert len(ends) == 2
    for end in ends:
        assert value(end, "pPr/spacing", "line") == "20"
        assert end.find(f"{W}pPr/{W}sectPr/{W}headerReference") is not None
