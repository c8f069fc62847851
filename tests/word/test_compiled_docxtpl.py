"""Templates that an agency has for docxtpl give here what they give there, part for part."""

import io

import pytest
from docxtpl import DocxTemplate
from engine_docx import KINDS, canonical, docx, member, p, r, tbl, tc, texts, tr, tree
from lxml import etree

from pipeline.word.compiled import compile_template

BOLD = "<w:rPr><w:b/></w:rPr>"
ROWS = [
    {"goal": "Fler praktikplatser", "who": "Enheten", "steps": ["Planera", "Bjuda in"], "done": True},
    {"goal": "Kortare väntan", "who": "Staben", "steps": ["Mäta"], "done": False},
]
CONTEXT = {
    "title": "Handlingsplan",
    "rows": ROWS,
    "columns": ["2021", "2022", "2023"],
    "draft": True,
    "empty": [],
    "colour": "DDEEFF",
    "count": 2,
    "number": "1.3.1-2024-8647",
    "lines": "Rad ett\nrad två",
    "tabbed": "Ett\ttvå",
    "split": "Första stycket\aAndra stycket",
    "paged": "Sida ett\fSida två",
}
BODIES = {
    "value": p("Titel: {{ title }}, slut."),
    "value alone": p("{{ title }}"),
    "value without spaces": p("{{title}}"),
    "several values": p("{{ title }} {{ number }}", " och {{ count }}"),
    "expression": p("{{ count + 1 }} {{ title|upper }} {{ title ~ ' ' ~ number }} {{ rows|length }}"),
    "conditional expression": p("{{ 'utkast' if draft else 'färdig' }}"),
    "conditional expression without else": p("a{{ title if not draft }}{{ 'b' if draft }}"),
    "typographic quotes": p("{{ title if draft else “inget” }}"),
    "comparison": p("{% if count < 3 and count > 1 %}två{% endif %}"),
    "paragraph loop": p("{%p for row in rows %}") + p("{{ row.goal }}", style="ListBullet") + p("{%p endfor %}"),
    "paragraph loop within a loop": p("{%p for row in rows %}")
    + p("{{ row.goal }}")
    + p("{%p for step in row.steps %}")
    + p("– {{ step }}")
    + p("{%p endfor %}")
    + p("{%p endfor %}"),
    "paragraph condition": p("{%p if draft %}") + p("Utkast") + p("{%p else %}") + p("Fastställd") + p("{%p endif %}"),
    "paragraph condition, not so": p("{%p if not draft %}") + p("Fastställd") + p("{%p endif %}") + p("Efter"),
    "condition in a run": p("Detta är {% if draft %}ett utkast{% else %}fastställt{% endif %}."),
    "loop in a run": p("{% for row in rows %}{{ row.goal }}{% if not loop.last %}, {% endif %}{% endfor %}."),
    "condition over paragraphs": p("Före {% if draft %}utkast") + p("mer{% endif %} efter"),
    "loop over paragraphs": p("{% for row in rows %}{{ row.goal }}") + p("nästa{% endfor %} sist"),
    "run tags": p("Före {%r if draft %}", r("fet", BOLD), "{%r endif %} efter"),
    "set": p("{% set total = count * 3 %}{{ total }}"),
    "paragraph set": p("{%p set total = count * 3 %}") + p("{{ total }}"),
    "macro": p("{% macro twice(text) %}{{ text }} {{ text }}{% endmacro %}{{ twice(title) }}"),
    "filter block": p("{% filter upper %}{{ title }}{% endfilter %}"),
    "with": p("{% with x = title %}{{ x }}{% endwith %}"),
    "comment": p("Före {# sägs aldrig #}efter"),
    "paragraph comment": p("Före") + p("{#p sägs aldrig #}") + p("Efter"),
    "row comment": tbl(tr("a"), tr("{#tr sägs aldrig #}"), tr("b"), columns=1),
    "escaped braces": p("{_{ title }_} och {_% if %_}"),
    "raw": p("{% raw %}{{ title }}{% endraw %}"),
    "spaces drawn together": p("Före   {{- title -}}   efter"),
    "paragraphs drawn together": p("{%p if draft %}")
    + p("Ett")
    + p("{%p endif %}")
    + p("Två")
    + p("{%- if draft %} och tre{% endif %}"),
    "paragraphs drawn together forwards": p("Ett{% if draft -%}") + p("två{% endif %}"),
    "tag over runs": p(r("{{ ti"), r("tle", BOLD), r(" }} efter")),
    "braces over runs": p(r("Före {"), r("{ title }", BOLD), r("} efter")),
    "statement over runs": p(r("{"), r("% if draft"), r(" %"), r("}utkast{% endif %}")),
    "tag with proofing marks in it": p(
        r("{{ "), '<w:proofErr w:type="spellStart"/>', r("title"), '<w:proofErr w:type="spellEnd"/>', r(" }}")
    ),
    "tag over several lines": p("<w:r><w:t>{% if draft </w:t><w:br/><w:t>and count %}ja{% endif %}</w:t></w:r>"),
    "row loop": tbl(
        tr("Mål", "Vem"), tr("{%tr for row in rows %}", ""), tr("{{ row.goal }}", "{{ row.who }}"),
        tr("{%tr endfor %}", ""), columns=2,
    ),
    "row condition": tbl(tr("a"), tr("{%tr if draft %}"), tr("utkast"), tr("{%tr endif %}"), columns=1),
    "row loop without rows, under a heading": tbl(
        tr("Mål"), tr("{%tr for row in empty %}"), tr("{{ row.goal }}"), tr("{%tr endfor %}"), columns=1
    ),
    "lists in cells": tbl(
        tr("{%tr for row in rows %}"),
        tr(tc(p("{%p for step in row.steps %}"), p("{{ step }}"), p("{%p endfor %}"))),
        tr("{%tr endfor %}"),
        columns=1,
    ),
    "column loop": tbl(
        tr("Mål", "{%tc for column in columns %}", "{{ column }}", "{%tc endfor %}"),
        tr("Andel", "{%tc for column in columns %}", "{{ loop.index }}", "{%tc endfor %}"),
        columns=4,
    ),
    "column loop with fewer columns": tbl(
        tr("{%tc for column in columns[:1] %}", "{{ column }}", "{%tc endfor %}"), columns=3
    ),
    "column loop with more columns": tbl(
        tr("{%tc for column in columns %}", "{{ column }}", "{%tc endfor %}"), columns=1
    ),
    "colspan": tbl(tr("{% colspan count %}{{ title }}"), tr("a", "b"), columns=2),
    "colspan over a span": tbl(
        tr(tc("{% colspan count %}Rubrik", properties='<w:tcW w:w="1" w:type="dxa"/><w:gridSpan w:val="3"/>')),
        tr("a", "b"), columns=2,
    ),
    "cell background": tbl(tr("{% cellbg colour %}{{ title }}", "b"), columns=2),
    "cell background over another": tbl(
        tr(tc("{% cellbg colour %}x", properties='<w:shd w:val="clear" w:color="auto" w:fill="FF0000"/>')), columns=1
    ),
    "vertical merge": tbl(
        tr("{%tr for row in rows %}", ""), tr("{% vm %}{{ title }}", "{{ row.goal }}"), tr("{%tr endfor %}", ""),
        columns=2,
    ),
    "horizontal merge": tbl(
        tr("{%tc for column in columns %}", "{% hm %}{{ title }}", "{%tc endfor %}"),
        tr("{%tc for column in columns %}", "{{ column }}", "{%tc endfor %}"), columns=3,
    ),
    "line break": p("{{ lines }}"),
    "line break in a formatted run": p(r("{{ lines }}", BOLD)),
    "tab": p(r("{{ tabbed }}", BOLD), style="Quote"),
    "paragraph break": p(r("Före {{ split }} efter", BOLD), style="Quote"),
    "page break": p(r("{{ paged }}", BOLD), style="Quote"),
    "breaks in a cell": tbl(tr("{{ lines }}", "{{ split }}"), columns=2),
    "values in attributes": p('<w:bookmarkStart w:id="1" w:name="b_{{ count }}"/>', "x", '<w:bookmarkEnd w:id="1"/>'),
    "ampersand in the template": p("Mål & medel: {{ title }}"),
    "no tags": p("Bara text."),
}  # fmt: skip


