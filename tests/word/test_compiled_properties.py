"""Whatever a designer types, a template is compiled or told to be wrong; and its own text comes through."""

from itertools import pairwise

from engine_docx import attempted, docx, p, r, texts, tree
from hypothesis import given
from hypothesis import strategies as st

from pipeline.word.compiled import compile_template

SIGNS = [
    *("{{", "}}", "{%", "%}", "{#", "#}", "{", "}", "%", "#", "-", "p ", "r ", "tr ", "if x", "endif", "for y in z"),
    *(
        "endfor",
        "else",
        "x",
        "y",
        "raw",
        "endraw",
        "set a = 1",
        "ord",
        " ",
        "'",
        '"',
        "“",
        "<",
        "&",
        "|upper",
        "(",
        ".",
    ),
    *(".", "colspan 2", "vm", "\u2003", "{_{", "}_}"),
]

texts_with_signs = st.lists(st.sampled_from(SIGNS), max_size=14).map("".join)


def split_at(text, cuts):
    """Runs of a text, cut at some of its characters."""
    at = sorted({0, len(text), *(cut % (len(text) + 1) for cut in cuts)})
    return [r(text[begin:end]) for begin, end in pairwise(at)]


@given(st.lists(texts_with_signs, min_size=1, max_size=4), st.lists(st.integers(0, 80), max_size=4), texts_with_signs)
def test_any_text_in_a_template_is_compiled_or_told(paragraphs, cuts, title):
    escaped = title.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    body = "".join(p(*split_at(text, cuts)) for text in paragraphs)
    data = docx(body, core=f"<dc:title>{escaped}</dc:title>")
    values = {"x": "a < b", "y": "c", "z": ["d", "e"]}
    rendered, faults = attempted(lambda: compile_template(data, "t.docx").render(values))
    if faults is None:
        assert tree(rendered) is not None
    else:
        assert all(fault.code.startswith("T1") and fault.place.file == "t.docx" for fault in faults)


def test_a_comment_that_goes_takes_no_spaces_of_the_text_with_it():
    body = p(r("Före "), r("{# bort #} efter"), r(" {# bo"), r("rt #} slut "))
    result = tree(compile_template(docx(body), "t.docx").render({}))
    assert texts(result) == ["Före  efter  slut "]


words = st.sampled_from(["Mål ", "63 % ", "a < b & c ", "{x} ", "slut. ", "å", " ", "} ", "{ ", "% ", "# "])
tags = st.sampled_from(
    ["{{ x }}", "{{x}}", "{{ y|upper }}", "{# bort #}", "{% if x %}ja{% else %}nej{% endif %}", "{% set q = 1 %}"]
)
SHOWN = {"{{ x }}": "<X & Y>", "{{x}}": "<X & Y>", "{{ y|upper }}": "Å", "{# bort #}": "", "{% set q = 1 %}": "",
         "{% if x %}ja{% else %}nej{% endif %}": "ja"}  # fmt: skip


@given(st.lists(st.tuples(words, tags, words), min_size=1, max_size=6), st.lists(st.integers(0, 300), max_size=6))
def test_a_templates_own_text_comes_through_however_word_cuts_it(pieces, cuts):
    text = "".join(before + " " + tag + " " + after for before, tag, after in pieces)
    shown = "".join(before + " " + SHOWN[tag] + " " + after for before, tag, after in pieces)
    body = p(*split_at(text, cuts)) + p("Nästa")
    result = tree(compile_template(docx(body), "t.docx").render({"x": "<X & Y>", "y": "å"}))
    assert texts(result) == [shown, "Nästa"]
