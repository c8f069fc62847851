"""What tables and the places that they scroll in are called: by their title, or by what stands above them."""

from pipeline.content.model import Cell, Column, Heading, Paragraph, Row, Table, Text
from tests.html.pages import one, page, parsed

COLUMNS = (Column(), Column())


def cell(text, **changed):
    return Cell((Paragraph((Text(text),)),), **changed)


def plan(*header, **changed):
    return Table(COLUMNS, header, (Row((cell("a"), cell("b"))),), style="plan", **changed)


GOAL = Row((cell("Mål A: Värdigt", columns=2),))
HEADINGS = Row((cell("Vad"), cell("Hur")))


def names(root):
    """What each place that scrolls is: its role and its name."""
    regions = root.xpath("//div[@class='scroll']")
    labels = [one_region.get("aria-labelledby") for one_region in regions]
    return [
        (region.get("role"), root.get_element_by_id(label).text_content() if label else region.get("aria-label"))
        for region, label in zip(regions, labels, strict=True)
    ]


def test_what_stands_alone_above_the_headings_of_the_columns_is_the_title():
    root = parsed(page(plan(GOAL, HEADINGS)))
    assert one(root, "//table/caption").text_content() == "Mål A: Värdigt"
    assert [row.xpath("*/text()") for row in root.xpath("//thead/tr")] == [["Vad", "Hur"]]
    assert names(root) == [("region", "Mål A: Värdigt")]


def test_a_row_over_all_columns_stays_a_row_where_there_is_a_title_or_nothing_else_heads_the_columns():
    for table in (plan(GOAL, HEADINGS, caption=(Text("Målen"),), label="tbl-mal"), plan(GOAL)):
        root = parsed(page(table))
        assert root.xpath("//thead/tr[1]/th/text()") == ["Mål A: Värdigt"]
        assert "Värdigt" not in "".join(root.xpath("//caption//text()"))


def test_a_table_without_title_is_called_as_the_heading_before_it_and_no_two_alike():
    blocks = (plan(HEADINGS), Heading(1, (Text("Stegen"),)), plan(HEADINGS), plan(HEADINGS))
    root = parsed(page(*blocks))
    assert names(root) == [("group", "Tabell"), ("region", "1 Stegen"), ("group", "Tabell")]
    assert [table.get("aria-labelledby") for table in root.xpath("//div[@class='scroll']/table")] == [
        None,
        root.xpath("//h2/@id")[0],
        None,
    ]
    assert not root.xpath("//caption")
