"""Columns that have hardly room: who gets it, where long words are divided, and when there is too little."""

import pytest

from pipeline.faults import FaultError
from tests.word.writer_trees import cell, document, figure, row, table
from tests.word.written_parts import W, text

#: 52 letters, wider than a third of the page.
LONG = "arbetsmarknadsetableringsuppföljningsansvarsområdena"


def written_rows(package):
    return [[text(found) for found in one.findall(f"{W}tc")] for one in package.tree().iter(f"{W}tr")]


def test_words_without_room_get_soft_hyphens_and_others_do_not(write):
    [found] = written_rows(write(document(table(3, row("Stockholm", f"{LONG} är", LONG)))))
    assert found[0] == "Stockholm"
    assert [one.replace("\N{SOFT HYPHEN}", "") for one in found[1:]] == [f"{LONG} är", LONG]
    assert "upp\N{SOFT HYPHEN}följ" in found[1]
    assert "\N{SOFT HYPHEN}" in found[2]


def test_words_with_room_stay_whole(write):
    [found] = written_rows(write(document(table(1, row(LONG)))))
    assert found == [LONG]


@pytest.mark.parametrize("word", ["1.3.1-2024-8647" * 5, "https://www.migrationsverket.se/" + "a" * 40, "namn@" + LONG])
def test_numbers_and_addresses_are_not_divided(write, word):
    [found] = written_rows(write(document(table(3, row(word, word, word)))))
    assert found == [word] * 3


def test_narrow_columns_keep_what_they_need_when_others_have_to_be_divided(write):
    package = write(document(table(4, row("Stockholm", LONG, LONG, LONG))))
    widths = [int(found.get(f"{W}w")) for found in package.tree().iter(f"{W}gridCol")]
    assert widths[0] > 1000
    assert max(widths[1:]) - min(widths[1:]) <= 1
    assert sum(widths) == 11906 - 2 * 1418


def test_a_table_with_more_columns_than_the_page_has_room_for_is_refused(write):
    with pytest.raises(FaultError) as raised:
        write(document(table(20, row(*["Kolumnen"] * 20))))
    (fault,) = raised.value.faults
    assert (fault.code, fault.place.file, fault.place.line) == ("T219", "figures.yaml", 7)
    assert "20 columns" in fault.message


def test_twenty_columns_of_short_figures_have_room(write):
    [found] = written_rows(write(document(table(20, row(*["12"] * 20)))))
    assert found == ["12"] * 20


def test_a_picture_in_a_cell_stands_in_the_cells_style(write):
    package = write(document(table(1, row(cell(figure())))))
    [paragraph] = package.tree().iterfind(f".//{W}tc/{W}p")
    assert paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val") != "Figure"
    assert paragraph.find(f".//{W}drawing") is not None
