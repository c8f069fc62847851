"""The languages of words, as the Word file has them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pipeline.pdf.directions import runs_leftwards
from pipeline.pdf.draft import Draft
from pipeline.pdf.letters import squeezed
from pipeline.pdf.source import Spoken
from pipeline.pdf.spaces import INLINE
from pipeline.pdf.tree import Element, Marked


def mend(draft: Draft) -> None:
    """Mend the languages of words (ISO 32000-1, 14.9.2; PDF/UA-1, 7.2).

    LibreOffice adds a country to each language that has none, gives words from right to left that stand among others
    no language, and the spaces beside them that of its own settings.
    """
    known: dict[str, set[str]] = defaultdict(set)
    for tag in draft.source.languages:
        known[_primary(tag)].add(tag)
    for element in draft.document.walk():
        if element.language is not None:
            shows = element.kind != "Span" or draft.text(element)
            element.language = _as_written(element.language, known) if shows else None
    waiting: dict[str, list[Spoken]] = defaultdict(list)
    for paragraph in reversed(draft.source.spoken):
        if runs_leftwards(paragraph.text):
            waiting[_letters(paragraph.text)].append(paragraph)
    if waiting:
        for block in list(draft.document.walk()):
            if block.kind not in INLINE:
                _mend_block(draft, block, waiting)


def _primary(tag: str) -> str:
    return tag.split("-", maxsplit=1)[0].lower()


def _as_written(tag: str, known: dict[str, set[str]]) -> str | None:
    """A language tag as the Word file has it; None for a language that it does not speak of."""
    primary = _primary(tag)
    tags = known.get(primary, set())
    if not tags or tag in tags:
        return tag if tags else None
    return next(iter(tags)) if len(tags) == 1 else primary if primary in tags else tag


def _letters(text: str) -> str:
    """The letters of a text, in an order that does not hang on its direction."""
    return "".join(sorted(sign for sign in squeezed(text) if sign.isalpha()))


def _mend_block(draft: Draft, block: Element, waiting: dict[str, list[Spoken]]) -> None:
    """Give the words of a block that run from right to left their language; each paragraph answers for one block."""
    parts = [(mark, owner, _text(draft, mark, owner)) for mark, owner in _inside(block)]
    if not any(runs_leftwards(text) for _, _, text in parts):
        return
    found = waiting.get(_letters("".join(text for _, _, text in parts)))
    if not found:
        return
    paragraph = found.pop()
    for mark, owner, text in parts:
        if runs_leftwards(text):
            _set_language(owner, mark, paragraph.language_of(text))


def _inside(element: Element) -> Iterator[tuple[Marked, Element]]:
    """What a block shows by itself, in reading order: each sequence with the element that holds it."""
    for child in element.children:
        if isinstance(child, Marked):
            yield child, element
        elif isinstance(child, Element) and child.kind in INLINE:
            yield from _inside(child)


def _text(draft: Draft, mark: Marked, owner: Element) -> str:
    return draft.mark_text(mark) if owner.actual is None else owner.actual


def _set_language(owner: Element, mark: Marked, language: str | None) -> None:
    if len(owner.children) == 1 and owner.kind in INLINE:
        owner.language = language
    elif language is not None:
        owner.children[owner.children.index(mark)] = Element("Span", children=[mark], page=mark.page, language=language)
