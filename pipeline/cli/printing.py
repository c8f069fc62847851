"""What commands print: faults and results for people on a terminal, and as JSON for machines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Literal

import click

from pipeline.faults import ExitCode, Fault, FaultError

Format = Literal["text", "json"]

#: Where several kinds of faults meet, the first of these decides the exit code: what the author can mend comes first.
_PRECEDENCE = (
    ExitCode.USAGE,
    ExitCode.INPUTS,
    ExitCode.TEMPLATE,
    ExitCode.REGISTER,
    ExitCode.CONVERTER,
    ExitCode.CHECKS,
)
_COLOURS = {"error": "red", "warning": "yellow", "hint": "blue"}


def exit_code_of(faults: Sequence[Fault]) -> ExitCode:
    """The exit code that these faults give; DONE when none of them is an error."""
    found = {fault.exit_code for fault in faults if fault.level == "error"}
    return next((code for code in _PRECEDENCE if code in found), ExitCode.DONE)


@contextmanager
def telling_faults(output_format: Format) -> Iterator[None]:
    """Print the faults that end the block, and leave with their exit code."""
    try:
        yield
    except FaultError as error:
        faults = error.faults
        if output_format == "json":
            print_json({"faults": [fault.as_json() for fault in faults]})
        else:
            print_faults(faults)
        raise click.exceptions.Exit(exit_code_of(faults)) from None


def print_json(value: Any) -> None:
    """One JSON value on stdout."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1, default=str))


def print_faults(faults: Sequence[Fault]) -> None:
    """Faults on stderr, one paragraph each: place and code first, so that editors can follow them."""
    for fault in faults:
        place = f"{fault.place}: " if fault.place else ""
        label = click.style(f"{fault.level} {fault.code}", fg=_COLOURS[fault.level], bold=True)
        click.echo(f"{click.style(place, bold=True)}{label} {fault.message}", err=True)
        if fault.todo:
            click.echo(f"    {fault.todo}", err=True)
    errors = sum(fault.level == "error" for fault in faults)
    if errors:
        click.echo(f"{errors} fault{'' if errors == 1 else 's'}. The outputs are as they were.", err=True)


def step(text: str) -> None:
    """One line of progress on stderr."""
    click.echo(f"diarie: {text} …", err=True)
    sys.stderr.flush()


def silent(text: str) -> None:
    """Progress that nobody wants to see."""
