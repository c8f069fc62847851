"""Captions, cross-references, footnotes and the contents list: numbers that agree wherever they are shown."""

import re
import shutil
import subprocess
import zipfile
from io import BytesIO

import pytest

from pipeline.content.model import CrossReference, FootnoteMark, Link, Text
from pipeline.faults import FaultError
from pipeline.word.writer import write_document
from tests.word.writer_trees import at, cell, document, every_node, figure, heading, note, para, row, table

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def text(element):
    return "".join(found.text or "" for found in element.iter(f"{W}t"))


def body_texts(package):
    return [text(found) for found in package.tree().iter(f"{W}p")]


def instructions(element):
    return [found.text.strip() for found in element.iter(f"{W}instrText")]


def refer(*labels):
    return para(*(part for label in labels for part in (CrossReference(label, at(1)), " ")), "slut")


LABELLED = (
    heading(1, "Mål", label="sec-a"),
    heading(2, "Delmål", label="sec-b"),
    heading(2, "Bilaga", numbered=False, label="sec-c"),
    table(1, row("x"), caption=(Text("En"),)),
    table(1, row("x"), caption=(Text("Två"),), label="tbl-a"),
    figure("Bild", label="fig-a"),
)

# ---------------------------------------------------------------------------------------------- captions


def test_captions_are_numbered_fields_above_tables_and_below_figures(write):
    package = write(document(*LABELLED))
    captions = package.paragraphs("Caption")
    assert [text(found) for found in captions] == ["Tabell\u00a01. En", "Tabell\u00a02. Två"]
    assert [instructions(found) for found in captions] == [["SEQ Tabell \\* ARABIC"]] * 2
    assert all(found.getnext().tag == f"{W}tbl" for found in captions)
    [below] = package.paragraphs("FigureCaption")
    assert text(below) == "Figur\u00a01. Bild"
    assert below.getprevious() == package.paragraphs("Figure")[0] or text(below.getprevious()) == ""


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("sv-SE", ("Tabell", "Figur", "avsnitt\u00a01.1", "tabell\u00a02", "figur\u00a01", "avsnittet ”Bilaga”")),
        ("nb-NO", ("Tabell", "Figur", "avsnitt\u00a01.1", "tabell\u00a02", "figur\u00a01", "avsnittet «Bilaga»")),
        ("fi-FI", ("Taulukko", "Kuva", "luku\u00a01.1", "taulukko\u00a02", "kuva\u00a01", "luku ”Bilaga”")),
        ("en-GB", ("Table", "Figure", "section\u00a01.1", "table\u00a02", "figure\u00a01", "the section “Bilaga”")),
    ],
)
def test_captions_and_references_speak_the_documents_language(write, language, words):
    package = write(document(*LABELLED, refer("sec-b", "tbl-a", "fig-a", "sec-c"), language=language))
    assert text(package.paragraphs("Caption")[0]).startswith(f"{words[0]}\u00a01")
    assert text(package.paragraphs("FigureCaption")[0]).startswith(f"{words[1]}\u00a01")
    assert body_texts(package)[-1] == f"{' '.join(words[2:])} slut"


# ---------------------------------------------------------------------------------------------- references


def test_references_are_fields_that_lead_to_the_bookmark_of_their_target(write):
    package = write(document(refer("sec-b", "tbl-a", "fig-a", "sec-c"), *LABELLED))
    paragraph = next(found for found in package.paragraphs("BodyText") if text(found).endswith("slut"))
    shown = instructions(paragraph)
    assert [re.sub(r"\d{8}", "N", one) for one in shown] == ["REF _RefN \\r \\h", *["REF _RefN \\h"] * 3]
    marks = {found.get(f"{W}name"): found for found in package.tree().iter(f"{W}bookmarkStart")}
    targets = [marks[one.split()[1]] for one in shown]
    assert [text(found.getparent()) for found in targets] == [
        "Delmål",
        "Tabell\u00a02. Två",
        "Figur\u00a01. Bild",
        "Bilaga",
    ]
    # The bookmark of a caption holds its number alone.
    following = [text(found.getnext().getnext().getnext().getnext()) for found in targets[1:3]]
    assert following == ["2", "1"]


