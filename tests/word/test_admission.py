"""What a template must not hold is refused with part and line, before anything else reads it."""

import pytest
from engine_docx import DECLARATION, NAMESPACES, RELATIONSHIPS, R, docx, members, p, zipped

from pipeline.word.admission import admit
from pipeline.word.package import read_package
from pipeline.word.xml_scan import XmlBounds

FILE = "templates/test.docx"
OFFICE = "application/vnd.openxmlformats-officedocument"


def faults_of(files, bounds=None):
    return list(admit(read_package(zipped(files), FILE), bounds))


def only(files, bounds=None):
    (fault,) = faults_of(files, bounds)
    assert fault.place.file == FILE
    assert fault.todo
    return fault


def with_relation(kind, target, *, external, strict=False):
    """Members with one more relationship of the main part."""
    base = "http://purl.oclc.org/ooxml/officeDocument/relationships" if strict else R
    mode = ' TargetMode="External"' if external else ""
    line = f'<Relationship Id="rId77" Type="{base}/{kind}" Target="{target}"{mode}/>'
    files = members(p("x"))
    name = "word/_rels/document.xml.rels"
    return files | {name: files[name].replace("</Relationships>", f"{line}</Relationships>")}


def with_type(name, content_type, data="x"):
    """Members with one more, declared to be of a type."""
    files = members(p("x"))
    override = f'<Override PartName="/{name}" ContentType="{content_type}"/></Types>'
    return files | {"[Content_Types].xml": files["[Content_Types].xml"].replace("</Types>", override), name: data}


def test_a_plain_document_is_admitted():
    files = members(
        p("x"), header=p("x"), footer=p("x"), footnotes=p("x"), core="<dc:title>x</dc:title>", custom="x",
        links=("https://example.se",),
    )  # fmt: skip
    assert faults_of(files) == []


# -------------------------------------------------------------------------------------------------- macros


@pytest.mark.parametrize(
    "files",
    [
        with_type("word/vbaProject.bin", "application/vnd.ms-office.vbaProject"),
        members(p("x")) | {"word/vbaProject.bin": "x"},
        members(p("x")) | {"word/VBAPROJECT.BIN": "x"},
        with_type("word/other.dat", "application/vnd.ms-office.vbaProject"),
        with_type("word/vbaData.xml", "application/vnd.ms-word.vbaData+xml", "<x/>"),
        with_type("word/customizations.xml", "application/vnd.ms-word.keyMapCustomizations+xml", "<x/>"),
    ],
)
def test_macros_are_refused(files):
    assert only(files).code == "T107"


@pytest.mark.parametrize("kind", ["document", "template"])
def test_a_macro_document_under_another_name_is_refused(kind):
    files = members(p("x"))
    types = files["[Content_Types].xml"].replace(
        f"{OFFICE}.wordprocessingml.document.main+xml", f"application/vnd.ms-word.{kind}.macroEnabled.main+xml"
    )
    fault = only(files | {"[Content_Types].xml": types})
    assert (fault.code, fault.place.part) == ("T107", "word/document.xml")


def test_a_template_file_is_told_to_be_saved_as_a_document():
    files = members(p("x"))
    types = files["[Content_Types].xml"].replace("document.main+xml", "template.main+xml")
    fault = only(files | {"[Content_Types].xml": types})
    assert fault.code == "T106"
    assert ".dotx" in fault.message


# ------------------------------------------------------------------------------------------ from outside


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("attachedTemplate", "file:///C:/mallar/Normal.dotm"),
        ("image", "http://example.se/pixel.png"),
        ("subDocument", "kapitel.docx"),
        ("frame", "http://example.se/"),
        ("oleObject", "file:///C:/x.xlsx"),
        ("mailMergeSource", "file:///C:/adresser.mdb"),
        ("externalLinkPath", "x"),
    ],
)
@pytest.mark.parametrize("strict", [False, True])
def test_what_is_fetched_from_outside_is_refused(kind, target, strict):
    faults = faults_of(with_relation(kind, target, external=True, strict=strict))
    assert "T108" in [fault.code for fault in faults]
    fault = next(fault for fault in faults if fault.code == "T108")
    assert fault.place.part == "word/_rels/document.xml.rels"
    assert target in fault.message