def rendered_by_docxtpl(data, context):
    template = DocxTemplate(io.BytesIO(data))
    template.render(context)
    target = io.BytesIO()
    template.save(target)
    return target.getvalue()


@pytest.mark.parametrize("name", BODIES)
def test_the_body_is_the_same(name):
    data = docx(BODIES[name])
    ours = member(compile_template(data, "t.docx").render(CONTEXT), "word/document.xml")
    theirs = member(rendered_by_docxtpl(data, CONTEXT), "word/document.xml")
    assert canonical(ours).decode() == canonical(theirs).decode()


#: docxtpl breaks pages in headers (refused here) and does not count the columns of their tables (counted here).
IN_HEADERS = [name for name in BODIES if "page break" not in name and not name.startswith("column loop")]


@pytest.mark.parametrize("name", IN_HEADERS)
@pytest.mark.parametrize("kind", ["header", "footer"])
def test_headers_and_footers_are_the_same(kind, name):
    data = docx(p("x"), **{kind: BODIES[name]})
    part = KINDS[kind][0]
    ours = member(compile_template(data, "t.docx").render(CONTEXT), part)
    theirs = member(rendered_by_docxtpl(data, CONTEXT), part)
    assert canonical(ours).decode() == canonical(theirs).decode()


def test_the_columns_of_a_table_in_a_header_are_counted():
    data = docx(p("x"), header=BODIES["column loop with more columns"] + p(""))
    header = tree(compile_template(data, "t.docx").render(CONTEXT), "word/header1.xml")
    assert len(list(header.iter("{*}gridCol"))) == 3


