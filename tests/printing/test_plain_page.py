"""What becomes of a web edition before it is printed: addresses are written out, and nothing leads out of the page."""

import pytest
from lxml import html

from pipeline.printing.page import plain


def printed(markup, style=""):
    return html.document_fromstring(plain(f"<body>{markup}</body>".encode(), style))


def test_the_address_of_a_link_is_written_out_once():
    tree = printed('<p>Se <a href="https://example.org/a?b=1&amp;c">sidan</a>, <a href="#not">noten</a>.</p>')
    assert tree.find("body").text_content() == "Se sidan (https://example.org/a?b=1&c), noten."
    shown = printed('<a href="https://example.org">https://example.org</a>').find("body").text_content()
    assert shown == "https://example.org"


def test_a_drawing_keeps_its_proportions_when_it_is_made_narrower():
    (drawing,) = printed('<svg viewBox="0 0 2 1" width="900" height="450"></svg>').iter("svg")
    assert (drawing.get("width"), drawing.get("height")) == ("900", None)


@pytest.mark.parametrize("value", ["url(file:///etc/passwd#a)", "URL( http://192.0.2.1/a.svg#b)", "url('a.svg')"])
def test_no_attribute_of_a_drawing_calls_for_another_file(value):
    (shape,) = printed(f'<svg><rect fill="{value}" mask="{value}"/></svg>').iter("rect")
    assert not shape.attrib


def test_patterns_of_the_drawing_itself_stay():
    (shape,) = printed('<svg><rect fill="url(#p1)"/></svg>').iter("rect")
    assert shape.get("fill") == "url(#p1)"
