"""What commands print: faults and results for people on a terminal, and as JSON for machines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Literal

import click

from pipeline.faults import LEVELS, ExitCode, Fault, FaultError, Level

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
def telling_faults(output_format: Format, *, writes: bool = False) -> Iterator[None]:
    """Print the faults that end the block, and leave with their exit code.

    Args:
        output_format: as asked for.
        writes: whether the command would have written outputs, so that people want to know what became of them.
    """
    try:
        yield
    except FaultError as error:
        faults = error.faults
        if output_format == "json":
            print_json({"faults": [fault.as_json() for fault in faults]})
        else:
            print_faults(faults)
            errors = sum(fault.level == "error" for fault in faults)
            kept = " The outputs are as they were." if writes else ""
            click.echo(f"{many(errors, 'fault')}.{kept}", err=True)
        raise click.exceptions.Exit(exit_code_of(faults)) from None


def grouped(faults: Iterable[Fault], lowest: Level) -> tuple[tuple[Fault, ...], tuple[Fault, ...]]:
    """The faults down to a level, the gravest first, and the rest; each level keeps its order."""
    ordered = sorted(faults, key=lambda fault: LEVELS.index(fault.level))
    shown = tuple(fault for fault in ordered if LEVELS.index(fault.level) <= LEVELS.index(lowest))
    return shown, tuple(ordered[len(shown) :])


def many(number: int, word: str) -> str:
    """`1 place`, `3 places`."""
    return f"{number} {word}{'' if number == 1 else 's'}"


def counted(faults: Iterable[Fault]) -> str:
    """`1 error, 12 hints`; empty for none."""
    levels = [fault.level for fault in faults]
    counts = ((levels.count(level), level) for level in LEVELS)
    return ", ".join(many(count, level) for count, level in counts if count)


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


def step(text: str) -> None:
    """One line of progress on stderr."""
    click.echo(f"diarie: {text} …", err=True)
    sys.stderr.flush()


def silent(text: str) -> None:
    """Progress that nobody wants to see."""
