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


@pytest.mark.parametrize(
    "markup",
    [
        *(
            f"<{name} src='file:///etc/passwd' data='file:///etc/passwd'>words</{name}>"
            for name in ("iframe", "object", "embed", "applet", "audio", "video", "script", "style", "template", "form")
        ),
        "<link rel='stylesheet' href='file:///etc/passwd'>",
        "<meta name='pdfkit-enable-local-file-access' content=''>",
        "<meta http-equiv='refresh' content='0; url=file:///etc/passwd'>",
        "<base href='file:///etc/'>",
        "<input type='image' src='file:///etc/passwd'>",
        "<!-- file:///etc/passwd -->",
        "<?php file:///etc/passwd ?>",
    ],
)
def test_what_loads_runs_or_commands_something_is_left_out_with_its_words(markup):
    page = plain(f"<body><p>Före</p>{markup} efter</body>".encode(), "").decode()
    assert html.document_fromstring(page).find("body").text_content().split() == ["Före", "efter"]
    assert "passwd" not in page
    assert "pdfkit" not in page
    assert page.count("<meta") == page.count("<style") == 1
    assert "<script" not in page


@pytest.mark.parametrize(
    "markup",
    [
        "<p onload='x()'>p</p>",
        "<p ONCLICK='x()'>p</p>",
        "<p style='position: fixed'>p</p>",
        "<p style='background: url(file:///etc/passwd)'>p</p>",
        "<img src='file:///etc/passwd'>",
        "<img src='http://192.0.2.1/a.png'>",
        "<img srcset='file:///etc/passwd 2x'>",
        "<p src='data:image/png;base64,AA=='>p</p>",
        "<a href='file:///etc/passwd'>p</a>",
        "<a href='javascript:x()'>p</a>",
        "<p background='file:///etc/passwd'>p</p>",
        "<svg><image href='file:///etc/passwd'/></svg>",
        "<svg><image href='data:text/html,x'/></svg>",
        "<svg><use href='data:image/svg+xml,x'/></svg>",
        "<svg xmlns:xlink='http://www.w3.org/1999/xlink'><use xlink:href='file:///etc/passwd#a'/></svg>",
    ],
)
def test_no_attribute_loads_runs_or_leads_anywhere(markup):
    tree = printed(markup)
    left = {name: value for element in tree.find("body").iter() for name, value in element.attrib.items()}
    assert set(left) <= {"xmlns:xlink"}


def test_pictures_within_the_page_and_places_on_it_stay():
    tree = printed("<img src='data:image/png;base64,AA=='><a href='#not'>1</a>")
    assert tree.xpath("//img/@src | //a/@href") == ["data:image/png;base64,AA==", "#not"]


def test_a_picture_in_a_drawing_is_named_as_the_old_browser_knows_it():
    for name in ("href", "xlink:href"):
        (held,) = printed(f"<svg><image {name}='data:image/jpeg;base64,AA=='/></svg>").iter("image")
        assert dict(held.attrib) == {"xlink:href": "data:image/jpeg;base64,AA=="}


def test_custom_properties_which_the_old_browser_does_not_know_have_their_value_on_paper():
    given = ":root { --ink: #111; --soft: rgb(1, 2, 3) } @media (prefers-color-scheme: dark) { :root { --ink: #eee } }"
    used = "p { color: var(--ink); fill: var(--soft, red); stroke: var( --none , rgb(4, 5, 6) ); border: var(--none) }"
    page = plain(b"<body><p>Ord</p></body>", f"{given} {used}").decode()
    assert "p { color: #111; fill: rgb(1, 2, 3); stroke: rgb(4, 5, 6); border: inherit }" in page


def test_a_style_fetches_nothing_and_does_not_end():
    style = "@import 'a.css'; p { background: url(file:///etc/passwd) } </style><script>x()</script> b { color: red }"
    page = plain(b"<body><p>Ord</p></body>", style).decode()
    assert page.count("</style>") == 1
    for word in ("@import", "url(", "passwd", "</script"):
        assert word not in page
    assert "b { color: red }" in page


def test_patterns_of_the_drawing_itself_stay():
    (shape,) = printed('<svg><rect fill="url(#p1)"/></svg>').iter("rect")
    assert shape.get("fill") == "url(#p1)"
