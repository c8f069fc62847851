"""The list of latest changes (senaste ändringar): which versions of a document there are, and what each changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.content.model import Cell, Column, Paragraph, Row, Table, Text
from pipeline.kinds.labels import labels_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.content.adoption import AdoptedVersion
    from pipeline.content.model import Block
    from pipeline.kinds.base import DocumentSettings, Inputs

#: The part that holds the list.
LATEST_CHANGES: Final = "latest_changes"

#: Version, date, decision, change: shares of the table's width.
_WIDTHS: Final = (1.0, 1.35, 1.75, 4.3)
#: Stands where nothing is said.
_NOTHING: Final = "–"


def latest_changes(inputs: Inputs[DocumentSettings]) -> tuple[Block, ...]:
    """A table of the document's versions, the latest first; () for a document that replaces no other.

    It begins with the version that is being adopted. What it says comes from the register, and is no author's text:
    rules of language and of numbers leave it alone.
    """
    if not inputs.history:
        return ()
    labels = labels_for(inputs.settings.language)
    adopted = () if inputs.adoption is None else (inputs.adoption.adopted,)
    versions = (*adopted, *inputs.history)
    header = Row(tuple(_cell(labels[name]) for name in ("version", "date", "decision", "change")))
    rows = (_row(version, labels, first=version is versions[-1]) for version in versions)
    columns = tuple(Column(width) for width in _WIDTHS)
    return (Table(columns, (header,), tuple(rows), summary=labels["latest_changes_table"]),)


def _row(version: AdoptedVersion, labels: Mapping[str, str], *, first: bool) -> Row:
    changes = version.changes.strip() or (labels["first_version"] if first else _NOTHING)
    texts = (version.decision_date.isoformat(), version.decision_number, " ".join(changes.split()))
    return Row((_cell(version.version, header=True), *map(_cell, texts)))


def _cell(text: str, *, header: bool = False) -> Cell:
    return Cell((Paragraph((Text(text),)),), header=header)
