"""The register on paper and screens: tables, ruled where a person watches, plain where a file or a program does."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

from pipeline.register.fields import FIELDS, STATES, field_of
from pipeline.register.reading import in_order, log_entry, public_state

if TYPE_CHECKING:
    from pipeline.register.journal import Record
    from pipeline.register.reading import Entry, Shown

_WITHHELD = "(visas inte)"


def print_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table: with rules and within the window's width on a terminal, else columns of blanks that nothing cuts."""
    if sys.stdout.isatty():
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        table = Table(*heads, box=None, pad_edge=False, header_style="bold")
        for row in rows:
            table.add_row(*(Text(cell) for cell in row))
        Console().print(table)
        return
    lines = [list(heads), *(list(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    for line in lines:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def print_entries(rows: Sequence[Entry]) -> None:
    """The list."""
    if not rows:
        click.echo("The register holds nothing of that.")
        return
    print_table(("NUMBER", "DATE", "STATUS", "FROM/TO", "ABOUT"), ([*_cells(row)] for row in rows))


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
    click.echo(click.style(f"{record.state['number']}", bold=True) + f" ({record.kind})")
    _print_fields(record, public=public)
    for document in shown.documents:
        click.echo(f"\n{click.style(str(document.state['number']), bold=True)} (document)")
        _print_fields(document, public=public)
    if public:
        return
    if shown.files:
        click.echo("\nFiles")
        heads = ("NAME", "FORMAT", "SIZE", "ROLE", "SHA-256")
        names = ("name", "format", "size", "role", "sha256")
        print_table(heads, ([str(one.state.get(name, "")) for name in names] for one in shown.files))
    click.echo("\nLog")
    print_table(("TIME", "WHO", "WHAT", "WHY"), (_log_cells(log_entry(event)) for event in shown.events))


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