def test_a_label_with_a_capital_begins_a_sentence(write):
    package = write(document(*LABELLED, refer("Sec-b", "Tbl-a", "Sec-c")))
    assert body_texts(package)[-1] == "Avsnitt\u00a01.1 Tabell\u00a02 Avsnittet ”Bilaga” slut"


def test_unknown_labels_and_those_without_number_are_faults_with_a_hint(template):
    tree = document(heading(1, "x", label="sec-mal"), table(1, row("a"), label="tbl-x"), refer("sec-mol", "tbl-x"))
    with pytest.raises(FaultError) as caught:
        write_document(tree, template)
    said = {fault.data["label"]: f"{fault.code} {fault.message} {fault.todo}" for fault in caught.value.faults}
    assert said["sec-mol"] == ("T209 The label “sec-mol” stands nowhere in the document. Did you mean “sec-mal”?")
    assert said["tbl-x"] == "T209 The label “tbl-x” has no caption, and so no number to refer to. Give it a caption."


def test_a_label_that_stands_on_two_things_is_a_fault(template):
    with pytest.raises(FaultError, match="T208"):
        write_document(document(heading(1, "a", label="sec-a"), heading(1, "b", label="sec-a")), template)


# ---------------------------------------------------------------------------------------------- footnotes


def notes_of(package):
    return {
        found.get(f"{W}id"): text(found).strip()
        for found in package.tree("word/footnotes.xml").iter(f"{W}footnote")
        if found.get(f"{W}type") is None
    }


def test_footnotes_are_numbered_through_in_the_order_of_citation_tables_and_captions_included(write):
    mark = lambda key: FootnoteMark(key, at(1))  # noqa: E731 - shorter here than a function
    package = write(
        document(
            para("a", mark("n3")),
            table(1, row(cell(para("b", mark("n1")))), caption=(Text("c"), mark("n2")), notes=(para("d", mark("n4")),)),
            para("e", mark("n3")),
            intro=(para("f", mark("n5")),),
            footnotes=[note(f"n{number}", f"Not {number}") for number in range(1, 6)],
        )
    )
    cited = [found.get(f"{W}id") for found in package.tree().iter(f"{W}footnoteReference")]
    assert cited == ["1", "2", "3", "4", "5", "6"]
    assert list(notes_of(package).values()) == ["Not 5", "Not 3", "Not 2", "Not 1", "Not 4", "Not 3"]


def test_a_template_without_a_footnotes_part_gets_one_that_word_accepts(write):
    package = write(document(para("x", FootnoteMark("n")), footnotes=(note("n", "Text."),)))
    kinds = [found.get(f"{W}type") for found in package.tree("word/footnotes.xml")]
    assert kinds == ["separator", "continuationSeparator", None]
    assert b"/word/footnotes.xml" in package.part("[Content_Types].xml")
    assert b'Target="footnotes.xml"' in package.part("word/_rels/document.xml.rels")
    named = [found.get(f"{W}id") for found in package.tree("word/settings.xml").iter(f"{W}footnote")]
    assert named == ["-1", "0"]
    assert "word/footnotes.xml" not in write(document("x")).names()


def test_links_in_footnotes_have_their_relationships_beside_the_footnotes(write):
    linked = note("n", para(Link("https://www.example.se/?a=1&b=2", (Text("sidan"),))))
    package = write(document(para("x", FootnoteMark("n")), footnotes=(linked,)))
    [link] = package.tree("word/footnotes.xml").iter(f"{W}hyperlink")
    [relationship] = package.tree("word/_rels/footnotes.xml.rels")
    assert relationship.get("Id") == link.get(f"{R}id")
    assert relationship.attrib["Target"] == "https://www.example.se/?a=1&b=2"
    assert relationship.attrib["TargetMode"] == "External"
    assert b"example.se" not in package.part("word/_rels/document.xml.rels")


