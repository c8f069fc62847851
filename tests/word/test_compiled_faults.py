"""What is wrong with a template's tags is told with part, paragraph and tag, all at once, when it is compiled."""

import pytest
from engine_docx import docx, members, p, r, tbl, tc, texts, tr, tree, zipped

from pipeline.faults import FaultError
from pipeline.word.compiled import compile_template
from pipeline.word.tag_search import MOST_IN_PARAGRAPH, MOST_IN_PART

FILE = "templates/test.docx"
DRAWING = '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x"/></wp:inline></w:drawing></w:r>'
NOTE = '<w:r><w:footnoteReference w:id="1"/></w:r>'


def faults_of(data):
    with pytest.raises(FaultError) as error:
        compile_template(data, FILE)
    return error.value.faults


def only(body, **parts):
    (fault,) = faults_of(docx(body, **parts))
    assert fault.place.file == FILE
    assert fault.place.part == "word/document.xml"
    return fault


# -------------------------------------------------------------------------------------------------- syntax


@pytest.mark.parametrize(
    ("tag", "says"),
    [
        ("{{ title", None),
        ("{{ }}", "Expected an expression"),
        ("{{ title title }}", "got 'title'"),
        ("{{ title. }}", "expected name or number"),
        ("{{ 'a }}", "unexpected char"),
        ("{{ a & b }}", "unexpected char '&'"),
        ("{{ a[1 }}", None),
        ("{% if %}", "Expected an expression"),
        ("{% for x of rows %}", "expected token 'in'"),
        ("{% fro x in rows %}", "no statement “fro”"),
        ("{% endfro %}", "no statement “endfro”"),
        ("{% %}", "no statement “”"),
        ("{% do x %}", "no statement “do”"),
        ("{% break %}", "no statement “break”"),
        ("{% endif x %}", "cannot be read"),
        ("{{ title|uper }}", "no filter “uper”"),
        ("{% if title is upppercase %}", "no test “upppercase”"),
        ("{{ p title }}", "got 'title'"),
        ("{% colspan %}", None),
    ],
)
def test_a_tag_that_cannot_be_read_is_told_with_its_place(tag, says):
    fault = only(tbl(tr(f"Före {tag} efter"), columns=1) + p("Slut"))
    assert fault.code in ("T120", "T121")
    assert says is None or says in fault.message
    assert tag in (fault.place.paragraph or "") or tag in fault.place.tag


def test_a_misspelt_name_gets_a_hint():
    assert "“upper”" in only(p("{{ title|uper }}")).todo
    assert "“for”" in only(p("{% fro x in rows %}")).todo


def test_all_bad_tags_of_all_parts_are_told_at_once():
    faults = faults_of(
        docx(p("{{ a b }} {{ c|nope }}") + p("{% if x %}"), header=p("{{ d"), core="<dc:title>{{ e f }}</dc:title>")
    )
    assert sorted((fault.place.part, fault.code) for fault in faults) == [
        ("docProps/core.xml", "T120"),
        ("word/document.xml", "T120"),
        ("word/document.xml", "T120"),
        ("word/header1.xml", "T121"),
    ]


def test_a_bad_tag_split_over_runs_is_told_whole():
    fault = only(p(r("Före {{ ti"), r("tle na"), r("me }}")))
    assert (fault.code, fault.place.tag) == ("T120", "{{ title name }}")
    assert fault.place.paragraph == "Före {{ title name }}"


# ------------------------------------------------------------------------------------------------ not whole


@pytest.mark.parametrize("tag", ["{{ title", "{% if x", "{# bort", "{{ title }"])
def test_a_tag_that_is_not_closed_in_its_paragraph_is_told(tag):
    fault = only(p(f"Före {tag}") + p("slut"))
    assert fault.code == "T121"
    assert fault.place.paragraph == f"Före {tag}"


def test_a_raw_that_is_not_closed_is_told():
    assert only(p("{% raw %}{{ x }}")).code == "T121"


def test_raw_spans_paragraphs():
    data = docx(p("{% raw %}{{ x }}") + p("{{ y }}{% endraw %} {{ z }}"))
    assert texts(tree(compile_template(data, FILE).render({"z": "Z"}))) == ["{{ x }}", "{{ y }} Z"]


