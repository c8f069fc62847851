"""Styles that a browser reads otherwise than they are written are told with line and column."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.html.styles.brackets import unbalanced
from tests.html.styled import reading


@pytest.mark.parametrize(
    ("source", "place", "said"),
    [
        ("a { color: red", "s:1:3", "never closed"),
        ("a { color: red; }}", "s:1:18", "“}” closes nothing"),
        ("@media screen {\n  a { color: red;\n}\nb { color: red }\n", "s:1:15", "Perhaps the one of line 2 lacks it."),
        ("a { color red; margin: 0 }", "s:1:5", "Write “color: red;”."),
        ("a { color = red; }", "s:1:5", "Write “color: red;”."),
        ("a { color: red\n  margin: 0 }", "s:2:3", "semicolon is missing before “margin”"),
        ("a { --x: #fff\n --y: #000; }", "s:2:2", "semicolon is missing before “--y”"),
        ("a { color: red\n &:hover { margin: 0 } }", "s:1:10", "“color” has no end"),
        ("a { /* x \n color: red }", "s:1:5", "comment that begins here has no end"),
        ('a { content: "x\n; }', "s:1:14", "string that begins here has no end"),
        ("a { background: url(data:x }\nb { }", "s:1:17", "url( that begins here has no end"),
        ("// hej\na { color: red }", "s:1:1", "“//” begins no comment"),
        ("a { // hej\n color: red }", "s:1:5", "“//” begins no comment"),
        ("a..b { color: red }", "s:1:3", "“.” cannot stand there"),
        ("a, { color: red }", "s:1:1", "a selector is missing"),
        ("> a { color: red }", "s:1:1", "begins with “>”"),
        ("a[b=1] { color: red }", "s:1:5", "needs quotes"),
        (".1a { color: red }", "s:1:1", "cannot stand there"),
        ("{ color: red }", "s:1:1", "a block has no selector"),
        ("color: red;", "s:1:1", "outside of a rule"),
        ("a { color: ; }", "s:1:5", "has no value"),
        ("a { color: red !importent }", "s:1:16", "“important” alone"),
        ("@media print;", "s:1:1", "@media has no block"),
        ("a { width: calc((1px + 2px) }", "s:1:16", "never closed"),
    ],
)
def test_what_is_not_read_as_it_is_written_is_told_with_its_place(source, place, said):
    found, messages = reading(source)
    assert found == [("T239", place)], messages
    assert said in messages[0]


@pytest.mark.parametrize(
    "source",
    [
        "a:is(b, ..c) { color: red }",
        "a { &.b, .c & { color: red } > d { margin: 0 } @media print { color: red } }",
        ".a{color:red;;}.b{}",
        "a { --x: {a:b}; --y:; --z: a:b }",
        "@supports (display: grid) and (not (-moz-orient: inline)) { a { color: red } }",
        "@container card (width > 30em) { a:has(> b + c) { color: red } }",
        "@layer base, own; @layer own { a { color: red } } @layer base.inner { a { color: blue } }",
        "@font-face { font-family: X; src: url(data:font/woff2;base64,AA==) format('woff2'); unicode-range: U+0-7F }",
        "@keyframes x { from { opacity: 0 } 50.5% { opacity: .5 } to { opacity: 1 } }",
        "@page :first { margin: 2cm; @top-left { content: 'x' } }",
        "@property --x { syntax: '<color>'; inherits: true; initial-value: #fff }",
        "a::before { content: '}' /* { */ }  \\31 b { color: red }",
        "a:not(.b, #c)::after, *|*, [lang|=sv i], a:nth-child(2n + 1 of .b) { color: red }",
        "a { grid-template: [x] 'a b' 1fr / auto; background: url( data:image/png;base64,AA== ) }",
        "@scope (.a) to (.b) { :scope { color: red } } @starting-style { a { opacity: 0 } }",
        "a { color: rgb(from var(--x, #fff) r g b / 50%); inset: calc(-1 * var(--y, 1px)) auto }",
        "@namespace svg url(x); a:not(svg|b), [*|href], svg|a:has(:target) { color: red } a:has(:hover) { top: 0 }",
        "a { -webkit-hyphens: auto; -moz-osx-font-smoothing: grayscale; text-box-trim: trim-both }",
    ],
)
def test_what_css_allows_is_let_through(source):
    assert reading(source) == ([], [])


@pytest.mark.parametrize(
    ("source", "found", "said"),
    [
        ("a { colr: red }", ("T242", "s:1:5"), "“color”"),
        ("a { display: felx }", ("T242", "s:1:5"), "“flex”"),
        ("a:focus-visble { color: red }", ("T242", "s:1:3"), "“:focus-visible”"),
        ("@medai print { a { color: red } }", ("T242", "s:1:1"), "“@media”"),
        ("@media (prefers-colour-scheme: dark) { a { color: red } }", ("T242", "s:1:9"), "“prefers-color-scheme”"),
        ("@media (prefers-color-scheme: drak) { a { color: red } }", ("T242", "s:1:9"), "“dark”"),
        ("a { color: #12345 }", ("T241", "s:1:12"), "no colour"),
        ("a { --x: #0e4a5 }", ("T241", "s:1:10"), "no colour"),
        ("a { background: #0g4a5a none }", ("T241", "s:1:17"), "no colour"),
        ("a { color: petroll }", ("T241", "s:1:12"), "no colour"),
        ("a { border-color: blakc red }", ("T241", "s:1:19"), "“black”"),
        ("a { margin: 12xp 0 }", ("T241", "s:1:13"), "“px”"),
        ("a { margin: 1.5 rem }", ("T241", "s:1:17"), "“1.5rem”"),
        ("a { color: rgb(14 74 90 25%) }", ("T241", "s:1:12"), "“/” before its fourth"),
        ("a { color: hsl(200, 50%) }", ("T241", "s:1:12"), "three values"),
        ("@media (min-width: 64rme) { a { color: red } }", ("T241", "s:1:20"), "“rem”"),
    ],
)
def test_names_and_values_that_browsers_drop_are_told_with_what_was_meant(source, found, said):
    places, messages = reading(source)
    assert places == [found]
    assert said in messages[0]


SIGNS = st.text(alphabet="ab{}()[];:,.#&>+~*/\\'\"!@-_ \n0159%é�\x00", max_size=60)
WORDS = ("a", "{", "}", ";", ":", "var(--x)", "#fff", "@media", "(", ")", ":is(", "&", "/*", "*/", '"', "--x:", "url(")


@given(SIGNS | st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join))
def test_any_text_is_read_and_each_fault_lies_within_it(source):
    lines = source.split("\n")
    for _, place in reading(source)[0]:
        line, column = map(int, place.removeprefix("s:").split(":"))
        assert 1 <= line <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1


RULES = st.recursive(
    st.sampled_from(["color: red;", "--x: {a};", "margin: calc(1px + (2px * 3));", "/* } */", 'content: "{";']),
    lambda inner: st.lists(inner, max_size=4).map(lambda parts: f".a {{ {' '.join(parts)} }}"),
    max_leaves=12,
).map(lambda rule: f".b {{ {rule} }}")


@given(RULES, st.data())
def test_balanced_rules_are_read_and_one_brace_more_or_less_is_found(source, data):
    assert unbalanced(source) == []
    assert not [found for found in reading(source)[0] if found[0] == "T239"]
    assert [one.offset for one in unbalanced(f"{source}}}")] == [len(source)]
    assert len(unbalanced(source[:-1])) == 1


def test_brackets_without_end_are_told_and_not_followed():
    assert [one.offset for one in unbalanced("a{" * 100)] == [101]
