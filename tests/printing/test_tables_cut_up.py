"""Long tables come in pieces that the old WebKit keeps whole; no word is lost, and what belongs together stays so."""

import pytest
from lxml import html

from pipeline.printing.page import plain

COLUMNS = '<colgroup><col style="width:10%"><col style="width:60%"><col style="width:30%"></colgroup>'
HEAD = "<thead><tr><th>Nr</th><th>Vad</th><th>Vem</th></tr></thead>"


def row(number, words="Det som ska göras"):
    return f"<tr><th>A{number}</th><td>{words}</td><td>Staben</td></tr>"


def table(rows, columns=COLUMNS, before=""):
    body = f"<tbody>{''.join(rows)}</tbody>"
    notes = '<p class="note">En not.</p>'
    shown = f"<table><caption>Tabell 1</caption>{columns}{HEAD}{body}</table>"
    return f'{before}<div class="table" id="t"><div class="scroll">{shown}</div>{notes}</div>'


def printed(markup):
    return html.document_fromstring(plain(f"<body>{markup}</body>".encode(), "p { margin: 0 }"))


def pieces(tree):
    """The first cell of each row, a list for each table."""
    return [[row[0].text_content() for row in one.iterfind("tbody/tr")] for one in tree.iter("table")]


def test_each_row_of_a_long_table_is_a_piece_with_the_same_columns():
    tree = printed(table([row(number) for number in range(20)]))
    assert pieces(tree) == [[f"A{number}"] for number in range(20)]
    tables = list(tree.iter("table"))
    assert {one.get("class") for one in tables} == {"piece"}
    assert len({tuple(column.get("style") for column in one.iter("col")) for one in tables}) == 1
    assert [len(one.findall("caption")) + len(one.findall("thead")) for one in tables] == [2, *[0] * 19]


def test_no_word_is_lost_or_moved():
    rows = [row(number, f"ord {number}") for number in range(30)]
    markup = table(rows)
    before = html.document_fromstring(f"<body>{markup}</body>").text_content()
    body = printed(markup).find("body")
    assert body.text_content().split() == before.split()


def test_a_short_table_is_kept_whole_with_its_notes_and_the_headings_above():
    headings = '<div class="heading"><h2>Läget</h2></div><div class="heading"><h3>Antal</h3></div>'
    tree = printed(table([row(1), row(2)], before=f"<p>Före.</p>{headings}"))
    (whole,) = tree.find_class("whole")
    assert [element.text_content() for element in whole.find_class("heading")] == ["Läget", "Antal"]
    assert whole.find_class("note")
    assert "Före" not in whole.text_content()
    assert pieces(tree) == [["A1", "A2"]]


def test_rows_that_a_cell_spans_stay_together():
    spanning = '<tr><th rowspan="3">A0</th><td>ett</td><td>b</td></tr>'
    rows = [spanning, "<tr><td>två</td><td>b</td></tr>", "<tr><td>tre</td><td>b</td></tr>"]
    tree = printed(table([*rows, *(row(number) for number in range(1, 15))]))
    assert pieces(tree)[:2] == [["A0", "två", "tre"], ["A1"]]


def test_a_row_that_is_a_heading_stays_with_the_next_one():
    heading = '<tr><th colspan="3">Mål</th></tr>'
    tree = printed(table([row(1), heading, *(row(number) for number in range(2, 15))]))
    assert pieces(tree)[:3] == [["A1"], ["Mål", "A2"], ["A3"]]


def test_what_is_higher_than_a_page_may_be_broken():
    tree = printed(table([row(1, "ord " * 1_000), *(row(number) for number in range(2, 15))]))
    assert [one.get("class") for one in tree.iter("table")][:2] == ["piece high", "piece"]


@pytest.mark.parametrize("span", ["0", "many", "-1", "", "²"])
def test_a_span_that_is_none_does_no_harm(span):
    odd = f'<tr><th rowspan="{span}">A0</th><td colspan="{span}">b</td><td>c</td></tr>'
    assert len(pieces(printed(table([odd, *(row(number) for number in range(14))])))) == 15


def test_tables_that_do_not_say_how_wide_their_columns_are_stay_as_they_are():
    tree = printed(table([row(number) for number in range(20)], columns=""))
    assert len(pieces(tree)) == 1
    assert next(tree.iter("table")).get("class") is None


def test_a_column_is_widened_for_its_longest_word():
    rows = [f"<tr><th>A{number}.12</th><td>kort</td><td>Informationsenheten</td></tr>" for number in range(15)]
    columns = COLUMNS.replace("10%", "3%").replace("60%", "87%").replace("30%", "10%")
    widths = [float(column.get("style")[6:-1]) for column in next(printed(table(rows, columns)).iter("colgroup"))]
    assert sum(widths) == pytest.approx(100, abs=0.1)
    assert widths[0] > 6
    assert widths[2] > 20


def test_a_heading_sees_past_another_heading_and_to_a_tables_first_rows():
    headings = '<div class="heading">Ett</div><div class="heading">Två</div>'
    tree = printed(table([row(number) for number in range(20)], before=headings))
    assert [one.get("class") for one in tree.find_class("heading")] == ["heading further", "heading far"]