@pytest.mark.parametrize(
    "body",
    [
        p(r("{{ ti"), f'<w:hyperlink w:anchor="x">{r("tle }}")}</w:hyperlink>'),
        p(f'<w:ins w:id="1" w:author="x">{r("{{ ti")}</w:ins>', r("tle }}")),
        p(r("{{ ti"), DRAWING, r("tle }}")),
        p(r("{{ ti"), NOTE, r("tle }}")),
    ],
)
def test_a_tag_spread_over_what_would_be_lost_is_told(body):
    assert only(body).code == "T121"


def test_a_tag_in_a_link_is_whole():
    body = p(f'<w:hyperlink w:anchor="x">{r("{{ ti")}{r("tle }}")}</w:hyperlink>')
    assert texts(tree(compile_template(docx(body), FILE).render({"title": "T"}))) == ["T"]


# ---------------------------------------------------------------------------------------------------- lost


@pytest.mark.parametrize(
    ("body", "lost"),
    [
        (p("Text {%p if x %}") + p("{%p endif %}"), "Text"),
        (p("{%p if x %} text") + p("{%p endif %}"), "text"),
        (p("{%p if x %}{%p endif %}"), "endif"),
        (p("{{p x }} text"), "text"),
        (p("{#p bort #} text"), "text"),
        (p(DRAWING, "{%p if x %}") + p("{%p endif %}"), "drawing"),
        (p(NOTE, "{{p x }}"), "footnoteReference"),
        (p("{%p if x %}").replace("<w:p>", "<w:p><w:pPr><w:sectPr/></w:pPr>") + p("{%p endif %}"), "sectPr"),
        (tbl(tr("{%tr for x in y %}", "kvar"), tr("{%tr endfor %}", ""), columns=2), "kvar"),
        (tbl(tr("{%tr for x in y %}", "{%tr endfor %}"), columns=2), "endfor"),
        (tbl(tr(tc("{%tc if x %}", "kvar"), "{%tc endif %}"), columns=2), "kvar"),
        (p("Ett") + p("två {%- if x %}{% endif %}"), "två"),
        (p("{% if x %}{% endif -%} två") + p("tre"), "två"),
        (p("Ett", DRAWING) + p("{%- if x %}{% endif %}"), "before or behind"),
        (p("{%p if x -%}") + p("två") + p("{%p endif %}"), "before or behind"),
        (p("{%p if x %}") + p("{%- if y %}två{% endif %}") + p("{%p endif %}"), "before or behind"),
    ],
)
def test_what_docxtpl_would_drop_without_a_word_is_told(body, lost):
    faults = faults_of(docx(body))
    assert {fault.code for fault in faults} == {"T122"}
    assert any(lost in fault.message for fault in faults)
    assert all(fault.place.tag for fault in faults)


def test_bookmarks_and_spaces_beside_a_paragraph_tag_are_nothing_to_be_lost():
    bookmark = '<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>'
    data = docx(p("  {%p if x %} ", bookmark) + p("Text") + p("{%p endif %}"))
    assert texts(tree(compile_template(data, FILE).render({"x": True}))) == ["Text"]


# ------------------------------------------------------------------------------------------------- refused


@pytest.mark.parametrize(
    "tag",
    [
        "{% include 'x' %}", "{% import 'x' as y %}", "{% from 'x' import y %}", "{% extends 'x' %}",
        "{% autoescape false %}", "{{ x|safe }}", "{{ x|random }}", "{{ x|tojson }}", "{{ x|xmlattr }}",
        "{{ x|urlize }}", "{{ x|pprint }}",
    ],
)  # fmt: skip
def test_what_templates_may_not_use_is_told(tag):
    fault = only(p(tag))
    assert (fault.code, fault.place.tag) == ("T123", tag)


def test_percent_in_a_paragraph_tag_is_told_as_docxtpl_cannot_read_it():
    assert {fault.code for fault in faults_of(docx(p("{%p if x % 2 %}") + p("{%p endif %}")))} >= {"T120"}


# ------------------------------------------------------------------------------------------- torn structure


