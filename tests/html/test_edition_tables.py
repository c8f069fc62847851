"""Tables, pictures and the contents list of a page: what they are called, how they are divided and nested."""

import json

import pytest

from pipeline.content.heading_numbers import NumberedStyle
from pipeline.content.model import (
    Cell,
    Column,
    CrossReference,
    Figure,
    Footnote,
    FootnoteMark,
    Heading,
    Link,
    Paragraph,
    Picture,
    Row,
    Table,
    Text,
)
from pipeline.faults import FaultError
from pipeline.html.downloads import Download
from tests.html.pages import HERE, one, page, parsed, variables

PNG = b"\x89PNG\r\n\x1a\n"
TEXT = "//div[@id='text']"


def cell(text, **changed):
    return Cell((Paragraph((Text(text),)),), **changed)


def heading(level, text, **changed):
    return Heading(level, (Text(text),), **changed)


TWO = (Column(), Column())


def table(*header, columns=TWO, **changed):
    return Table(columns, header, (Row((cell("1"), cell("2"))),), **changed)


def test_a_table_can_be_reached_by_keyboard_and_is_called_by_its_title():
    root = parsed(page(table(caption=(Text("Alla"),))))
    region = one(root, "//div[@class='scroll']")
    assert (region.get("tabindex"), region.get("role")) == ("0", "region")
    assert one(root, f"//*[@id='{region.get('aria-labelledby')}']").text_content() == "Tabell\u00a01. Alla"


def test_tables_without_title_are_called_by_the_heading_above_which_names_one_alone():
    regions = parsed(page(table(), heading(1, "Mål"), table(), table())).xpath("//div[@class='scroll']")
    named = [(region.get("role"), region.get("aria-labelledby"), region.get("aria-label")) for region in regions]
    assert named == [("group", None, "Tabell"), ("region", "mal", None), ("group", None, "Tabell")]


def test_a_row_across_all_columns_is_the_title_of_a_table_that_has_no_other():
    title, names = Row((cell("Mål 1", columns=2),)), Row((cell("a"), cell("b")))
    root = parsed(page(table(title, names), table(title, names, caption=(Text("Alla"),))))
    alone, captioned = root.xpath(f"{TEXT}//div[@class='scroll']/table")
    assert (alone.find("caption").text_content(), len(alone.xpath("thead/tr"))) == ("Mål 1", 1)
    assert (captioned.find("caption").text_content(), len(captioned.xpath("thead/tr"))) == ("Tabell\u00a01. Alla", 2)
    assert parsed(page(table(title))).xpath("//caption") == []


def test_columns_have_their_shares_and_their_headings_stand_as_they_do():
    columns = (Column(3, "decimal"), Column(1, "right"))
    root = parsed(
        page(table(Row((cell("Antal", columns=2),)), Row((cell("a"), cell("b"))), columns=columns, summary="x"))
    )
    assert root.xpath("//col/@style") == ["width:75%", "width:25%"]
    made = table(Row((cell("År", rows=2), cell("b"))), Row((cell("c"),)), columns=columns)
    assert parsed(page(made)).xpath("//thead//th/@class") == ["figure"] * 3
    wide = (Column(1), *columns)
    over = Table(wide, (Row((cell("År", rows=2), cell("Antal", columns=2))), Row((cell("b"), cell("c")))), ())
    assert parsed(page(over)).xpath("//thead/tr[1]/th/@class") == ["centred"]


def test_what_has_no_title_has_no_number_and_takes_none():
    titles = parsed(page(table(), table(caption=(Text("Alla"),)))).xpath(f"{TEXT}//caption")
    assert [title.text_content() for title in titles] == ["Tabell\u00a01. Alla"]


def test_a_picture_has_its_number():
    made = Figure(Picture(PNG, "image/png", 25.4, 50.8), "En bild", (Text("Huset"),), "fig-hus")
    root = parsed(page(made, Paragraph((CrossReference("fig-hus"),))))
    assert one(root, "//figure[@id='fig-hus']/svg").get("width") == "96"
    assert one(root, "//figcaption/p[@class='caption']").text_content() == "Figur\u00a01. Huset"
    assert one(root, "//a[@class='reference']").text == "figur\u00a01"


