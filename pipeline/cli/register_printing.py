"""The register on paper and screens: tables, ruled where a person watches, plain where a file or a program does."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

from pipeline.register.fields import FIELDS, STATES, field_of
from pipeline.register.reading import in_order, log_entry, public_state

if TYPE_CHECKING:
    from rich.console import Console

    from pipeline.register.journal import Record
    from pipeline.register.reading import Entry, Shown

_WITHHELD = "(visas inte)"

#: Blanks between columns, and the least width in which a text is still read with ease.
_GAP = 2
_LEAST = 12


def print_table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, whole: int) -> None:
    """A table: within the window's width on a terminal, else columns of blanks that nothing breaks.

    Nothing is ever cut off. Where the window is too narrow for columns, each row is told line by line.

    Args:
        heads: of the columns.
        rows: their cells.
        whole: how many columns from the left are not broken into lines: numbers, dates.
    """
    from rich.cells import cell_len

    lines = [list(heads), *([_harmless(cell) for cell in row] for row in rows)]
    widths = [max(cell_len(line[column]) for line in lines) for column in range(len(heads))]
    if not sys.stdout.isatty():
        for line in lines:
            filled = (cell + " " * (width - cell_len(cell)) for cell, width in zip(line, widths, strict=True))
            click.echo((" " * _GAP).join(filled).rstrip())
        return
    from rich.console import Console

    console = Console(highlight=False)
    least = [*widths[:whole], *(min(width, _LEAST) for width in widths[whole:])]
    if sum(least) + _GAP * (len(least) - 1) > console.width:
        _print_stacked(console, heads, lines[1:])
    else:
        _print_columns(console, lines, least)


def _print_columns(console: Console, lines: Sequence[Sequence[str]], least: Sequence[int]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold" if _emphasises() else "", padding=(0, _GAP, 0, 0))
    for head, width in zip(lines[0], least, strict=True):
        table.add_column(head, overflow="fold", min_width=width)
    for line in lines[1:]:
        table.add_row(*(Text(cell) for cell in line))
    console.print(table)


def _print_stacked(console: Console, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    from rich.padding import Padding
    from rich.text import Text

    for first, *others in rows:
        console.print(Text(first.strip(), style="bold" if _emphasises() else "", overflow="fold"))
        for head, cell in zip(heads[1:], others, strict=True):
            if cell:
                console.print(Padding(Text(f"{head} {cell}", overflow="fold"), (0, 0, 0, _GAP)))


def _harmless(cell: str) -> str:
    """What an earlier version may have entered must not command the terminal."""
    return "".join(
        sign if sign.isprintable() or sign == "\N{NO-BREAK SPACE}" else "\N{REPLACEMENT CHARACTER}" for sign in cell
    )


def _emphasises() -> bool:
    """Whether words may be bold: not where people have asked for plain text (no-color.org), or a terminal has none."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _bold(text: str) -> str:
    return click.style(text, bold=True) if _emphasises() else text


def print_entries(rows: Sequence[Entry]) -> None:
    """The list."""
    if not rows:
        click.echo("The register holds nothing of that.")
        return
    print_table(("NUMBER", "DATE", "STATUS", "FROM/TO", "ABOUT"), ([*_cells(row)] for row in rows), whole=3)


def _cells(row: Entry) -> Iterable[str]:
    yield f"  {row.number}" if row.kind == "document" else row.number
    yield row.date
    yield row.status
    who = {"sender": f"from {row.sender}", "recipient": f"to {row.recipient}"}
    told = [said for name, said in who.items() if getattr(row, name)]
    hidden = [_WITHHELD] if {"sender", "recipient"} & set(row.withheld) else []
    yield ", ".join([*told, *hidden])
    yield row.about or (_WITHHELD if {"subject", "title"} & set(row.withheld) else "")


def print_shown(shown: Shown, *, public: bool) -> None:
    """One entry with its documents, files and log."""
    record = shown.record
    click.echo(f"{_bold(str(record.state['number']))} ({record.kind})")
    _print_fields(record, public=public)
    for document in shown.documents:
        click.echo(f"\n{_bold(str(document.state['number']))} (document)")
        _print_fields(document, public=public)
    if public:
        return
    if shown.files:
        click.echo("\nFiles")
        heads = ("NAME", "FORMAT", "SIZE", "ROLE", "SHA-256")
        names = ("name", "format", "size", "role", "sha256")
        print_table(heads, ([str(one.state.get(name, "")) for name in names] for one in shown.files), whole=0)
    click.echo("\nLog")
    print_table(("TIME", "WHO", "WHAT", "WHY"), (_log_cells(log_entry(event)) for event in shown.events), whole=1)


def _print_fields(record: Record, *, public: bool) -> None:
    state = public_state(record) if public else in_order(record)
    width = max(len(field.name) for field in FIELDS[record.kind])
    for name, value in state.items():
        field = field_of(record.kind, name)
        swedish = STATES[record.kind][str(value)] if name == "status" else field.swedish if field else ""
        shown = f"{value} ({swedish})" if name == "status" else f"{value}"
        click.echo(f"  {name:<{width}}  {shown}")


def _log_cells(entry: dict[str, Any]) -> list[str]:
    changes = [f"{one['field']}: {_value(one['old'])} → {_value(one['new'])}" for one in entry["changes"]]
    what = entry["action"] if not changes or entry["action"] == "void" else "; ".join(changes)
    return [entry["at"], entry["by"], what, entry["why"]]


def _value(value: Any) -> str:
    return "–" if value == "" else f"“{value}”"
