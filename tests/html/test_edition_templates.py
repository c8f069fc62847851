"""Templates of the web edition: what is wrong with them is told with file and line, and what they may do is bounded."""

import re

import pytest

from pipeline.content.model import Footnote, FootnoteMark, Heading, Paragraph, Text
from pipeline.faults import FaultError
from tests.html.pages import ROOT, page, parsed, project_templates, variables

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
        ('{{ body }}<svg><image href="https://example.se/logo.png"/></svg>', "T236"),
        ('{{ body }}<svg><use xlink:href="x.svg#a"/></svg>', "T236"),
        ('{{ body }}<style>p { background: image-set("x.png" 1x) }</style>', "T236"),
        ('{{ body }}<iframe src="a"></iframe>', "T236"),
        ('{{ body }}<p onclick="x()">a</p>', "T236"),
        ("{{ body }}<p formaction='x'>a</p>", "T236"),
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
    line = ":3" if code in ("T236", "T237") and "{{ document" not in text else ""
    assert (code, f"templates/html/plan-annex.html{line}") in faults(with_parts(text))


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


def test_a_logo_drawn_in_a_template_is_let_through():
    logo = (
        '<svg role="img" aria-label="Verket"><path id="a" d="M0 0"/><use href="#a"/>'
        '<image href="data:image/png;base64,AAAA"/></svg>'
    )
    assert logo in page(templates=with_parts(f"{{{{ body }}}}{logo}"))


def test_parts_are_numbered_in_the_order_in_which_the_template_places_them():
    parts = {"latest_changes": (), "one": (Heading(1, (Text("Ett"),)),), "two": (Heading(1, (Text("Två"),)),)}
    root = parsed(page(parts=parts, templates=with_parts("{{ two }}{{ one }}")))
    assert [heading.text_content() for heading in root.xpath("//h2")] == ["1 Två", "2 Ett"]
    assert root.xpath("//nav[@class='contents']//a/@href") == ["#tva", "#ett"]


def test_a_kind_without_a_template_of_its_own_has_the_base_and_misses_what_it_does_not_place():
    assert faults(project_templates(), kind="a-new-kind") == [("T234", "templates/html/edition.html")]


def test_the_example_of_the_documentation_makes_a_whole_page_with_the_style_beside_it():
    told = (ROOT / "docs" / "web.md").read_text(encoding="utf-8")
    (html,), (css,) = (
        re.findall(rf"^```{name}\n(.*?)^```$", told, re.DOTALL | re.MULTILINE) for name in ("html", "css")
    )
    style = project_templates().data("style.css").decode()
    made = page(Heading(1, (Text("A"),)), templates=project_templates(plan_annex_html=html, style_css=style + css))
    root = parsed(made)
    assert root.xpath("//body[@class='plan ours']/header//div[@class='rows']/p[2]/text()") == [
        "case_number 1.3.1-2024-1"
    ]
    assert root.xpath("//h2/following::p[@class='note']//text()") == ["Ansvarig", ": Staben"]
    assert not root.xpath("//table")
    assert css.strip() in made
    used, known = (set(re.findall(found, style + css)) for found in (r"var\((--[\w-]+)\)", r"(--[\w-]+):"))
    assert used <= known | {"--tail"}


@pytest.mark.parametrize("name", ["look", "letterhead", "cover", "lead", "facts", "changes", "parts", "form_number"])
def test_each_block_that_the_documentation_names_is_there(name):
    assert f"{{% block {name} %}}" in project_templates().data("edition.html").decode()


