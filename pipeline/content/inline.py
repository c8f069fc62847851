"""What stands inside a paragraph: from the parser's tokens to inline nodes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from markdown_it.common.normalize_url import normalizeLink

from pipeline.content.attributes import check_counts, check_language, from_token, read_attributes, refuse_unknown
from pipeline.content.expressions import evaluate
from pipeline.content.leftovers import check_leftovers
from pipeline.content.model import CrossReference, FootnoteMark, LineBreak, Link, Text, Value
from pipeline.content.parser import offset_of
from pipeline.content.source import STAND_IN, check_admitted
from pipeline.faults import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from markdown_it.tree import SyntaxTreeNode

    from pipeline.content.attributes import Attributes
    from pipeline.content.model import Inline
    from pipeline.content.reading import Reading, Spot
    from pipeline.places import Place

_SCHEMES: Final = ("http", "https", "mailto")
_MARKED: Final = re.compile(r"\[(?P<words>[^\[\]]+)\]\{(?P<attributes>[^{}\n]+)\}")
_ADDRESS: Final = re.compile(r"[^@\s?]+@[^@\s?]+\.[^@\s?]+")


@dataclass(frozen=True, slots=True)
class _Style:
    strong: bool = False
    emphasis: bool = False
    language: str | None = None
    quoted: str | None = None
    counts: str | None = None


def inline_nodes(node: SyntaxTreeNode, reading: Reading, spot: Spot) -> tuple[Inline, ...]:
    """The inline nodes of one paragraph, heading or caption.

    Args:
        node: the parser's `inline` node.
        reading: what is known; faults go there.
        spot: the places of the paragraph.
    """
    return joined(_Converter(reading, spot).nodes(node.children, _Style()))


def marked_nodes(text: str, reading: Reading, spot: Spot) -> tuple[Inline, ...]:
    """The nodes of a text that is no Markdown: words as they are, values, and marks on words (`[tre]{counts=…}`)."""
    converter = _Converter(reading, spot)
    nodes: list[Inline] = []
    done = 0
    for match in _MARKED.finditer(text):
        nodes += converter.words(text[done : match.start()], done, _Style())
        attributes = read_attributes(match["attributes"], spot.at(match.start()), reading.faults)
        style = converter.marked(attributes, spot.at(match.start()), _Style())
        nodes += converter.words(match["words"], match.start() + 1, style)
        done = match.end()
    return joined((*nodes, *converter.words(text[done:], done, _Style())))


def inline_lines(node: SyntaxTreeNode, reading: Reading, spot: Spot) -> tuple[tuple[Inline, ...], ...]:
    """The same, but each source line by itself."""
    lines: list[list[SyntaxTreeNode]] = [[]]
    for child in node.children:
        if child.type == "softbreak":
            lines.append([])
        else:
            lines[-1].append(child)
    converter = _Converter(reading, spot)
    return tuple(joined(converter.nodes(line, _Style())) for line in lines)


def joined(nodes: Iterable[Inline]) -> tuple[Inline, ...]:
    """The nodes with neighbouring texts of one line and one look made one."""
    result: list[Inline] = []
    for node in nodes:
        last = result[-1] if result else None
        if isinstance(node, Text):
            if not node.text:
                continue
            if isinstance(last, Text) and _alike(last, node):
                result[-1] = replace(last, text=last.text + node.text)
                continue
        result.append(node)
    return tuple(result)


def _alike(one: Text, other: Text) -> bool:
    return _adjoin(one, other) and replace(one, text="", origin=None) == replace(other, text="", origin=None)


def _adjoin(one: Text, other: Text) -> bool:
    """Whether the second begins in the source where the first ends, so that columns can be counted through both."""
    if other.origin is None or one.origin is None:
        return other.origin is None
    if one.origin.column is None or not one.origin.file.endswith(".md"):
        return one.origin.line == other.origin.line
    return one.origin.at(column=one.origin.column + len(one.text)) == other.origin


def text_of(nodes: Iterable[Inline]) -> str:
    """The words of inline nodes, without notes and cross-references."""
    words = []
    for node in nodes:
        if isinstance(node, Text | Value):
            words.append(node.text)
        elif isinstance(node, Link):
            words.append(text_of(node.children))
        elif isinstance(node, LineBreak):
            words.append(" ")
    return "".join(words)


def origin_of(nodes: Iterable[Inline]) -> Place | None:
    """Where the first of some inline nodes stands."""
    return next((node.origin for node in nodes if not isinstance(node, LineBreak)), None)


class _Converter:
    def __init__(self, reading: Reading, spot: Spot) -> None:
        self._reading = reading
        self._spot = spot
        self._faults = reading.faults
        self._rules: Mapping[str, Callable[[SyntaxTreeNode, _Style], Sequence[Inline]]] = {
            "text": self._text,
            "text_special": self._special,
            "softbreak": self._soft_break,
            "hardbreak": self._hard_break,
            "strong": lambda node, style: self.nodes(node.children, replace(style, strong=True)),
            "em": lambda node, style: self.nodes(node.children, replace(style, emphasis=True)),
            "span": self._span,
            "link": self._link,
            "footnote_ref": self._footnote,
            "cross_reference": self._cross_reference,
            "image": self._image,
            "code_inline": self._code,
            "html_inline": self._html,
        }

    def nodes(self, nodes: Sequence[SyntaxTreeNode], style: _Style) -> list[Inline]:
        for one, other in pairwise(nodes):
            if one.type == other.type == "text" and one.content == other.content and one.content in ("*", "_"):
                marks = one.content * 2
                message = f"“{marks}” comes out as it stands."
                todo = (
                    f"Bold text has no blanks inside its marks: **so**; for the signs write \\{marks[0]}\\{marks[0]}."
                )
                self._faults.add("I215", message, self._place(one), todo, level="warning")
        return [made for node in nodes for made in self._rules[node.type](node, style)]

    def _place(self, node: SyntaxTreeNode) -> Place:
        # the parser opens links and spans behind their bracket
        bracket = node.type == "span" or (node.type == "link" and node.markup != "autolink")
        return self._spot.at(offset_of(node) - bracket)

    def _text(self, node: SyntaxTreeNode, style: _Style) -> Sequence[Inline]:
        content, start = node.content, offset_of(node)
        check_leftovers(content, lambda offset: self._spot.at(start + offset), self._faults)
        return self.words(content, start, style)

    def words(self, content: str, start: int, style: _Style) -> list[Inline]:
        """Literal text with the values that its stand-ins stand for."""
        made: list[Inline] = []
        done = 0
        for match in STAND_IN.finditer(content):
            made.append(self._plain(content[done : match.start()], start + done, style))
            made.extend(self._value(match[0], style))
            done = match.end()
        made.append(self._plain(content[done:], start + done, style))
        return made

    def _plain(self, text: str, offset: int, style: _Style) -> Text:
        place = self._spot.at(offset)
        return Text(text, place, style.strong, style.emphasis, style.language, style.quoted, style.counts)

    def _value(self, stand_in: str, style: _Style) -> Sequence[Inline]:
        with self._faults.collecting():
            value = evaluate(self._reading.source.expression(stand_in), self._reading.book.figures)
            return [replace(value, strong=style.strong, emphasis=style.emphasis)]
        return []

    def _special(self, node: SyntaxTreeNode, style: _Style) -> Sequence[Inline]:
        """An escaped character or an entity, which is text and nothing but text."""
        with self._faults.collecting():
            check_admitted(node.content, self._place(node))
        return [self._plain(node.content, offset_of(node), style)]

    def _soft_break(self, node: SyntaxTreeNode, style: _Style) -> Sequence[Inline]:
        """The end of a source line: a space, which belongs to the line that it ends."""
        return [self._plain(" ", offset_of(node), style)]

    def _hard_break(self, _node: SyntaxTreeNode, _style: _Style) -> Sequence[Inline]:
        return [LineBreak()]

    def _span(self, node: SyntaxTreeNode, style: _Style) -> Sequence[Inline]:
        place = self._place(node)
        attributes = from_token(node.attrs, node.meta.get("insecure_attrs", {}), frozenset())
        return self.nodes(node.children, self.marked(attributes, place, style))

    def marked(self, attributes: Attributes, place: Place, style: _Style) -> _Style:
        """The style of words that have attributes: their language, where they are quoted from, what they count."""
        if attributes.label is not None:
            self._faults.add("I212", "A word cannot have a label.", place, "Put the label on a heading.")
        refuse_unknown(attributes, place, self._faults, keys=("lang", "source", "counts"))
        given = dict(attributes.values)
        language = check_language(given["lang"], place, self._faults) if "lang" in given else style.language
        marked = language if language != self._reading.language else None
        quoted = self._source(given["source"], place) if "source" in given else style.quoted
        counts = check_counts(given["counts"], place, self._faults) if "counts" in given else style.counts
        return replace(style, language=marked, quoted=quoted, counts=counts)

    def _source(self, key: str, place: Place) -> str | None:
        """The reference that words are quoted from; None, with a fault, when there is none of that key."""
        known = self._reading.references.notes if self._reading.references else {}
        if key in known:
            return key
        todo = did_you_mean(key, known) or "Add it to references.yaml, and cite it with [^key]."
        self._faults.add("I260", f"There is no reference “{key}” to quote from.", place, todo, footnote=key)
        return None

    def _link(self, node: SyntaxTreeNode, style: _Style) -> Sequence[Inline]:
        place = self._place(node)
        url = str(node.attrs.get("href", ""))
        attributes = from_token(node.attrs, node.meta.get("insecure_attrs", {}), frozenset({"href", "title"}))
        if attributes.label is not None:
            self._faults.add("I212", "A link cannot have a label.", place, "Put the label on a heading.")
        refuse_unknown(attributes, place, self._faults)
        if node.attrs.get("title"):
            message = "The title of a link is not shown anywhere."
            self._faults.add("I211", message, place, "Leave it out, or say it in the text.")
        if node.markup == "autolink" and "@" in url and ":" not in url:
            url = f"mailto:{url}"
        checked = self._checked_url(url, place)
        inner = _Converter(self._reading.without_notes("in a link"), self._spot)
        children = joined(inner.nodes(node.children, style))
        if not text_of(children).strip():
            self._faults.add("I211", "The link has no text.", place, "Write what it leads to between the brackets.")
        return [Link(checked, children, place)]

    def _checked_url(self, url: str, place: Place) -> str:
        if STAND_IN.search(url):
            self._faults.add("I235", "A figure cannot stand in an address.", place, "Write the address out.")
            return url
        message, todo = link_problem(url)
        if message:
            self._faults.add("I211", message, place, todo, url=url)
        return normalizeLink(url)

    def _footnote(self, node: SyntaxTreeNode, _style: _Style) -> Sequence[Inline]:
        place = self._place(node)
        name = str(node.meta["label"])
        notes = self._reading.notes
        if notes is None:
            message = f"The footnote [^{name}] stands {self._reading.no_notes}."
            self._faults.add("I263", message, place, "Move it to the running text.", footnote=name)
            return []
        if name not in notes:
            todo = did_you_mean(name, notes) or "Define it in references.yaml, or below with [^key]: text."
            self._faults.add("I260", f"There is no footnote “{name}”.", place, todo, footnote=name)
            return []
        return [FootnoteMark(notes[name], place)]

    def _cross_reference(self, node: SyntaxTreeNode, _style: _Style) -> Sequence[Inline]:
        return [CrossReference(node.content, self._place(node))]

    def _image(self, node: SyntaxTreeNode, _style: _Style) -> Sequence[Inline]:
        source = str(node.attrs.get("src", ""))
        message = f"“{source}” stands in the middle of a paragraph."
        todo = "Put it on a line of its own, with an empty line before and after."
        self._faults.add("I220", message, self._place(node), todo)
        return []

    def _code(self, node: SyntaxTreeNode, _style: _Style) -> Sequence[Inline]:
        message = f"“`{STAND_IN.sub('…', node.content)}`” is written as program code, which documents do not have."
        self._faults.add("I202", message, self._place(node), "Write it as plain text.")
        return []

    def _html(self, node: SyntaxTreeNode, _style: _Style) -> Sequence[Inline]:
        message = f"“{node.content.splitlines()[0]}” is HTML, which documents do not have."
        todo = "Leave it out; for the sign itself write \\<."
        self._faults.add("I200", message, self._place(node), todo)
        return []


def link_problem(url: str) -> tuple[str, str]:
    """What is wrong with a link's address and what to do; empty texts when nothing is."""
    if url.startswith("#"):
        return f"The link leads to “{url}” in the document.", "Refer to it by its label: @sec-x, @tbl-x or @fig-x."
    if not url:
        return "The link leads nowhere.", "Write its address, beginning with https://."
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return f"“{url}” is no address.", "Copy the address from the browser."
    if parts.scheme.lower() not in _SCHEMES:
        return f"The link leads to “{url}”, which is neither a web page nor an e-mail address.", (
            "Begin it with https://, http:// or mailto:."
        )
    if parts.scheme.lower() == "mailto":
        fine = _ADDRESS.fullmatch(parts.path) is not None
    else:
        fine = ("." in host or host == "localhost") and not re.search(r"\s", url)
    return ("", "") if fine else (f"“{url}” is no whole address.", "Copy the address from the browser.")
