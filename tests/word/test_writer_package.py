"""The file as a whole: properties, settings, language, faults of the template, and what validators say."""

import io
from datetime import date
from zipfile import ZipFile

import docx
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from pipeline.content.model import FootnoteMark, Link, Text
from pipeline.faults import FaultError
from pipeline.word.writer import write_document
from tests.word.writer_trees import at, document, every_node, figure, heading, items, note, para, row, table

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"


def findings(package, folder):
    path = folder / "written.docx"
    path.write_bytes(package.data)
    return [str(error) for error in OpenXmlValidator().validate(path).errors]


# ------------------------------------------------------------------------------------------------ validity


def test_openxml_audit_finds_nothing_in_a_document_with_every_node(write, tmp_path):
    assert findings(write(every_node()), tmp_path) == []


def test_openxml_audit_finds_nothing_in_small_documents(write, tmp_path):
    small = (
        document("x"),
        document(table(1, row("a"))),
        document(heading(1, "a"), figure()),
        document(items("a", ordered=True), language="fi-FI"),
        document(intro=(table(1, row("a")),), plan=(table(1, row("b")),)),
    )
    assert [findings(write(one), tmp_path) for one in small] == [[]] * len(small)


def test_every_relationship_leads_to_a_member_and_every_media_type_is_declared(write):
    package = write(every_node())
    names = set(package.names())
    for rels in (name for name in names if name.endswith(".rels")):
        folder = rels.replace("_rels/", "").rpartition("/")[0]
        for found in package.tree(rels).iter(f"{RELATIONSHIPS}Relationship"):
            if found.get("TargetMode") != "External":
                assert f"{folder}/{found.get('Target')}".lstrip("/") in names
    assert b'Extension="png"' in package.part("[Content_Types].xml")


def test_ids_are_unique_and_bookmarks_have_two_ends(write):
    root = write(every_node()).tree()
    starts = [found.get(f"{W}id") for found in root.iter(f"{W}bookmarkStart")]
    ends = [found.get(f"{W}id") for found in root.iter(f"{W}bookmarkEnd")]
    assert len(set(starts)) == len(starts)
    assert sorted(starts) == sorted(ends)
    names = [found.get(f"{W}name") for found in root.iter(f"{W}bookmarkStart")]
    assert len(set(names)) == len(names)
    assert all(len(name) <= 40 for name in names)


def test_ids_begin_after_the_templates_own(write, changed_template):
    mark = '<w:bookmarkStart w:id="41" w:name="_Toc29670358"/><w:bookmarkEnd w:id="41"/>'
    picture = (
        '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        '<wp:extent cx="1" cy="1"/><wp:docPr id="77" name="x"/></wp:inline></w:drawing></w:r>'
    )
    into = changed_template(
        {
            "word/document.xml": [("<w:body>", f"<w:body><w:p>{mark}</w:p>")],
            "word/header1.xml": [("</w:p>", f"{picture}</w:p>")],
        }
    )
    package = write(document(heading(1, "Inledning"), figure()), into)
    marks = {found.get(f"{W}id"): found.get(f"{W}name") for found in package.tree().iter(f"{W}bookmarkStart")}
    assert marks["41"] == "_Toc29670358"
    assert package.contents[0].bookmark == "_Toc29670359"
    assert min(int(number) for number in marks) == 41
    assert b'<wp:docPr id="78"' in package.part("word/document.xml")


# ------------------------------------------------------------------------------------------------ properties


def test_core_properties_say_what_the_metadata_says_and_name_no_person(write):
    package = write(document("x", title="A & B", subject="Om <allt>", keywords=("ett", "två"), date=date(2024, 6, 19)))
    core = docx.Document(io.BytesIO(package.data)).core_properties
    assert (core.title, core.subject, core.keywords) == ("A & B", "Om <allt>", "ett, två")
    assert (core.author, core.last_modified_by) == ("Exempelmyndigheten, Stab", "Exempelmyndigheten")
    assert (core.identifier, core.language, core.category) == ("1.3.1-2024-8647", "sv-SE", "Rapport")
    assert core.created.isoformat() == core.modified.isoformat() == "2024-06-19T00:00:00+00:00"
    assert core.revision == 1


def test_an_agency_that_is_its_own_unit_is_named_once(write):
    package = write(document("x", author="Exempelmyndigheten"))
    assert docx.Document(io.BytesIO(package.data)).core_properties.author == "Exempelmyndigheten"