@pytest.mark.parametrize(
    ("was", "becomes", "told", "line"),
    [
        ("{{ body }}", "<section>\n{{ body }}", "<section> is not closed", "plan-annex.html:3"),
        ("{{ body }}", "{{ body }}</section>", "</section> ends", "plan-annex.html:3"),
        ("{{ body }}", "<p>{{ body }}</p>", "placed in the element <p>", "plan-annex.html:3"),
        ("{{ body }}", '<div title="{{ body }}"></div>', "placed in the attribute title", "plan-annex.html:3"),
        ("{{ body }}", "<!-- {{ body }} -->", "placed in a comment", "plan-annex.html:3"),
        ("{{ body }}", '{{ body }}<img src="data:image/png;base64,AAAA">', "text alternative", "plan-annex.html:3"),
        (
            "{{ body }}",
            '{{ body }}<svg role="img"><image href="data:image/png;base64,AAAA"/></svg>',
            "text alternative",
            "plan-annex.html:3",
        ),
        (
            "{{ body }}",
            '{{ body }}<svg><image href="data:image/png;base64,AAAA"/></svg>',
            "text alt",
            "plan-annex.html:3",
        ),
        ("{{ body }}", '{{ body }}<svg role="img" aria-label=" "/>', "text alternative", "plan-annex.html:3"),
        ("{{ body }}", "{{ body }}<h1>a</h1>", "2 elements <h1>", "plan-annex.html:3"),
        ("{{ body }}", '{{ body }}<p id="a">a</p>', "the id “a”", "plan-annex.html:3"),
        ("<h1>{{ document.title }}</h1>", "<p>{{ document.title }}</p>", "0 elements <h1>", "plan-annex.html"),
        (' lang="{{ page.language }}"', "", "has no lang", "plan-annex.html"),
        (' lang="{{ page.language }}"', ' lang=""', "has no lang", "plan-annex.html"),
        ('id="text"', 'id="words"', "leads to “#text”", "edition.html:19"),
        ("<main>", "<div>", "0 elements <main>", "plan-annex.html"),
        ('<div class="columns">', '<div class="columns"><div class="more">', "<div> is not closed", "edition.html"),
    ],
)
def test_a_page_that_would_not_be_whole_is_refused_with_what_is_missing(was, becomes, told, line):
    own, base = OWN.format("{{ body }}"), project_templates().data("edition.html").decode()
    assert was in own + base
    templates = project_templates(plan_annex_html=own.replace(was, becomes), edition_html=base.replace(was, becomes, 1))
    with pytest.raises(FaultError) as caught:
        page(Heading(1, (Text("A"),)), templates=templates)
    found = [fault for fault in caught.value.faults if fault.code == "T238" and told in fault.message]
    assert found, [str(fault) for fault in caught.value.faults]
    assert str(found[0].place).startswith(f"templates/html/{line}")


@pytest.mark.parametrize(
    "logo",
    [
        '<svg role="img" aria-label="Verket">{}</svg>',
        '<svg role="img"><title>Verket</title>{}</svg>',
        '<p id="name">Verket</p><svg role="img" aria-labelledby="name">{}</svg>',
        '<svg aria-hidden="true">{}</svg>',
        '<div role="img" aria-label="Verket"><svg>{}</svg></div>',
    ],
)
def test_a_picture_in_a_drawing_has_a_name_in_each_way_that_svg_has_or_is_hidden(logo):
    shown = logo.format('<image href="data:image/png;base64,AAAA" width="9" height="9"/>')
    assert parsed(page(templates=with_parts(f"{shown}{{{{ body }}}}"))).xpath("//svg/image")


def test_a_template_may_leave_out_ends_as_html_does_and_lead_to_headings_and_notes():
    text = (
        '<nav><ul><li><a href="#a">A</a><li><a href="#notes">Noter</a></ul></nav><svg><path d="M0 0"/></svg>{{ body }}'
    )
    blocks = (Heading(1, (Text("A"),)), Paragraph((Text("b"), FootnoteMark("x"))))
    note = {"x": Footnote("x", (Paragraph((Text("Not."),)),))}
    assert "<path" in page(*blocks, footnotes=note, templates=with_parts(text))


def test_a_page_may_end_where_its_last_paragraph_does():
    base = project_templates().data("edition.html").decode().replace("</body>\n</html>", "<p>Slut")
    assert page(templates=project_templates(edition_html=base)).strip().endswith("<p>Slut")