@pytest.mark.parametrize("strict", [False, True])
def test_links_may_lead_out(strict):
    assert faults_of(with_relation("hyperlink", "https://example.se", external=True, strict=strict)) == []


def test_a_relationship_that_only_ends_like_a_link_is_refused():
    files = with_relation("hyperlink", "https://example.se", external=True)
    name = "word/_rels/document.xml.rels"
    files[name] = files[name].replace(f"{R}/hyperlink", "http://example.se/hyperlink")
    assert only(files).code == "T108"


def test_a_picture_by_address_is_refused():
    picture = '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata src="http://a/b.png"/></v:shape></w:pict></w:r>'
    assert only(members(p(picture))).code == "T108"


# ---------------------------------------------------------------------------------- merged and embedded


def test_documents_that_are_merged_in_are_refused():
    fault = only(members('\n<w:altChunk r:id="rId5"/>'))
    assert (fault.code, fault.place.part, fault.place.line) == ("T109", "word/document.xml", 3)
    assert only(members(p('<w:subDoc r:id="rId5"/>'))).code == "T109"
    files = with_relation("aFChunk", "afchunk.html", external=False) | {"word/afchunk.html": "<html/>"}
    assert only(files).code == "T109"


def test_data_of_other_programs_may_use_the_same_names():
    files = members(p("x")) | {"customXml/item1.xml": '<form><control src="http://a"/><altChunk/></form>'}
    assert faults_of(files) == []


def test_a_strange_prefix_hides_nothing():
    hidden = f'<x:altChunk xmlns:x="{NAMESPACES.split(chr(34))[1]}" r:id="rId5"/>'
    assert only(members(hidden)).code == "T109"


@pytest.mark.parametrize(
    "files",
    [
        with_type("word/embeddings/oleObject1.bin", f"{OFFICE}.oleObject"),
        members(p("x")) | {"word/embeddings/package.bin": "x"},
        with_type("word/activeX/activeX1.xml", "application/vnd.ms-office.activeX+xml", "<x/>"),
        members(p("x")) | {"word/media/image1.exe": "x"},
        members(p("x")) | {"word/media/image1.png": b"MZ\x90\x00"},
        members(p("x")) | {"customXml/start.vbs": "x"},
        members(p('<w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office"/></w:object></w:r>')),
        members(p('<w:r><w:control r:id="rId9"/></w:r>')),
    ],
)
def test_embedded_objects_and_programs_are_refused(files):
    assert only(files).code == "T110"


def test_the_data_of_a_chart_is_no_embedded_program():
    files = with_type("word/embeddings/Sheet1.xlsx", f"{OFFICE}.spreadsheetml.sheet", b"PK\x03\x04")
    assert faults_of(files) == []


@pytest.mark.parametrize("name", ["INCLUDEPICTURE", "INCLUDETEXT", "DDEAUTO", "LINK", "DATABASE", "includepicture"])
def test_fields_that_fetch_are_refused(name):
    simple = p(f'<w:fldSimple w:instr=" {name} &quot;http://example.se/x&quot; "/>')
    fault = only(members(simple))
    assert (fault.code, fault.data["field"]) == ("T113", name.upper())


def test_a_fetching_field_spread_over_runs_is_found():
    pieces = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in (" INCL", "UDEPIC", 'TURE "x"'))
    field = f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{pieces}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert only(members(p(field))).code == "T113"


def test_ordinary_fields_are_admitted():
    fields = "".join(p(f'<w:fldSimple w:instr=" {of} "/>') for of in ("PAGE", "NUMPAGES", "SEQ Tabell", "TOC \\o"))
    assert faults_of(members(fields)) == []


# ----------------------------------------------------------------------------------------------------- XML


@pytest.mark.parametrize("name", ["word/document.xml", "_rels/.rels", "word/styles.xml", "customXml/item1.xml"])
def test_a_document_type_declaration_is_refused_and_nothing_of_it_read(name):
    bomb = (
        '<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"> '
        '<!ENTITY c SYSTEM "file:///etc/passwd">]>\n<x>&b;&c;</x>'
    )
    fault = only(members(p("x")) | {name: bomb})
    assert (fault.code, fault.place.part, fault.place.line) == ("T111", name, 2)


