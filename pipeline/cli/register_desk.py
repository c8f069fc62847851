"""What the commands about the register share: options, completion of numbers, and the way to the project's register."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem
    from sqlalchemy import Connection

    from pipeline.building.project import Project
    from pipeline.faults import Fault
    from pipeline.register.desk import Register
    from pipeline.register.place import RegisterPlace

F = TypeVar("F", bound=Callable[..., Any])
ListFormat = Literal["text", "json", "csv"]


def list_format_option(function: F) -> F:
    """`--format text|json|csv`."""
    return click.option(
        "--format",
        "output_format",
        type=click.Choice(["text", "json", "csv"]),
        default="text",
        show_default=True,
        help="Text for people; JSON or CSV on stdout for machines.",
    )(function)


def series_option(function: F) -> F:
    """`--series NAME`."""
    return click.option(
        "--series", metavar="NAME", help="A series of inputs/agency.yaml; “cases” is number-pattern's."
    )(function)


def by_option(function: F) -> F:
    """`--by NAME`."""
    return click.option("--by", metavar="NAME", help="Who does it (whoever is logged in, unless given).")(function)


def dry_run_option(function: F) -> F:
    """`--dry-run`."""
    return click.option("--dry-run", is_flag=True, help="Say what would be entered; enter nothing.")(function)


def _complete_numbers(context: click.Context, _: click.Parameter, begun: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    from pipeline.building.numbering import place_from_files
    from pipeline.building.project import Project
    from pipeline.faults import FaultError
    from pipeline.register.quick import numbers_beginning

    try:
        project = Project.around(context.params.get("folder") or Path())
        place = place_from_files(project.root, project.register)
        return [CompletionItem(_for_shell(number)) for number in numbers_beginning(place, begun)]
    except FaultError:
        return []


def _for_shell(number: str) -> str:
    """A number as it is to stand on the command line: bash, unlike others, does not quote what it completes.

    Within quotation marks that have been begun, everything stands for itself. Two backslashes: click's script reads the
    number with bash's `read`, which takes one away.
    """
    words = os.environ.get("COMP_WORDS", "").splitlines()
    if os.environ.get("_DIARIE_COMPLETE") != "bash_complete" or (words and words[-1].startswith(("'", '"'))):
        return number
    return re.sub(r"[^\w./:@%+=-]", r"\\\\\g<0>", number)


def number_argument(function: F) -> F:
    """`NUMBER`: one number of the register."""
    return click.argument("number", shell_complete=_complete_numbers)(function)


def numbers_argument(function: F) -> F:
    """`[NUMBER]…`: numbers of the register; none for all."""
    return click.argument("numbers", nargs=-1, metavar="[NUMBER]…", shell_complete=_complete_numbers)(function)


def case_option(function: F) -> F:
    """`--case NUMBER`: the case that a document belongs to."""
    return click.option(
        "--case",
        metavar="NUMBER",
        shell_complete=_complete_numbers,
        help="Enter a document in this case, and give it its number there.",
    )(function)


@contextmanager
def looked_into(folder: Path | None, series: str | None = None) -> Iterator[Connection]:
    """The project's register as it is at one moment.

    Args:
        folder: where the project is; None for the folder one stands in.
        series: one that must be in the settings or have numbers; None where none is named.

    Raises:
        FaultError: as `opened` has them; R107 there is no such series.
    """
    from pipeline.register.reserving import check_series

    with opened(folder) as register, register.reading() as connection:
        if series is not None:
            check_series(connection, register.series, series)
        yield connection


@contextmanager
def opened(folder: Path | None, *, by: str | None = None) -> Iterator[Register]:
    """The project's register.

    Args:
        folder: where the project is; None for the folder one stands in.
        by: who enters and changes.

    Raises:
        FaultError: U101 there is no project; the faults of inputs/agency.yaml; R116 as `register` has it.
    """
    from pipeline.register.desk import Register
    from pipeline.register.series import series_of

    _, place, agency = located(folder)
    known = series_of(agency.number_pattern, agency.register_settings)
    with Register(place, known, by=by) as register:
        yield register


def located(folder: Path | None) -> tuple[Project, RegisterPlace, Any]:
    """The project, where its register lies, and the agency's settings."""
    from pipeline.building.project import Project
    from pipeline.kinds.base import Agency
    from pipeline.register.place import place_of
    from pipeline.sources.reader import Reader
    from pipeline.sources.settings import load_settings

    project = Project.around(folder or Path())
    agency = load_settings(Reader(project.root), "inputs/agency.yaml", Agency).value
    return project, place_of(project.register, agency.register_settings), agency


def overview_refreshed(folder: Path | None) -> tuple[Fault, ...]:
    """Let the overview, where there is one, show what the register says now.

    Args:
        folder: where the project is; None for the folder one stands in.

    Returns:
        What kept it from that, as warnings.
    """
    from pipeline.building.overview import refresh_if_there
    from pipeline.building.project import Project

    return tuple(fault for fault in refresh_if_there(Project.around(folder or Path())) if fault.level == "warning")


def fields_from(pairs: tuple[str, ...]) -> dict[str, str]:
    """`FIELD=VALUE` arguments, by field."""
    fields: dict[str, str] = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign or not name:
            raise click.UsageError(f'“{pair}” is not FIELD=VALUE, such as title="Årsrapport".')
        if name in fields:
            raise click.UsageError(f"The field {name} is given twice.")
        fields[name] = value
    return fields
