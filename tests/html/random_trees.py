"""Random documents of every kind of node, in which whatever is referred to is there and Word can show all of it."""

import dataclasses

from hypothesis import strategies as st

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
from tests.html.hostile_project import PNG
from tests.html.pages import HERE

#: Pieces of text: words, and what is easily lost, joined, doubled or normalised away.
PIECES = (
    "ord",
    "Åäö",
    " ",
    "  ",
    "\N{NO-BREAK SPACE}",
    "\N{NARROW NO-BREAK SPACE}",
    "\N{EM SPACE}",
    "\N{SOFT HYPHEN}",
    "\N{ZERO WIDTH SPACE}",
    "\N{WORD JOINER}",
    "\N{ZERO WIDTH NON-JOINER}",
    "\N{RIGHT-TO-LEFT MARK}",
    "\N{NON-BREAKING HYPHEN}",
    "\N{HYPHEN}",
    "\N{MINUS SIGN}5,3\N{NO-BREAK SPACE}%",
    "–",
    "1\N{NO-BREAK SPACE}234",
    "2.",
    "e\N{COMBINING ACUTE ACCENT}",
    "A\N{COMBINING RING ABOVE}",
    "\N{ANGSTROM SIGN}",
    "ﬁ",
    "مرحبا",
    "שלום עולם",
    "نص عربي 12 (x)",
    "日本語",
    "\N{WOMAN}\N{ZERO WIDTH JOINER}\N{PERSONAL COMPUTER}",
    "\N{WAVING WHITE FLAG}\N{VARIATION SELECTOR-16}",
    "\U0001f1f8\U0001f1ea",
    "Räddningstjänstförbundsdirektörsersättningsutredning",
    "x" * 300,
    "<b>&amp;</b>",
    "]]>",
    "{{ x }}",
    "\"'",
    "\\",
    "https://example.se/a?b=1&c=2",
    "#",
    ",",
)
LANGUAGES = (None, None, None, "en", "ar", "he", "ja", "sr-Latn", "en-GB")

_texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("".join)
_shown = st.builds("{}{}".format, st.sampled_from(("Ord", "1", "é", "אב")), _texts)
_flags = st.booleans()
_text = st.builds(Text, _texts, st.none(), _flags, _flags, st.sampled_from(LANGUAGES), raised=_flags)
_value = st.builds(Value, _texts, st.just("a.b"), st.just(HERE), st.just((HERE,)), _flags, _flags)
_mark = st.builds(FootnoteMark, st.sampled_from("abc"))
_reference = st.builds(CrossReference, st.integers(0, 9).map(str))
_link = st.builds(
    Link,
    st.sampled_from(("https://example.se/?a=1&b='", "http://åäö.se/", "mailto:a@example.se")),
    st.lists(st.one_of(_text, _value, _reference), min_size=1, max_size=3).map(tuple),
)
_noted_link = st.builds(Link, st.just("https://example.se"), st.tuples(_text, _mark))
_bare = st.one_of(_text, _text, _value, _reference, _link, st.just(LineBreak()))
_any = st.one_of(_bare, _bare, _mark, _mark, _noted_link)


def _inlines(pieces):
    """Something that shows, with other things on both sides."""
    around = st.lists(pieces, max_size=3).map(tuple)
    return st.builds(lambda before, shown, behind: (*before, Text(shown), *behind), around, _shown, around)


def _paragraphs(pieces=_any, roles=("body", "body", "lead", "quote", "note", "example", "signature")):
    return st.builds(Paragraph, _inlines(pieces), st.sampled_from(roles))


_empty = st.sampled_from((Paragraph(()), Paragraph((Text(""),))))
_heading = st.builds(Heading, st.integers(1, 5), _inlines(_any), _flags)
_picture = st.just(Picture(PNG, "image/png", 20, 10))
_notes = st.lists(_paragraphs(roles=("note",)), max_size=2).map(tuple)
_captions = st.one_of(st.just(()), _inlines(_any))
_figure = st.builds(Figure, _picture, _shown, _captions, notes=_notes)


def _items(depth, blocks):
    below = [_paragraphs(roles=("body", "body", "quote"))]
    below += [_lists(depth + 1, blocks)] if depth < 3 else []
    below += [blocks] if blocks is not None else []
    return st.builds(
        lambda first, others: ListItem((first, *others)),
        _paragraphs(roles=("body",)),
        st.lists(st.one_of(*below), max_size=2).map(lambda found: tuple(_apart(found))),
    )


def _lists(depth=1, blocks=None):
    items = st.lists(_items(depth, blocks), min_size=1, max_size=3).map(tuple)
    return st.deferred(lambda: st.builds(ItemList, items, _flags, st.sampled_from((1, 1, 2, 5, 30))))


