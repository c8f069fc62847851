"""Colours of styles are held against what is behind them, in light and dark, as a browser would put them together."""

import re

import lxml.html
import pytest

from pipeline.building.page_styles import part_names
from pipeline.html.styles.checking import check_styles
from pipeline.html.styles.colours import Colour, colour_of, ratio
from pipeline.html.styles.specimen import Frames
from tests.html.pages import ROOT
from tests.html.styled import FILES, look, told

AGENCY = ":root { --accent: #00558c } @media screen and (prefers-color-scheme: dark) { :root { --accent: #8ec9f0 } }"


def test_nothing_is_told_of_the_project_s_own_styles():
    assert [str(fault) for fault in check_styles(FILES, part_names())] == []


@pytest.mark.parametrize(
    ("name", "was", "becomes", "found"),
    [
        ("style.css", "--ink: #1f2a30", "--ink: #8a9499", ("T243", "light")),
        ("style.css", "--accent: #0e4a5a", "--accent: #4a9fb5", ("T243", "light")),
        ("style.css", "--grey: #54626a", "--grey: #8b979e", ("T243", "light")),
        ("style.css", "--red: #a61b1b", "--red: #e86a6a", ("T243", "light")),
        ("style.css", "--tint: #e6eef0", "--tint: #6f8c95", ("T243", "light")),
        ("style.css", "--paper: #11191d", "--paper: #5a6a72", ("T243", "dark")),
        ("style.css", "--accent: #9fd0dd", "--accent: #2f6f80", ("T243", "dark")),
        ("style.css", "--bad: #42231f", "--bad: #b07a74", ("T243", "dark")),
        ("charts.css", "--chart-ink: #1f2a30", "--chart-ink: #9aa4a8", ("T243", "light")),
        ("charts.css", "--chart-soft: #3b7586", "--chart-soft: #203c44", ("T244", "dark")),
        ("overview.css", "--ok: #9bd6ab", "--ok: #2d6c3f", ("T243", "dark")),
        ("overview.css", "--edge: #7b8990", "--edge: #c5ccd0", ("T244", "light")),
    ],
)
def test_each_colour_that_is_made_too_faint_is_told_at_a_line_of_its_file(name, was, becomes, found):
    faults = look(name=name, was=was, becomes=becomes)
    assert found in [(fault.code, fault.data["scheme"]) for fault in faults]
    assert {fault.place.file for fault in faults} == {f"templates/html/{name}"}
    assert {fault.level for fault in faults} == {"warning"}
    token = becomes.partition(":")[0]
    assert any(token in fault.message for fault in faults)


@pytest.mark.parametrize(
    ("added", "code", "schemes"),
    [
        (".cover .type { color: #777 }", "T243", {"light", "dark"}),
        (":root { --accent: #00558c }", "T243", {"dark"}),
        (".contents a:hover { color: #999 }", "T243", {"light"}),
        ("nav.contents { background: #777 }", "T243", {"light", "dark"}),
        (".notes li:target { background: #777 }", "T243", {"light", "dark"}),
        ("p.note { opacity: .5 }", "T243", {"light", "dark"}),
        (".example { background: rgb(255 255 255 / 50%) }", "T243", {"dark"}),
        (".example { background: linear-gradient(#fff, #888) }", "T243", {"light", "dark"}),
        (":focus-visible { outline: 2px solid #ddd }", "T244", {"light"}),
        (".text { p { &.lead { color: #aaa } } }", "T243", {"light"}),
        (".caption:has(.label) { color: hsl(200 50% 70%) }", "T243", {"light"}),
        ("@media (width < 30rem) { .text > .lead { color: #aaa } }", "T243", {"light"}),
        ("p { color: light-dark(#aaa, #fff) }", "T243", {"light"}),
        (".text > .lead { color: #808080 }", "T243", {"light"}),
        ("h2::before { content: 'x'; color: #ccc }", "T243", {"light"}),
    ],
)
def test_rules_of_an_agency_s_own_are_put_together_with_the_others(added, code, schemes):
    faults = look(added)
    assert {fault.data["scheme"] for fault in faults if fault.code == code} == schemes, [str(one) for one in faults]


@pytest.mark.parametrize(
    "added",
    [
        AGENCY,
        ":root { --measure: 42rem } body { font-family: Georgia, serif; font-size: 1.125rem }",
        "@font-face { font-family: Own; src: url(data:font/woff2;base64,AA==) } h1, h2 { font-family: Own, serif }",
        ".report .banner, .banner { background: #00558c; & *, .wordmark, .draft-mark { color: #fff } }",
        ".report .cover, .cover { background: url(data:image/png;base64,AA==) } .cover :is(h1, p) { color: #fff }",
        "@container page (width > 40rem) { p { color: #ddd } }",
        "p { color: GrayText } .text { background: Canvas }",
        "@media print { p { color: #ccc } } @media (forced-colors: active) { p { color: #ccc } }",
        ".text > p.lead { position: absolute; color: #ddd }",
        "h1 { font-size: 3rem; color: #767676 } @media screen and (prefers-color-scheme: dark) { h1 { color: #8ab } }",
        ".wordmark:not(:hover, .x) { text-decoration: none } .cover:has(+ .none) { color: #eee }",
        "html { filter: none } .lead { border-block: 1px solid #eee; background: none }",
        ".cover h1 { background: linear-gradient(red, blue); background-clip: text; color: transparent }",
        "@scope (.text) { p { color: #ddd } } @starting-style { p { color: #ddd } }",
        ".skip { clip-path: inset(50%) } :focus { outline: 3px solid Highlight }",
        "@layer own { .lead { color: #999 } } @supports (color: oklch(0 0 0)) { .lead { color: #aaa } }",
        ".lead { color: oklch(75% 0.05 220) } p.note { color: color-mix(in srgb, var(--ink) 30%, var(--paper)) }",
        ".lead:is(:hover, :popover-open) { color: #aaa } .lead:unheard-of { color: #aaa }",
        ".wordmark:hover + p { color: #aaa }",
    ],
)
def test_nothing_is_told_of_sensible_restyles_nor_guessed_of_what_a_style_leaves_open(added):
    assert [str(fault) for fault in look(added)] == []


