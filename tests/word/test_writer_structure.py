"""Headings, lists, pictures and sections: what Word needs to number, keep together and describe them."""

import re

import pytest

from pipeline.content.model import Figure, Picture
from pipeline.faults import FaultError
from pipeline.word.writer import write_document
from tests.word.writer_trees import at, document, figure, heading, items, png, row, table
from tests.word.written_parts import WP, W, text, value

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
