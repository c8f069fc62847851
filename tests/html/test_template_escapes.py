"""What a page template tries in order to get out: at what Python has, at other files, at markup, at the memory."""

import pytest

from pipeline.content.model import Paragraph, Text
from pipeline.faults import FaultError
from tests.html.pages import page, parsed, project_templates

OWN = '{{% extends "edition.html" %}}\n{{% block parts %}}\n{{{{ body }}}}{}\n{{% endblock %}}\n'
PLACE = "templates/html/plan-annex.html:3"


def made_with(text):
    return page(Paragraph((Text("a"),)), templates=project_templates(plan_annex_html=OWN.format(text)))


def faults(text):
    with pytest.raises(FaultError) as caught:
        made_with(text)
    return {(fault.code, str(fault.place)) for fault in caught.value.faults}


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''|attr('__class__') }}",
        "{{ document['__class__'] }}",
        "{{ '{0.__class__.__mro__}'.format(document) }}",
        "{{ '{a.__class__}'.format_map({'a': document}) }}",
        "{{ document.title.format.__globals__ }}",
        "{{ self.__init__.__globals__ }}",
        "{{ self._TemplateReference__context }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ joiner.__init__.__globals__.os }}",
        "{% for x in facts %}{{ loop.__init__.__globals__ }}{% endfor %}",
        "{{ contents.__str__.__globals__ }}",
        "{{ body._name }}",
        "{{ dict(a=1).pop('a') }}",
        "{{ range(999999999)|list|length }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% for x in facts recursive %}{{ loop(facts) }}{% endfor %}",
    ],
)
def test_what_is_not_a_template_s_to_reach_is_refused_at_its_line(text):
    assert faults(text) == {("T233", PLACE)}


@pytest.mark.parametrize(
    "text",
    [
        '{% include "../../etc/passwd" %}',
        '{% include "/etc/passwd" %}',
        '{% import "../style.css" as x %}',
        '{% from "~/x.html" import x %}',
    ],
)
def test_no_file_but_a_template_is_taken_in(text):
    assert faults(text) == {("T230", PLACE)}


@pytest.mark.parametrize(
    "text",
    [
        "{{ ('<script>'|e).unescape() }}",
        "{{ '<script>'|e|replace('&lt;', '<') }}",
        "{{ '&lt;script&gt;'|striptags }}",
        "{{ '%s'|e|format('<script>') }}",
        "{{ ('%s'|e) % '<script>' }}",
        "{{ '<' ~ 'script>' }}",
        "{{ ['<script>']|join('<i>') }}",
        "{% filter upper %}{{ '<script>' }}{% endfilter %}",
        "{% set x %}{{ '<script>' }}{% endset %}{{ x.unescape() }}",
        "{% autoescape false %}{{ '<script>'|forceescape }}{% endautoescape %}",
    ],
)
def test_no_words_become_markup(text):
    root = parsed(made_with(text))
    assert not root.xpath("//div[@id='text']//script | //div[@id='text']//i")
    assert "<script>" in root.get_element_by_id("text").text_content().lower()


@pytest.mark.parametrize(("name", "code"), [("notes", "T235"), ("body", "T235")])
def test_the_signs_that_parts_stand_between_bring_no_part_in_twice(name, code):
    assert code in {found for found, _ in faults(f"{{{{ '\\x00{name}\\x00' }}}}")}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{{ document.title.upper }}", "builtin_function_or_method"),
        ("{{ [body] }}", "list"),
        ("{{ document }}", "dict"),
        ("{{ facts|map('upper') }}", "generator"),
        ("{{ joiner(',') }}", "Joiner"),
        ("{{ 1e308 * 10 }}", "float"),
    ],
)
def test_what_is_no_text_is_not_printed_with_its_place_in_the_memory_which_no_two_builds_share(text, what):
    with pytest.raises(FaultError, match=what) as caught:
        made_with(text)
    assert [(fault.code, str(fault.place)) for fault in caught.value.faults] == [("T233", PLACE)]


def test_numbers_are_printed_as_readers_know_them():
    made = made_with("<b>{{ 3 }} {{ 1.5 }} {{ facts|length }}</b>")
    assert parsed(made).xpath("string(//div[@id='text']//b)") == "3 1.5 1"
