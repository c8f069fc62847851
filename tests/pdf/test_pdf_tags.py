"""The tags of finished PDFs, as a screen reader goes through them."""

import io

import docx_samples
import pikepdf
import pytest
from pdf_structure import pieces, structure

from pipeline.pdf import tree
from pipeline.pdf.finish import finish
from pipeline.pdf.roles import STANDARD
from pipeline.pdf.validate import validate

pytestmark = pytest.mark.xdist_group("samples")


@pytest.fixture(scope="module")
def tags(samples):
    return {name: structure(sample.pdf) for name, sample in samples.items()}


def has(structure, expected, times=1):
    assert pieces(structure, expected) == times, structure


def test_only_standard_types_are_left_and_no_role_map(samples):
    for sample in samples.values():
        with pikepdf.open(io.BytesIO(sample.pdf)) as pdf:
            assert "/RoleMap" not in pdf.Root.StructTreeRoot
            kinds = {element.kind for element in tree.read(pdf).walk()}
        assert kinds <= STANDARD


def test_headings_keep_their_level_with_and_without_number(tags):
    has(tags["report"], 'H1\n  "1 "\n  "Bakgrund"')
    has(tags["report"], 'H2\n  "1.1 "\n  "Uppdraget"')
    has(tags["report"], 'H3\n  "Mellanrubrik"')


def test_a_contents_entry_is_one_link(tags):
    has(
        tags["report"],
        """
        TOCI
          Reference
            Link
              "1.1 "
              "Uppdraget "
              "2"
        """,
    )
    assert tags["report"].count("TOCI") == 3


def test_a_contents_entry_over_two_lines_is_one_link(samples):
    with pikepdf.open(io.BytesIO(samples["odd"].pdf)) as pdf:
        (entry,) = (element for element in tree.read(pdf).walk() if element.kind == "TOCI")
        assert [element.kind for element in entry.walk()] == ["TOCI", "Reference", "Link"]
        assert len(set(entry.annotations())) == 2
    found = descriptions(samples["odd"].pdf)
    assert found.count(f"Gå till 1 {docx_samples.LONG_ENTRY}, sida 1") == 2


def test_lists_have_labels_apart_from_their_text_and_nest(tags):
    has(
        tags["report"],
        """
        L
           /ListNumbering /Disc
          LI
            Lbl
              "•"
            LBody
              P
                "Punkt ett"
              L
                 /ListNumbering /None
                LI
                  Lbl
                    "–"
                  LBody
                    P
                      "Punkt under"
        """,
    )
    has(
        tags["report"],
        """
        L
           /ListNumbering /Decimal
          LI
            Lbl
              "1."
            LBody
              P
                "Steg ett"
              L
                 /ListNumbering /LowerAlpha
                LI
                  Lbl
                    "a."
        """,
    )


def test_every_list_item_is_in_a_list(samples):
    for sample in samples.values():
        with pikepdf.open(io.BytesIO(sample.pdf)) as pdf:
            for element in tree.read(pdf).walk():
                assert element.kind == "L" or all(child.kind != "LI" for child in element.elements())
                assert element.kind != "L" or all(child.kind == "LI" for child in element.elements())


def test_notes_have_a_name_a_label_with_the_link_back_and_their_text(tags):
    has(
        tags["report"],
        """
        Note <note-1>
          Lbl
            Link
              "1"
          P
            " Förordningen, "
            Link
              "webbplatsen"
            "."
        """,
    )
    has(
        tags["odd"],
        """
        Note <note-1>
          Lbl
            Link
              "1"
          P
            " Första stycket."
          P
            "Andra stycket i noten."
        """,
    )
    assert tags["report"].count("Note <") == 3


def test_note_marks_and_cross_references_are_references(tags):
    has(
        tags["report"],
        """
        "Myndigheten tog emot ansökningar"
        Reference
          Link
            "1"
        " under året"
        """,
    )
    has(
        tags["report"],
        """
        Reference
          Link
            "2"
        ")."
        """,
    )


def test_a_link_over_two_lines_is_one_element_with_two_annotations(samples):
    with pikepdf.open(io.BytesIO(samples["report"].pdf)) as pdf:
        addresses = {
            annotation.objgen: str(annotation.A.URI)
            for page in pdf.pages
            for annotation in page.obj.get("/Annots", [])
            if "/A" in annotation
        }
        links = [element for element in tree.read(pdf).walk() if element.kind == "Link"]
        found = [[addresses[owned] for owned in link.annotations() if owned in addresses] for link in links]
    assert [pair for pair in found if "https://example.se/rapport" in pair] == [["https://example.se/rapport"] * 2]