@pytest.mark.parametrize(
    ("body", "tag"),
    [
        (p("{% if x %}ja"), "{% if x %}"),
        (p("ja{% endif %}"), "{% endif %}"),
        (p("{% for x in y %}{% endif %}{% endfor %}"), "{% endif %}"),
        (p("{% else %}"), "{% else %}"),
        (p("{% for x in y %}{% elif z %}{% endfor %}"), "{% elif z %}"),
        (p("{%p if x %}") + tbl(tr(tc(p("{%p endif %}"))), columns=1), "{%p if x %}"),
        (p("{% if x %}Före") + tbl(tr("{% endif %}"), columns=1), "{% if x %}"),
        (tbl(tr("{%tr for x in y %}"), tr(tc(p("{%p endfor %}"), p("x"))), columns=1), "{%tr for x in y %}"),
        (p("{% macro m() %}a") + p("{%p endmacro %}"), "{% macro m() %}"),
    ],
)
def test_a_statement_that_would_tear_the_xml_is_told_at_its_tag(body, tag):
    faults = faults_of(docx(body))
    assert {fault.code for fault in faults} == {"T126"}
    assert tag in [fault.place.tag for fault in faults]


def test_each_branch_of_a_condition_is_looked_at():
    body = p("{% if x %}a{% else %}b") + tbl(tr("{% endif %}"), columns=1)
    assert only(body).code == "T126"


@pytest.mark.parametrize(
    "body",
    [
        p("{%tr if x %}"), p("{%tc if x %}"), p("{% cellbg x %}"), p("{% vm %}"),
        p('<w:bookmarkStart w:id="1" w:name="{{r x }}"/>'),
    ],
)  # fmt: skip
def test_a_tag_in_the_wrong_place_is_told(body):
    assert "T127" in [fault.code for fault in faults_of(docx(body))]


def test_a_cell_statement_in_a_cell_without_properties_is_told_and_not_ignored():
    cell = f"<w:tc>{p('{% colspan 2 %}x')}</w:tc>"
    assert only(tbl(f"<w:tr>{cell}</w:tr>", columns=2)).code == "T127"


# ------------------------------------------------------------------------------------------------ elsewhere


def test_a_tag_where_none_is_filled_in_is_a_warning():
    data = zipped(members(p("x")) | {"customXml/item1.xml": "<a>{{ title }}</a>"})
    (warning,) = compile_template(data, FILE).warnings
    assert (warning.code, warning.level, warning.place.part) == ("T125", "warning", "customXml/item1.xml")


@pytest.mark.parametrize("text", ["{ { title }}", "{ name }}", "{ title } }"])
def test_braces_that_look_like_a_tag_are_a_warning(text):
    (warning,) = compile_template(docx(p(text)), FILE).warnings
    assert (warning.code, warning.place.paragraph) == ("T128", text)


def test_an_ordinary_template_has_no_warnings():
    assert compile_template(docx(p("{{ title }}: 63 % {enligt} {_{ x }_}")), FILE).warnings == ()


def test_the_same_template_is_compiled_once():
    data = docx(p("{{ title }}"))
    assert compile_template(data, FILE) is compile_template(bytes(bytearray(data)), FILE)


# -------------------------------------------------------------------------------------------------- bounds


def test_too_many_tags_are_refused_by_their_number():
    assert only(p("{{ x }}" * (MOST_IN_PARAGRAPH + 1))).code == "T104"
    assert only(p("{{ x }}" * 400) * (MOST_IN_PART // 400 + 1)).code == "T104"


def test_very_many_unclosed_tags_are_told_and_not_searched_for_their_ends():
    faults = faults_of(docx(p("{{ x {% y " * 50) * 400))
    assert {fault.code for fault in faults} == {"T121"}


@pytest.mark.parametrize(
    "expression", ["(" * 3000 + "1" + ")" * 3000, "[" * 150 + "]" * 150, "x" + ".a" * 3000, " + ".join("a" * 500)]
)
def test_an_expression_too_deep_for_the_program_is_told_with_its_tag(expression):
    fault = only(p("{{ x }}") + p(f"{{{{ {expression} }}}}"))
    assert fault.code == "T120"
    assert fault.place.tag.startswith("{{ " + expression[:20])


def test_statements_too_deep_within_each_other_are_refused_by_their_number():
    deep = [fault.code for fault in faults_of(docx(p("{%p for x in y %}") * 16 + p("{%p endfor %}") * 16))]
    assert deep == ["T104"]
    template = compile_template(docx(p("{%p for x in y %}") * 15 + p("a") + p("{%p endfor %}") * 15), FILE)
    assert texts(tree(template.render({"y": [1]}))) == ["a"]


def test_as_many_tags_as_are_allowed_compile():
    body = p("{{ x }}" * 400) * (MOST_IN_PART // 400)
    template = compile_template(docx(body), FILE)
    assert len(template.tags) == MOST_IN_PART // 400 * 400
    assert texts(tree(template.render({"x": "a"})))[0] == "a" * 400
