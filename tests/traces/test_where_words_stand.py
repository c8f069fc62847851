"""Words are told where they stand, as a reader finds them."""


def standing_of(traces, words):
    return next(stood.standing for stood in traces.reading.passages if words in stood.words())


def test_a_paragraph_stands_under_the_heading_above_it_with_its_number(traces):
    standing = standing_of(traces, "Vi avgjorde")
    assert (standing.part, standing.heading, standing.item) == ("body", "1.1 Tillstånd", "")


def test_an_unnumbered_heading_gives_its_title_alone(traces):
    assert standing_of(traces, "Vi avslog").heading == "Sammanfattning"


def test_a_heading_stands_under_itself(traces):
    assert standing_of(traces, "Tillstånd").heading == "1.1 Tillstånd"


def test_a_cell_stands_in_its_table_by_row_and_column(traces):
    standing = standing_of(traces, "5131")
    assert (standing.item, standing.label) == ("tabell 1", "tbl-arenden")
    assert (standing.cell.of, standing.cell.row, standing.cell.column) == ("tbl-arenden", 1, 1)


def test_what_comes_after_a_table_stands_in_running_text_again(traces):
    assert standing_of(traces, "Andelen var").item == ""


def test_a_footnote_stands_where_it_is_cited(traces):
    standing = standing_of(traces, "Sammanlagt")
    assert (standing.heading, standing.note) == ("1.1 Tillstånd", True)


def test_cross_references_are_read_as_words(traces):
    words = [stood.words() for stood in traces.reading.passages]
    assert any("3 264, som tabell 1 visar." in text.replace("\u00a0", " ") for text in words)
    assert any(text.startswith("Arbetet i avsnitt 1.1 fortsätter") for text in words)


def test_a_template_that_is_not_sound_gives_no_numbers_and_no_fault(report):
    (report.root / "templates" / "sustainability-report.docx").write_bytes(b"broken")
    standing = standing_of(report.traces(), "Vi avgjorde")
    assert (standing.number, standing.title) == ("", "Tillstånd")