@pytest.mark.parametrize("media_type", ["image/png", "image/jpeg"])
def test_a_picture_that_is_none_is_a_fault(media_type):
    with pytest.raises(FaultError) as caught:
        page(Figure(Picture(b"GIF89a", media_type, 10, 10), "x", origin=HERE))
    assert [(fault.code, fault.place) for fault in caught.value.faults] == [("T214", HERE)]


def test_the_contents_list_nests_three_levels():
    blocks = [heading(level, f"r{at}") for at, level in enumerate((1, 2, 3, 4, 2, 1))]
    top = one(parsed(page(*blocks)), "//nav[@class='contents']/ol")

    def nested(items):
        return [(item.find("a").get("href"), *map(nested, item.findall("ol"))) for item in items]

    assert nested(top) == [("#r0", [("#r1", [("#r2",)]), ("#r4",)]), ("#r5",)]


def test_a_footnote_in_a_heading_is_cited_once_and_not_in_the_contents_list():
    note = Footnote("x", (Paragraph((Text("Not."),)),))
    root = parsed(page(Heading(1, (Text("Mål"), FootnoteMark("x"))), footnotes={"x": note}))
    assert one(root, "//nav[@class='contents']//a").text_content() == "1 Mål"
    assert len(root.xpath("//section[@class='notes']/ol/li")) == 1


def test_links_within_a_link_s_words_lose_neither_words_nor_notes():
    notes = {"x": Footnote("x", (Paragraph((Text("Not."),)),))}
    inner = Link("https://b.se", (Text("b"), FootnoteMark("x")))
    root = parsed(page(Paragraph((Link("https://a.se", (Text("a"), inner)),)), footnotes=notes))
    (paragraph,) = root.xpath("//p[a[@href='https://a.se']]")
    assert paragraph.xpath("a/text()") == ["ab"]
    assert paragraph.xpath("sup[@class='noteref']/a/text()") == ["1"]


def test_a_row_that_is_alone_in_one_column_or_holds_more_than_a_paragraph_is_no_title():
    alone = Table((Column(),), (Row((cell("a"),)), Row((cell("b"),))), ())
    assert not parsed(page(alone)).xpath(f"{TEXT}//caption")
    lists = Cell((Paragraph((Text("a"),)), Paragraph((Text("b"),))), columns=2)
    assert not parsed(page(table(Row((lists,)), Row((cell("c"), cell("d")))))).xpath(f"{TEXT}//caption")


def test_links_to_headings_of_the_same_words_have_names_of_their_own():
    blocks = [heading(1, "Mål", numbered=False), heading(1, "Mål"), *(heading(1, "Mål", numbered=False),) * 2]
    labels = parsed(page(*blocks)).xpath("//a[@class='anchor']/@aria-label")
    assert labels == [f"Länk till avsnittet {name}" for name in ("Mål", "1 Mål", "Mål (2)", "Mål (3)")]


def test_headings_count_from_one_and_those_of_another_numbering_by_themselves():
    assert parsed(page(heading(2, "a"))).xpath("//h3/span/text()") == ["1.1"]
    headings = {
        (1, True): NumberedStyle(0, 0, "%1", ("decimal",)),
        (1, False): NumberedStyle(7, 0, "%1", ("upperLetter",)),
    }
    blocks = [heading(1, "a", numbered=numbered) for numbered in (True, False, True, False)]
    assert parsed(page(*blocks, headings=headings)).xpath("//h2/span/text()") == ["1", "A", "2", "B"]


def test_a_label_keeps_its_id_whatever_a_heading_before_it_says_and_ids_stay_short():
    ids = parsed(page(heading(1, "Mål"), heading(1, "b", label="mal"), heading(1, "ett " * 40))).xpath("//h2/@id")
    assert ids[:2] == ["mal-2", "mal"]
    assert 50 < len(ids[2]) <= 60


def test_machines_are_told_the_agency_s_address_and_where_the_files_lie():
    agency = variables()["agency"]
    for web in ("www.example.se", "https://www.example.se"):
        made = page(heading(1, "a"), downloads=(Download("a b.pdf", "PDF", 9),), agency=agency | {"web": web})
        report = json.loads(one(parsed(made), "//script[@type='application/ld+json']").text)
        assert report["publisher"]["url"] == "https://www.example.se"
        assert report["encoding"][0]["contentUrl"] == "a%20b.pdf"
        assert (
            parsed(made).xpath("//link[@rel='alternate']/@href | //nav[@class='downloads']//@href") == ["a%20b.pdf"] * 2
        )
