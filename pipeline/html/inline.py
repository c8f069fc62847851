"""Inline nodes to phrasing content: text, figures, links, marks of footnotes, and cross-references."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Final, assert_never

from pipeline.content.directions import runs_leftwards, runs_right_to_left
from pipeline.content.model import CrossReference, FootnoteMark, LineBreak, Link, Text, Value
from pipeline.content.refusals import is_citable, language_of, leads_somewhere
from pipeline.html.escaping import Html, text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.content.model import Inline
    from pipeline.html.marks import Mark
    from pipeline.html.writing import Writing
    from pipeline.places import Place

#: What shows nothing: spaces, and characters without width.
_BLANK: Final = re.compile(r"[\s\u00ad\u200b-\u200f\u2060]*")


def shows_something(children: Sequence[Inline]) -> bool:
    """Whether anything of the nodes can be seen."""
    return any(
        isinstance(child, FootnoteMark | CrossReference)
        or (isinstance(child, Text | Value) and not _BLANK.fullmatch(child.text))
        or (isinstance(child, Link) and shows_something(child.children))
        for child in children
    )


def direction(children: Sequence[Inline]) -> str:
    """` dir="rtl"` for a paragraph that runs from right to left as a whole; else empty."""
    return ' dir="rtl"' if runs_leftwards(children) else ""


def inline(writing: Writing, children: Sequence[Inline], origin: Place | None = None, *, note: bool = False) -> Html:
    """The nodes as phrasing content.

    Args:
        writing: notes T205, T206, T207, T209 and T218 for what cannot be written.
        children: the nodes.
        origin: of the block that holds them.
        note: whether they stand in a footnote, where no other footnote can be cited.
    """
    return _Inline(writing, origin, note=note).written(children)


def bare(writing: Writing, children: Sequence[Inline]) -> Html:
    """The nodes for a contents list: with languages and emphasis, without links and footnotes."""
    return _Inline(writing, None, linked=True, bare=True).written(children)


class _Inline:
    def __init__(
        self, writing: Writing, origin: Place | None, *, note: bool = False, linked: bool = False, bare: bool = False
    ) -> None:
        self._writing = writing
        self._origin = origin
        self._note = note
        self._linked = linked
        self._bare = bare
        #: What stands before a link, and behind it: marks of footnotes and numbers, as a link can hold no other.
        self.ahead: list[Html] = []
        self.waiting: list[Html] = []

    def written(self, children: Sequence[Inline]) -> Html:
        parts = []
        before: Inline | None = None
        for child in children:
            match child:
                case Text():
                    parts.append(self._text(child))
                case Value():
                    parts.append(self._marked(child, child.text, partial(_value, child)))
                case LineBreak():
                    parts.append(Html(" " if self._bare else "<br>"))
                case Link():
                    parts.append(self._link(child))
                case FootnoteMark():
                    parts.append(self._footnote(child, after_another=isinstance(before, FootnoteMark)))
                case CrossReference():
                    parts += (self._marked(child, "", text), self._reference(child))
                case _:
                    assert_never(child)
            before = child
        return Html("".join(parts))

    def _text(self, node: Text) -> Html:
        if not node.text:
            return Html()
        language_of(node, node.origin or self._origin, self._writing.faults)
        return self._marked(node, node.text, partial(_dressed, node))

    def _marked(self, node: Inline, said: str, write: Callable[[str], Html]) -> Html:
        """The words of a node, with what an author's edition puts around or between them.

        Args:
            node: the node.
            said: its words.
            write: makes markup of some of them.
        """
        marks = None if self._bare else self._writing.marks
        stretches = marks.stretches(node) if marks is not None else ()
        parts, done = [], 0
        for one in stretches:
            if one.start > done:
                parts.append(write(said[done : one.start]))
            self._put(self.ahead if self._linked else parts, one.ahead)
            if one.mark is not None:
                parts.append(self._around(one.mark, write(said[one.start : one.end])))
            done = one.end
        if done < len(said):
            parts.append(write(said[done:]))
        return Html("".join(parts))

    def _around(self, mark: Mark, shown: Html) -> Html:
        if self._linked:
            self._put(self.waiting, mark.apart)
            return shown
        return Html(f"{mark.before}{shown}{mark.behind}")

    @staticmethod
    def _put(parts: list[Html], what: Html) -> None:
        if what:
            parts.append(what)

    def _link(self, node: Link) -> Html:
        origin = node.origin or self._origin
        inner = _Inline(self._writing, origin, note=self._note, linked=True, bare=self._bare)
        shown = inner.written(node.children)
        leads = leads_somewhere(node, origin, self._writing.faults)
        if self._linked or not leads:
            self.ahead += inner.ahead
            self.waiting += inner.waiting
            return shown
        return Html(f'{"".join(inner.ahead)}<a href="{text(node.url)}">{shown}</a>{"".join(inner.waiting)}')

    def _footnote(self, node: FootnoteMark, *, after_another: bool) -> Html:
        if self._bare:
            return Html()
        writing, origin = self._writing, node.origin or self._origin
        if not is_citable(node, writing.document.footnotes, origin, writing.faults, in_note=self._note):
            return Html()
        writing.cited.append(node.key)
        number = len(writing.cited)
        # two marks side by side would read as one number: 1 and 2 as 12
        comma = "," if after_another else ""
        mark = Html(
            f'<sup class="noteref">{comma}<a id="ref-{number}" role="doc-noteref" href="#note-{number}" '
            f'aria-label="{text(writing.words.note)} {number}">{number}</a></sup>'
        )
        if self._linked:
            self.waiting.append(mark)
            return Html()
        return mark

    def _reference(self, node: CrossReference) -> Html:
        targets = self._writing.targets
        target = targets.need(node, node.origin or self._origin, self._writing.faults)
        if target is None:
            return Html()
        shown = text("".join(targets.words(node, target, self._writing.wording)))
        return shown if self._linked else Html(f'<a class="reference" href="#{text(target.id)}">{shown}</a>')


def _value(node: Value, said: str) -> Html:
    return _stressed(node, text(said))


def _dressed(node: Text, said: str) -> Html:
    shown = text(said)
    if node.language is not None:
        leftwards = ' dir="rtl"' if runs_right_to_left(node.language) else ""
        shown = Html(f'<span lang="{text(node.language)}"{leftwards}>{shown}</span>')
    return _stressed(node, Html(f"<sup>{shown}</sup>") if node.raised else shown)


def _stressed(node: Text | Value, shown: Html) -> Html:
    if node.emphasis:
        shown = Html(f"<em>{shown}</em>")
    return Html(f"<strong>{shown}</strong>") if node.strong else shown