def test_the_templates_own_footnotes_are_kept_and_their_tags_filled_in(write, changed_template):
    own = (
        f'<w:footnotes xmlns:w="{W[1:-1]}">'
        + "".join(
            f"<w:footnote {kind}><w:p><w:r>{content}</w:r></w:p></w:footnote>"
            for kind, content in (
                ('w:type="separator" w:id="-1"', "<w:separator/>"),
                ('w:type="continuationSeparator" w:id="0"', "<w:continuationSeparator/>"),
                ('w:id="7"', "<w:t>Se {{ document.title }}</w:t>"),
            )
        )
        + "</w:footnotes>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    relation = f'<Relationship Id="rId9" Type="{R[1:-1]}/footnotes" Target="footnotes.xml"/>'
    into = changed_template(
        {
            "[Content_Types].xml": [
                ("</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>')
            ],
            "word/_rels/document.xml.rels": [("</Relationships>", f"{relation}</Relationships>")],
        },
        {"word/footnotes.xml": own},
    )
    tree = document(para("x", FootnoteMark("n")), footnotes=(note("n", "Ny {{ 7*7 }}"),), title="A & B")
    package = write(tree, into)
    assert notes_of(package) == {"7": "Se A & B", "8": "Ny {{ 7*7 }}"}
    assert package.part("[Content_Types].xml").count(b"/word/footnotes.xml") == 1
    assert notes_of(write(document("utan not", title="A & B"), into)) == {"7": "Se A & B"}


def test_two_marks_side_by_side_are_kept_apart_by_a_comma(write):
    tree = document(para("x", FootnoteMark("a"), FootnoteMark("b")), footnotes=(note("a", "A"), note("b", "B")))
    package = write(tree)
    assert body_texts(package)[-1] == "x,"
    [comma] = [found for found in package.tree().iter(f"{W}r") if text(found) == ","]
    assert comma.find(f"{W}rPr/{W}rStyle").get(f"{W}val") == "FootnoteReference"


def test_unknown_footnotes_footnotes_in_footnotes_and_empty_ones_are_faults(template):
    tree = document(
        para("x", FootnoteMark("b", at(1)), FootnoteMark("c", at(2)), FootnoteMark("lagn", at(3))),
        footnotes=(note("lagen", "A"), note("b", para("i", FootnoteMark("lagen", at(4)))), note("c")),
    )
    with pytest.raises(FaultError) as caught:
        write_document(tree, template)
    assert {(fault.code, fault.place.line) for fault in caught.value.faults} == {("T206", 3), ("T207", 4), ("T210", 20)}
    assert any(fault.todo == "Did you mean “lagen”?" for fault in caught.value.faults)


# ---------------------------------------------------------------------------------------------- contents


def shown(element):
    """Text of the runs, a tab as a tab."""
    runs = element.iter(f"{W}r")
    pieces = [child for found in runs for child in found if child.tag in {f"{W}t", f"{W}tab"}]
    return "".join("\t" if piece.tag == f"{W}tab" else piece.text for piece in pieces)


def contents_lines(package):
    return [shown(line) for line in package.tree().find(f".//{W}sdtContent")]


def test_the_contents_list_holds_numbers_titles_and_pages_and_leads_to_the_headings(write):
    tree = document(
        heading(1, "Inledning ", Text("foreword", language="en"), FootnoteMark("n")),
        heading(2, "Mål"),
        heading(2, Link("https://example.se/", (Text("Bilaga"),)), numbered=False),
        footnotes=(note("n", "x"),),
    )
    first = write(tree)
    assert contents_lines(first) == ["1\tInledning foreword\t00", "1.1\tMål\t00", "\tBilaga\t00"]
    assert [entry.page for entry in first.contents] == [None] * 3

    pages = {entry.bookmark: 7 + at for at, entry in enumerate(first.contents)}
    second = write(tree, pages=pages)
    assert contents_lines(second) == ["1\tInledning foreword\t7", "1.1\tMål\t8", "\tBilaga\t9"]
    assert [entry.page for entry in second.contents] == [7, 8, 9]
    anchors = [found.get(f"{W}anchor") for found in second.tree().iter(f"{W}hyperlink") if found.get(f"{W}anchor")]
    assert anchors == [entry.bookmark for entry in second.contents]
    foreign = [found.getparent().getparent() for found in second.tree().find(f".//{W}sdtContent").iter(f"{W}lang")]
    assert [text(found) for found in foreign] == ["foreword"]


def test_a_reference_in_a_heading_is_plain_text_in_the_contents_list(write):
    package = write(document(heading(1, "Mål", label="sec-a"), heading(1, "Mer än i ", CrossReference("sec-a"))))
    assert contents_lines(package) == ["1\tMål\t00", "2\tMer än i avsnitt\u00a01\t00"]
    assert [entry.text for entry in package.contents] == ["Mål", "Mer än i avsnitt\u00a01"]
    listed = package.tree().find(f".//{W}sdtContent")
    assert not [code for code in instructions(listed) if code.startswith("REF ")], "LibreOffice would show nothing"


def test_the_contents_list_is_one_field_that_asks_nobody_to_refresh_it(write):
    package = write(every_node())
    listed = package.tree().find(f".//{W}sdtContent")
    kinds = [found.get(f"{W}fldCharType") for found in listed.iter(f"{W}fldChar")]
    assert (kinds[0], kinds[-1]) == ("begin", "end")
    assert kinds.count("begin") == kinds.count("end") == kinds.count("separate") == len(package.contents) + 1
    assert instructions(listed)[0] == 'TOC \\o "1-5" \\h \\z \\u'
    assert not any(found.get(f"{W}dirty") for found in package.tree().iter(f"{W}fldChar"))
    assert package.tree("word/settings.xml").find(f"{W}updateFields") is None
    assert all(text(line) for line in listed)


def test_a_document_without_headings_has_an_empty_contents_list(write):
    assert write(document("x")).tree().find(f".//{W}sdt") is None


# ------------------------------------------------------------------------------------------ LibreOffice


def spoilt(data):
    """The file with another text in the place of each cached number of a caption or reference."""
    result = r'((?: REF| SEQ)[^<]*</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t)>[^<]*<'
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as package, zipfile.ZipFile(made, "w") as copy:
        for name in package.namelist():
            part = package.read(name)
            if name == "word/document.xml":
                part, count = re.subn(result.encode(), rb"\1>FEL<", part)
                assert count
            copy.writestr(name, part)
    return made.getvalue()


def libreoffice_lines(folder, files):
    """What LibreOffice shows of each file, line by line, all converted in one call (only pages refresh numbers)."""
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    command = [
        shutil.which("soffice"),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        *(str(folder / f"{name}.docx") for name in files),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    shown = {}
    for name in files:
        command = [shutil.which("pdftotext"), "-layout", str(folder / f"{name}.pdf"), "-"]
        read = subprocess.run(command, check=True, capture_output=True, timeout=60)
        shown[name] = [" ".join(line.split()) for line in read.stdout.decode().splitlines() if line.strip()]
    return shown


def test_libreoffice_counts_to_the_same_numbers_and_keeps_every_text(write, tmp_path):
    references = document(
        *LABELLED,
        refer("sec-a", "sec-b", "sec-c", "tbl-a", "fig-a"),
        heading(1, "Sist", label="sec-d"),
        heading(2, "Under", label="sec-e"),
        refer("sec-a", "sec-b", "Sec-d", "Sec-e", "tbl-a"),
    )
    package = write(references)
    shown = libreoffice_lines(tmp_path, {"spoilt": spoilt(package.data), "every-node": write(every_node()).data})
    words = " ".join(shown["spoilt"])
    assert "FEL" not in words
    for line in body_texts(package):
        if line.endswith("slut") or line.startswith(("Tabell", "Figur")):
            assert " ".join(line.split()) in words

    lists = shown["every-node"]
    begin = lists.index("1. Ett")
    assert lists[begin : begin + 7] == ["1. Ett", "2. Två", "a) a", "b) b", "3. Tre", "5. Fem", "6. Sex"]
    words = " ".join(lists)
    for entry in write(every_node()).map:
        for segment in entry.segments:
            if segment.text.isascii():
                assert " ".join(segment.text.split()) in words
