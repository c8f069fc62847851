"""Templates of the web edition: what is wrong with them is told with file and line, and what they may do is bounded."""

import pytest

from pipeline.content.model import Footnote, FootnoteMark, Heading, Paragraph, Text
from pipeline.faults import FaultError
from tests.html.pages import page, parsed, project_templates

OWN = '{{% extends "edition.html" %}}\n{{% block parts %}}\n{}\n{{% endblock %}}\n'


def with_parts(text):
    return project_templates(plan_annex_html=OWN.format(text))


def faults(templates, *blocks, **changed):
    with pytest.raises(FaultError) as caught:
        page(*(blocks or (Paragraph((Text("a"),)),)), templates=templates, **changed)
    return [(fault.code, str(fault.place)) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{{ body }}{% if %}", "T231"),
        ("{{ body }}{{ document.title | safe }}", "T231"),
        ("{{ body }}{% endif %}", "T231"),
        ("{{ body }}{{ documnet.title }}", "T232"),
        ("{{ body }}{{ document.titel }}", "T232"),
        ("{{ body }}{{ bdy }}", "T232"),
        ("{{ body }}{{ page.colour }}", "T232"),
        ("{{ body }}{{ facts[0].lable }}", "T232"),
        ("{{ body }}{{ 1 // 0 }}", "T233"),
        ("{{ body }}{{ 'x' * 9000000 }}", "T233"),
        ("{{ body }}{{ 9 ** 9999 }}", "T233"),
        ("{{ body }}{{ facts.append(1) }}", "T233"),
        ("{{ body }}{{ ''.__class__.__mro__ }}", "T233"),
        ("{{ body | upper }}", "T233"),
        ('{{ body }}{% include "gone.html" %}', "T230"),
    ],
)
def test_a_fault_in_a_template_is_told_with_file_and_line(text, code):
    assert (code, "templates/html/plan-annex.html:3") in faults(with_parts(text))


def test_a_name_that_is_nearly_right_is_told_with_the_right_one():
    with pytest.raises(FaultError) as caught:
        page(Paragraph((Text("a"),)), templates=with_parts("{{ body }}{{ document.titel }}"))
    assert "title" in caught.value.faults[0].todo


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "T234"),
        ("{{ body }}{{ body }}", "T235"),
        ('{{ body }}<script src="x.js"></script>', "T236"),
        ("{{ body }}<script>alert(1)</script>", "T236"),
        ('{{ body }}<img src="https://example.se/logo.png" alt="">', "T236"),
        ('{{ body }}<iframe src="a"></iframe>', "T236"),
        ('{{ body }}<p onclick="x()">a</p>', "T236"),
        ('{{ body }}<form action="https://example.se"></form>', "T236"),
        ("{{ body }}<style>@import 'x.css';</style>", "T236"),
        ('{{ body }}<p style="background: url(x.png)">a</p>', "T236"),
        ('{{ body }}<link rel="stylesheet" href="https://example.se/x.css">', "T236"),
        ('{{ body }}<meta http-equiv="refresh" content="0; url=https://example.se">', "T236"),
        ('{{ body }}<a href="javascript:x()">a</a>', "T237"),
        ('{{ body }}<a href="{{ document.title }}">a</a>', "T237"),
    ],
)
def test_a_template_that_loses_text_or_asks_for_something_is_refused(text, code):
    assert (code, "templates/html/plan-annex.html") in faults(with_parts(text))


def test_footnotes_that_are_nowhere_placed_are_not_lost_unnoticed():
    base = project_templates().data("edition.html").decode().replace("{{ notes }}", "")
    note = {"x": Footnote("x", (Paragraph((Text("Not."),)),))}
    block = Paragraph((Text("a"), FootnoteMark("x")))
    assert faults(project_templates(edition_html=base), block, footnotes=note) == [
        ("T234", "templates/html/plan-annex.html")
    ]


@pytest.mark.parametrize(("name", "gone"), [("edition_html", "edition.html"), ("style_css", "style.css")])
def test_a_template_that_is_missing_is_named(name, gone):
    assert faults(project_templates(**{name: None})) == [("T230", f"templates/html/{gone}")]


@pytest.mark.parametrize(("text", "line"), [(b"a\n\xff", 2), (b"a\n\n{{ b }}\0", 3)])
def test_a_template_that_is_no_text_is_told_with_its_line(text, line):
    assert faults(project_templates(plan_annex_html=text)) == [("T231", f"templates/html/plan-annex.html:{line}")]


@pytest.mark.parametrize(
    "style", ["a {}\n@import 'x.css';", "a {}\nb { background: url(x.png) }", "a {}\n</style><script>1</script>"]
)
def test_a_style_that_asks_for_something_or_ends_its_element_is_refused(style):
    assert faults(project_templates(style_css=style))[0] == ("T236", "templates/html/style.css:2")


def test_a_picture_within_the_style_is_let_through():
    style = ".wordmark { background: url(data:image/png;base64,AAAA) }"
    assert "base64,AAAA" in page(Paragraph((Text("a"),)), templates=project_templates(style_css=style))


def test_parts_are_numbered_in_the_order_in_which_the_template_places_them():
    parts = {"latest_changes": (), "one": (Heading(1, (Text("Ett"),)),), "two": (Heading(1, (Text("Två"),)),)}
    root = parsed(page(parts=parts, templates=with_parts("{{ two }}{{ one }}")))
    assert [heading.text_content() for heading in root.xpath("//h2")] == ["1 Två", "2 Ett"]
    assert root.xpath("//nav[@class='contents']//a/@href") == ["#tva", "#ett"]


def test_a_kind_without_a_template_of_its_own_has_the_base_and_misses_what_it_does_not_place():
    assert faults(project_templates(), kind="a-new-kind") == [("T234", "templates/html/edition.html")]


def test_macros_loops_and_conditions_are_a_template_s_to_use():
    text = "{% macro m(x) %}<b>{{ x }}</b>{% endmacro %}{% for row in facts %}{{ m(row.label) }}{% endfor %}{{ body }}"
    assert parsed(page(Paragraph((Text("a"),)), templates=with_parts(text))).xpath("//b/text()") == ["Ansvarig"]
