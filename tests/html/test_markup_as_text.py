"""Text that looks like markup comes out as text, wherever in a tree it stands; what cannot is refused."""

import re
from datetime import date

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.content.adoption import AdoptedVersion, Adoption
from pipeline.content.model import (
    Cell,
    Column,
    CrossReference,
    Figure,
    Footnote,
    FootnoteMark,
    Heading,
    ItemList,
    LineBreak,
    Link,
    ListItem,
    Paragraph,
    Picture,
    Row,
    Table,
    Text,
    Value,
)
from pipeline.faults import FaultError
from pipeline.html.downloads import Download
from tests.html.pages import HERE, page, parsed, project_templates, variables

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010100000000376ef9240000000a4944415478da6368000000820081da45083b"
    "0000000049454e44ae426082"
)

#: What somebody could write, or a table could hold.
HOSTILE = (
    "<script>alert(1)</script>",
    "</title></style></script><img src=x onerror=alert(1)>",
    '" onload="alert(1)',
    "' onfocus='alert(1)' autofocus='",
    "<!-- --><b>x</b> --> ]]> -->",
    "&lt;script&gt; &#60;b&#62; &amp;",
    "javascript:alert(1)",
    "{{ 7 * 7 }} {% raw %} ${x}",
    "\0body\0 \x1b \ud800 \u2028 </p><svg/onload=alert(1)>",
)


#: What HTML cannot hold (HTML, 13.1.4 and 13.2.3.5).
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def said(text):
    """The text as the page shows it: what HTML cannot hold by its sign."""
    return "".join("\N{REPLACEMENT CHARACTER}" if sign in "\0\x1b\ud800" else sign for sign in text)


def paragraph(text):
    return Paragraph((Text(text, HERE),), origin=HERE)


def table(**changed):
    cells = {"header": "Rubrik", "row": "Rad", "cell": "Cell"} | {
        name: changed.pop(name) for name in ("header", "row", "cell") if name in changed
    }
    made = {
        "columns": (Column(), Column()),
        "header": (Row((Cell((paragraph("År"),)), Cell((paragraph(cells["header"]),)))),),
        "rows": (Row((Cell((paragraph(cells["row"]),), header=True), Cell((paragraph(cells["cell"]),)))),),
        "caption": (Text("En tabell"),),
        "label": "tbl-en",
        "origin": HERE,
    }
    return Table(**made | changed)


def figure(**changed):
    made = {"picture": Picture(PNG, "image/png", 50, 20), "alt": "En bild", "caption": (Text("En figur"),)}
    return Figure(**made | {"label": "fig-en", "origin": HERE} | changed)


def blocks_with(text, node):
    return {
        "text": (paragraph(text),),
        "strong": (Paragraph((Text(text, strong=True, emphasis=True),)),),
        "raised": (Paragraph((Text("1"), Text(text, raised=True))),),
        "foreign": (Paragraph((Text(text, language="en"),)),),
        "right to left": (Paragraph((Text(text, language="ar"),)),),
        "value": (Paragraph((Value(text, "a.b", HERE, (HERE,)),)),),
        "after a break": (Paragraph((Text("a"), LineBreak(), Text(text))),),
        "words of a link": (Paragraph((Link("https://example.se/a", (Text(text),)),)),),
        "heading": (Heading(1, (Text(text),), origin=HERE),),
        "heading without number": (Heading(2, (Text(text),), numbered=False),),
        "heading that is referred to": (
            Heading(1, (Text(text),), numbered=False, label="sec-x"),
            Paragraph((CrossReference("sec-x", HERE),)),
        ),
        "lead": (Paragraph((Text(text),), "lead"),),
        "quote": (Paragraph((Text(text),), "quote"),),
        "note": (Paragraph((Text(text),), "note"),),
        "example": (Paragraph((Text(text),), "example"),),
        "signature": (Paragraph((Text(text),), "signature"),),
        "item": (ItemList((ListItem((paragraph(text),)),)),),
        "item of several": (ItemList((ListItem((paragraph("a"), paragraph(text))),), ordered=True, start=3),),
        "table header": (table(header=text),),
        "row header": (table(row=text),),
        "cell": (table(cell=text),),
        "table caption": (table(caption=(Text(text),)),),
        "unit": (table(unit=f"a{text}"),),
        "table note": (table(notes=(Paragraph((Text(text),), "note"),)),),
        "figure caption": (figure(caption=(Text(text),)),),
        "figure note": (figure(notes=(Paragraph((Text(text),), "note"),)),),
    }[node]


