"""Findings as markup: in the margin beside what they are about, and all of them at the top."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.faults import LEVELS
from pipeline.html.escaping import Html, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.faults import Level
    from pipeline.html.author.data import Remark

#: Each level has a sign and a word of its own, so that colour tells nothing that they do not.
_SIGNS: dict[Level, str] = {"error": "✖", "warning": "▲", "hint": "●"}


def margin_note(numbered: Iterable[tuple[int, Remark]]) -> Html:
    """What stands in the margin beside a block; the list at the top leads to each of them by its number."""
    notes = "".join(
        f'<p id="finding-{number}" class="author-note author-{remark.level}" tabindex="-1">{_said(remark)}</p>'
        for number, remark in numbered
    )
    return Html(f'<div class="author-margin" role="note" aria-label="Findings" lang="en">{notes}</div>')


def listed(remarks: Sequence[Remark], placed: Iterable[int]) -> Html:
    """All findings in a region of their own, those whose place is in the text with a link to it.

    Args:
        remarks: in order; their numbers are 1, 2 …
        placed: the numbers of those that stand in the margin.
    """
    said = counted_list(remarks, placed)
    return Html(f'<section class="author-findings" aria-label="Findings" lang="en">{said}</section>')


def counted_list(remarks: Sequence[Remark], placed: Iterable[int]) -> Html:
    """How many findings there are, and each of them; see `listed`."""
    if not remarks:
        return Html("<p>Nothing found.</p>")
    there = frozenset(placed)
    items = "".join(_item(number, remark, linked=number in there) for number, remark in enumerate(remarks, start=1))
    return Html(f"<details open><summary>{counted(remarks)}</summary><ol>{items}</ol></details>")


def counted(remarks: Iterable[Remark]) -> str:
    """`1 error, 12 hints`; empty for none."""
    levels = [remark.level for remark in remarks]
    counts = ((levels.count(level), level) for level in LEVELS)
    return ", ".join(f"{count} {level}{'' if count == 1 else 's'}" for count, level in counts if count)


def _item(number: int, remark: Remark, *, linked: bool) -> str:
    said = _said(remark, around=f'<a href="#finding-{number}">' if linked else "")
    return f'<li class="author-{remark.level}">{said}</li>'


def _said(remark: Remark, around: str = "") -> str:
    close = "</a>" if around else ""
    parts = [
        f'<span class="author-sign" aria-hidden="true">{_SIGNS[remark.level]}</span>',
        f"{around}<strong>{remark.level} {text(remark.code)}</strong>{close}",
        text(remark.message),
    ]
    if remark.words:
        parts.append(f'<q class="author-words">{text(remark.words)}</q>')
    if remark.todo:
        parts.append(f'<span class="author-todo">{text(remark.todo)}</span>')
    if remark.place:
        parts.append(f"<code>{text(remark.place)}</code>")
    return " ".join(parts)
