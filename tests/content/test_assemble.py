"""The document as a whole: labels, cross-references and footnotes over its parts."""

from datetime import date

import pytest

from pipeline.content.assemble import check_document
from pipeline.content.model import (
    Cell,
    Column,
    CrossReference,
    Document,
    Figure,
    Footnote,
    FootnoteMark,
    Heading,
    ItemList,
    Link,
    ListItem,
    Metadata,
    Paragraph,
    Picture,
    Row,
    Table,
    Text,
)
from pipeline.figures.named import load_figures
from pipeline.places import Place

META = Metadata("T", "Rapport", "sv-SE", "1-2024-1", "A", "B", date(2024, 1, 1))
WORDS = (Text("Ord"),)


def at(line):
    return Place("text/1.md", line)


def heading(label=None, numbered=True, line=1):
    return Heading(1, WORDS, numbered, label, at(line))


def refer(label, line=9):
    return Paragraph((CrossReference(label, at(line)),))


def table(label, caption=WORDS, cell=()):
    return Table((Column(),), (), (Row((Cell(cell),)),), caption, label, origin=at(2))


def faults(*parts, footnotes=None, book=None):
    document = Document("d", "k", META, {str(n): tuple(part) for n, part in enumerate(parts)}, footnotes or {}, {})
    return [(fault.code, fault.place.line, fault.todo) for fault in check_document(document, book)]


def test_what_is_labelled_anywhere_can_be_referred_to_from_anywhere():
    figure = Figure(Picture(b"", "image/png", 1, 1), "alt", WORDS, "fig-a")
    note = Footnote("n", (refer("Sec-a"),))
    inside = ItemList((ListItem((refer("fig-a"),)),))
    assert (
        faults([heading("sec-a"), inside], [table("tbl-a", cell=(refer("tbl-a"),)), figure], footnotes={"n": note})
        == []
    )


def test_unknown_labels_are_told_with_the_nearest():
    assert faults([heading("sec-miljo"), refer("sec-miljö"), refer("tbl-x", 10)]) == [
        ("I272", 9, "Did you mean “sec-miljo”?"),
        ("I272", 10, "Label the table with {#tbl-x}, or place it."),
    ]


def test_a_label_is_used_once_in_all_parts():
    ((code, line, todo),) = faults([heading("sec-a", line=1)], [heading("sec-a", line=5)])
    assert (code, line) == ("I271", 5)
    assert "text/1.md:1" in todo


@pytest.mark.parametrize("block", [heading("sec-a", numbered=False), table("sec-a", caption=())])
def test_what_has_no_number_cannot_be_referred_to(block):
    assert [code for code, *_ in faults([block, refer("sec-a")])] == ["I273"]


def test_a_footnote_that_a_kind_has_lost_is_told():
    mark = Paragraph((Link("https://a.se", (FootnoteMark("nott", at(4)),), at(4)),))
    assert faults([mark], footnotes={"not": Footnote("not", ())}) == [("I274", 4, "Did you mean “not”?")]


def test_what_is_defined_and_never_placed_is_a_hint(report):
    book = load_figures(report.reader(), "inputs/report")
    found = faults([table("tbl-kon")], book=book)
    assert [code for code, *_ in found] == ["I255", "I255"]
