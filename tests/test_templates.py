"""The Word templates keep their promises: styles, numbering, headers, language, contrast, and a clean package."""

import io
import re
import zipfile
from functools import cache
from itertools import pairwise, product

import pytest
from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined
from jinja2.exceptions import UndefinedError
from lxml import etree
from openxml_audit import OpenXmlValidator

from pipeline.checks.contrast import LEAST, contrast
from pipeline.kinds.common import COMMON_VARIABLES
from tests.conftest import ROOT

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
FOLDER = ROOT / "templates"

#: Template → what it adds to the common variables, and the parts that it places.
OWN = {
    "sustainability-report": (("colophon",), ("foreword", "summary", "contents", "body")),
    "action-plan": (("mandate", "facts"), ("intro", "plan")),
    "action-plan-followup": (("as_of", "example", "facts"), ("contents", "overview", "measures", "results")),
    "communication-plan": (("facts",), ("body", "activities")),
    "plan-annex": (("form_number",), ("body",)),
}
TEMPLATES = tuple(OWN)
each_template = pytest.mark.parametrize("name", TEMPLATES)

PARAGRAPH_STYLES = (
    "Normal",
    "Body Text",
    "After Table",
    "Lead",
    "Quote",
    "Note",
    "Example",
    "Signature",
    *(f"heading {level}" for level in range(1, 6)),
    *(f"Heading {level} Unnumbered" for level in range(1, 5)),
    *(f"List {kind}{level}" for kind, level in product(("Bullet", "Number", "Continue"), ("", " 2", " 3", " 4"))),
    *(f"Table List {kind}{level}" for kind, level in product(("Bullet", "Number"), ("", " 2"))),
    "caption",
    "Figure",
    "Figure Caption",
    "Table Text",
    "Table Number",
    "Table Mark",
    "Table Heading",
    "Table Heading Number",
    "Table Row Heading",
    "Table Note",
    "footnote text",
    *(f"toc {level}" for level in range(1, 6)),
    "TOC Heading",
    "Title",
    "Subtitle",
    "header",
    "footer",
    "Draft Mark",
    "Section End",
)
CHARACTER_STYLES = ("footnote reference", "Hyperlink", "Emphasis", "Strong", "Caption Unit")
TABLE_STYLES = ("Diarie Plain", "Diarie Plan", "Diarie Calendar", "Diarie Facts")

#: Fonts that Debian has a metric-compatible twin of, so that Word and LibreOffice break lines alike.
FONTS = {"Calibri", "Arial", "Times New Roman", "Courier New"}
#: What begins a new page in the report goes on in the shorter documents; all else is one family.
DIFFERENT_LOOK = {"heading 1", "TOC Heading"}
A4 = {"11906", "16838"}


@cache
def package(name):
    with zipfile.ZipFile(FOLDER / f"{name}.docx") as archive:
        return {member.filename: archive.read(member) for member in archive.infolist()}


@cache
def part(name, member):
    return etree.fromstring(package(name)[member])


def texts(element):
    return "".join(found.text or "" for found in element.iter(f"{W}t"))


def value(element, path, attribute="val"):
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return None if found is None else found.get(f"{W}{attribute}", "")


@cache
def styles(name):
    """(type, style name) → the style."""
    return {(s.get(f"{W}type"), value(s, "name")): s for s in part(name, "word/styles.xml").iter(f"{W}style")}


def paragraph_style(name, style):
    return styles(name)["paragraph", style]


def written(style):
    """What a style says, to compare."""
    return [(element.tag, sorted(element.attrib.items())) for element in style.iter()]


def readable_parts(name):
    pattern = re.compile(r"word/(document|footnotes|header\d+|footer\d+)\.xml")
    return {member: part(name, member) for member in sorted(package(name)) if pattern.fullmatch(member)}


@cache
def sections(name):
    """Each section's properties with its headers and footers, by type: `default`, `first`."""
    rels = part(name, "word/_rels/document.xml.rels")
    targets = {rel.get("Id"): f"word/{rel.get('Target')}" for rel in rels}
    found = []
    for properties in part(name, "word/document.xml").iter(f"{W}sectPr"):
        files = {
            kind: {ref.get(f"{W}type"): targets[ref.get(f"{R}id")] for ref in properties.iter(f"{W}{kind}Reference")}
            for kind in ("header", "footer")
        }
        found.append((properties, files["header"], files["footer"]))
    return found


def text_width(properties):
    size, margins = properties.find(f"{W}pgSz"), properties.find(f"{W}pgMar")
    return int(size.get(f"{W}w")) - int(margins.get(f"{W}left")) - int(margins.get(f"{W}right"))


def level_of(name, style):
    """The numbering level that a style is bound to: (`w:abstractNum`, `w:lvl`)."""
    numbering = part(name, "word/numbering.xml")
    number, level = value(style, "pPr/numPr/numId"), value(style, "pPr/numPr/ilvl") or "0"
    (num,) = [num for num in numbering.iter(f"{W}num") if num.get(f"{W}numId") == number]
    (abstract,) = [
        a for a in numbering.iter(f"{W}abstractNum") if a.get(f"{W}abstractNumId") == value(num, "abstractNumId")
    ]
    (found,) = [lvl for lvl in abstract.iter(f"{W}lvl") if lvl.get(f"{W}ilvl") == level]
    return abstract, found


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


