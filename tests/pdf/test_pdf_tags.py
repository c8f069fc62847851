"""The tags of finished PDFs, as a screen reader goes through them."""

import io

import pikepdf
import pytest
from pdf_structure import has

from pipeline.pdf import tree
from pipeline.pdf.roles import STANDARD

pytestmark = pytest.mark.xdist_group("samples")


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
