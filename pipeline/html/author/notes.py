"""Findings as markup: at the place that they are about, and all of them at the top."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.faults import LEVELS
from pipeline.html.escaping import Html, text

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from pipeline.faults import Level
    from pipeline.html.author.data import Remark

#: Each level has a sign and a word of its own, so that colour tells nothing that they do not.
_SIGNS: dict[Level, str] = {"error": "✖", "warning": "▲", "hint": "●"}
#: One and several.
_WORDS: dict[Level, tuple[str, str]] = {
    "error": ("fel", "fel"),
    "warning": ("varning", "varningar"),
    "hint": ("tips", "tips"),
}


def note(number: int, remark: Remark) -> Html:
    """A finding in full, as phrasing content; its id is `finding-` and its number."""
    return Html(
        f'<span id="finding-{number}" class="author-note author-{remark.level}" role="note" lang="sv" tabindex="-1">'
        f"{_said(remark, number)}</span>"
    )


def sign(number: int, remark: Remark) -> Html:
    """The sign of a finding whose note stands right before it; nobody needs to hear it."""
    return Html(f'<span class="author-sign author-{remark.level}" aria-hidden="true">{_sign(number, remark)}</span>')


def spot(number: int, remark: Remark) -> Html:
    """The place of a finding that is told elsewhere, with the way there; its id is `spot-` and its number."""
    word = _WORDS[remark.level][0]
    return Html(
        f'<a id="spot-{number}" class="author-spot author-{remark.level}" href="#finding-{number}" lang="sv"'
        f' aria-label="{word} {number}">{_sign(number, remark)}</a>'
    )


def listed(remarks: Sequence[Remark], places: Mapping[int, str], noted: Container[int] = ()) -> Html:
    """All findings in a region of their own.

    Args:
        remarks: in order; their numbers are 1, 2 …
        places: number of a finding → id of its place on the page; without those that have none.
        noted: those that stand in the page in full, too.
    """
    said = counted_list(remarks, places, noted)
    return Html(f'<section class="author-findings" aria-label="Fynd" lang="sv">{said}</section>')


def counted_list(remarks: Sequence[Remark], places: Mapping[int, str], noted: Container[int] = ()) -> Html:
    """How many findings there are, and each of them; see `listed`."""
    if not remarks:
        return Html("<p>Inga fynd.</p>")
    items = "".join(
        _item(number, remark, places.get(number, ""), noted=number in noted)
        for number, remark in enumerate(remarks, start=1)
    )
    return Html(f"<details open><summary>{counted(remarks)}</summary><ol>{items}</ol></details>")


def counted(remarks: Iterable[Remark]) -> str:
    """`1 fel, 12 tips`; empty for none."""
    levels = [remark.level for remark in remarks]
    counts = ((levels.count(level), _WORDS[level]) for level in LEVELS)
    return ", ".join(f"{count} {words[count > 1]}" for count, words in counts if count)


def _item(number: int, remark: Remark, place: str, *, noted: bool) -> str:
    # a finding that stands in full elsewhere has its id there
    own = "" if noted else f' id="finding-{number}" tabindex="-1"'
    return f'<li{own} class="author-{remark.level}">{_said(remark, None, place)}</li>'


def _sign(number: int | None, remark: Remark) -> str:
    return _SIGNS[remark.level] + ("" if number is None else f"\u00a0{number}")


def _said(remark: Remark, number: int | None, place: str = "") -> str:
    """What is found; what the program says of it is English, as on the console."""
    name = f"<strong>{_WORDS[remark.level][0]} {text(remark.code)}</strong>"
    parts = [
        f'<span class="author-sign" aria-hidden="true">{_sign(number, remark)}</span>',
        f'<a href="#{text(place)}">{name}</a>' if place else name,
        f'<span lang="en">{text(remark.message)}</span>',
    ]
    if remark.words and number is None:
        parts.append(f'<q class="author-words">{text(remark.words)}</q>')
    if remark.todo:
        parts.append(f'<span class="author-todo" lang="en">{text(remark.todo)}</span>')
    if remark.place:
        parts.append(f"<code>{text(remark.place)}</code>")
    return " ".join(parts)
