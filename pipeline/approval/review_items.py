"""The review's items (synpunkter): review-items.csv beside document.yaml, which must all be closed before adoption."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.faults import Faults
from pipeline.sources.reader import Reader
from pipeline.sources.table import ColumnSpec
from pipeline.sources.tables import read_table

if TYPE_CHECKING:
    from pathlib import Path

FILE: Final = "review-items.csv"

#: What Status may say.
OPEN, CLOSED = "öppen", "stängd"

COLUMNS: Final = {
    "Nr": ColumnSpec(unique=True),
    "Från": ColumnSpec(),
    "Synpunkt": ColumnSpec(),
    "Svar": ColumnSpec(required=False),
    "Status": ColumnSpec(type="choice", choices=(OPEN, CLOSED)),
}


def check_items(root: Path, folder: str) -> bytes | None:
    """Hold the review's items, if there are any, against what adoption asks: closed, and answered.

    Args:
        root: the project's folder.
        folder: of the document, relative to the project.

    Returns:
        The file as it was read; None when there is none.

    Raises:
        FaultError: R217 an item is open; R218 an item is closed and has no answer; what `read_table` finds.
    """
    reader = Reader(root)
    path = f"{folder}/{FILE}"
    if not reader.exists(path):
        return None
    data = reader.data(path)
    if len(data.strip().splitlines()) == 1:  # headings alone: nobody has said anything
        return data
    table = read_table(reader, path, columns=COLUMNS, closed=True)
    faults = Faults()
    for row in table.rows:
        number, item = row["Nr"].text, row["Status"]
        if item.text.casefold() == OPEN:
            message = f"Item {number} of the review, from {row['Från'].text}, is open: {short(row['Synpunkt'].text)}"
            faults.add(
                "R217", message, item.place, "Answer it in Svar and write stängd, or mend the text.", item=number
            )
        elif not row["Svar"].value:
            message = f"Item {number} of the review is closed and has no answer."
            faults.add("R218", message, row["Svar"].place, "Write in Svar what became of it.", item=number)
    faults.raise_if_errors()
    return data


def short(text: str) -> str:
    """A text for a message: its beginning."""
    return text if len(text) <= 60 else f"{text[:59]}…"
