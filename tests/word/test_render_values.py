"""Any text that the data holds comes out as that text, or is a fault with its place: in every part, never lost."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from engine_docx import KINDS, attempted, codes, docx, p, r, tbl, tc, text_of, texts, tr, tree
from hypothesis import given
from hypothesis import strategies as st

from pipeline.faults import FaultError
from pipeline.word.compiled import Markup, compile_template

NOTE = '<w:footnote w:id="1">{}</w:footnote>'
ENDNOTE = '<w:endnote w:id="1">{}</w:endnote>'
COMMENT = '<w:comment w:id="1" w:author="Enheten">{}</w:comment>'
DRAWING = '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Bild" descr="{{ value }}"/></wp:inline></w:drawing></w:r>'
LOOP = "{%p for row in rows %}", "{{ row.value }}", "{%p endfor %}"


@dataclass(frozen=True)
class Spot:
    """A place for a value: the template, the part it stands in, and how a reader finds it there."""

    data: bytes
    part: str
    read: object


def in_paragraph(root):
    return "\a".join(texts(root)).replace("\a\f\a", "\f")


def in_attribute(root):
    return next(root.iter("{*}docPr")).get("descr")


def in_element(name):
    return lambda root: next(root.iter(f"{{*}}{name}")).text or ""


TAG = "{{ value }}"
SPOTS = {
    "body": Spot(docx(p(TAG)), "word/document.xml", in_paragraph),
    "formatted run": Spot(docx(p(r(TAG, "<w:rPr><w:b/></w:rPr>"), style="Quote")), "word/document.xml", in_paragraph),
    "tag over runs": Spot(docx(p(r("{{ va"), r("lue }"), r("}"))), "word/document.xml", in_paragraph),
    "cell": Spot(docx(tbl(tr(TAG), columns=1) + p("")), "word/document.xml", lambda root: in_paragraph(root)[:-1]),
    "joined": Spot(docx(p("{{ value ~ '' }}")), "word/document.xml", in_paragraph),
    "escaped by hand": Spot(docx(p("{{ value|e }}")), "word/document.xml", in_paragraph),
    "through a variable": Spot(docx(p("{% set x = value %}{{ x }}")), "word/document.xml", in_paragraph),
    "through a block": Spot(docx(p("{% set x %}{{ value }}{% endset %}{{ x }}")), "word/document.xml", in_paragraph),
    "through a macro": Spot(
        docx(p("{% macro m(x) %}{{ x }}{% endmacro %}{{ m(value) }}")), "word/document.xml", in_paragraph
    ),
    "paragraph tag": Spot(docx(p("{{p value }}")), "word/document.xml", in_paragraph),
    "run tag": Spot(docx(p("{{r value }}")), "word/document.xml", in_paragraph),
    "paragraph loop": Spot(docx("".join(map(p, LOOP))), "word/document.xml", in_paragraph),
    "header": Spot(docx(p("x"), header=p(TAG)), "word/header1.xml", in_paragraph),
    "footer": Spot(docx(p("x"), footer=p(TAG)), "word/footer1.xml", in_paragraph),
    "footnote": Spot(docx(p("x"), footnotes=NOTE.format(p(TAG))), "word/footnotes.xml", in_paragraph),
    "endnote": Spot(docx(p("x"), endnotes=ENDNOTE.format(p(TAG))), "word/endnotes.xml", in_paragraph),
    "comment": Spot(docx(p("x"), comments=COMMENT.format(p(TAG))), "word/comments.xml", in_paragraph),
    "title property": Spot(
        docx(p("x"), core=f"<dc:title>{TAG}</dc:title>"), "docProps/core.xml", in_element("title")
    ),
    "keywords property": Spot(
        docx(p("x"), core=f"<cp:keywords>{TAG}</cp:keywords>"), "docProps/core.xml", in_element("keywords")
    ),
    "custom property": Spot(docx(p("x"), custom=TAG), "docProps/custom.xml", in_element("lpwstr")),
    "alternative text": Spot(docx(p(DRAWING)), "word/document.xml", in_attribute),
}  # fmt: skip

#: Text → what comes out; None for what no Word file can hold.
TEXTS = {
    "harmless": ("Barn och unga", ...),
    "angle brackets": ("A < B & C <AB>", ...),
    "entity": ("Barn &amp; unga &#65; &lt;", ...),
    "quotation marks": ("\"så\" 'sa' “hon”", ...),
    "markup": ("</w:t></w:r></w:p><w:p/>", ...),
    "CDATA": ("<![CDATA[x]]> ]]>", ...),
    "expression": ("{{ 7*7 }}", ...),
    "statement": ("{% for x in rows %}{% endfor %}", ...),
    "comment": ("{# bort #}", ...),
    "unclosed tag": ("{{ x", ...),
    "escaped braces": ("{_{ x }_} {_% y %_}", ...),
    "percent": ("63 % av 100 %}", ...),
    "spaces around": ("  två före, två efter  ", ...),
    "only a space": (" ", ...),
    "nothing": ("", ...),
    "no-break space": ("1\u00a0000 kr", ...),
    "soft hyphen and joiners": ("a\u00adb\u200dc\ufeff", ...),
    "emoji": ("👩‍👩‍👧 🇸🇪", ...),
    "line separators": ("a\u2028b\u2029c\u0085d", ...),
    "line break": ("rad ett\nrad två\n\nrad fyra", ...),
    "line break at the ends": ("\nx\n", ...),
    "Windows line break": ("rad ett\r\nrad två", "rad ett\nrad två"),
    "old Mac line break": ("rad ett\rrad två", "rad ett\nrad två"),
    "tab": ("\ta\t\tb\t", ...),
    "highest character": ("\U0010ffff", ...),
    "zero": ("a\x00b", None),
    "vertical tab": ("a\x0bb", None),
    "escape": ("a\x1b[0m", None),
    "lone surrogate": ("a\ud800b", None),
    "surrogates in the wrong order": ("\ude00\ud83d", None),
    "no characters": ("a\ufffeb\uffff", None),
    "sign used within": ("a\ufffe1b", None),
}


def rendered(spot, text):
    context = {"value": text, "rows": [{"value": text}]}
    return spot.read(tree(compile_template(spot.data, "t.docx").render(context), spot.part))


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("spot", SPOTS)
def test_text_comes_out_as_it_is_or_is_a_fault_with_its_place(spot, text):
    given_text, expected = TEXTS[text]
    spot = SPOTS[spot]
    if expected is not None:
        assert rendered(spot, given_text) == (given_text if expected is ... else expected)
        return
    with pytest.raises(FaultError) as error:
        rendered(spot, given_text)
    (fault,) = error.value.faults
    assert fault.code == "T131"
    assert fault.place.file == "t.docx"
    assert fault.place.part == spot.part
    assert fault.place.tag is not None
    assert fault.data["variable"] == "value"
    assert chr(int(fault.data["character"][2:], 16)) in given_text


@given(text=st.text(alphabet=st.characters(exclude_categories=())), spot=st.sampled_from(sorted(SPOTS)))
def test_whatever_the_text_it_comes_back_or_is_refused(text, spot):
    seen, faults = attempted(lambda: rendered(SPOTS[spot], text))
    if faults is None:
        assert seen == text.replace("\r\n", "\n").replace("\r", "\n")
    else:
        assert {fault.code for fault in faults} <= {"T131", "T136"}
        assert all(fault.place.part == SPOTS[spot].part for fault in faults)
        assert any(c in "\a\f\ufffe\uffff" or c < " " or "\ud800" <= c <= "\udfff" for c in text)


@pytest.mark.parametrize("text", ["Före\aefter", "Före\fefter"])
def test_paragraph_and_page_breaks_split_a_plain_paragraph_of_the_body(text):
    assert rendered(SPOTS["body"], text) == text


@pytest.mark.parametrize(
    ("spot", "text"),
    [
        *((spot, "a\fb") for spot in ("header", "footer", "footnote", "title property", "alternative text")),
        *((spot, "a\ab") for spot in ("title property", "custom property", "alternative text")),
    ],
)
def test_a_break_that_cannot_stand_there_is_a_fault(spot, text):
    with pytest.raises(FaultError) as error:
        rendered(SPOTS[spot], text)
    assert codes(error) == ["T136"]
    assert error.value.faults[0].place.part == SPOTS[spot].part


def test_a_paragraph_break_within_a_link_is_a_fault_and_not_a_torn_file():
    data = docx(p(f'<w:hyperlink w:anchor="x">{r("{{ value }}")}</w:hyperlink>'))
    assert rendered(Spot(data, "word/document.xml", in_paragraph), "a\nb\tc") == "a\nb\tc"
    with pytest.raises(FaultError) as error:
        compile_template(data, "t.docx").render({"value": "a\ab"})
    assert codes(error) == ["T136"]


def test_a_bad_text_is_named_by_its_path_among_the_variables():
    data = docx(tbl(tr("{%tr for row in rows %}"), tr("{{ row.who }}"), tr("{%tr endfor %}"), columns=1))
    rows = [{"who": "Staben"}, {"who": "En\x00heten"}]
    with pytest.raises(FaultError) as error:
        compile_template(data, "templates/plan.docx").render({"rows": rows})
    (fault,) = error.value.faults
    assert "rows[1].who" in fault.message
    assert (fault.place.part, fault.place.tag) == ("word/document.xml", "{{ row.who }}")


def test_all_bad_texts_of_all_parts_are_told_at_once():
    data = docx(p("{{ a }} {{ b }}"), header=p("{{ c }}"), core="<dc:title>{{ a }}</dc:title>")
    with pytest.raises(FaultError) as error:
        compile_template(data, "t.docx").render({"a": "\x00", "b": "\ud800", "c": "\x0b"})
    assert sorted((of.place.part, of.place.tag) for of in error.value.faults) == [
        ("docProps/core.xml", "{{ a }}"),
        ("word/document.xml", "{{ a }}"),
        ("word/document.xml", "{{ b }}"),
        ("word/header1.xml", "{{ c }}"),
    ]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (2008, "2008"),
        (-3, "-3"),
        (0, "0"),
        (Decimal("63.50"), "63.50"),
        (Decimal("1E+3"), "1000"),
        (Decimal("-0.001"), "-0.001"),
        (date(2024, 6, 19), "2024-06-19"),
    ],
)
def test_numbers_and_dates_are_printed(value, shown):
    assert rendered(SPOTS["body"], value) == shown


@pytest.mark.parametrize("value", [None, True, [1], {"a": 1}, Decimal("NaN"), Decimal("Infinity")])
@pytest.mark.parametrize("spot", ["body", "title property", "alternative text", "paragraph tag", "run tag"])
def test_what_is_no_text_is_not_printed_as_a_program_would(spot, value):
    with pytest.raises(FaultError) as error:
        rendered(SPOTS[spot], value)
    assert codes(error) == ["T132"]


class Frame:
    def to_csv(self, path):
        raise AssertionError("a template has called a method")


class Text(str):
    __slots__ = ()


@pytest.mark.parametrize("value", [Frame(), 1.5, {1: "x"}, {"a": [Frame()]}, [{"a": {"b": {1, 2}}}], b"x", Text("x")])
def test_only_plain_values_are_taken(value):
    with pytest.raises(FaultError) as error:
        compile_template(docx(p("{{ value }}")), "t.docx").render({"value": value})
    (fault,) = error.value.faults
    assert fault.code == "T130"
    assert fault.data["variable"].startswith("value")


def test_a_value_that_holds_itself_is_refused():
    rows = []
    rows.append(rows)
    with pytest.raises(FaultError) as error:
        compile_template(docx(p("{{ value|length }}")), "t.docx").render({"value": rows})
    assert codes(error) == ["T130"]


def test_a_field_named_as_a_method_is_the_field():
    data = docx(p("{{ row.items }} {{ row.keys }} {{ row.values }} {{ row.title }}"))
    row = {"items": "a", "keys": "b", "values": "c", "title": "d"}
    assert texts(tree(compile_template(data, "t.docx").render({"row": row}))) == ["a b c d"]


def test_data_in_a_footnote_of_a_document_with_two_sections_is_never_run():
    body = f"<w:p><w:pPr><w:sectPr/></w:pPr>{r('Ett')}</w:p>{p('Två')}"
    data = docx(body, footnotes=NOTE.format(p("{{ value }}")))
    result = tree(compile_template(data, "t.docx").render({"value": "{{ 7*7 }}"}), "word/footnotes.xml")
    assert texts(result) == ["{{ 7*7 }}"]


def test_properties_are_escaped_once():
    data = docx(p("x"), core="<dc:title>{{ value }}</dc:title><cp:category>{{ value }}</cp:category>")
    root = tree(compile_template(data, "t.docx").render({"value": "Barn & unga"}), "docProps/core.xml")
    assert [element.text for element in root] == ["Barn & unga", "Barn & unga"]


def test_an_ampersand_in_a_footnote_leaves_the_file_whole():
    data = docx(p("x"), footnotes=NOTE.format(p("{{ value }}")))
    root = tree(compile_template(data, "t.docx").render({"value": "A & B"}), "word/footnotes.xml")
    assert texts(root) == ["A & B"]


def test_text_after_a_value_with_angle_brackets_is_still_there():
    data = docx(p("{{ value }}") + p("Nästa stycke") + p("Sista"))
    result = tree(compile_template(data, "t.docx").render({"value": "A < B & C <AB>"}))
    assert texts(result) == ["A < B & C <AB>", "Nästa stycke", "Sista"]


# ---------------------------------------------------------------------------------------- whole paragraphs


def test_markup_takes_the_place_of_its_paragraph():
    data = docx(p("Före") + p("{{p body }}", style="Quote") + p("Efter"))
    root = tree(compile_template(data, "t.docx").render({"body": Markup(p("Ett & två") + p("Tre", style="Lead"))}))
    assert texts(root) == ["Före", "Ett & två", "Tre", "Efter"]
    assert [style.get(style.keys()[0]) for style in root.iter("{*}pStyle")] == ["Lead"]


def test_markup_that_is_empty_leaves_nothing_but_what_a_cell_must_have():
    data = docx(p("{{p body }}") + tbl(tr(tc(p("{{p body }}"))), columns=1) + p("Efter"))
    root = tree(compile_template(data, "t.docx").render({"body": Markup("")}))
    assert texts(root) == ["", "Efter"]
    assert len(next(root.iter("{*}tc")).findall("{*}p")) == 1


def test_text_in_the_place_of_a_paragraph_is_a_paragraph_that_looks_the_same():
    data = docx(p(r("{{p value }}", "<w:rPr><w:b/></w:rPr>"), style="Quote"))
    root = tree(compile_template(data, "t.docx").render({"value": "a < b\nc"}))
    (paragraph,) = root.iter("{*}p")
    assert text_of(paragraph) == "a < b\nc"
    assert next(root.iter("{*}pStyle")) is not None
    assert next(root.iter("{*}b")) is not None


@pytest.mark.parametrize("tag", ["{{ body }}", "{{r body }}", "{{ body ~ 'x' }}", "{{ body|upper }}"])
def test_markup_anywhere_but_in_the_place_of_a_paragraph_is_a_fault(tag):
    with pytest.raises(FaultError) as error:
        compile_template(docx(p(f"Se {tag}")), "t.docx").render({"body": Markup(p("x"))})
    assert "T133" in codes(error) or "T134" in codes(error)
    assert error.value.faults[0].place.tag == tag


def test_a_template_can_ask_whether_markup_is_empty_and_learns_nothing_else():
    data = docx(p("{% if body %}ja{% else %}nej{% endif %}"))
    template = compile_template(data, "t.docx")
    assert texts(tree(template.render({"body": Markup(p("x"))}))) == ["ja"]
    assert texts(tree(template.render({"body": Markup("")}))) == ["nej"]
    peeking = compile_template(docx(p("{{ body._xml }}")), "t.docx")
    with pytest.raises(FaultError):
        peeking.render({"body": Markup(p("x"))})


def test_markup_deep_among_the_values_is_refused():
    with pytest.raises(FaultError) as error:
        compile_template(docx(p("{{p rows[0] }}")), "t.docx").render({"rows": [Markup(p("x"))]})
    assert codes(error) == ["T130"]


def test_a_paragraph_that_ends_a_section_wants_markup_that_ends_it():
    paragraph = p("{{p body }}").replace("<w:p>", "<w:p><w:pPr><w:sectPr/></w:pPr>")
    template = compile_template(docx(paragraph + p("Efter")), "t.docx")
    ending = f"<w:p><w:pPr><w:sectPr/></w:pPr>{r('Sist')}</w:p>"
    assert texts(tree(template.render({"body": Markup(ending)}))) == ["Sist", "Efter"]
    with pytest.raises(FaultError) as error:
        template.render({"body": Markup(p("Sist"))})
    assert codes(error) == ["T136"]


# --------------------------------------------------------------------------------------------- other spots


def field_of(instruction):
    return p(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>",
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    )


def test_a_value_in_a_field_cannot_change_what_the_field_does():
    template = compile_template(docx(field_of(" DOCPROPERTY &quot;{{ value }}&quot; ")), "t.docx")
    root = tree(template.render({"value": "Dnr & år <1>"}))
    assert next(root.iter("{*}instrText")).text == ' DOCPROPERTY "Dnr & år <1>" '
    for text in ('x" \\* MERGEFORMAT "', "a\\b", "a\nb"):
        with pytest.raises(FaultError) as error:
            template.render({"value": text})
        assert codes(error) == ["T136"]


def test_addresses_of_links_are_filled_in():
    links = ("{{ web }}", "https://example.se/{{ number }}", "https://example.se/?q=%7b%7b%20number%20%7d%7d&amp;x=1")
    template = compile_template(docx(p("x"), links=links), "t.docx")
    root = tree(
        template.render({"web": "https://a.se/?a=1&b=2", "number": '1.3/å & "x"'}), "word/_rels/document.xml.rels"
    )
    assert [of.get("Target") for of in root if of.get("TargetMode") == "External"] == [
        "https://a.se/?a=1&b=2",
        "https://example.se/1.3%2F%C3%A5%20%26%20%22x%22",
        "https://example.se/?q=1.3%2F%C3%A5%20%26%20%22x%22&x=1",
    ]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "www.example.se", "https://a b.se", ""]
)
def test_an_address_that_is_none_is_a_fault(address):
    with pytest.raises(FaultError) as error:
        compile_template(docx(p("x"), links=("{{ web }}",)), "t.docx").render({"web": address})
    (fault,) = error.value.faults
    assert (fault.code, fault.place.part) == ("T136", "word/_rels/document.xml.rels")


def test_every_kind_of_part_has_a_spot():
    assert set(KINDS) <= {"header", "footer", *(spot + "s" for spot in SPOTS)} | set(SPOTS)
