"""Spaces between words that stand apart on the page though nothing is shown between them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pipeline.pdf.directions import runs_leftwards
from pipeline.pdf.draft import Draft
from pipeline.pdf.letters import squeezed
from pipeline.pdf.shown import Piece
from pipeline.pdf.tree import Element, Marked

#: Elements inside a line; all others begin one of their own.
INLINE = frozenset({"Span", "Link", "Reference", "Quote", "Code", "BibEntry", "Annot", "NonStruct"})
#: How wide a gap has to be to be no kerning, as a share of the font size: half of a narrow space.
_GAP = 0.15
#: How far the baselines of one line may lie apart, as a share of the font size: raised numbers of notes do.
_RAISED = 0.6
#: How many letters on each side are held against the Word file.
_CONTEXT = 20
#: What ends a line without a space behind it.
_JOINING = tuple("-/\N{HYPHEN}\N{EN DASH}\N{NON-BREAKING HYPHEN}\N{SOFT HYPHEN}")


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of a line: its sequence, the element that holds it, and its text with soft hyphens."""

    mark: Marked
    owner: Element
    text: str


def mend(draft: Draft) -> None:
    """Show a space where a reader of the tags would hear two words as one.

    LibreOffice shows none for a tab, between a heading's number and its text, before the page numbers of a contents
    list, and where a line is broken by hand: they are distances on the page only. Where a line ends by itself, it
    shows the space, or there is none (after a hyphen). The Word file tells the two apart.
    """
    word = _WordText(draft.source.paragraphs)
    for line in _lines(draft.document):
        parts = [part for part in (_part(draft, mark, owner) for mark, owner in line) if part.text]
        for at, (one, other) in enumerate(pairwise(parts), 1):
            if one.text[-1].isspace() or other.text[0].isspace():
                continue
            before, after = "".join(part.text for part in parts[:at]), "".join(part.text for part in parts[at:])
            said = word.parted(before, after)
            if said is None:
                said = word.parted(one.text, other.text)
            if _apart(draft, one, other, said):
                _add_space(draft, one)


def _lines(block: Element) -> Iterator[list[tuple[Marked, Element]]]:
    """What each block shows by itself, in reading order: its sequences, each with the element that holds it."""
    own: list[tuple[Marked, Element]] = []
    blocks: list[Element] = []
    waiting = [(child, block) for child in reversed(block.children)]
    while waiting:
        child, owner = waiting.pop()
        if isinstance(child, Marked):
            own.append((child, owner))
        elif isinstance(child, Element) and child.kind in INLINE:
            waiting += [(inner, child) for inner in reversed(child.children)]
        elif isinstance(child, Element):
            blocks.append(child)
    yield own
    for inner in blocks:
        yield from _lines(inner)


def _part(draft: Draft, mark: Marked, owner: Element) -> _Part:
    return _Part(mark, owner, draft.mark_text(mark) if owner.actual is None else owner.actual)


def _apart(draft: Draft, one: _Part, other: _Part, said: bool | None) -> bool:
    """Whether a space is missing between two neighbours; `said` is what the Word file says, None for nothing."""
    last = draft.pages[one.mark.page].shown[one.mark.mcid].last
    first = draft.pages[other.mark.page].shown[other.mark.mcid].first
    if last is None or first is None:
        return said is True
    if one.mark.page == other.mark.page and abs(last.up - first.up) < _RAISED * max(last.size, first.size):
        gap = None if runs_leftwards(one.text + other.text) else _gap(last, first)
        return said is True if gap is None else gap > _GAP and said is not False
    return not one.text.endswith(_JOINING) if said is None else said


def _gap(one: Piece, other: Piece) -> float | None:
    """The distance between two pieces of a line as a share of the font size; None when it cannot be measured."""
    if isinstance(one.operand, str) or not one.font.widths:
        return None
    return (other.across - one.end()) / max(one.size, other.size, 1)


def _add_space(draft: Draft, part: _Part) -> None:
    if part.owner.actual is not None:
        part.owner.actual += " "
    elif not draft.pages[part.mark.page].add_space(part.mark.mcid):
        # No font of the page has a space to show.
        at = part.owner.children.index(part.mark)
        part.owner.children[at] = Element("Span", children=[part.mark], page=part.mark.page, actual=f"{part.text} ")


class _WordText:
    """The Word file's paragraphs without their spaces, and where these stood."""

    def __init__(self, paragraphs: tuple[str, ...]) -> None:
        self._spaces: set[int] = set()
        letters: list[str] = []
        for paragraph in paragraphs:
            for sign in unicodedata.normalize("NFC", paragraph):
                if sign.isspace():
                    self._spaces.add(len(letters))
                else:
                    letters += squeezed(sign)
            letters.append("\n")
        self._letters = "".join(letters)

    def parted(self, before: str, after: str) -> bool | None:
        """Whether the Word file has a space between two texts; None when it does not have them side by side."""
        tail, head = squeezed(before[-3 * _CONTEXT :])[-_CONTEXT:], squeezed(after[: 3 * _CONTEXT])[:_CONTEXT]
        found = self._letters.find(tail + head)
        if found < 0:
            return None
        while found >= 0:
            if found + len(tail) in self._spaces:
                return True
            found = self._letters.find(tail + head, found + 1)
        return False