@pytest.mark.parametrize("draft", [True, False])
def test_custom_properties_carry_what_a_register_reads(write, draft):
    root = write(document("x", draft=draft)).tree("docProps/custom.xml")
    values = {found.get("name"): found[0].text for found in root}
    assert values == {
        "Diarienummer": "1.3.1-2024-8647",
        "Dokumenttyp": "Rapport",
        "Organisation": "Exempelmyndigheten",
        "Enhet": "Stab",
        "Datum": "2024-06-19",
        "Utkast": "true" if draft else "false",
    }
    assert [found.get("pid") for found in root] == ["2", "3", "4", "5", "6", "7"]


def test_properties_of_the_template_do_not_come_along(write, changed_template):
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties"
    relation = f'<Relationship Id="rId7" Type="{kind}" Target="docProps/app.xml"/>'
    own = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
    into = changed_template(
        {
            "_rels/.rels": [("</Relationships>", f"{relation}</Relationships>")],
            "[Content_Types].xml": [
                ("</Types>", f'<Override PartName="/docProps/app.xml" ContentType="{own}"/></Types>')
            ],
        },
        {
            "docProps/app.xml": '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
            'extended-properties"><Template>C:\\mallar\\gammal.dotx</Template><Manager>Anna</Manager></Properties>'
        },
    )
    package = write(document("x"), into)
    app = package.part("docProps/app.xml")
    assert b"gammal" not in app
    assert b"Anna" not in app
    assert b"<Application>diarie</Application>" in app
    assert package.part("_rels/.rels").count(b"docProps/app.xml") == 1
    assert package.part("[Content_Types].xml").count(b"/docProps/app.xml") == 1


# ------------------------------------------------------------------------------------------------ settings


def test_settings_ask_for_no_refresh_and_say_the_language(write):
    root = write(document("x", language="nb-NO")).tree("word/settings.xml")
    assert root.find(f"{W}updateFields") is None
    assert root.find(f"{W}themeFontLang").get(f"{W}val") == "nb-NO"
    [mode] = root.iter(f"{W}compatSetting")
    assert (mode.get(f"{W}name"), mode.get(f"{W}val")) == ("compatibilityMode", "15")
    assert [child.tag.removeprefix(W) for child in root] == [
        "defaultTabStop",
        "compat",
        "themeFontLang",
        "decimalSymbol",
    ]


def test_the_default_language_is_the_documents_whatever_the_templates_is(write):
    root = write(document("x", language="sv-SE")).tree("word/styles.xml")
    languages = [found.get(f"{W}val") for found in root.iter(f"{W}lang")]
    assert languages == ["sv-SE"]


def test_foreign_words_are_marked_with_their_language(write):
    package = write(document(para(Text("ord", language="en"), Text("كلمة", language="ar"), Text("词", language="zh"))))
    found = [dict(mark.attrib) for mark in package.tree().iter(f"{W}lang")]
    assert found == [
        {f"{W}val": "en"},
        {f"{W}val": "ar", f"{W}bidi": "ar"},
        {f"{W}val": "zh", f"{W}eastAsia": "zh"},
    ]
    assert len(list(package.tree().iter(f"{W}rtl"))) == 1


def test_what_is_not_a_language_tag_is_a_fault(template):
    with pytest.raises(FaultError, match=r":3: T218 'på svenska' is not a language tag"):
        write_document(document(para(Text("x", at(3), language="på svenska"))), template)


def test_only_named_styles_carry_the_look(write):
    allowed = {"rStyle", "lang", "rtl", "i", "iCs"}
    package = write(every_node())
    part = package.tree()
    for properties in part.iter(f"{W}rPr"):
        assert {child.tag.removeprefix(W) for child in properties} <= allowed
    known = {found.get(f"{W}styleId") for found in package.tree("word/styles.xml").iter(f"{W}style")}
    used = {found.get(f"{W}val") for name in ("pStyle", "rStyle", "tblStyle") for found in part.iter(f"{W}{name}")}
    assert used <= known


# ------------------------------------------------------------------------------------------------ templates


