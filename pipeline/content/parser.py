"""The Markdown parser: CommonMark with attributes, spans, footnotes and fenced blocks, every token with its position.

Block tokens carry lines already. Inline tokens get the offset in their paragraph's text as `map[0]`, a field that the
parser itself leaves empty for them.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from types import SimpleNamespace
from typing import TYPE_CHECKING, Final, Literal, cast

from markdown_it import MarkdownIt, helpers
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline.state_inline import StateInline
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.footnote import footnote_plugin

if TYPE_CHECKING:
    from types import ModuleType

    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token
    from markdown_it.utils import EnvType

#: `{#sec-x .unnumbered}` at the end of a heading; directly behind `]` or `)` it belongs to a span or a picture.
_HEADING_ATTRIBUTES: Final = re.compile(r"(?:^|(?<=\s))\{([^{}]*)\}\s*$")
_CROSS_REFERENCE: Final = re.compile(r"@((?:[Ss]ec|[Tt]bl|[Ff]ig)-\w+(?:-\w+)*)")


def parse(text: str) -> SyntaxTreeNode:
    """The tree of a text in which expressions have been replaced by stand-ins."""
    return SyntaxTreeNode(_parser().parse(text))


def parse_line(text: str) -> SyntaxTreeNode:
    """The `inline` node of a text that is one line of words: no headings, no lists."""
    return SyntaxTreeNode(_parser().parseInline(text)).children[0]


def offset_of(node: SyntaxTreeNode) -> int:
    """Where an inline node begins in its paragraph's text."""
    return node.map[0] if node.map else 0


class _PlacedState(StateInline):
    """An inline state whose tokens remember where they began."""

    _began = 0

    def append_pending(self, text: str) -> None:
        if not self.pending:
            self._began = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:  # noqa: N802 – the parser's own name
        token = super().pushPending()
        token.map = [self._began, self._began]
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        token.map = [self.pos, self.pos]
        return token


class _PlacedInline(ParserInline):
    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = _PlacedState(src, md, env, tokens)
        self.tokenize(state)
        for opening, inside in pairwise(state.tokens):
            if opening.type == "link_open" and opening.markup == "autolink" and inside.map:
                inside.map = [inside.map[0] + 1, inside.map[1] + 1]  # the words stand behind the “<”
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _label_end(state: StateInline, start: int, disableNested: bool = False) -> int:  # noqa: N803 – as the parser calls it
    """Where the text of a link ends, which may hold words of another language in brackets; -1 for no link.

    The parser's own rule takes every bracket inside for a link, which no link may hold.
    """
    end = helpers.parseLinkLabel(state, start, disableNested)
    if end >= 0 or not disableNested:
        return end
    end = helpers.parseLinkLabel(state, start)
    inner = state.src[start + 1 : end] if end >= 0 else "]("
    return -1 if "](" in inner else end


_HELPERS: Final = SimpleNamespace(
    parseLinkLabel=_label_end,
    parseLinkDestination=helpers.parseLinkDestination,
    parseLinkTitle=helpers.parseLinkTitle,
)


class _Markdown(MarkdownIt):
    """CommonMark in which every link is admitted as it is written, so that the wrong ones can be told."""

    def __init__(self) -> None:
        super().__init__("js-default")
        self.inline = _PlacedInline()
        self.helpers = cast("ModuleType", _HELPERS)
        self.configure("commonmark")

    def validateLink(self, url: str) -> bool:  # noqa: N802, ARG002 – as the parser calls it
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802 – the parser's own name
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 – the parser's own name
        return link


@cache
def _parser() -> MarkdownIt:
    parser = _Markdown()
    parser.enable("table")  # to be refused where it stands, instead of coming out as text
    parser.disable(["reference", "text_join", "fragments_join"])  # the last two would lose positions
    attrs_plugin(parser, spans=True)
    footnote_plugin(parser, inline=False, move_to_end=False, always_match_refs=True)
    container_plugin(parser, "role", validate=lambda parameters, _markup: bool(parameters.strip()))
    parser.inline.ruler.before("link", "cross_reference", _cross_reference)
    parser.core.ruler.after("block", "heading_attributes", _heading_attributes)
    return parser


def _heading_attributes(state: StateCore) -> None:
    """Take the attributes off each heading before its text is parsed; `meta` of the opening token keeps them."""
    for opening, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if inline.type == "inline":
            inline.meta["whole"] = inline.content
        if opening.type == "heading_open" and (match := _HEADING_ATTRIBUTES.search(inline.content)):
            opening.meta["attributes"] = match[1]
            opening.meta["attributes_at"] = match.start()
            inline.content = inline.content[: match.start()].rstrip()


def _cross_reference(state: StateInline, silent: bool) -> bool:
    """`@tbl-x`, not inside a word or an address."""
    if state.src[state.pos] != "@":
        return False
    match = _CROSS_REFERENCE.match(state.src, state.pos, state.posMax)
    if match is None or (state.pos > 0 and (state.src[state.pos - 1].isalnum() or state.src[state.pos - 1] in "._")):
        return False
    if not silent:
        token = state.push("cross_reference", "", 0)
        token.content = match[1]
    state.pos = match.end()
    return True