# ------------------------------------------------------------------------------------- sections, headers, footers


@each_template
def test_every_section_names_its_own_headers_and_footers(name):
    assert sections(name)
    for properties, headers, footers in sections(name):
        kinds = {"default", "first"} if properties.find(f"{W}titlePg") is not None else {"default"}
        assert set(headers) == set(footers) == kinds


@each_template
def test_the_draft_mark_stands_in_every_header(name):
    for _, headers, _ in sections(name):
        for member in headers.values():
            lines = [(value(p, "pPr/pStyle"), texts(p)) for p in part(name, member).iter(f"{W}p")]
            mark = lines.index(("DraftMark", "{{ document.draft_mark }}"))
            assert lines[mark - 1][1] == "{%p if document.draft %}", member
            assert lines[mark + 1][1] == "{%p endif %}", member
            assert len(lines) > 3, f"{member} would be empty when it is no draft"


@each_template
def test_the_case_number_and_the_page_stand_on_every_page(name):
    for number, (_, headers, footers) in enumerate(sections(name)):
        for kind, header in headers.items():
            both = [part(name, header), part(name, footers[kind])]
            fields = " ".join(code.text for root in both for code in root.iter(f"{W}instrText")).split()
            cover = name == "sustainability-report" and number == 0 and kind == "first"
            assert fields == ([] if cover else ["PAGE", "NUMPAGES"]), header
            said = " ".join(texts(root) for root in both)
            assert cover or "{{ document.case_number }}" in said, header
    assert "{{ document.case_number }}" in texts(part(name, "word/document.xml")) or name != "sustainability-report"