def descriptions(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [str(a.Contents) for page in opened.pages for a in page.obj.get("/Annots", [])]


def test_links_are_described_in_the_language_of_the_document(samples):
    found = descriptions(samples["report"].pdf)
    assert "Gå till 1.1 Uppdraget, sida 2" in found
    assert "Gå till avsnitt 2, sida 2" in found
    assert "Fotnot 1" in found
    assert "Tillbaka till texten från fotnot 1" in found
    assert "rapporten om arbetet (https://example.se/rapport)" in found
    assert "webbplatsen (https://example.se/a?b=1&c=2)" in found
    assert "oss (a@example.se)" in descriptions(samples["odd"].pdf)


def test_every_annotation_is_owned_by_a_link_element(samples):
    for sample in samples.values():
        with pikepdf.open(io.BytesIO(sample.pdf)) as pdf:
            numbers = dict(zip(*[iter(pdf.Root.StructTreeRoot.ParentTree.Nums)] * 2, strict=True))
            for page in pdf.pages:
                assert page.obj.Tabs == "/S"
                for annotation in page.obj.get("/Annots", []):
                    owner = numbers[annotation.StructParent]
                    assert owner.S == "/Link"
                    kids = owner.K if isinstance(owner.K, pikepdf.Array) else [owner.K]
                    objects = [kid.Obj.objgen for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid]
                    assert annotation.objgen in objects


def test_a_link_in_a_header_is_text_and_no_link(samples, tags):
    assert "https://example.se" not in " ".join(descriptions(samples["odd"].pdf))
    assert "webben" not in tags["odd"]


def test_a_link_element_leads_somewhere_and_else_is_text(samples, tags):
    """Whether this link leads anywhere, depends on the version of LibreOffice."""
    assert tags["odd"].count('"En länk utan teckenformat"') == 1
    for sample in samples.values():
        with pikepdf.open(io.BytesIO(sample.pdf)) as pdf:
            links = [element for element in tree.read(pdf).walk() if element.kind == "Link"]
            assert all(any(link.annotations()) for link in links)


def cross_reference(pdf):
    """The link of the cross-reference “avsnitt 2”."""
    (found,) = (
        link
        for page in pdf.pages
        for link in page.obj.get("/Annots", [])
        if link.get("/Contents") == "Gå till avsnitt 2, sida 2"
    )
    return found


def numbers(array):
    return [float(number) for number in array]


def without(element, link):
    """Take a link's annotation out of a tag, its text left where it is."""
    kids = element.get("/K", pikepdf.Array())
    if isinstance(kids, pikepdf.Array):
        element.K = pikepdf.Array(
            [kid for kid in kids if not (isinstance(kid, pikepdf.Dictionary) and kid.get("/Obj") == link)]
        )
        for kid in element.K:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                without(kid, link)
    elif isinstance(kids, pikepdf.Dictionary) and "/S" in kids:
        without(kids, link)


def test_a_cross_reference_that_has_lost_its_link_gets_it_back(samples, tags):
    """LibreOffice 25.2 loses some, by their place in the line."""
    sample, stream = samples["report"], io.BytesIO()
    with pikepdf.open(io.BytesIO(sample.pdf)) as whole, pikepdf.open(io.BytesIO(sample.raw)) as pdf:
        kept = cross_reference(whole)
        page = pdf.pages[1].obj
        (lost,) = (link for link in page.Annots if numbers(link.Rect) == pytest.approx(numbers(kept.Rect), abs=0.1))
        page.Annots = pikepdf.Array([link for link in page.Annots if link != lost])
        without(pdf.Root.StructTreeRoot, lost)
        pdf.save(stream)
        mended = finish(stream.getvalue(), sample.docx, "report.pdf")
        with pikepdf.open(io.BytesIO(mended)) as again:
            new = cross_reference(again)
            assert numbers(new.Rect) == pytest.approx(numbers(kept.Rect), abs=3)
            assert new.Dest[0].objgen == again.pages[1].obj.objgen
            assert float(new.Dest[3]) == pytest.approx(float(kept.Dest[3]), abs=5)
    assert structure(mended) == tags["report"]
    assert validate(mended, "report.pdf") == ()


def test_header_cells_say_what_they_are_headings_for(tags):
    has(
        tags["report"],
        """
        Caption
          "Tabell "
          "1"
          ". Ansökningar efter år och kön"
        TR
          TH
             /RowSpan 2
             /Scope /Column
            P
              "Region"
          TH
             /ColSpan 2
             /Scope /Column
            P
              "2022"
        """,
    )
    has(
        tags["report"],
        """
        TR
          TH
             /Scope /Row
            P
              "Nord"
          TD
            P
              "1 200"
        """,
    )


def test_a_table_says_what_it_shows(samples):
    with pikepdf.open(io.BytesIO(samples["report"].pdf)) as pdf:
        summaries = [element.table.get("Summary") for element in tree.read(pdf).walk() if element.kind == "Table"]
    assert summaries == ["Fler kvinnor än män ansökte i syd.", None]


def grid(table):
    """How many cells cover each slot of a table's grid."""
    covered = {}
    rows = [row for row in table.elements() if row.kind == "TR"]
    for at, row in enumerate(rows):
        column = 0
        for cell in row.elements():
            while (at, column) in covered:
                column += 1
            for down in range(cell.table.get("RowSpan", 1)):
                for across in range(cell.table.get("ColSpan", 1)):
                    covered[at + down, column + across] = covered.get((at + down, column + across), 0) + 1
    return covered, len(rows)


@pytest.mark.parametrize(("name", "columns"), [("report", (5, 3)), ("split_rows", (3,)), ("odd", (2,))])
def test_tables_are_regular_also_where_they_go_over_pages(samples, name, columns):
    with pikepdf.open(io.BytesIO(samples[name].pdf)) as pdf:
        tables = [element for element in tree.read(pdf).walk() if element.kind == "Table"]
        found = []
        for table in tables:
            covered, rows = grid(table)
            assert set(covered.values()) == {1}
            width = 1 + max(column for _, column in covered)
            assert len(covered) == rows * width
            found.append(width)
        assert tuple(found) == columns
        assert len({mark.page for mark in tables[-1].marks()}) > 1 or name == "odd"


def test_a_repeated_header_row_is_read_once(tags):
    assert tags["report"].count('"Vad"') == 1


def test_a_figure_holds_its_picture_and_its_text_alternative(samples):
    with pikepdf.open(io.BytesIO(samples["report"].pdf)) as pdf:
        (figure,) = (element for element in tree.read(pdf).walk() if element.kind == "Figure")
        (mark,) = figure.marks()
        assert figure.alt == "Karta över landets sex regioner"
        assert figure.box is not None
        instructions = pikepdf.parse_content_stream(pdf.pages[mark.page])
        operators = [str(instruction.operator) for instruction in instructions]
        begin = next(
            at
            for at, instruction in enumerate(instructions)
            if operators[at] == "BDC" and instruction.operands[0] == "/Figure"
        )
        assert "Do" in operators[begin : operators.index("EMC", begin)]


def test_drawings_without_meaning_are_artifacts_and_those_with_meaning_are_in_the_text(samples, tags):
    with pikepdf.open(io.BytesIO(samples["odd"].pdf)) as pdf:
        figures = [element.alt for element in tree.read(pdf).walk() if element.kind == "Figure"]
    assert figures == ["Blå ruta"]
    has(tags["odd"], 'Div\n  P\n    "I rutan"')
    order = [tags["odd"].index(words) for words in ("Figure", "Text vid rutan.", "Sist.")]
    assert order == sorted(order)
    assert tags["odd"].index("I rutan") < tags["odd"].index("Text vid texten.")


def test_a_paragraph_holds_no_paragraphs(samples):
    for sample in samples.values():
        with pikepdf.open(io.BytesIO(sample.pdf)) as pdf:
            for element in tree.read(pdf).walk():
                if element.kind == "P":
                    assert not {"P", "Div", "L", "Table"} & {inner.kind for inner in element.elements()}


def test_quotations_and_captions_are_such(tags):
    has(tags["report"], 'BlockQuote\n  P\n    "Ett citat."')
    has(tags["report"], 'P\n  "Figur "\n  "1"\n  ". Regionerna"')


def test_words_of_another_language_say_so(samples):
    for name, words in (("report", 1), ("odd", 2)):
        with pikepdf.open(io.BytesIO(samples[name].pdf)) as pdf:
            spans = [element for element in tree.read(pdf).walk() if element.language == "en-GB"]
            assert len(spans) == words
            assert str(pdf.Root.Lang) == "sv-SE"


def test_headers_and_footers_are_running_artifacts_on_every_page(samples):
    with pikepdf.open(io.BytesIO(samples["report"].pdf)) as pdf:
        assert len(pdf.pages) == 4
        for page in pdf.pages:
            kinds = {
                str(instruction.operands[1].get("/Subtype", ""))
                for instruction in pikepdf.parse_content_stream(page)
                if str(instruction.operator) == "BDC" and instruction.operands[0] == "/Artifact"
            }
            assert kinds == {"/Header", "/Footer"}


def test_nothing_is_painted_outside_marked_content(samples):
    for sample in samples.values():
        with pikepdf.open(io.BytesIO(sample.pdf)) as pdf:
            for page in pdf.pages:
                depth = 0
                for instruction in pikepdf.parse_content_stream(page):
                    operator = str(instruction.operator)
                    depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(operator, 0)
                    assert depth or operator not in ("S", "f", "f*", "B", "B*", "Do", "Tj", "TJ")


def test_elements_without_content_are_gone(samples):
    for sample in samples.values():
        with pikepdf.open(io.BytesIO(sample.pdf)) as pdf:
            for element in tree.read(pdf).walk():
                assert element.children or element.kind in ("TD", "TH", "Document")
