"""Words of links that do not say where the link leads."""

from __future__ import annotations

from typing import Final

_SAYING_NOTHING: Final = frozenset(
    {
        "här", "hit", "länk", "länken", "denna länk", "den här länken", "via denna länk", "följ länken", "klicka här",
        "tryck här", "läs mer", "läs mer här", "här kan du läsa mer", "mer", "mer här", "mer information", "se här",
        "sidan", "denna sida", "den här sidan", "webbplats", "webbplatsen", "webbsida", "webbsidan",
        "her", "les mer", "lue lisää", "tästä", "here", "click here", "link", "more", "read more",
    }
)  # fmt: skip


def says_nothing(text: str) -> bool:
    """Whether a link's text, out of its sentence, tells nothing about where it leads (WCAG 2.1, 2.4.4)."""
    return not text.strip() or text.casefold().strip(' .:→»«”"\u00a0') in _SAYING_NOTHING
