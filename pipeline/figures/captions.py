"""Caption and notes of what is shown: as figures.yaml words them, else as the source of a table does (PX)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from pipeline.faults import FaultError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from typing import Literal

    from pipeline.figures.book import Numbers
    from pipeline.figures.settings import ChartSettings, DiagramSettings, OverviewSettings, TableSettings
    from pipeline.places import Place
    from pipeline.sources.table import DataTable

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


class Worded(NamedTuple):
    """Texts in Markdown, and where they stand."""

    caption: str
    caption_place: Place
    notes: tuple[str, ...]
    note_places: tuple[Place, ...]


class PictureWords(TypedDict):
    """What charts and diagrams say alike; names are those of their definitions."""

    name: str
    caption: str
    alt: str
    notes: tuple[str, ...]
    width: float
    place: Place
    caption_place: Place
    note_places: tuple[Place, ...]
    alt_place: Place


class ChartWords(PictureWords):
    """What all charts of tables say alike, activity overviews with them."""

    height: float | None
    numbers: Numbers
    table: str
    table_place: Place


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
        return Worded(caption, caption_place, settings.notes, _note_places("tables", name, settings.notes, locate))
    return Worded(caption, caption_place, tuple(map(literally, data.notes)), (data.place,) * len(data.notes))


def picture_words(
    section: Literal["charts", "diagrams"],
    name: str,
    settings: ChartSettings | DiagramSettings | OverviewSettings,
    locate: Callable[..., Place],
) -> PictureWords:
    """What figures.yaml says of a picture, whatever its kind, with the places of its texts."""
    return PictureWords(
        name=name,
        caption=settings.caption,
        alt=settings.alt,
        notes=settings.notes,
        width=settings.width,
        place=locate(section, name),
        caption_place=locate(section, name, "caption"),
        note_places=_note_places(section, name, settings.notes, locate),
        alt_place=locate(section, name, "alt"),
    )


def chart_words(
    name: str, settings: ChartSettings | OverviewSettings, locate: Callable[..., Place], *, shown: Collection[str]
) -> ChartWords:
    """What figures.yaml says of a chart, whatever its type, and where its numbers stand as a table.

    Args:
        name: `fig-…`.
        settings: what figures.yaml says.
        locate: place of a key.
        shown: names of the tables that are shown.
    """
    return ChartWords(
        **picture_words("charts", name, settings, locate),
        height=settings.height,
        numbers=settings.numbers or ("reference" if settings.table in shown else "table"),
        table=settings.table,
        table_place=locate("charts", name, "table"),
    )


def _note_places(section: str, name: str, notes: Sequence[str], locate: Callable[..., Place]) -> tuple[Place, ...]:
    return tuple(locate(section, name, "notes", index) for index in range(len(notes)))


def literally(text: str) -> str:
    """Text as Markdown that shows just this: a backslash before every sign that may mean something (CommonMark 2.4)."""
    return _PUNCTUATION.sub(r"\\\1", text)
