"""What stands within a line of a page: emphasis, raised signs, links, breaks, and what cannot stand in another."""

import pytest

from pipeline.content.model import (
    Cell,
    Column,
    CrossReference,
    Footnote,
    FootnoteMark,
    Heading,
    LineBreak,
    Link,
    Paragraph,
    Row,
    Table,
    Text,
    Value,
)
from pipeline.faults import FaultError
from tests.html.pages import HERE, page, parsed

TEXT = "//div[@id='text']"


def paragraph(*children):
    return Paragraph(children, origin=HERE)


def test_words_are_stressed_and_raised():
    value = Value("3", "a.b", HERE, (HERE,), strong=True)
    blocks = (paragraph(Text("a", strong=True), Text("b", emphasis=True), Text("2", raised=True), value),)
    found = parsed(page(*blocks)).xpath(f"{TEXT}/p/*")
    assert [(element.tag, element.text) for element in found] == [
        ("strong", "a"),
        ("em", "b"),
        ("sup", "2"),
        ("strong", "3"),
    ]


def test_a_line_breaks_in_the_text_and_goes_on_in_the_contents_list():
    root = parsed(page(Heading(1, (Text("Ett"), LineBreak(), Text("två")))))
    assert root.xpath("//h2/br")
    assert {link.text_content() for link in root.xpath("//nav//li/a | //details//li/a")} == {"1 Ett två"}


def test_a_paragraph_of_a_mark_alone_is_shown_and_one_of_blanks_is_not():
    notes = {"x": Footnote("x", (paragraph(Text("Not.")),))}
    root = parsed(page(paragraph(FootnoteMark("x")), paragraph(Text(" \u200b")), paragraph(), footnotes=notes))
    assert [p.text_content() for p in root.xpath(f"{TEXT}/p")] == ["1"]


def test_a_link_or_reference_in_a_link_is_its_text_alone():
    inner = Link("https://example.se/b", (Text("b"),))
    link = Link("https://example.se/a", (Text("a "), inner, CrossReference("sec-a")))
    root = parsed(page(Heading(1, (Text("Mål"),), label="sec-a"), paragraph(link)))
    [found] = root.xpath(f"{TEXT}/p//a")
    assert (found.get("href"), found.text_content()) == ("https://example.se/a", "a bavsnitt\u00a01")


def test_a_heading_s_name_has_the_words_of_its_references():
    heading = Heading(2, (Text("Om "), CrossReference("sec-a")))
    root = parsed(page(Heading(1, (Text("Mål"),), label="sec-a"), heading))
    assert root.xpath("//a[@class='anchor']/@aria-label")[1] == "Länk till avsnittet 1.1 Om avsnitt\u00a01"


def codes(*blocks, **changed):
    with pytest.raises(FaultError) as caught:
        page(*blocks, **changed)
    return [(fault.code, fault.data.get("key", fault.data.get("label"))) for fault in caught.value.faults]


def test_a_footnote_that_cites_one_or_says_nothing_is_a_fault():
    cited = paragraph(FootnoteMark("x"), FootnoteMark("y"))
    notes = {"x": Footnote("x", (paragraph(Text("a"), FootnoteMark("y")),), HERE), "y": Footnote("y", (), HERE)}
    assert codes(cited, footnotes=notes) == [("T207", "y"), ("T210", "y")]


def test_a_label_without_number_and_one_on_two_things_are_faults():
    table = Table((Column(),), (), (Row((Cell((paragraph(Text("1")),)),)),), label="tbl-a")
    assert codes(table, paragraph(CrossReference("tbl-a"))) == [("T209", "tbl-a")]
    assert codes(table, Heading(1, (Text("a"),), label="tbl-a")) == [("T208", "tbl-a")]
