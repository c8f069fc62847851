"""What an adopted file must not hold: review marks, hidden text, persons, scripts; and what it must say."""

from dataclasses import replace
from datetime import date

import pikepdf
import pytest

from tests.approval.gate.gate_seeds import pdf_with, word_part, word_with

pytestmark = pytest.mark.xdist_group("documents")

_RUN = "<w:r><w:t>Handlingsplan för återvändande</w:t></w:r>"
_MARK = '<w:ins w:id="900" w:author="Anna Ek" w:date="2024-06-01T00:00:00Z">{}</w:ins>'
_RELATION = (
    '<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" '
    'Target="{}" TargetMode="External"/></Relationships>'
)


def found(plan, member, old, new):
    return plan.codes(word=word_with(plan.word, {member: [(old, new)]}))


def in_text(plan, xml):
    """Codes of what is found when something stands before the first run of the text."""
    at = "<w:r><w:t>"
    return found(plan, "word/document.xml", at, xml + at)


@pytest.mark.parametrize(
    ("xml", "codes"),
    [
        (_MARK.format("<w:r><w:t> </w:t></w:r>"), ["R265", "R269"]),
        ('<w:del w:id="901"><w:r><w:delText>gammal</w:delText></w:r></w:del>', ["R265"]),
        ('<w:moveFrom w:id="902"/>', ["R265"]),
        ('<w:commentRangeStart w:id="1"/>', ["R265"]),
        ("<w:r><w:rPr><w:b/><w:rPrChange/></w:rPr><w:t> </w:t></w:r>", ["R265"]),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>dold</w:t></w:r>", ["R266", "R279"]),
        ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> </w:t></w:r>', []),
        ('<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>', ["R268"]),
        ("<w:r><w:instrText> DATE \\@ yyyy </w:instrText></w:r>", ["R268"]),
        ('<w:fldSimple w:instr=" USERNAME "/>', ["R268"]),
    ],
)
def test_review_marks_hidden_text_and_moving_fields_in_the_text_are_found(plan, xml, codes):
    assert sorted(in_text(plan, xml)) == codes


@pytest.mark.parametrize("hidden", [True, False])
def test_text_in_a_style_that_hides_it_is_found(plan, hidden):
    name = '<w:style w:type="character" w:styleId="Dold"><w:name w:val="Dold"/>'
    style = f"{name}<w:rPr>{'<w:vanish/>' if hidden else '<w:b/>'}</w:rPr></w:style></w:styles>"
    text = '<w:r><w:rPr><w:rStyle w:val="Dold"/></w:rPr><w:t> </w:t></w:r><w:r><w:t>'
    changes = {"word/styles.xml": [("</w:styles>", style)], "word/document.xml": [("<w:r><w:t>", text)]}
    assert plan.codes(word=word_with(plan.word, changes)) == (["R266"] if hidden else [])


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        ("<w:updateFields/>", "R268"),
        ("<w:trackRevisions/>", "R265"),
        ('<w:attachedTemplate r:id="rId1" xmlns:r="urn:x"/>', "R268"),
        ("<w:docVars/>", "R269"),
    ],
)
def test_settings_that_change_or_tell_something_are_found(plan, xml, code):
    assert found(plan, "word/settings.xml", "<w:autoHyphenation", f"{xml}<w:autoHyphenation") == [code]


@pytest.mark.parametrize(("kind", "codes"), [("image", ["R268"]), ("attachedTemplate", ["R268"]), ("hyperlink", [])])
def test_only_hyperlinks_may_lead_outside(plan, kind, codes):
    relation = _RELATION.format(kind, "https://example.se/a")
    assert found(plan, "word/_rels/document.xml.rels", "</Relationships>", relation) == codes


@pytest.mark.parametrize(
    ("part", "codes"),
    [
        ("word/comments.xml", ["R265"]),
        ("word/people.xml", ["R265"]),
        ("customXml/item1.xml", ["R269"]),
        ("word/printerSettings1.bin", ["R269"]),
        ("docProps/thumbnail.jpeg", ["R269"]),
        ("docMetadata/LabelInfo.xml", ["R269"]),
    ],
)
def test_parts_that_nobody_sees_are_found(plan, part, codes):
    assert plan.codes(word=word_with(plan.word, added={part: b"<x/>"})) == codes


def test_a_person_in_the_properties_of_the_word_file_is_found(plan):
    core = word_part(plan.word, "docProps/core.xml")
    creator = core[core.index("<dc:creator>") : core.index("</dc:creator>")]
    assert found(plan, "docProps/core.xml", creator, "<dc:creator>Anna Ek").count("R269") == 1
    manager = "<Manager>Anna Ek</Manager></Properties>"
    assert found(plan, "docProps/app.xml", "</Properties>", manager) == ["R269"]
    added = '<property fmtid="{0}" pid="99" name="Granskad av"/></Properties>'
    assert found(plan, "docProps/custom.xml", "</Properties>", added) == ["R269"]