def test_a_template_saved_on_windows_gives_the_same_page():
    files = {name.replace(".", "_").replace("-", "_"): data for name, data in project_templates().files}
    saved = {name: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n") for name, data in files.items()}
    assert page(templates=project_templates(**saved)) == page()


def test_macros_of_another_template_are_imported_under_names_of_their_own():
    macros = "{% macro m(x) %}<b>{{ x }}</b>{% endmacro %}"
    for used in (
        '{% import "own.html" as own %}{{ own.m("a") }}',
        '{% from "own.html" import m as other %}{{ other("a") }}',
    ):
        own = OWN.format(f"{used}{{{{ body }}}}")
        made = page(templates=project_templates(plan_annex_html=own, own_html=macros))
        assert parsed(made).xpath("//b/text()") == ["a"]


def test_where_a_value_leads_is_no_matter_of_the_template():
    assert 'href="#1.3.1-2024-1"' in page(templates=with_parts('{{ body }}<a href="#{{ document.case_number }}">a</a>'))


def test_macros_loops_and_conditions_are_a_template_s_to_use():
    text = "{% macro m(x) %}<b>{{ x }}</b>{% endmacro %}{% for row in facts %}{{ m(row.label) }}{% endfor %}{{ body }}"
    assert parsed(page(Paragraph((Text("a"),)), templates=with_parts(text))).xpath("//b/text()") == ["Ansvarig"]


def test_a_name_that_may_be_missing_can_be_asked_for():
    text = "{{ body }}{% if gone is defined %}{{ form_number }}{% endif %}{{ 1 if document.gone is undefined }}"
    assert page(templates=with_parts(text))


def test_what_a_block_of_a_base_names_does_not_count_where_it_is_replaced():
    base = project_templates().data("edition.html").decode()
    changed = base.replace("{% block parts %}", "{% block parts %}{{ of_another_kind }}")
    assert page(templates=project_templates(edition_html=changed))
    assert faults(project_templates(edition_html=changed), kind="a-new-kind")[0][0] == "T232"


def test_a_template_may_leave_the_footnotes_out_where_there_are_none():
    base = project_templates().data("edition.html").decode()
    assert page(templates=project_templates(edition_html=base.replace("{{ notes }}", "")))
    asked = base.replace("{{ notes }}", "{{ notes }}{{ 'with notes' if notes else 'without notes' }}")
    assert "without notes" in page(templates=project_templates(edition_html=asked))
    block, note = Paragraph((Text("a"), FootnoteMark("x"))), Footnote("x", (Paragraph((Text("Not."),)),))
    assert "with notes" in page(block, footnotes={"x": note}, templates=project_templates(edition_html=asked))


def test_text_stays_in_an_attribute_whatever_quotes_the_template_has_around_it():
    known = variables()["document"] | {"title": """a' onclick='x" onclick="y"""}
    text = """{{ body }}<p title='{{ document.title }}'>b</p><p title="{{ document.title }}">b</p>"""
    root = parsed(page(templates=with_parts(text), document=known))
    assert root.xpath("//p[.='b']/@title") == [known["title"]] * 2
    assert root.xpath("//@onclick") == []


def test_what_is_nothing_shows_nothing():
    known = variables()["document"] | {"subtitle": None}
    made = page(templates=with_parts("{{ body }}<b>{{ document.subtitle }}</b>"), document=known)
    assert parsed(made).xpath("string(//b)") == ""


def test_a_comment_of_a_style_is_left_out_and_what_looks_like_one_in_a_string_is_not():
    style = 'a::before { content: "/* a \\" */"; } /* for those who change it */ b { color: red }'
    made = page(templates=project_templates(style_css=style))
    assert 'a::before { content: "/* a \\" */"; }  b { color: red }' in made


def test_links_of_the_head_that_load_nothing_are_let_through():
    base = project_templates().data("edition.html").decode()
    changed = base.replace("</head>", '<link rel="license" href="https://example.se/cc0">\n</head>')
    assert parsed(page(templates=project_templates(edition_html=changed))).xpath("//link[@rel='license']")
