"""Designers are told which tags a template holds, and everything that is wrong with it."""

import pytest
from engine_docx import docx, p, r, tbl, tr

from pipeline.faults import FaultError
from pipeline.word.tags import Tag, check_template, list_tags

FILE = "templates/test.docx"
KNOWN = ("title", "agency.name", "agency.web", "colophon.label", "colophon.value", "facts", "body", "draft")


def faults_of(body, **parts):
    return check_template(docx(body, **parts), FILE, KNOWN)


# -------------------------------------------------------------------------------------------------- listed


def test_tags_are_listed_with_part_paragraph_and_variables():
    data = docx(
        p(r("Titel: {{ ti"), r("tle }}")) + p("{{p body }}"), header=p("{{ agency.name }}"), links=("{{ agency.web }}",)
    )
    assert list_tags(data, FILE) == (
        Tag("word/document.xml", "Titel: {{ title }}", "{{ title }}", ("title",)),
        Tag("word/document.xml", "{{p body }}", "{{p body }}", ("body",)),
        Tag("word/header1.xml", "{{ agency.name }}", "{{ agency.name }}", ("agency.name",)),
        Tag("word/_rels/document.xml.rels", "", "{{ agency.web }}", ("agency.web",)),
    )


@pytest.mark.parametrize(
    ("body", "variables"),
    [
        (p("{{ a.b['c'][0].d }}"), [("a.b.c.d",)]),
        (p("{{ a|default(b) }}"), [("a", "b")]),
        (p("{{ a.upper() }}{{ a.format(b) }}"), [("a",), ("a", "b")]),
        (p("{{ rows[index].x }}"), [("rows.x", "index")]),
        (p("{% for x in a.b %}{{ x.c }}{{ loop.index }}{% endfor %}"), [("a.b",), ("a.b.c",), (), ()]),
        (p("{% for x in a|sort(attribute='n') %}{{ x.n }}{% endfor %}"), [("a",), ("a.n",), ()]),
        (p("{% for x in a %}{% for y in x.b %}{{ y.c }}{% endfor %}{% endfor %}"),
         [("a",), ("a.b",), ("a.b.c",), (), ()]),
        (p("{% for k, v in a.items() %}{{ k }}{{ v.x }}{% endfor %}"), [("a",), (), (), ()]),
        (p("{% for x in a if x.b %}{% else %}{{ x }}{% endfor %}"), [("a", "a.b"), (), ("x",), ()]),
        (p("{% set x = a.b %}{{ x.c }}"), [("a.b",), ("a.b.c",)]),
        (p("{% set x %}{{ a }}{% endset %}{{ x }}"), [(), ("a",), (), ()]),
        (p("{% with x = a %}{{ x.b }}{% endwith %}{{ x }}"), [("a",), ("a.b",), (), ("x",)]),
        (p("{% macro m(x, y=a) %}{{ x.b }}{% endmacro %}{{ m(c) }}"), [("a",), (), (), ("c",)]),
        (p("{% if a and not b.c is defined %}{% elif d %}{% endif %}"), [("a", "b.c"), ("d",), ()]),
        (p("{{ range(n) }}"), [("n",)]),
        (p("{{ 'a' ~ b }}{{ c if d else e }}"), [("b",), ("d", "c", "e")]),
        (tbl(tr("{%tr for row in rows %}"), tr("{% cellbg row.colour %}{{ row.x }}"), tr("{%tr endfor %}"), columns=1),
         [("rows",), ("rows.colour",), ("rows.x",), ()]),
    ],
)  # fmt: skip
def test_variables_are_followed_to_where_they_come_from(body, variables):
    assert [set(tag.variables) for tag in list_tags(docx(body), FILE)] == [set(of) for of in variables]


def test_a_template_without_tags_has_none():
    assert list_tags(docx(p("Bara text")), FILE) == ()


def test_tags_of_a_broken_template_cannot_be_listed():
    with pytest.raises(FaultError):
        list_tags(docx(p("{{ a b }}")), FILE)


# ------------------------------------------------------------------------------------------------- checked


def test_a_sound_template_has_no_faults():
    body = (
        p("{{ title }} {{ agency.name }} {% if draft %}UTKAST{% endif %}")
        + tbl(tr("{%tr for row in colophon %}", ""), tr("{{ row.label }}", "{{ row.value }}"),
              tr("{%tr endfor %}", ""), columns=2)
        + p("{{ facts[0].label }} {{ facts.anything }} {{ title.upper() }}") + p("{{p body }}")
    )  # fmt: skip
    assert faults_of(body) == ()


@pytest.mark.parametrize(
    ("tag", "name", "hint"),
    [
        ("{{ titel }}", "titel", "title"),
        ("{{ agency.nmae }}", "agency.nmae", "name"),
        ("{% if drat %}{% endif %}", "drat", "draft"),
        ("{% for x in colophon %}{{ x.lable }}{% endfor %}", "colophon.lable", "label"),
        ("{% for x in colofon %}{{ x.label }}{% endfor %}", "colofon", "colophon"),
    ],
)
def test_an_unknown_variable_is_told_with_a_hint(tag, name, hint):
    faults = faults_of(p(f"Se {tag} här"))
    assert {(fault.code, fault.data["variable"], fault.level) for fault in faults} == {("T124", name, "error")}
    assert all(f"“{hint}”" in fault.todo for fault in faults)
    assert all(fault.place.part == "word/document.xml" and fault.place.tag in tag for fault in faults)
    assert all(fault.place.paragraph == f"Se {tag} här" for fault in faults)


def test_an_unknown_variable_that_the_template_can_do_without_is_a_warning():
    (fault,) = faults_of(p("{% if subtitle is defined %}x{% endif %}"))
    assert (fault.code, fault.level) == ("T124", "warning")


def test_everything_that_is_wrong_is_told_at_once():
    faults = faults_of(
        p("{{ titel }} {{ title") + p("Text {%p if draft %}"),
        header=p("{{ agency.x }}"),
        footer=p("{{ a b }} { { c }}"),
    )
    assert sorted((fault.place.part, fault.code) for fault in faults) == [
        ("word/document.xml", "T121"),
        ("word/document.xml", "T122"),
        ("word/footer1.xml", "T120"),
        ("word/footer1.xml", "T128"),
        ("word/header1.xml", "T124"),
    ]


def test_a_file_that_is_not_admitted_is_told_as_such():
    (fault,) = check_template(b"hej", FILE, KNOWN)
    assert fault.code == "T102"