NODES = (
    "text",
    "strong",
    "raised",
    "foreign",
    "right to left",
    "value",
    "after a break",
    "words of a link",
    "heading",
    "heading without number",
    "heading that is referred to",
    "lead",
    "quote",
    "note",
    "example",
    "signature",
    "item",
    "item of several",
    "table header",
    "row header",
    "cell",
    "table caption",
    "unit",
    "table note",
    "figure caption",
    "figure note",
)


def shape(root):
    """Every element in order with its attributes' names; ids and what follows from a heading's words left out."""
    return [(element.tag, sorted(element.attrib)) for element in root.iter() if isinstance(element.tag, str)]


def comments(root):
    return [node for node in root.iter() if node.tag is lxml.html.HtmlComment or not isinstance(node.tag, str)]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("node", NODES)
def test_hostile_text_in_every_kind_of_node_is_shown_as_it_is_and_makes_no_element(node, text):
    tame, wild = (parsed(page(*blocks_with(words, node))) for words in ("ofarligt", text))
    assert shape(wild) == shape(tame)
    assert not comments(wild)
    assert said(text) in wild.find("body").text_content().replace("Fotnot", "")


@pytest.mark.parametrize("node", NODES)
@given(text=st.text(st.characters(exclude_categories=())))
@settings(max_examples=25, deadline=None)
def test_any_text_in_any_kind_of_node_comes_back_as_it_was(node, text):
    root = parsed(page(*blocks_with(f"[{text}]", node)))
    shown = "".join("\N{REPLACEMENT CHARACTER}" if _IMPOSSIBLE.fullmatch(sign) else sign for sign in text)
    assert f"[{shown}]" in root.find("body").text_content()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_a_footnote(text):
    def made(words):
        blocks = (Paragraph((Text("a"), FootnoteMark("x", HERE))),)
        return parsed(page(*blocks, footnotes={"x": Footnote("x", (paragraph(words),), HERE)}))

    assert shape(made(text)) == shape(made("ofarligt"))
    assert said(text) in made(text).get_element_by_id("note-1").text_content()


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    ("make", "where"),
    [
        (lambda text: (figure(alt=text),), "//svg[image]/@aria-label"),
        (lambda text: (table(summary=text),), "//p[@hidden]/text()"),
        (lambda text: (Heading(1, (Text(text),)),), "//a[@class='anchor']/@aria-label"),
    ],
)
def test_hostile_text_in_attributes_stays_in_them(make, where, text):
    tame, wild = parsed(page(*make("ofarligt"))), parsed(page(*make(text)))
    assert shape(wild) == shape(tame)
    (found,) = wild.xpath(where)
    assert said(text) in found


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", ["title", "subject", "organisation", "author", "case_number", "document_type"])
def test_hostile_metadata_stays_in_the_head_s_own_elements(name, text):
    tame, wild = (
        parsed(page(paragraph("a"), metadata={"subject": "ofarligt", "keywords": ("a",), name: words}))
        for words in ("ofarligt", text)
    )
    assert shape(wild) == shape(tame)
    assert not comments(wild)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_keywords_and_adoption_stay_in_the_data_for_machines(text):
    def made(words):
        adopted = AdoptedVersion(words, words, words, date(2024, 6, 19), words)
        return page(paragraph("a"), metadata={"keywords": (words,), "draft": False, "adoption": Adoption(adopted)})

    assert shape(parsed(made(text))) == shape(parsed(made("ofarligt")))
    data = parsed(made(text)).xpath("//script[@type='application/ld+json']/text()")
    assert len(data) == 1
    assert "<" not in data[0]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", ["title", "subtitle", "type", "case_number", "date", "draft_mark"])
