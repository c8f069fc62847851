"""The languages of words, as the Word file has them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.pdf.directions import runs_leftwards
from pipeline.pdf.draft import Draft
from pipeline.pdf.letters import squeezed
from pipeline.pdf.source import Spoken
from pipeline.pdf.spaces import INLINE
from pipeline.pdf.tree import Element, Marked


@dataclass(frozen=True, slots=True)
class _Words:
    """What a sequence shows.

    Attributes:
        mark, owner: the sequence, and the element that holds it.
        text: its words.
        around: all elements around it, from its block inwards.
    """

    mark: Marked
    owner: Element
    text: str
    around: tuple[Element, ...]

    @property
    def language(self) -> str | None:
        """What the innermost of them says; None when none does."""
        return next((element.language for element in reversed(self.around) if element.language is not None), None)

    @property
    def unsaid(self) -> bool:
        """Whether their language may have been lost with a link's."""
        return self.language is None and any(element.kind == "Link" for element in self.around)


def mend(draft: Draft) -> None:
    """Mend the languages of words (ISO 32000-1, 14.9.2; PDF/UA-1, 7.2).

    LibreOffice adds a country to each language that has none. It gives words from right to left that stand among
    others no language, or, from 25.2 on, all of them one; words in a link lose theirs there.
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
        if runs_leftwards(paragraph.text) or any(tag is not None for _, tag in paragraph.runs):
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
    return "".join(sorted(_alphabetic(text)))


def _alphabetic(text: str) -> list[str]:
    return [sign for sign in squeezed(text) if sign.isalpha()]


def _mend_block(draft: Draft, block: Element, waiting: dict[str, list[Spoken]]) -> None:
    """Give the words of a block that have lost their language it back; each paragraph answers for one block."""
    parts = list(_inside(draft, block, (block,)))
    leftwards = [part for part in parts if runs_leftwards(part.text)]
    if not leftwards and not any(part.unsaid for part in parts):
        return
    found = waiting.get(_letters("".join(part.text for part in parts)))
    if not found:
        return
    paragraph = found.pop()
    spoken = [paragraph.language_of(part.text) for part in leftwards]
    if any(part.language not in (None, language) for part, language in zip(leftwards, spoken, strict=True)):
        for element in {id(element): element for part in leftwards for element in part.around}.values():
            element.language = None
    for part, language in zip(leftwards, spoken, strict=True):
        if part.language != language:
            _set_language(part, language)
    for part, language in zip(parts, _in_order(parts, paragraph), strict=True):
        if part.unsaid and language is not None:
            _set_language(part, language)


def _inside(draft: Draft, element: Element, around: tuple[Element, ...]) -> Iterator[_Words]:
    """What a block shows by itself, in reading order."""
    for child in element.children:
        if isinstance(child, Marked):
            text = draft.mark_text(child) if element.actual is None else element.actual
            yield _Words(child, element, text, around)
        elif isinstance(child, Element) and child.kind in INLINE:
            yield from _inside(draft, child, (*around, child))


def _in_order(parts: list[_Words], paragraph: Spoken) -> list[str | None]:
    """The language of each part, by where its letters stand in the paragraph; None for more than one, or no letters."""
    written = [(sign, tag) for text, tag in paragraph.runs for sign in _alphabetic(text)]
    languages: list[str | None] = []
    for part in parts:
        letters = _alphabetic(part.text)
        own, written = written[: len(letters)], written[len(letters) :]
        tags = {tag for _, tag in own} if [sign for sign, _ in own] == letters else set()
        languages.append(tags.pop() if len(tags) == 1 else None)
    return languages


def _set_language(part: _Words, language: str | None) -> None:
    owner, mark = part.owner, part.mark
    if len(owner.children) == 1 and owner.kind in INLINE:
        owner.language = language
    elif language is not None:
        owner.children[owner.children.index(mark)] = Element("Span", children=[mark], page=mark.page, language=language)
