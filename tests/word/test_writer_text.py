"""What goes in comes out: every text of a tree stands in the Word file, once and in order."""

import io

import docx
import pytest
from docx.text.paragraph import Paragraph as DocxParagraph
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from openxml_audit import OpenXmlValidator

from pipeline.content.model import (
    Cell,
    Column,
    FootnoteMark,
    Heading,
    ItemList,
    LineBreak,
    Link,
    ListItem,
    Paragraph,
    Row,
    Table,
    Text,
    Value,
)
from pipeline.faults import FaultError
from pipeline.word.writer import write_document
from tests.word.writer_trees import at, document, figure, heading, items, note, para, table

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

#: Texts that have broken template engines and Word files; all of them are allowed.
NASTY = (
    "A < B & C <AB>",
    "]]> &amp; &#0; <w:p/>",
    "{{ 7*7 }} {% for x in y %} {# c #} {_{ }_}",
    "{{p body }}",
    "citat \"dubbelt\" och 'enkelt'",
    "5 000 kr – −3 non‑break­ing\u00a0",
    "😀👩‍👩‍👧 العربية 中文",
    "  inledande och avslutande  ",
    "rad ett\nrad två\r\nrad tre\tflik",
)


def text_of(paragraph):
    """A paragraph's text as it stands in the file, fields' results included and their instructions not."""
    made = {f"{W}t": lambda found: found.text or "", f"{W}br": lambda _: "\n", f"{W}tab": lambda _: "\t"}
    return "".join(made[found.tag](found) for found in paragraph.iter(*made) if found.getparent().tag == f"{W}r")


def part_paragraphs(package, part):
    """The paragraphs between the two ends of a part's bookmark."""
    root = package.tree()
    [start] = [found for found in root.iter(f"{W}bookmarkStart") if found.get(f"{W}name") == f"_Part_{part}"]
    body, found = start.getparent(), []
    for element in body[body.index(start) + 1 :]:
        if element.tag == f"{W}bookmarkEnd" and element.get(f"{W}id") == start.get(f"{W}id"):
            return found
        found += element.iter(f"{W}p")
    raise AssertionError("the bookmark has no end")


PLACES = {
    "paragraph": lambda text: document(para(text)),
    "strong": lambda text: document(para(Text(text, at(1), strong=True, emphasis=True))),
    "foreign": lambda text: document(para(Text(text, at(1), language="en-GB"))),
    "value": lambda text: document(para(Value(text, "x", at(1), (at(1),)))),
    "heading": lambda text: document(heading(1, text)),
    "link": lambda text: document(para(Link("https://example.se/", (Text(text, at(1)),), at(1)))),
    "item": lambda text: document(items("a", (text, items(text)))),
    "cell": lambda text: document(table(1, Row((Cell((para(text),)),)))),
    "header cell": lambda text: document(table(1, Row((Cell(),)), header=(Row((Cell((para(text),)),)),))),
    "list in a cell": lambda text: document(table(1, Row((Cell((items(text),)),)))),
    "table caption": lambda text: document(table(1, Row((Cell(),)), caption=(Text(text, at(1)),))),
    "table note": lambda text: document(table(1, Row((Cell(),)), notes=(para(text),))),
    "figure caption": lambda text: document(figure(text)),
    "figure note": lambda text: document(figure(notes=(para(text),))),
    "footnote": lambda text: document(para("x", FootnoteMark("n")), footnotes=(note("n", text),)),
    "description": lambda text: document(figure(alt=text)),
    "summary": lambda text: document(table(1, Row((Cell(),)), summary=text)),
    "title": lambda text: document(para("x"), title=text),
    "subject": lambda text: document(para("x"), subject=text),
    "keyword": lambda text: document(para("x"), keywords=(text,)),
    "case number": lambda text: document(para("x"), case_number=text),
    "organisation": lambda text: document(para("x"), organisation=text),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("text", NASTY)
def test_a_nasty_text_comes_out_as_text_wherever_it_stands(write, place, text):
    package = write(PLACES[place](text))
    wanted = text.replace("\r\n", "\n")
    found = []
    for name in ("word/document.xml", "word/footnotes.xml", "docProps/core.xml", "docProps/custom.xml"):
        if name not in package.names():
            continue
        root = package.tree(name)
        found += [text_of(paragraph) for paragraph in root.iter(f"{W}p")]
        found += [element.text for element in root.iter() if element.text]
        found += [value.replace("\r\n", "\n") for element in root.iter() for value in element.attrib.values()]
    assert any(wanted in one for one in found)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1b", "\x96", "\ud83d", "\uffff"])
def test_a_character_that_word_cannot_hold_is_a_fault_wherever_it_stands(template, place, character):
    with pytest.raises(FaultError) as caught:
        write_document(PLACES[place](f"ord{character}ord"), template)
    assert {fault.code for fault in caught.value.faults} == {"T202"}
    for fault in caught.value.faults:
        assert fault.place is not None
        assert fault.data["character"] == f"U+{ord(character):04X}"


def test_all_faults_of_a_document_are_reported_at_once_with_their_places(template):
    tree = document(
        para("bad\x00", line=3),
        para(FootnoteMark("ingen", at(5)), line=5),
        para(Link("javascript:alert(1)", (Text("x", at(7)),), at(7)), line=7),
        items(("a", items(("b", items(("c", items(("d", items("e"))))))))),
    )
    with pytest.raises(FaultError) as caught:
        write_document(tree, template)
    found = {(fault.code, fault.place.line) for fault in caught.value.faults}
    assert found == {("T202", 1), ("T206", 5), ("T205", 7), ("T211", 3)}


@pytest.mark.parametrize(
    "url", ["ftp://a.se/", "javascript:x", "file:///etc/passwd", "www.a.se", "https://", "https://a b", "mailto:x", ""]
)
def test_a_link_leads_to_the_web_or_a_mailbox_and_nowhere_else(template, url):
    with pytest.raises(FaultError, match="T205"):
        write_document(document(para(Link(url, (Text("x", at(1)),), at(1)))), template)


def test_a_paragraph_of_spaces_alone_is_a_fault_and_one_without_children_is_left_out(template, write):
    with pytest.raises(FaultError, match="T210"):
        write_document(document(para("  \u00a0"), "x"), template)
    assert [text_of(found) for found in part_paragraphs(write(document(Paragraph(()), "x")), "body")] == ["x"]


# ------------------------------------------------------------------------------------------ random trees

UNHURRIED = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]

