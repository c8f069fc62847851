"""The figure register tells each figure in plain words, in the document or in a workbook beside it."""

import io
from dataclasses import replace

import openpyxl
import pytest

from pipeline.content.model import Heading, Table
from pipeline.content.walk import plain_text
from pipeline.traces.appendix import with_register
from pipeline.traces.document import Traces
from pipeline.traces.register import Register
from pipeline.traces.workbook import workbook


def plain(text):
    return text.replace("\u00a0", " ")


def hiding(traces, name):
    """The same document, one of whose figures must not be told."""
    (book,) = traces.composed.books
    figure = replace(book.figures[name], hidden="it tells of few people")
    return Traces(replace(traces.composed, books=(replace(book, figures={**book.figures, name: figure}),)))


def cells_of(data, sheet):
    rows = openpyxl.load_workbook(io.BytesIO(data))[sheet].iter_rows(values_only=True)
    headings = next(rows)
    return [dict(zip(headings, row, strict=True)) for row in rows]


@pytest.fixture(scope="module")
def rows(traces):
    return {row.trace.name: row for row in Register(traces).rows()}


def test_a_share_tells_what_of_what_and_how(rows):
    row = rows["tillstand.avslagsandel"]
    assert plain(row.subject) == "Nya: Avslagna av Avgjorda (andel)"
    assert plain(row.method) == "3 264 / 5 131 × 100 ≈ 63,61"
    assert row.sources == ("tillstand.csv, rad 2, kolumnerna Avslagna och Avgjorda",)
    assert row.sections == ("”Sammanfattning”", "1.1")
    assert [plain(wording) for wording in row.wordings] == ["drygt 63 procent"]


def test_a_cell_tells_its_row_and_column(rows):
    row = rows["tillstand.avgjorda"]
    assert (row.subject, row.method, row.sources) == (
        "Nya: Avgjorda",
        "Står i källan",
        ("tillstand.csv, rad 2, kolumnen Avgjorda",),
    )


def test_a_sum_names_the_run_of_rows(rows):
    assert rows["tillstand.alla"].sources == ("tillstand.csv, rad 2–3, kolumnen Avgjorda",)
    assert rows["tillstand.alla"].method == "Räknad ur 2 celler: 9\u00a0131", "no reader knows the language of formulas"


def test_tables_and_charts_tell_the_files_that_they_come_from(traces):
    shown = [(row.item, row.caption, row.sources) for row in Register(traces).shown()]
    assert ("Tabell 1", "Ärenden efter utfall", ("tillstand.csv, rad 2–3",)) in shown
    assert ("Figur 1", "Beviljade och avslagna", ("tillstand.csv, rad 2–3",)) in shown


def appended(traces):
    before, after = traces.composed.document, with_register(traces)
    return after.parts["body"][len(before.parts["body"]) :]


def test_the_appendix_is_an_unnumbered_heading_with_a_table_at_the_end_of_the_text(traces):
    heading, introduction, table, *_ = appended(traces)
    assert isinstance(heading, Heading)
    assert (plain_text(heading.children), heading.numbered) == ("Bilaga: Så är siffrorna framtagna", False)
    assert plain_text(introduction.children).startswith("Siffrorna i texten")
    assert isinstance(table, Table)
    assert [plain_text(cell.children[0].children) for cell in table.header[0].cells] == [
        "I texten",
        "Vad den anger",
        "Hur den är framtagen",
        "Källa",
    ]
    assert len(table.rows) == 4
    assert all(row.cells[0].header for row in table.rows)


def test_the_appendix_is_asked_for_in_document_yaml_and_is_no_part_of_the_traces(report):
    report.files["inputs/x/document.yaml"] += "figure-register: appendix\n"
    composed = report.examined()
    titles = [plain_text(block.children) for block in composed.document.parts["body"] if isinstance(block, Heading)]
    assert titles[-2:] == ["Bilaga: Så är siffrorna framtagna", "Tabeller och diagram"]
    words = [saying.text for saying in Traces(composed).said]
    assert not any("framtagna" in text for text in words)