@each_template
def test_fields_hold_a_result_so_that_nothing_has_to_be_updated(name):
    for member, root in readable_parts(name).items():
        kinds = [mark.get(f"{W}fldCharType") for mark in root.iter(f"{W}fldChar")]
        assert kinds == ["begin", "separate", "end"] * (len(kinds) // 3), member
        for begin, end in pairwise(list(root.iter(f"{W}fldChar"))):
            if begin.get(f"{W}fldCharType") == "separate":
                between = begin.getparent().getnext()
                assert texts(between), member
                assert between.getnext() is end.getparent()
    assert part(name, "word/settings.xml").find(f"{W}updateFields") is None


@each_template
def test_tab_stops_of_headers_and_footers_reach_the_edge_of_their_sections_text(name):
    ids = {style.get(f"{W}styleId"): style for style in styles(name).values()}
    for properties, headers, footers in sections(name):
        for member in (*headers.values(), *footers.values()):
            for paragraph in part(name, member).iter(f"{W}p"):
                if paragraph.find(f".//{W}tab") is None:
                    continue
                tabs = ids[value(paragraph, "pPr/pStyle")].iter(f"{W}tab")
                right = [int(tab.get(f"{W}pos")) for tab in tabs if tab.get(f"{W}val") == "right"]
                assert right == [text_width(properties)], member


@each_template
def test_pages_are_a4_with_a_line_of_65_to_75_characters(name):
    for properties, _, _ in sections(name):
        size = properties.find(f"{W}pgSz")
        assert {size.get(f"{W}w"), size.get(f"{W}h")} == A4
        if size.get(f"{W}orient") != "landscape":
            # Calibri's Swedish average is 0.41 em; ragged lines end some characters before the edge.
            characters = text_width(properties) / 20 / (0.41 * 11)
            assert 65 <= characters - 4 <= 75


@pytest.mark.parametrize(
    ("name", "turned"),
    [
        ("sustainability-report", [False, False]),
        ("action-plan", [False, True]),
        ("action-plan-followup", [False, True, False]),
        ("communication-plan", [False, True]),
        ("plan-annex", [False]),
    ],
)
def test_wide_tables_have_a_landscape_section(name, turned):
    orientations = [properties.find(f"{W}pgSz").get(f"{W}orient") for properties, _, _ in sections(name)]
    assert [orientation == "landscape" for orientation in orientations] == turned


# ---------------------------------------------------------------------------------------------------- contents


@each_template
def test_no_paragraph_is_empty(name):
    for member, root in readable_parts(name).items():
        for paragraph in root.iter(f"{W}p"):
            separators = [*paragraph.iter(f"{W}separator"), *paragraph.iter(f"{W}continuationSeparator")]
            assert texts(paragraph).strip() or separators, member


@each_template
def test_it_places_its_parts_each_in_a_paragraph_of_its_own(name):
    lines = [texts(paragraph) for paragraph in part(name, "word/document.xml").iter(f"{W}p")]
    placed = [line for line in lines if "{{p" in line]
    assert placed == [f"{{{{p {slot} }}}}" for slot in OWN[name][1]]


@each_template
def test_it_asks_for_known_variables_only(name):
    known = {*COMMON_VARIABLES, *OWN[name][0], *OWN[name][1], "row.label", "row.value"}
    tags = {
        tag
        for member in (*readable_parts(name), "docProps/core.xml")
        for tag in re.findall(r"\{\{p? ?([^}]*?) ?\}\}|\{%p if ([^%]*?) %\}", package(name)[member].decode())
    }
    asked = {variable or condition for variable, condition in tags}
    assert sorted(asked - known) == []
    assert set(OWN[name][0]) - asked <= {"colophon", "facts"}, "a variable of this kind is never shown"


@each_template
def test_tables_have_headings_in_their_first_column_and_a_description(name):
    for table in part(name, "word/document.xml").iter(f"{W}tbl"):
        assert value(table, "tblPr/tblLook", "firstColumn") == "1"
        assert value(table, "tblPr/tblCaption")
        assert value(table, "tblPr/tblDescription")


@each_template
def test_pictures_are_decoration_or_have_a_text_alternative(name):
    drawing = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
    decorative = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
    for member, root in readable_parts(name).items():
        for properties in root.iter(f"{drawing}docPr"):
            mark = properties.find(f".//{decorative}")
            assert properties.get("descr") or (mark is not None and mark.get("val") == "1"), member
        assert not list(root.iter("{*}txbxContent")), f"{member} has a text box"


# ------------------------------------------------------------------------------------------------- the package


@each_template
def test_the_schema_audit_finds_nothing(name):
    result = OpenXmlValidator().validate(str(FOLDER / f"{name}.docx"))
    assert [str(error) for error in result.errors] == []


@each_template
def test_nothing_is_in_the_package_that_should_not_be(name):
    members = package(name)
    assert not [
        m for m in members if re.search(r"stylesWithEffects|vbaProject|customXml|embeddings|glossary|altChunk", m)
    ]
    assert b"macroEnabled" not in members["[Content_Types].xml"]
    for member, data in members.items():
        if member.endswith(".rels"):
            assert b"TargetMode" not in data, member
            assert b"attachedTemplate" not in data, member
    assert (FOLDER / f"{name}.docx").stat().st_size < 60_000


@each_template
def test_word_opens_it_without_compatibility_mode(name):
    settings = part(name, "word/settings.xml").iter(f"{W}compatSetting")
    assert {s.get(f"{W}name"): s.get(f"{W}val") for s in settings}["compatibilityMode"] == "15"


# --------------------------------------------------------------------------------------- as docxtpl renders them


def context(name, *, draft):
    values = {}
    for variable in COMMON_VARIABLES:
        group, key = variable.split(".")
        values.setdefault(group, {})[key] = f"<{key}>"
    values["document"] |= {"draft": draft, "draft_mark": "UTKAST" if draft else ""}
    variables, parts = OWN[name]
    rows = [{"label": "Handlagd av", "value": "A & B"}, {"label": "Fastställd", "value": "2024-06-19"}]
    values |= {key: rows if key in {"facts", "colophon"} else f"<{key}>" for key in variables}
    return values | {
        key: f'<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr><w:r><w:t>Delen {key}</w:t></w:r></w:p>' for key in parts
    }


class Escaping(str):
    """Text that is markup already."""

    def __html__(self):
        return str(self)


def rendered(name, values):
    """The members that hold text, rendered by docxtpl itself with nothing undefined let through."""
    values = values | {key: Escaping(values[key]) for key in OWN[name][1]}
    template = DocxTemplate(FOLDER / f"{name}.docx")
    template.render(values, Environment(undefined=StrictUndefined, autoescape=True))
    out = io.BytesIO()
    template.save(out)
    with zipfile.ZipFile(out) as archive:
        pattern = re.compile(r"word/(document|header\d+|footer\d+)\.xml")
        return {m: etree.fromstring(archive.read(m)) for m in archive.namelist() if pattern.fullmatch(m)}


@each_template
@pytest.mark.parametrize("draft", [True, False])
def test_docxtpl_renders_it(name, draft):
    members = rendered(name, context(name, draft=draft))
    everything = " ".join(texts(root) for root in members.values())
    assert "{" not in everything
    assert "<title>" in everything
    for slot in OWN[name][1]:
        assert f"Delen {slot}" in everything
    for member, root in members.items():
        assert root.find(f".//{W}p") is not None, member
        if "header" in member:
            assert ("UTKAST" in texts(root)) is draft, member


@each_template
def test_facts_become_one_row_each(name):
    if not {"facts", "colophon"} & set(OWN[name][0]):
        assert part(name, "word/document.xml").find(f".//{W}tbl") is None
        return
    (table,) = rendered(name, context(name, draft=True))["word/document.xml"].iter(f"{W}tbl")
    rows = [[texts(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
    assert rows == [["Handlagd av", "A & B"], ["Fastställd", "2024-06-19"]]


@each_template
def test_a_missing_variable_is_noticed(name):
    values = context(name, draft=True)
    del values["document"]["case_number"]
    with pytest.raises(UndefinedError):
        rendered(name, values)