def test_hostile_variables_of_the_template_are_shown_as_they_are(name, text):
    known = variables()["document"]
    tame, wild = (
        parsed(page(paragraph("a"), document=known | {"subtitle": "x", name: words})) for words in ("ofarligt", text)
    )
    assert shape(wild) == shape(tame)
    assert said(text) in wild.text_content()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_facts_are_shown_as_they_are(text):
    wild = parsed(page(paragraph("a"), facts=[{"label": text, "value": text}]))
    tame = parsed(page(paragraph("a"), facts=[{"label": "a", "value": "b"}]))
    assert shape(wild) == shape(tame)
    assert wild.text_content().count(said(text)) == 2


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:msgbox(1)",
        "file:///etc/passwd",
        "//example.se/x",
        'https://example.se/" onmouseover="alert(1)',
        "https://example.se/<script>",
        "https:example.se",
        "mailto:a@b.se\nbcc:c@d.se",
        "",
    ],
)
def test_a_link_that_leads_nowhere_it_may_is_refused(url):
    with pytest.raises(FaultError) as caught:
        page(Paragraph((Link(url, (Text("här"),), HERE),)))
    assert [(fault.code, fault.place) for fault in caught.value.faults] == [("T205", HERE)]


def test_an_address_is_written_out_whole():
    url = "https://example.se/a?b=1&c=å'(d)#e"
    assert parsed(page(Paragraph((Link(url, (Text("här"),)),)))).xpath("//div[@id='text']//a/@href") == [url]


@pytest.mark.parametrize("language", ['en" onclick="x', "en><b>", "svenska!"])
def test_a_language_that_is_none_is_refused(language):
    with pytest.raises(FaultError) as caught:
        page(Paragraph((Text("x", HERE, language=language),)))
    assert [fault.code for fault in caught.value.faults] == ["T218"]


@pytest.mark.parametrize("label", ['sec-"onclick="x', "sec-<b>"])
def test_a_label_that_looks_like_markup_stays_an_id(label):
    root = parsed(page(Heading(1, (Text("A"),), label=label), Paragraph((CrossReference(label),))))
    assert root.xpath("//h2/@id") == [label]
    assert root.xpath("//a[@class='reference']/@href") == [f"#{label}"]


def test_the_name_of_a_file_that_looks_like_markup_stays_an_address():
    root = parsed(page(paragraph("a"), downloads=(Download('a"><script>.pdf', '<b>PDF"', 1234),)))
    assert root.xpath("//nav[@class='downloads']//a/@href") == ["a%22%3E%3Cscript%3E.pdf"]
    assert root.xpath("//nav[@class='downloads']//a/text()") == ['<b>PDF" (1\u00a0kB)']


@pytest.mark.parametrize(
    "escape", ["{% autoescape false %}{{ document.title }}{% endautoescape %}", "{{ document.title }}"]
)
def test_no_template_can_let_text_through_as_markup(escape):
    known = variables()["document"] | {"title": "<script>x</script>"}
    templates = project_templates(
        plan_annex_html=f'{{% extends "edition.html" %}}{{% block parts %}}{escape}{{{{ body }}}}{{% endblock %}}'
    )
    made = page(paragraph("a"), document=known, templates=templates)
    assert "<script>x" not in made


def test_text_that_looks_like_css_stays_a_string_in_the_style():
    made = page(paragraph("a"), metadata={"title": '"} body { display: none } @import "x'})
    assert "display: none }" not in made.partition("@page {\n@top-left")[2].partition("</style>")[0]
