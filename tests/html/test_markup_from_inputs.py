"""Text that looks like markup goes from any field of the inputs to page, author's edition and Word file as text."""

import json
import re

import lxml.html
import pytest

from pipeline.building.authoring import author_page
from pipeline.building.compose import examine
from pipeline.building.numbering import Numbering
from pipeline.building.pages import page_of
from pipeline.building.project import Project
from pipeline.building.write import write_all
from pipeline.faults import FaultError
from tests.html.hostile_project import FIELDS, NAME, TAME, write_project
from tests.html.said import letters, notes_of_page, notes_of_word_file, words_of_page, words_of_word_file

#: Short enough for the title of a box.
HOSTILE = (
    "<script>console.log('hej')</script>",
    "</title></style></script><svg/onload=f()>",
    "\"><img src=x onerror='f()'> autofocus='",
    "<!-- --!> --> ]]> <![CDATA[ <?php",
    "&lt;b&gt; &#60;b&#62; &amp; &copy &notin;",
    "javascript:f() //ond.se data:text/html,<b>",
    "{{ namn }} {% raw %} ${x} {DATE} %s",
    "} */ @import 'x'; body { display: none }",
)
#: Fields whose form is given, and in which such texts are refused.
GIVEN = {"agency_number": "I117", "agency_email": "T237"}


def composed_in(folder, added="", **texts):
    """The document, with texts in some of its fields, and more Markdown behind all others."""
    project = Project(write_project(folder, **texts))
    with (project.root / "inputs" / NAME / "text" / "10-text.md").open("a", encoding="utf-8") as file:
        file.write(f"\n{added}\n")
    (found,) = project.choose((NAME,))
    composed, said = examine(project, found, draft=True, numbering=Numbering(project.register), rules=False)
    said.raise_if_errors()
    return composed


def pages_of(folder, text):
    """Page, author's edition and Word file with a text in every field, and the text of each field."""
    texts = {name: f"{text} {name}" for name in FIELDS if name not in GIVEN}
    texts["summary"] = re.sub("{[{%]", "{", texts["summary"])  # there, it is a figure
    composed = composed_in(folder, **texts)
    return page_of(composed, {}), author_page(composed, ()), write_all({NAME: composed})[NAME].data, texts


def shape(page):
    """Every element in order with its attributes' names, and those that there are in charts, which break their lines.

    A text with several escaped signs is several texts, each bold by itself: one of them counts.
    """
    root = lxml.html.document_fromstring(page)
    drawn = {name for element in root.xpath("//svg//*") for name in (element.tag, *element.attrib)}
    for chart in root.xpath("//svg"):
        chart.clear(keep_tail=True)
    found = [(getattr(element.tag, "__name__", element.tag), sorted(element.attrib)) for element in root.iter()]
    return [one for one, before in zip(found, [None, *found], strict=False) if one != before], drawn


def texts(page):
    """Every text of a page, of elements and attributes and of the data for machines, without spaces and case."""
    root = lxml.html.document_fromstring(page)
    (data,) = root.xpath("//script[@type='application/ld+json']/text()")
    found = [value for element in root.iter() for value in element.attrib.values()]
    found += [element.text_content() for element in root.xpath("//body//* | //title")]
    return "\0".join(letters(text) for text in [*found, *_values(json.loads(data))]).casefold()


def _values(data):
    if isinstance(data, dict | list):
        for value in data.values() if isinstance(data, dict) else data:
            yield from _values(value)
    else:
        yield str(data)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_every_field_is_shown_as_it_is_and_makes_no_element(tmp_path, text):
    page, author, word_file, put = pages_of(tmp_path / "hostile", text)
    tame = pages_of(tmp_path / "tame", re.sub("[^A-Za-z0-9 ]", "*", text))
    assert shape(page) == shape(tame[0])
    assert shape(author) == shape(tame[1])
    for edition in (page, author):
        shown = texts(edition)
        assert [name for name, value in put.items() if letters(value).casefold() not in shown] == []
    assert words_of_page(page) == words_of_word_file(word_file)
    assert notes_of_page(page) == notes_of_word_file(word_file)


@pytest.mark.parametrize("name", GIVEN)
def test_hostile_text_in_a_field_whose_form_is_given_is_refused(tmp_path, name):
    with pytest.raises(FaultError) as refused:
        page_of(composed_in(tmp_path / "project", **{name: HOSTILE[2]}), {})
    assert {fault.code for fault in refused.value.faults} == {GIVEN[name]}


@pytest.mark.parametrize("sign", ["\0", "\x1b", "\x7f", "\ufffe"])
@pytest.mark.parametrize("name", ["title", "prose", "cell", "caption", "agency_name", "note"])
def test_signs_that_no_page_can_hold_are_told_with_their_place(tmp_path, name, sign):
    with pytest.raises(FaultError) as refused:
        page_of(composed_in(tmp_path / "project", **{name: f"{TAME}{sign}"}), {})
    assert all(str(fault.place).startswith("inputs/") for fault in refused.value.faults)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("[a](javascript:f())", "I211"),
        ("[a](JaVaScRiPt:f())", "I211"),
        ("[a](< javascript:f()>)", "I211"),
        ("[a](<java\tscript:f()>)", "I211"),
        ("[a](&#106;avascript:f())", "I211"),
        ("<javascript:f()>", "I211"),
        ("[a](data:text/html,x)", "I211"),
        ("[a](vbscript:x)", "I211"),
        ("[a](//ond.se/)", "I211"),
        ("[a](file:///etc/passwd)", "I211"),
        ("[a](../../etc/passwd)", "I211"),
        ("[a][b]\n\n[b]: javascript:f()", "I215"),
        ("<script>f()</script>", "I200"),
        ("a <img src=x onerror=f()>", "I200"),
        ("<!-- x --!><b>", "I200"),
        ('http://a.se/"><b>', "I200"),
        ("[a]{lang='en\" onclick=\"f()'}", "I212"),
        ('[a]{onclick="f()"}', "I212"),
        ('# R {#sec-"onclick}', "I270"),
        ("# R {#sec-a onclick=f()}", "I212"),
        ("![a](https://ond.se/a.png)", "I101"),
    ],
)
def test_markup_that_prose_cannot_have_is_refused_at_its_line(tmp_path, written, code):
    with pytest.raises(FaultError) as refused:
        composed_in(tmp_path / "project", added=written)
    assert code in {fault.code for fault in refused.value.faults}
    assert {str(fault.place).split(":")[0] for fault in refused.value.faults} == {f"inputs/{NAME}/text/10-text.md"}
    assert all(fault.place.line >= 30 for fault in refused.value.faults)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('[a](https://a.se/"onclick=f())', '<p><a href="https://a.se/%22onclick=f()">a</a></p>'),
        ("&lt;b&gt; &#60;script&#62;", "<p>&lt;b&gt; &lt;script&gt;</p>"),
        (r"\<b onclick\=f\(\)\>", "<p>&lt;b onclick=f()&gt;</p>"),
    ],
)
def test_markup_that_prose_may_have_is_shown_as_text(tmp_path, written, shown):
    assert shown in page_of(composed_in(tmp_path / "project", added=written), {}).decode()