def test_a_document_that_shows_no_figures_is_warned_and_gets_no_appendix(report):
    report.files["inputs/x/document.yaml"] += "figure-register: [appendix, workbook]\n"
    del report.files["inputs/x/figures.yaml"]
    report.files["inputs/x/text/05-sammanfattning.md"] = "# Sammanfattning {.unnumbered}\n\nAllt är väl.\n"
    report.files["inputs/x/text/10-kapitel.md"] = "# Arbetet\n\nAllt går framåt.\n"
    composed = report.examined()
    (remark,) = composed.remarks
    assert (remark.code, remark.level, remark.place.line) == ("I315", "warning", 9)
    assert composed.document is composed.subject.document


def test_a_hidden_figure_leaves_no_value_in_appendix_or_workbook(traces):
    hidden = hiding(traces, "tillstand.avslagna")
    words = " ".join(plain(str(block)) for block in appended(hidden))
    for row in Register(hidden).rows():
        if row.trace.name == "tillstand.avslagsandel":
            assert row.method == "Räknad ur 2 celler"
        if row.trace.name == "tillstand.avslagna":
            assert row.method == "Redovisas inte, med hänsyn till enskilda personer"
    assert "3 264 /" not in words
    figure = next(row for row in cells_of(workbook(hidden), "Siffror") if row["Namn"] == "tillstand.avslagna")
    assert (figure["Värde"], figure["Exakt värde"], figure["I cellerna"]) == (None, None, None)


def test_the_workbook_lists_figures_and_places(traces):
    data = workbook(traces)
    figures = {row["Namn"]: row for row in cells_of(data, "Siffror")}
    share = figures["tillstand.avslagsandel"]
    assert share["Värde"] == pytest.approx(63.6133307)
    assert (share["Enhet"], share["Formel"]) == ("procent", "share(tillstand.avslagna, tillstand.avgjorda)")
    assert (share["I cellerna"], share["Antal celler"], share["Ställen"]) == ("3264; 5131", 2, 2)
    places = cells_of(data, "Ställen")
    assert [(row["Namn"], row["Rad i filen"], row["Rubrik"]) for row in places][:2] == [
        ("tillstand.avslagsandel", 3, "Sammanfattning"),
        ("tillstand.avslagsandel", 11, "1.1 Tillstånd"),
    ]


def test_the_workbook_can_be_filtered_and_its_headings_stay_in_view(traces):
    book = openpyxl.load_workbook(io.BytesIO(workbook(traces)))
    for sheet in book:
        assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", sheet.dimensions)
        assert all(sheet.column_dimensions[cell.column_letter].width >= 10 for cell in sheet[1])
    assert book["Siffror"]["D2"].number_format == "#,##0"


def test_the_same_document_gives_the_same_workbook(report):
    assert workbook(report.traces()) == workbook(report.traces())


def test_text_that_begins_as_a_formula_stays_text(report):
    report.replace("data/tillstand.csv", "Nya;5131", "=1+1;5131")
    report.replace("figures.yaml", "row: Nya, column: Avgjorda", 'row: "=1+1", column: Avgjorda')
    report.replace("figures.yaml", "row: Nya, column: Avslagna", 'row: "=1+1", column: Avslagna')
    report.replace(
        "figures.yaml",
        'formula: \'tillstand["Nya", "Avslagna"] / (tillstand["Nya", "Beviljade"] + 2)\'',
        "formula: '1'",
    )
    book = openpyxl.load_workbook(io.BytesIO(workbook(report.traces())))
    texts = [cell for row in book["Siffror"].iter_rows() for cell in row if str(cell.value).startswith("=1+1")]
    assert texts
    assert {cell.data_type for cell in texts} == {"s"}


def test_a_document_in_english_has_its_register_in_english(report):
    report.files["inputs/x/document.yaml"] += "language: en-GB\n"
    assert Register(report.traces()).words.title == "Annex: Where the numbers come from"