@pytest.mark.parametrize(
    "broken",
    ["<w:p>", "<w:p></w:r>", "<w:p>&nbsp;</w:p>", "<w:p>\x01</w:p>", "<v:p/>", "<w:p w:a='1' w:a='2'/>", "a & b"],
)
def test_malformed_xml_is_a_fault_with_part_and_line(broken):
    fault = only(members(f"\n\n{broken}"))
    assert (fault.code, fault.place.part) == ("T112", "word/document.xml")
    assert fault.place.line >= 4


def test_malformed_parts_are_all_told_at_once():
    faults = faults_of(members(p("x"), header="<w:p>", footer="<w:p>") | {"word/styles.xml": "<x"})
    assert [fault.place.part for fault in faults] == ["word/footer1.xml", "word/header1.xml", "word/styles.xml"]


def test_xml_in_another_encoding_is_read():
    files = members(p("å"))
    files["word/document.xml"] = files["word/document.xml"].replace("UTF-8", "UTF-16").encode("utf-16")
    assert faults_of(files) == []


def test_a_part_that_is_xml_by_its_type_only_is_looked_at():
    assert only(with_type("word/strange.dat", "application/x+xml", "<!DOCTYPE x><x/>")).code == "T111"


# -------------------------------------------------------------------------------------------------- bounds


def test_a_small_file_with_very_many_elements_is_refused():
    # 38 KB like this cost docxtpl 40 seconds, and 0.5 MB a gigabyte of memory.
    fault = only(members("<w:p/>" * 2_000 + "".join(f"<w:p>{number}</w:p>" for number in range(200_000))))
    assert (fault.code, fault.place.part) == ("T104", "word/document.xml")


def test_the_bounds_can_be_set():
    files = members(p("x") * 10)
    assert faults_of(files, XmlBounds(elements=100)) == []
    assert only(files, XmlBounds(elements=20)).code == "T104"


def test_elements_too_deep_are_refused():
    assert only(members("<w:p>" * 300 + "</w:p>" * 300)).code == "T104"


# --------------------------------------------------------------------------------------------- whole files


def test_a_file_without_main_part_is_refused():
    files = members(p("x"))
    del files["word/document.xml"]
    assert {fault.code for fault in faults_of(files)} == {"T106"}


def test_a_main_part_that_nothing_leads_to_is_refused():
    files = members(p("x"))
    files["_rels/.rels"] = f'{DECLARATION}<Relationships xmlns="{RELATIONSHIPS}"/>'
    assert only(files).code == "T106"


def test_a_part_that_is_led_to_and_missing_is_told():
    fault = only(with_relation("image", "media/image1.png", external=False))
    assert fault.code == "T106"
    assert "word/media/image1.png" in fault.message


@pytest.mark.parametrize("target", ["/word/document.xml", "document.xml", "../word/document.xml", "#top", "NULL"])
def test_targets_are_understood_however_they_are_written(target):
    assert faults_of(with_relation("customThing", target, external=False)) == []


def test_strict_open_xml_is_told_to_be_saved_anew():
    files = members(p("x"))
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    main = files["word/document.xml"].replace(NAMESPACES.split('"')[1], strict)
    fault = only(files | {"word/document.xml": main})
    assert fault.code == "T106"
    assert "Strict" in fault.message


def test_faults_of_all_kinds_are_told_at_once():
    files = with_relation("image", "http://example.se/x.png", external=True) | {"word/vbaProject.bin": "x"}
    files["word/document.xml"] = files["word/document.xml"].replace("<w:sectPr>", '<w:altChunk r:id="a"/><w:sectPr>')
    assert [fault.code for fault in faults_of(files)] == ["T108", "T109", "T107"]


def test_a_template_made_by_python_docx_is_admitted():
    import io

    from docx import Document

    target = io.BytesIO()
    Document().save(target)
    assert list(admit(read_package(target.getvalue(), FILE))) == []


def test_nothing_is_wrong_with_the_files_that_these_tests_make():
    assert list(admit(read_package(docx(p("x")), FILE))) == []