def test_footnotes_of_a_document_with_one_section_are_the_same():
    data = docx(
        p('<w:r><w:footnoteReference w:id="1"/></w:r>'),
        footnotes=f'<w:footnote w:id="1">{p("Not: {{ title }}, {{ number }}")}</w:footnote>',
    )
    ours = member(compile_template(data, "t.docx").render(CONTEXT), "word/footnotes.xml")
    theirs = member(rendered_by_docxtpl(data, CONTEXT), "word/footnotes.xml")
    assert canonical(ours) == canonical(theirs)


def test_core_properties_are_the_same():
    data = docx(p("x"), core="<dc:title>{{ title }}</dc:title><dc:creator>Enheten</dc:creator>")
    for result in (compile_template(data, "t.docx").render(CONTEXT), rendered_by_docxtpl(data, CONTEXT)):
        title = tree(result, "docProps/core.xml").find("{http://purl.org/dc/elements/1.1/}title")
        assert title.text == "Handlingsplan"


def test_drawings_are_numbered_as_docxtpl_numbers_them_up_to_the_numbers_themselves():
    drawing = '<w:r><w:drawing><wp:inline><wp:docPr id="7" name="Bild"/></wp:inline></w:drawing></w:r>'
    data = docx(p("{%p for row in rows %}") + p(drawing) + p("{%p endfor %}"))
    results = compile_template(data, "t.docx").render(CONTEXT), rendered_by_docxtpl(data, CONTEXT)
    roots = [tree(result) for result in results]
    for root in roots:
        ids = [found.attrib.pop("id") for found in root.iter("{*}docPr")]
        assert len(set(ids)) == len(ids) == 2
    assert etree.tostring(roots[0], method="c14n") == etree.tostring(roots[1], method="c14n")


def test_a_macro_of_whole_paragraphs_is_placed_as_it_is():
    body = (
        p("{%p macro entry(row) %}") + p("{{ row.goal }}", style="Lead") + p("{{ row.who }}") + p("{%p endmacro %}")
        + p("{%p for row in rows %}") + p("{{p entry(row) }}") + p("{%p endfor %}")
    )  # fmt: skip
    ours = tree(compile_template(docx(body), "t.docx").render(CONTEXT))
    assert texts(ours) == ["Fler praktikplatser", "Enheten", "Kortare väntan", "Staben"]
