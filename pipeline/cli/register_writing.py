"""`diarie register reserve`, `change` and `void`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.options import format_option, project_option
from pipeline.cli.printing import Format, print_faults, print_json, telling_faults
from pipeline.cli.register_desk import (
    by_option,
    case_option,
    dry_run_option,
    fields_from,
    number_argument,
    opened,
    overview_refreshed,
    series_option,
)

if TYPE_CHECKING:
    from pipeline.register.desk import Register
    from pipeline.register.journal import Record, Writing

_FILE_OPTIONS = (
    click.option(
        "--file",
        "files",
        multiple=True,
        metavar="PATH",
        type=click.Path(path_type=Path),
        help="A file of the document; its size, SHA-256 and format are entered.",
    ),
    click.option("--role", default="archive copy", show_default=True, help="What these files are of the document."),
    click.option(
        "--pronom", default="", metavar="ID", help="Their format, as fmt/476; by what they look like if not given."
    ),
)


def _file_options(function: Any) -> Any:
    for option in reversed(_FILE_OPTIONS):
        function = option(function)
    return function


@click.command(name="reserve", short_help="Give a number: of a case, a decision, or a document in a case.")
@click.argument("fields", nargs=-1, metavar="[FIELD=VALUE]…")
@series_option
@case_option
@click.option("--classification", default="", help="First part of the number, where the series has one.")
@click.option("--unit", default="", help="The unit that handles it.")
@click.option("--subject", default="", help="What the case is about, for everybody (ärendemening).")
@click.option("--full-subject", default="", help="The same, for those who may see it.")
@click.option("--open", "open_now", is_flag=True, help="Open the case at once.")
@click.option("--external", metavar="NUMBER", help="Enter a number that another register has given.")
@click.option("--key", metavar="KEY", help="Asking again with the same key gives the same number.")
@_file_options
@by_option
@dry_run_option
@format_option
@project_option
def reserve_number(
    fields: tuple[str, ...],
    series: str | None,
    case: str | None,
    classification: str,
    unit: str,
    subject: str,
    full_subject: str,
    open_now: bool,
    external: str | None,
    key: str | None,
    files: tuple[Path, ...],
    role: str,
    pronom: str,
    by: str | None,
    dry_run: bool,
    output_format: Format,
    folder: Path | None,
) -> None:
    """Give the next number of a series; with --case, enter a document with its fields and give it its number there.

    Example: diarie register reserve --classification 1.3.1 --subject "Hållbarhetsredovisning 2024" --open

    Example: diarie register reserve --case 11/1066 direction=in title="Remissvar" date=2011-05-02 sender="Region Skåne"
    """
    values = fields_from(fields)
    if case is None and (values or files):
        raise click.UsageError("Fields and files belong to a document: name its case with --case.")
    if case is not None and (series or external or subject or classification):
        raise click.UsageError("A document takes its number from its case: --case goes without --series and the like.")
    with telling_faults(output_format), opened(folder, by=by) as register:
        from pipeline.register.reserving import Request, reserve

        request = Request(
            series or _series_for(external, register.series),
            key=key,
            classification=classification,
            unit=unit,
            number=external,
            subject=subject,
            full_subject=full_subject,
            opened=open_now,
        )
        with register.writing(rehearsed=dry_run) as writing:
            if case is None:
                given = reserve(writing, request)
            else:
                from pipeline.register.entering import enter_document

                given = enter_document(writing, case, values, key=key)
                _attach(writing, given.number, files, folder, role, pronom)
    said = "given" if given.new else "given before"
    _tell(given.record, folder, output_format, said, dry_run=dry_run, new=given.new)


@click.command(name="change", short_help="Change fields of an entry; the log keeps what they were.")
@number_argument
@click.argument("fields", nargs=-1, metavar="[FIELD=VALUE]…")
@click.option("--why", default="", help="The reason, for the log.")
@_file_options
@by_option
@dry_run_option
@format_option
@project_option
def change_entry(
    number: str,
    fields: tuple[str, ...],
    why: str,
    files: tuple[Path, ...],
    role: str,
    pronom: str,
    by: str | None,
    dry_run: bool,
    output_format: Format,
    folder: Path | None,
) -> None:
    """Change fields of a case, a document or a decision number, or its status; FIELD= takes a value away.

    Once a document is adopted, its type, date, title and correspondents do not change any more.

    Example: diarie register change 1.3.1-2024-8647 status=closed --why "Ärendet är slutbehandlat"
    """
    values = fields_from(fields)
    if not values and not files:
        raise click.UsageError("Say what changes: FIELD=VALUE, or --file PATH.")
    with telling_faults(output_format), opened(folder, by=by) as register:
        from pipeline.register.changing import change

        _check_there(register, number)
        with register.writing(rehearsed=dry_run) as writing:
            before = writing.head
            record = change(writing, number, values, why=why)
            _attach(writing, number, files, folder, role, pronom)
            changed = writing.head != before
    _tell(record, folder, output_format, "changed" if changed else "as it was", dry_run=dry_run, changed=changed)


@click.command(name="void", short_help="Make a number void (makulera); it stays in the register.")
@number_argument
@click.option("--why", required=True, help="The reason; it stays in the register.")
@by_option
@dry_run_option
@format_option
@project_option
def void_number(
    number: str, why: str, by: str | None, dry_run: bool, output_format: Format, folder: Path | None
) -> None:
    """Make a number void: with who, when and why; it is not given again.

    Example: diarie register void Stab/009/2024 --why "Beslutet fattades inte"
    """
    with telling_faults(output_format), opened(folder, by=by) as register:
        from pipeline.register.changing import void

        _check_there(register, number)
        with register.writing(rehearsed=dry_run) as writing:
            record = void(writing, number, why=why)
    _tell(record, folder, output_format, "void", dry_run=dry_run)


def _series_for(external: str | None, known: Any) -> str:
    """The series that a number from elsewhere is written in, if there is but one; else that of number-pattern."""
    from pipeline.register.series import DEFAULT

    if external is None:
        return DEFAULT
    fitting = [name for name, series in known.items() if series.pattern.parsed(external) is not None]
    return fitting[0] if len(fitting) == 1 else DEFAULT


def _attach(
    writing: Writing, number: str, files: tuple[Path, ...], folder: Path | None, role: str, pronom: str
) -> None:
    if not files:
        return
    from pipeline.building.project import Project
    from pipeline.register.entering import attach, described_file

    root = Project.around(folder or Path()).root
    for path in files:
        attach(writing, number, described_file(path, root, role=role, pronom=pronom))


def _check_there(register: Register, number: str) -> None:
    """That there is a register at all: none is made for a number that it cannot have."""
    from pipeline.register.lookup import no_such_number

    if not register.exists:
        raise no_such_number(number, ())


def _tell(
    record: Record, folder: Path | None, output_format: Format, said: str, *, dry_run: bool, **more: bool
) -> None:
    from pipeline.register.reading import in_order

    remarks = () if dry_run else overview_refreshed(folder)
    if output_format == "json":
        faults = {"faults": [fault.as_json() for fault in remarks]} if remarks else {}
        print_json({"dry_run": dry_run, **more, "kind": record.kind, **in_order(record), **faults})
    else:
        print_faults(remarks)
        would = "would be " if dry_run else ""
        click.echo(f"{record.state['number']} {would}{said}")


COMMANDS = (reserve_number, change_entry, void_number)