def test_a_draft_mark_in_a_header_of_an_adopted_file_is_found(plan):
    assert "R267" in found(plan, "word/header2.xml", "</w:t>", " UTKAST</w:t>")


# ------------------------------------------------------------------------------------------------ the PDF


def change_pdf(plan, change):
    return set(plan.codes(pdf=pdf_with(plan.pdf, change)))


def test_a_person_in_the_metadata_of_the_pdf_is_found(plan):
    def author(opened):
        opened.trailer.Info.Author = pikepdf.String("Anna Ek")

    def entry(opened):
        opened.trailer.Info["/SourceModified"] = pikepdf.String("C:/Users/anna")

    def history(opened):
        with opened.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata["{http://ns.adobe.com/photoshop/1.0/}AuthorsPosition"] = "handläggare"

    def private(opened):
        opened.pages[0].obj.PieceInfo = pikepdf.Dictionary()

    for change in (author, entry, history, private):
        assert "R270" in change_pdf(plan, change), change.__name__


def test_attachments_scripts_and_remarks_are_found(plan):
    def script(opened):
        opened.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))

    def attachment(opened):
        opened.attachments["kladd.txt"] = b"kladd"

    def remark(opened):
        note = opened.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], T="Anna Ek")
        )
        opened.pages[0].obj.Annots = opened.make_indirect(pikepdf.Array([note]))

    for change in (script, attachment, remark):
        assert "R274" in change_pdf(plan, change), change.__name__


def test_a_broken_object_of_the_pdf_is_found(plan):
    at = plan.pdf.index(b"endstream", 20_000)
    gate = plan.gate(pdf=plan.pdf[: at - 40] + b"x" * 30 + plan.pdf[at - 10 :])
    assert {fault.code for fault in gate.findings} == {"R260"}
    assert [(check.name, check.result) for check in gate.checks] == [("pdf-syntax", "failed")]


# ------------------------------------------------------------------------------------------------ what it must say


def test_a_diary_number_that_stands_nowhere_is_found_in_both_files(plan):
    document = plan.composed.document
    other = replace(document, metadata=replace(document.metadata, case_number="1.3.4-2008-99"))
    findings = plan.gate(composed=replace(plan.composed, document=other)).findings
    nowhere = [fault.place.file for fault in findings if "1.3.4-2008-99 stands nowhere" in fault.message]
    assert nowhere == ["outputs/it.docx", "outputs/it.pdf"]


@pytest.mark.parametrize("entry", ["/Lang", "/Title"])
def test_a_missing_language_or_title_of_the_pdf_is_found(plan, entry):
    def change(opened):
        del (opened.Root if entry == "/Lang" else opened.trailer.Info)[entry]

    assert "R273" in change_pdf(plan, change)


@pytest.mark.parametrize(
    ("member", "old", "new", "code"),
    [
        ("docProps/core.xml", "<dc:language>sv-SE", "<dc:language>en-US", "R273"),
        ("docProps/core.xml", "<dc:title>Handlingsplan", "<dc:title>Mall", "R273"),
        ("docProps/custom.xml", "Stab/009/2024", "Stab/008/2024", "R278"),
        ("docProps/custom.xml", "1.3.4-2008-17-6", "1.3.4-2008-17-5", "R278"),
        ("word/settings.xml", 'w:enforcement="1"', 'w:enforcement="0"', "R275"),
        ("word/settings.xml", 'w:edit="readOnly"', 'w:edit="comments"', "R275"),
        ("word/settings.xml", '<w:writeProtection w:recommended="1"/>', "", "R275"),
        ("docProps/custom.xml", "_MarkAsFinal", "Granskad", "R275"),
    ],
)
def test_another_language_title_number_or_no_protection_is_found(plan, member, old, new, code):
    assert code in found(plan, member, old, new)


@pytest.mark.parametrize(
    "changes",
    [
        {"decision_number": "Stab/010/2024"},
        {"decision_date": date(2024, 6, 20)},
        {"decided_by": "Anna Ek, generaldirektör"},
    ],
)
def test_a_decision_that_the_pdf_does_not_show_is_found(plan, changes):
    other = replace(plan.adoption, adopted=replace(plan.adoption.adopted, **changes))
    assert "R277" in plan.codes(adoption=other)


@pytest.mark.parametrize("value", ["", "–", "XX", "Stab/xxx/2024", "[namn]", "fylls i senare", "…"])
def test_a_line_of_the_colophon_that_is_left_open_is_found(report, value):
    document = report.composed.document
    lines = [*document.variables["colophon"][:-1], {"label": "Ansvarig utgivare", "value": value}]
    composed = replace(report.composed, document=replace(document, variables={**document.variables, "colophon": lines}))
    assert "R276" in report.codes(composed=composed)
