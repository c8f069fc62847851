"""Caption and notes of a shown table: as figures.yaml words them, else as the source of the table does (PX)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.faults import FaultError

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.figures.settings import TableSettings
    from pipeline.places import Place
    from pipeline.sources.table import DataTable

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


class Worded(NamedTuple):
    """Texts in Markdown, and where they stand."""

    caption: str
    caption_place: Place
    notes: tuple[str, ...]
    note_places: tuple[Place, ...]


def caption_and_notes(name: str, settings: TableSettings, data: DataTable, locate: Callable[..., Place]) -> Worded:
    """What stands above and below a table.

    Args:
        name: of the table.
        settings: what figures.yaml says; where it names no notes at all, those of the source are taken.
        data: the table, with title and notes of its source.
        locate: place of a key, as `locate("tables", name, "caption")`.

    Raises:
        FaultError: I116 neither says what the table shows.
    """
    if settings.caption is None and not data.title:
        message = f"The table {name} has no caption."
        raise FaultError.of(
            "I116", message, locate("tables", name), "Add caption: what it shows, and when.", key="caption"
        )
    caption, caption_place = settings.caption, locate("tables", name, "caption")
    if caption is None:
        caption, caption_place = literally(data.title), data.place
    if "notes" in settings.model_fields_set:
        places = tuple(locate("tables", name, "notes", index) for index in range(len(settings.notes)))
        return Worded(caption, caption_place, settings.notes, places)
    return Worded(caption, caption_place, tuple(map(literally, data.notes)), (data.place,) * len(data.notes))


def literally(text: str) -> str:
    """Text as Markdown that shows just this: a backslash before every sign that may mean something (CommonMark 2.4)."""
    return _PUNCTUATION.sub(r"\\\1", text)