letters = st.text(alphabet="abcåäö<>&\"'{}%#\n\t\u00a0–😀 ", max_size=12)
texts = st.builds(lambda text: f"{text}x", letters)
runs = st.one_of(
    st.builds(Text, texts, st.just(at(1)), st.booleans(), st.booleans(), st.sampled_from([None, "en"])),
    st.builds(lambda text: Value(text, "v", at(1), (at(2),)), texts),
    st.builds(lambda text: Link("https://example.se/", (Text(text),)), texts),
    st.just(LineBreak()),
    st.just(FootnoteMark("n")),
)
paragraphs = st.builds(lambda first, more: Paragraph((Text(first), *more)), texts, st.lists(runs, max_size=3))


def lists_of(depth):
    below = st.none() if depth == 4 else st.one_of(st.none(), st.deferred(lambda: lists_of(depth + 1)))
    item = st.builds(
        lambda first, more, inner: ListItem((first, *more, *((inner,) if inner else ()))),
        paragraphs,
        st.lists(paragraphs, max_size=1),
        below,
    )
    return st.builds(ItemList, st.lists(item, min_size=1, max_size=2).map(tuple), st.booleans(), st.integers(1, 9))


@st.composite
def tables(draw):
    """A table with a caption; its cells span rows and columns at random."""
    columns, rows = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    taken, made = set(), []
    for row in range(rows):
        cells = []
        for column in range(columns):
            if (row, column) in taken:
                continue
            wide = draw(st.integers(1, columns - column))
            while any((row, column + step) in taken for step in range(wide)):
                wide -= 1
            high = draw(st.integers(1, rows - row))
            taken |= {(row + down, column + step) for down in range(high) for step in range(wide)}
            content = draw(st.lists(st.one_of(paragraphs, lists_of(1)), max_size=2))
            cells.append(Cell(tuple(content), high, wide, draw(st.booleans())))
        made.append(Row(tuple(cells)))
    align = st.sampled_from(["left", "right", "center", "decimal"])
    return Table(
        tuple(Column(draw(st.floats(0.5, 3)), draw(align)) for _ in range(columns)),
        (),
        tuple(made),
        (Text(draw(texts)),),
        notes=tuple(draw(st.lists(paragraphs, max_size=1))),
    )


blocks = st.one_of(
    paragraphs,
    st.builds(lambda text, *rest: Heading(rest[0], (Text(text),), rest[1]), texts, st.integers(1, 5), st.booleans()),
    lists_of(1),
    tables(),
    st.builds(lambda text: figure(text), texts),
)


