"""The styles of the Word templates: one family, with numbering, language, fonts and contrast as they should be."""

import re
from itertools import product

import pytest
from lxml import etree

from pipeline.checks.contrast import LEAST, contrast
from tests.template_files import (
    CHARACTER_STYLES,
    DIFFERENT_LOOK,
    FOLDER,
    FONTS,
    PARAGRAPH_STYLES,
    TABLE_STYLES,
    TEMPLATES,
    W,
    each_template,
    level_of,
    paragraph_style,
    part,
    readable_parts,
    styles,
    value,
    written,
)

# ------------------------------------------------------------------------------------------------------ styles


def test_there_is_a_template_for_each_kind_and_no_other():
    assert {path.stem for path in FOLDER.glob("*.docx")} == set(TEMPLATES)


@each_template
def test_every_named_style_is_there(name):
    wanted = {("paragraph", style) for style in PARAGRAPH_STYLES}
    wanted |= {("character", style) for style in CHARACTER_STYLES} | {("table", style) for style in TABLE_STYLES}
    assert sorted(wanted - set(styles(name))) == []


@each_template
def test_every_style_that_is_used_exists(name):
    ids = {style.get(f"{W}styleId") for style in styles(name).values()}
    used = {
        mark.get(f"{W}val")
        for root in (*readable_parts(name).values(), part(name, "word/styles.xml"), part(name, "word/numbering.xml"))
        for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next")
        for mark in root.iter(f"{W}{tag}")
    }
    assert sorted(used - ids) == []


def test_all_templates_are_one_family():
    first, *others = TEMPLATES
    for other in others:
        assert set(styles(other)) == set(styles(first))
        different = {key[1] for key in styles(first) if written(styles(first)[key]) != written(styles(other)[key])}
        assert different <= DIFFERENT_LOOK, other


def test_a_chapter_begins_a_page_in_the_report_alone():
    breaks = [
        name for name in TEMPLATES if paragraph_style(name, "heading 1").find(f".//{W}pageBreakBefore") is not None
    ]
    assert breaks == ["sustainability-report"]


@each_template
def test_headings_and_captions_stay_with_what_follows(name):
    for style in (*(f"heading {level}" for level in range(1, 6)), "caption", "Figure", "TOC Heading"):
        assert paragraph_style(name, style).find(f"{W}pPr/{W}keepNext") is not None, style
    assert part(name, "word/styles.xml").find(f"{W}docDefaults//{W}widowControl") is not None


# --------------------------------------------------------------------------------------------------- numbering


@each_template
def test_headings_are_numbered_by_one_multilevel_list_bound_to_their_styles(name):
    lists = set()
    for level in range(1, 5):
        style = paragraph_style(name, f"heading {level}")
        abstract, bound = level_of(name, style)
        lists.add(abstract.get(f"{W}abstractNumId"))
        assert value(abstract, "multiLevelType") == "multilevel"
        assert value(bound, "pStyle") == style.get(f"{W}styleId")
        assert value(bound, "lvlText") == ".".join(f"%{n}" for n in range(1, level + 1))
        assert value(style, "pPr/outlineLvl") == str(level - 1)
    assert len(lists) == 1


@each_template
def test_unnumbered_headings_look_alike_and_stay_in_the_outline(name):
    assert value(paragraph_style(name, "heading 5"), "pPr/numPr/numId") is None
    assert value(paragraph_style(name, "heading 5"), "pPr/outlineLvl") == "4"
    for level in range(1, 5):
        style = paragraph_style(name, f"Heading {level} Unnumbered")
        assert value(style, "basedOn") == paragraph_style(name, f"heading {level}").get(f"{W}styleId")
        assert value(style, "pPr/numPr/numId") == "0"
        assert value(style, "pPr/outlineLvl") == str(level - 1)
        assert style.find(f"{W}rPr") is None


@each_template
@pytest.mark.parametrize("style", [s for s in PARAGRAPH_STYLES if re.search(r"List (Bullet|Number)", s)])
def test_list_styles_carry_their_own_level(name, style):
    found = paragraph_style(name, style)
    _, bound = level_of(name, found)
    assert value(bound, "pStyle") == found.get(f"{W}styleId")
    assert value(bound, "numFmt") == ("bullet" if "Bullet" in style else value(bound, "numFmt"))
    assert int(bound.get(f"{W}ilvl")) + 1 == int(re.sub(r"\D", "", style) or 1)


@each_template
def test_bullets_are_characters_of_the_text_font(name):
    bullets = [lvl for lvl in part(name, "word/numbering.xml").iter(f"{W}lvl") if value(lvl, "numFmt") == "bullet"]
    assert len(bullets) == 6
    for bullet in bullets:
        assert value(bullet, "lvlText") in {"•", "–"}
        assert value(bullet, "rPr/rFonts", "asciiTheme") == "minorHAnsi"


# ---------------------------------------------------------------------------------------------- language, fonts


@each_template
def test_the_language_is_swedish(name):
    assert value(part(name, "word/styles.xml"), "docDefaults/rPrDefault/rPr/lang") == "sv-SE"
    assert value(part(name, "word/settings.xml"), "themeFontLang") == "sv-SE"
    others = {lang.get(f"{W}val") for root in readable_parts(name).values() for lang in root.iter(f"{W}lang")}
    assert others <= {"sv-SE"}


@each_template
def test_fonts_are_those_that_word_and_libreoffice_break_alike(name):
    theme = part(name, "word/theme/theme1.xml")
    faces = {
        latin.get("typeface") for latin in theme.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}latin")
    }
    named = {
        fonts.get(f"{W}{script}")
        for member in ("word/styles.xml", "word/numbering.xml", *readable_parts(name))
        for fonts in part(name, member).iter(f"{W}rFonts")
        for script in ("ascii", "hAnsi", "cs", "eastAsia")
    } - {None}
    table = {font.get(f"{W}name") for font in part(name, "word/fontTable.xml").iter(f"{W}font")}
    assert faces
    assert faces | named | table <= FONTS


@each_template
def test_word_joins_letters_as_libreoffice_does_and_kerns_none(name):
    defaults = part(name, "word/styles.xml").find(f"{W}docDefaults")
    (ligatures,) = defaults.iter("{http://schemas.microsoft.com/office/word/2010/wordml}ligatures")
    assert set(ligatures.attrib.values()) == {"standardContextual"}
    assert part(name, "word/styles.xml").find(f".//{W}kern") is None


@each_template
def test_all_text_stands_out_from_its_background(name):
    theme = part(name, "word/theme/theme1.xml")
    drawing = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    tint = theme.find(f".//{drawing}lt2/{drawing}srgbClr").get("val")
    sheet = part(name, "word/styles.xml")
    fills = {shading.get(f"{W}fill") for shading in sheet.iter(f"{W}shd")} - {None, "auto"}
    colours = {
        colour.get(f"{W}val") for root in (sheet, *readable_parts(name).values()) for colour in root.iter(f"{W}color")
    }
    assert fills
    assert colours
    for colour, background in product(colours, {"FFFFFF", tint} | fills):
        assert contrast(colour, background) >= LEAST, (colour, background)


@each_template
def test_theme_colours_and_the_colours_beside_them_agree(name):
    drawing = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    scheme = part(name, "word/theme/theme1.xml").find(f".//{drawing}clrScheme")
    known = {etree.QName(colour).localname: colour[0].get("val") for colour in scheme}
    for element in part(name, "word/styles.xml").iter(f"{W}color"):
        assert element.get(f"{W}val") == known[element.get(f"{W}themeColor")]