def test_styles_that_the_template_lacks_are_all_reported_at_once_with_a_hint(changed_template):
    renamed = [('w:val="Body Text"', 'w:val="Bodytext"'), ('w:val="List Bullet 2"', 'w:val="Punkt två"')]
    into = changed_template({"word/styles.xml": [*renamed, ('<w:name w:val="Strong"/>', '<w:name w:val="Stark"/>')]})
    tree = document(para(Text("x", strong=True)), para("y"), items(("a", items("b"))))
    with pytest.raises(FaultError) as caught:
        write_document(tree, into)
    said = [(fault.code, fault.data["style"], fault.data["type"]) for fault in caught.value.faults]
    assert sorted(said) == [
        ("T201", "Body Text", "paragraph"),
        ("T201", "List Bullet 2", "paragraph"),
        ("T201", "Strong", "character"),
    ]
    body = next(fault for fault in caught.value.faults if fault.data["style"] == "Body Text")
    assert str(body.place) == "templates/test.docx (part word/styles.xml)"
    assert body.todo.startswith("Did you mean “Bodytext”?")


def test_a_style_that_nothing_uses_may_be_missing(write, changed_template):
    into = changed_template({"word/styles.xml": [('w:val="Quote"', 'w:val="Citat"')]})
    assert write(document("x"), into).data


def test_a_list_style_without_numbering_is_a_fault(changed_template):
    into = changed_template({"word/styles.xml": [('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>', "")]})
    with pytest.raises(FaultError, match="T216 The style “List Number” has no numbering"):
        write_document(document(items("a", ordered=True)), into)


def test_a_part_that_the_template_does_not_place_is_a_fault(changed_template, write):
    into = changed_template({"word/document.xml": [("{{p intro }}", "inget")]})
    with pytest.raises(FaultError, match="T203 The template does not place the part “intro”"):
        write_document(document("x", intro=("y",)), into)
    assert write(document("x"), into).data


def test_a_part_that_the_template_places_twice_is_a_fault(changed_template):
    into = changed_template({"word/document.xml": [("{{p intro }}", "{{p body }}")]})
    with pytest.raises(FaultError, match="T204"):
        write_document(document("x"), into)


def test_a_tag_that_names_no_part_is_left_for_the_template_to_report(changed_template):
    into = changed_template({"word/document.xml": [("{{p intro }}", "{{p intor }}")]})
    with pytest.raises(FaultError, match=r"T124.*intor") as caught:
        write_document(document("x"), into)
    assert caught.value.faults[0].place.part == "word/document.xml"
    with pytest.raises(FaultError, match=r"T203 .*“intro”.* Did you mean “intor”"):
        write_document(document("x", intro=("y",)), into)


def test_a_template_whose_numbering_lacks_a_tail_gets_its_lists_too(write, changed_template):
    into = changed_template({"word/numbering.xml": [('<w:numIdMacAtCleanup w:val="3"/>', "")]})
    root = write(document(items("a", ordered=True)), into).tree("word/numbering.xml")
    assert root[-1].find(f"{W}lvlOverride") is not None


# ------------------------------------------------------------------------------------------------ the map


def test_the_map_tells_literal_text_figures_cells_notes_and_what_the_program_made(write):
    tree = every_node()
    entries = write(tree).map
    by_kind = {segment.kind: segment for entry in entries for segment in entry.segments}
    assert set(by_kind) == {"literal", "value", "cell", "footnote", "auto"}
    value = next(segment for entry in entries for segment in entry.segments if segment.kind == "value")
    assert (value.text, value.name) == ("drygt 63 procent", "andel")
    assert str(value.cells[0]) == "data/tabell.csv (row 4, column “Andel”)"
    caption = next(entry for entry in entries if entry.text.endswith("Resultatkedjan"))
    assert (caption.kind, caption.segments[0].kind, caption.segments[0].text) == ("caption", "auto", "Figur\u00a01. ")
    assert caption.bookmark is not None
    notes = [(entry.note, entry.text) for entry in entries if entry.part == "footnotes"]
    assert [number for number, _ in notes][:3] == [1, 2, 2]
    assert notes[0][1] == "Förordningen (2019:502), example.se."


def test_the_map_holds_the_documents_place_of_every_paragraph(write):
    package = write(
        document(
            para("a", FootnoteMark("n", at(2)), line=12),
            para(Link("https://example.se/", (Text("länk"),), at(14)), line=13),
            footnotes=(note("n", para("not", line=30)),),
        )
    )
    assert [(entry.part, entry.kind, entry.origin.line, entry.text) for entry in package.map] == [
        ("body", "paragraph", 12, "a"),
        ("body", "paragraph", 13, "länk"),
        ("footnotes", "footnote", 30, "not"),
    ]
    link = package.map[1].segments[0]
    assert link.origin.line == 14


def test_the_written_file_is_a_plain_zip_of_well_formed_members(write):
    with ZipFile(io.BytesIO(write(every_node()).data)) as package:
        assert package.testzip() is None
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(package.read(name))