def expected(content, counts):
    """The texts of blocks as the file must hold them, one a paragraph."""
    for block in content:
        if isinstance(block, (Paragraph, Heading)):
            yield inline_text(block.children)
        elif isinstance(block, ItemList):
            for item in block.items:
                yield from expected(item.children, counts)
        elif isinstance(block, Table):
            counts["table"] += 1
            yield f"Tabell\u00a0{counts['table']}. {inline_text(block.caption)}"
            for row in block.rows:
                for cell in row.cells:
                    yield from expected(cell.children, counts)
            yield from expected(block.notes, counts)
        else:
            counts["figure"] += 1
            yield f"Figur\u00a0{counts['figure']}. {inline_text(block.caption)}"


def inline_text(children):
    text = ""
    before = None
    for child in children:
        if isinstance(child, FootnoteMark):
            text += "," if isinstance(before, FootnoteMark) else ""
        elif isinstance(child, LineBreak):
            text += "\n"
        else:
            text += inline_text(child.children) if isinstance(child, Link) else child.text
        before = child
    return text


@settings(max_examples=60, deadline=None, suppress_health_check=UNHURRIED)
@given(st.lists(blocks, max_size=5))
def test_every_text_of_a_random_tree_stands_in_the_file_in_order(write, content):
    package = write(document(*content, footnotes=(note("n", "En not."),)))
    wanted = list(expected(content, {"table": 0, "figure": 0}))
    found = part_paragraphs(package, "body") if content else []
    shown = [text for paragraph in found if (text := text_of(paragraph))]
    assert shown == wanted

    # The map says the same, and its numbers find the very paragraphs.
    entries = [entry for entry in package.map if entry.part == "body" and entry.kind != "picture"]
    assert [entry.text for entry in entries] == wanted
    assert [text_of(found[entry.index]) for entry in entries] == wanted

    # No paragraph is empty but in an empty cell, as the schema wants one there, and where a picture stands.
    for paragraph in found:
        if not text_of(paragraph):
            in_cell = paragraph.getparent().tag == f"{W}tc" and len(paragraph.getparent().findall(f"{W}p")) == 1
            assert in_cell or paragraph.find(f".//{W}drawing") is not None


@settings(max_examples=25, deadline=None, suppress_health_check=UNHURRIED)
@given(st.lists(blocks, min_size=1, max_size=4))
def test_python_docx_reads_a_random_tree(write, content):
    package = write(document(*content, footnotes=(note("n", "En not."),)))
    opened = docx.Document(io.BytesIO(package.data))
    read = [DocxParagraph(element, opened).text for element in opened.element.body.iter(f"{W}p")]
    own = [text_of(element) for element in opened.element.body.iter(f"{W}p")]
    assert read == own
    ids = [element.get(f"{W}id") for element in opened.element.body.iter(f"{W}bookmarkStart")]
    assert len(ids) == len(set(ids))
    assert etree.fromstring(package.part("word/document.xml")) is not None


@settings(max_examples=12, deadline=None, suppress_health_check=UNHURRIED)
@given(st.lists(blocks, min_size=1, max_size=4))
def test_openxml_audit_finds_nothing_in_a_random_tree(write, tmp_path_factory, content):
    path = tmp_path_factory.mktemp("random") / "written.docx"
    path.write_bytes(write(document(*content, footnotes=(note("n", "En not."),))).data)
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []


@pytest.mark.parametrize(
    ("children", "leftwards"),
    [
        ((Text("سلام عليكم", language="ar"), Text(".")), True),
        ((Text("مكتب Migrationsverket هنا.", language="ar"),), True),
        ((Text("سلام عليكم."),), True),
        ((Text("מילה", language="he"),), False),
        ((Text("Ordet "), Text("سلام عليكم", language="ar")), False),
        ((Text("2024 12"),), False),
    ],
)
def test_a_paragraph_runs_from_right_to_left_when_all_its_words_do(write, children, leftwards):
    [paragraph] = part_paragraphs(write(document(para(*children))), "body")
    assert (paragraph.find(f"{W}pPr/{W}bidi") is not None) == leftwards


def test_a_paragraph_of_characters_without_width_is_a_fault(template):
    with pytest.raises(FaultError) as caught:
        write_document(document(para("\u200b\u00ad\u2060 ")), template)
    assert [fault.code for fault in caught.value.faults] == ["T210"]
