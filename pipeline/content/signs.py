"""The signs that stand where a table has no number, and the note that says what they mean.

The signs are those of Swedish official statistics (Statistics Sweden, teckenförklaring): “..” the value is not
available or too uncertain, “–” nothing to report, “.” there can be no value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from pipeline.sources.table import DataCell, Missing

_SIGNS: Final[Mapping[Missing, str]] = {"": "", "not-available": "..", "nil": "–", "not-applicable": "."}

#: What each means, to follow “betyder att”; in the order in which a note explains them.
_MEANINGS: Final[Mapping[str, str]] = {
    "..": "uppgiften saknas eller är för osäker för att anges",
    "–": "det inte finns något att redovisa",
    ".": "det inte kan finnas någon uppgift",
}


def sign_of(cell: DataCell) -> str:
    """The sign for a value that is missing, however its file writes it; "" for a value, and for an empty cell."""
    return _SIGNS[cell.missing]


def explanation(signs: Collection[str]) -> str:
    """A note that explains signs: `”..” betyder att uppgiften saknas …`; "" when there is none to explain."""
    said = [f"”{sign}” {{}}att {meaning}" for sign, meaning in _MEANINGS.items() if sign in signs]
    if not said:
        return ""
    words = [said[0].format("betyder "), *(one.format("") for one in said[1:])]
    return f"{' och '.join(part for part in (', '.join(words[:-1]), words[-1]) if part)}."
