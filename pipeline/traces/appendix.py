"""The figure register as an appendix: a heading, a sentence, and a table at the end of the document."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.content.model import Cell, Column, Heading, Paragraph, Row, Table, Text
from pipeline.traces.register import Register

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.content.model import Block, Document
    from pipeline.places import Place
    from pipeline.traces.document import Traces

#: Shares of the columns: what the text says, what it tells, how it was obtained, its source.
_FIGURES = (22.0, 30.0, 26.0, 32.0)
_SHOWN = (16.0, 50.0, 34.0)


def with_register(traces: Traces) -> Document:
    """The document with its figure register at the end of its last part; as it is when there is nothing to list."""
    document = traces.composed.document
    blocks = register_blocks(Register(traces))
    parts = [name for name, content in document.parts.items() if content]
    if not blocks or not parts:
        return document
    return replace(document, parts={**document.parts, parts[-1]: (*document.parts[parts[-1]], *blocks)})


def register_blocks(register: Register) -> tuple[Block, ...]:
    """The blocks of the appendix; () when the document has no figures, tables or charts to list."""
    words = register.words
    figures, shown = register.rows(), register.shown()
    if not figures and not shown:
        return ()
    blocks: list[Block] = [
        Heading(1, (Text(words.title),), numbered=False),
        Paragraph((Text(words.introduction),)),
    ]
    if figures:
        rows = []
        for row in figures:
            origin = None if row.trace.figure is None else row.trace.figure.place
            where = ", ".join(row.sections)
            wording = (*row.wordings, words.section.format(where) if where else "")
            rows.append(_row([wording, (row.subject,), (row.method,), row.sources], origin))
        headings = (words.wording, words.subject, words.method, words.source)
        blocks.append(_table(_FIGURES, headings, rows, words.introduction))
    if shown:
        blocks.append(Heading(2, (Text(words.others),), numbered=False))
        rows = [_row([(one.item,), (one.caption,), one.sources], None) for one in shown]
        blocks.append(_table(_SHOWN, (words.shown, words.subject, words.source), rows, words.others))
    return tuple(blocks)


def _table(widths: Sequence[float], headings: Sequence[str], rows: Sequence[Row], summary: str) -> Table:
    header = Row(tuple(_cell((heading,), None) for heading in headings))
    return Table(tuple(map(Column, widths)), (header,), tuple(rows), summary=summary, style="plan")


def _row(cells: Sequence[Sequence[str]], origin: Place | None) -> Row:
    first, *others = cells
    return Row((replace(_cell(first, origin), header=True), *(_cell(texts, origin) for texts in others)))


def _cell(texts: Sequence[str], origin: Place | None) -> Cell:
    return Cell(tuple(Paragraph((Text(text, origin),), origin=origin) for text in texts if text), origin=origin)
