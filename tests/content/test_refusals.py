"""What Word file and page refuse alike: both tell it in the same words, so that it is read once."""

import pytest

from pipeline.content.model import Cell, CrossReference, Figure, FootnoteMark, Link, Picture, Text
from pipeline.faults import FaultError
from pipeline.word.compiled import compile_template
from pipeline.word.writer import write_document
from tests.html.pages import page
from tests.word.conftest import template_bytes
from tests.word.writer_trees import at, document, figure, note, para, png, row, table


def told(write):
    """Code, message, place and what to do of each fault."""
    with pytest.raises(FaultError) as caught:
        write()
    return [(fault.code, fault.message, fault.place, fault.todo, fault.data) for fault in caught.value.faults]


REFUSED = {
    "link": ("T205", para(Link("javascript:x()", (Text("x", at(2)),), at(2)))),
    "link with a sign that no text holds": ("T205", para(Link("http://a\u0301 \u202e.se", (Text("x", at(2)),)))),
    "footnote": ("T206", para("x", FootnoteMark("lagn", at(3)))),
    "footnote in a footnote": ("T207", para("x", FootnoteMark("b", at(3)))),
    "reference": ("T209", para("x", CrossReference("tbl-b", at(4)))),
    "footnote without text": ("T210", para("x", FootnoteMark("c", at(3)))),
    "picture": ("T214", Figure(Picture(b"GIF89a", "image/png", 10, 10), "x", origin=at(9))),
    "picture of another kind": ("T214", Figure(Picture(png(), "image/jpeg", 10, 10), "x", origin=at(9))),
    "picture without width": ("T214", Figure(Picture(png(), "image/png", 0, 10), "x", origin=at(9))),
    "picture without height": ("T214", Figure(Picture(png(), "image/png", 10, 0), "x", origin=at(9))),
    "picture without words": ("T215", figure(alt=" \n")),
    "spans": ("T217", table(2, row(Cell(columns=3)))),
    "footnote in a link of a footnote": ("T207", para("x", FootnoteMark("d", at(3)))),
    "language of words without a place": ("T218", para(Text("bon", language="på franska"))),
    "language": ("T218", para(Text("bon", at(5), language="fr, tror jag"))),
}


@pytest.mark.parametrize(("code", "block"), REFUSED.values(), ids=REFUSED)
def test_both_writers_tell_of_it_in_the_same_words(code, block):
    template = compile_template(template_bytes(), "templates/test.docx")
    notes = (note("lagen", "A"), note("b", para("i", FootnoteMark("lagen", at(7)))), note("c"))
    linked = Link("https://a.se", (Text("a"), FootnoteMark("lagen", at(8))))
    notes += (note("d", para("i", linked)),)
    word = told(lambda: write_document(document(block, footnotes=notes), template))
    html = told(lambda: page(block, footnotes={one.key: one for one in notes}))
    assert [fault[0] for fault in html] == [code]
    assert html == word