def _contents(*blocks):
    several = st.lists(st.one_of(_paragraphs(), _figure, *blocks), min_size=1, max_size=3).map(tuple)
    return st.one_of(st.just(()), st.tuples(_empty), st.tuples(_paragraphs()), several)


_tones = st.sampled_from((None, None, "good", "bad", "attention", "quiet"))


@st.composite
def _rows(draw, columns, count, contents):
    """Rows of a grid, with cells merged in both directions wherever there is room for it."""
    taken: set[tuple[int, int]] = set()
    rows = []
    for at in range(count):
        cells = []
        for column in range(columns):
            if (at, column) in taken:
                continue
            free = next((n for n in range(column, columns) if (at, n) in taken), columns) - column
            wide, high = draw(st.integers(1, min(free, 2))), draw(st.integers(1, min(count - at, 2)))
            taken |= {(at + down, column + right) for down in range(high) for right in range(wide)}
            cells.append(Cell(draw(contents), high, wide, header=draw(_flags), tone=draw(_tones)))
        rows.append(Row(tuple(cells), draw(_flags)))
    return tuple(rows)


@st.composite
def _tables(draw, *blocks):
    """A table whose cells hold paragraphs and pictures, and other blocks."""
    contents = _contents(*blocks)
    columns = draw(st.integers(1, 4))
    aligned = st.sampled_from(("left", "right", "center", "decimal"))
    return Table(
        tuple(Column(draw(st.sampled_from((0.5, 1, 3))), draw(aligned)) for _ in range(columns)),
        draw(_rows(columns, draw(st.integers(0, 2)), contents)),
        draw(_rows(columns, draw(st.integers(1, 3)), contents)),
        draw(_captions),
        notes=draw(_notes),
        summary=draw(st.sampled_from(("", "Vad den visar."))),
        style=draw(st.sampled_from(("plain", "plan", "calendar"))),
        total=draw(_flags),
        unit=draw(st.sampled_from(("", "procent", "ÅR 1"))),
    )


_blocks = st.one_of(_paragraphs(), _heading, _lists(blocks=st.one_of(_figure, _tables())), _tables(_lists()), _figure)
_footnote = st.lists(_paragraphs(_bare, ("body",)), min_size=1, max_size=2).map(tuple)


@st.composite
def trees(draw):
    """Blocks and footnotes of a document."""
    blocks = tuple(draw(st.lists(_blocks, min_size=1, max_size=6)))
    footnotes = {key: Footnote(key, draw(_footnote)) for key in "abc"}
    labels: list[str] = []
    blocks = tuple(_labelled(block, labels, [0]) for block in _apart(blocks))
    return _settled(blocks, labels), _settled(footnotes, labels)


def _apart(blocks):
    """No two tables in a row: Word would show them as one."""
    for block in blocks:
        yield block
        if isinstance(block, Table | ItemList):
            yield Paragraph((Text("Emellan."),))


def _labelled(node, labels, count):
    """A node with a label on everything in it that can be referred to, all of which are gathered."""
    return _made_anew(node, lambda one: _with_label(one, labels, count))


def _with_label(node, labels, count):
    if not isinstance(node, Heading | Table | Figure):
        return node
    count[0] = len(labels) + 1
    if not isinstance(node, Heading) and not node.caption:
        return node
    prefix = {Heading: "sec", Table: "tbl", Figure: "fig"}[type(node)]
    labels.append(f"{prefix}-{count[0]}")
    return dataclasses.replace(node, label=labels[-1])


def _settled(node, labels):
    """A node whose references lead to one of the labels; where there is none, they are text."""

    def settle(one):
        if not isinstance(one, CrossReference):
            return one
        if not labels:
            return Text("ingenstans")
        label = labels[int(one.label) % len(labels)]
        return CrossReference(label if int(one.label) < 5 else label.capitalize())

    return _made_anew(node, settle)


def _made_anew(node, change):
    """A node in which each node, the innermost first, is what `change` makes of it."""
    if isinstance(node, dict):
        return {key: _made_anew(one, change) for key, one in node.items()}
    if isinstance(node, tuple):
        return tuple(_made_anew(one, change) for one in node)
    if not dataclasses.is_dataclass(node):
        return node
    parts = {
        name: getattr(node, name)
        for name in ("children", "items", "cells", "header", "rows", "caption", "notes")
        if isinstance(getattr(node, name, None), tuple)
    }
    return change(dataclasses.replace(node, **{name: _made_anew(one, change) for name, one in parts.items()}))