def test_a_page_that_is_light_in_dark_too_is_looked_at_as_it_is():
    tokens = FILES["style.css"].decode().partition("{")[2].partition("}")[0]
    added = f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {tokens} color-scheme: light }} }}"
    assert look(added) == ()


def test_a_colour_that_is_set_for_light_alone_is_told_to_be_set_for_dark_with_one_that_would_do():
    (fault,) = [fault for fault in look("\n:root { --accent: #00558c; }") if fault.code == "T243"]
    assert "Set --accent in @media (prefers-color-scheme: dark), too" in fault.todo
    would = re.search("#[0-9a-f]{6}", fault.todo)[0]
    dark = f"@media screen and (prefers-color-scheme: dark) {{ :root {{ --accent: {would} }} }}"
    assert look(f"\n:root {{ --accent: #00558c; }} {dark}") == ()


def test_a_custom_property_that_nothing_sets_is_told_and_one_with_a_fallback_is_not():
    faults = look("\n.a { margin: var(--sid); padding: var(--none, 1px) } .b { --own: 1; margin: var(--own) }")
    assert [(fault.code, fault.place.column) for fault in faults] == [("T240", 14)]
    assert "“--side”" in faults[0].todo


def test_a_style_in_a_template_is_read_with_its_own_line_and_put_behind_the_others():
    base = "{{ style }}\n{{ print_style }}\n</style>"
    assert look(name="edition.html", was=base, becomes=base + "\n<style>p { colour: red }\n.b { color: rd }</style>")
    own = base + "\n<style>\n.wordmark { color: #ccc }\n</style>"
    line = FILES["edition.html"].decode().partition("</style>")[0].count("\n") + 3
    assert told(look(name="edition.html", was=base, becomes=own))[0] == ("T243", line, "light")


def test_what_a_template_adds_is_looked_at_on_its_own_place():
    added = ".banner .own { color: #bbb }"
    assert look(added) == ()
    files = look(added, name="style.css")
    assert files == ()
    own = FILES | {"style.css": FILES["style.css"] + added.encode()}
    own["plan-annex.html"] = (
        b'{% extends "edition.html" %}{% block letterhead %}<p class="own">x</p>{% endblock %}'
        b"{% block parts %}{{ body }}{% endblock %}"
    )
    assert {fault.code for fault in check_styles(own, part_names())} == {"T243"}


def test_files_that_are_no_text_or_missing_are_told_or_left_to_those_who_need_them():
    assert [fault.code for fault in check_styles({"style.css": b"a { }\n\xff"}, ())] == ["T231"]
    assert check_styles({}, ()) == ()
    assert check_styles({"style.css": b""}, ()) == ()
    assert check_styles({name: data for name, data in FILES.items() if name.endswith(".css")}, part_names()) == ()


def test_the_example_of_the_documentation_is_sound_and_breaks_without_its_dark_colour():
    web = (ROOT / "docs" / "web.md").read_text(encoding="utf-8").partition("### Restyle it")[2].partition("###")[0]
    example = "\n".join(re.findall(r"^ {4}(.*)$", web, re.MULTILINE))
    assert "--accent" in example
    assert look(f"\n{example}") == ()
    assert {fault.code for fault in look("\n" + re.sub(r"--accent: #8ec9f0;", "", example))} == {"T243"}


def test_the_specimen_holds_every_class_that_pages_of_the_project_hold(built):
    pages = {name: data.decode() for name, data in FILES.items() if name.endswith(".html")}
    pages.pop("overview.html")
    frames = Frames(pages, part_names())
    known = {kind for name in pages for one in frames.specimen(name).everything for kind in one.classes}
    drawn = {"narrow", "middle", "wide", "not-narrow", "not-middle", "paper-line", "rule", "rule-line", "photo"}
    for path in (built.project / "outputs").glob("*.html"):
        root = lxml.html.document_fromstring(path.read_bytes())
        if path.name != "index.html":
            classes = {kind for one in root.xpath("//body//*[@class]") for kind in one.get("class").split()}
            assert classes - drawn <= known, path.name


@pytest.mark.parametrize(
    ("colour", "seen"),
    [
        ("#0e4a5a", "#0e4a5a"),
        ("rgb(14, 74, 90)", "#0e4a5a"),
        ("rgb(14 74 90 / 100%)", "#0e4a5a"),
        ("hsl(193 73% 20%)", "#0e4858"),
        ("rebeccapurple", "#663399"),
        ("light-dark(white, black)", "#ffffff"),
    ],
)
def test_colours_are_those_that_a_screen_shows(colour, seen):
    from tinycss2 import parse_one_component_value

    assert str(colour_of(parse_one_component_value(colour), "light")) == seen


def test_contrast_is_that_of_wcag():
    white, black, grey = Colour((1, 1, 1)), Colour((0, 0, 0)), Colour((0x77 / 255,) * 3)
    assert ratio(white, black) == pytest.approx(21)
    assert ratio(grey, white) == pytest.approx(4.478, abs=0.001)
    assert ratio(black.faded(0.5).over(white), white) == pytest.approx(ratio(Colour((0.5,) * 3), white))
