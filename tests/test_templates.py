"""The Word templates place their parts, are clean packages, and can be rendered."""

import io
import re
import zipfile

import pytest
from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined
from jinja2.exceptions import UndefinedError
from lxml import etree
from openxml_audit import OpenXmlValidator

from pipeline.kinds.common import COMMON_VARIABLES
from tests.template_files import (
    FOLDER,
    OWN,
    W,
    each_template,
    package,
    part,
    readable_parts,
    texts,
    value,
)

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
