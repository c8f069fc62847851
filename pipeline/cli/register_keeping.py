"""`diarie register verify`, `export`, `backup` and `restore`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from pipeline.cli.options import format_option, project_option
from pipeline.cli.printing import Format, exit_code_of, many, print_faults, print_json, telling_faults
from pipeline.cli.register_desk import dry_run_option, located, looked_into, overview_refreshed, series_option

if TYPE_CHECKING:
    from pipeline.faults import Fault
    from pipeline.register.keeping import Kept
    from pipeline.register.verifying import Verdict

What = Literal["all", "cases", "documents", "files", "numbers", "closing"]


@click.command(name="verify", short_help="Say whether the register is as it was written, and what is not.")
@click.option("--head", metavar="HASH", help="A hash that the register once ended with, kept elsewhere.")
@click.option(
    "--file",
    "path",
    metavar="FILE",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A backup, instead of the register.",
)
@format_option
@project_option
def verify_register(head: str | None, path: Path | None, output_format: Format, folder: Path | None) -> None:
    """Walk the chain of events, account for every number, and look at triggers, bytes and registered files.

    Example: diarie register verify --head 8ad3d87113d4d7edb55d8bf8f8197d1d6529f719e3b35c04726c04a1861bd208
    """
    if head is not None and re.fullmatch(r"[0-9a-f]{64}", head) is None:
        raise click.UsageError("A head is 64 hexadecimal digits, as verify and backup print it.")
    with telling_faults(output_format):
        from pipeline.register.desk import take_over_first
        from pipeline.register.place import RegisterPlace
        from pipeline.register.verifying import verify

        project, place, _ = located(folder)
        if path is not None:
            place = RegisterPlace(path)
        take_over_first(place)
        verdict = verify(place, project.root, head=head)
    faults = tuple(verdict.faults)
    if output_format == "json":
        print_json(_verdict(verdict))
    else:
        print_faults(faults)
        for line in _told(verdict):
            click.echo(line)
    raise click.exceptions.Exit(exit_code_of(faults))


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "events": verdict.events,
        "head": verdict.head,
        "numbers": dict(verdict.numbers),
        "files": dict(verdict.files),
        "sealed": verdict.sealed,
        "kept": verdict.kept,
        "faults": [fault.as_json() for fault in verdict.faults],
    }


def _told(verdict: Verdict) -> list[str]:
    numbers = ", ".join(f"{verdict.numbers[state]} {state}" for state in ("issued", "reserved", "void"))
    lines = [f"{verdict.events} events; numbers: {numbers}.", f"Head: {verdict.head}"]
    files = ", ".join(f"{verdict.files[name]} {name}" for name in ("right", "wrong", "absent") if verdict.files[name])
    if files:
        lines.append(f"Files: {files}.")
    if verdict.sealed is False:
        lines.append("There is no seal: bytes that no row holds were not looked at.")
    if verdict.events and not verdict.kept:
        lines.append("There is no head beside it: whether events are missing at the end was not looked at.")
    wrong = sum(fault.level == "error" for fault in verdict.faults)
    lines.append("Everything is as it was written." if not wrong else f"{many(wrong, 'fault')}.")
    return lines


@click.command(name="export", short_help="The register as JSON or CSV, and the yearly closing.")
@click.option(
    "--what",
    type=click.Choice(["all", "cases", "documents", "files", "numbers", "closing"]),
    default="all",
    show_default=True,
    help="Everything with all events (JSON), one kind of record, or the closing of a year (årsavslut).",
)
@click.option("--year", type=click.IntRange(1000, 9999), metavar="YEAR", help="The year to close.")
@series_option
@click.option("--public", is_flag=True, help="As everybody may see it.")
@click.option("--format", "output_format", type=click.Choice(["json", "csv"]), default="json", show_default=True)
@click.option("--output", "path", metavar="FILE", type=click.Path(path_type=Path), help="A file instead of stdout.")
@project_option
def export_register(
    what: What,
    year: int | None,
    series: str | None,
    public: bool,
    output_format: Literal["json", "csv"],
    path: Path | None,
    folder: Path | None,
) -> None:
    """Write the register out: everything, one kind of record, or all numbers of a year by state.

    Example: diarie register export --what closing --year 2024 --format csv
    """
    if what == "closing" and year is None:
        raise click.UsageError("--what closing needs --year.")
    if what != "closing" and (year is not None or series is not None):
        raise click.UsageError("--year and --series are for --what closing.")
    if what == "all" and output_format == "csv":
        raise click.UsageError("CSV holds one table: name it with --what.")
    if public and what in ("files", "closing"):
        raise click.UsageError(f"--public does not go with --what {what}.")
    with telling_faults("json" if output_format == "json" else "text"):
        text = _exported(what, year, series, folder, public=public, as_json=output_format == "json")
        if path is not None:
            _write(path, text)
    if path is None:
        click.echo(text, nl=False)


def _exported(
    what: What, year: int | None, series: str | None, folder: Path | None, *, public: bool, as_json: bool
) -> str:
    import json

    from pipeline.register import exporting

    with looked_into(folder, series) as connection:
        if what == "closing":
            closed = exporting.closing(connection, year or 0, series)
            if not as_json:
                return exporting.as_csv(
                    ["series", "scope", "serial", "number", "state", "external", "about"], closed.rows
                )
            value: Any = closed.as_json()
        elif not as_json:
            return exporting.records_as_csv(connection, what.removesuffix("s"), public=public)
        else:
            value = exporting.everything(connection, public=public)
            value = value if what == "all" else value[what]
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _write(path: Path, text: str) -> None:
    from pipeline.faults import FaultError

    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        message = f"The file {path} cannot be written: {error.strerror}."
        raise FaultError.of("R132", message, None, "Check the folder and the disk's room.", path=str(path)) from None


@click.command(name="backup", short_help="Write a verified copy of the register.")
@click.argument("file", type=click.Path(path_type=Path))
@format_option
@project_option
def back_up_register(file: Path, output_format: Format, folder: Path | None) -> None:
    """Write a copy of the register as it is now, and verify it; others may go on writing meanwhile.

    Example: diarie register backup /backup/diarium-2024-12-31.sqlite
    """
    with telling_faults(output_format):
        from pipeline.register.desk import take_over_first
        from pipeline.register.keeping import back_up

        _, place, _ = located(folder)
        take_over_first(place)
        kept = back_up(place, file)
    _tell_kept(kept, output_format, f"{file} holds", file=str(file))


@click.command(name="restore", short_help="Put a backup in the register's place, if no number is lost by it.")
@click.argument("file", type=click.Path(path_type=Path))
@dry_run_option
@format_option
@project_option
def restore_register(file: Path, dry_run: bool, output_format: Format, folder: Path | None) -> None:
    """Put a backup in the register's place, once it verifies and holds every number that has been given.

    Example: diarie register restore /backup/diarium-2024-12-31.sqlite --dry-run
    """
    with telling_faults(output_format):
        from pipeline.register.keeping import restore

        _, place, _ = located(folder)
        kept = restore(place, file, rehearsed=dry_run)
    remarks = () if dry_run else overview_refreshed(folder)
    said = "can be restored: it holds" if dry_run else "is restored:"
    _tell_kept(kept, output_format, f"{file} {said}", remarks, file=str(file), dry_run=dry_run)


def _tell_kept(kept: Kept, output_format: Format, said: str, remarks: tuple[Fault, ...] = (), **more: Any) -> None:
    if output_format == "json":
        faults = {"faults": [fault.as_json() for fault in remarks]} if remarks else {}
        print_json({**more, "events": kept.events, "head": kept.head, **faults})
    else:
        print_faults(remarks)
        click.echo(
            f"{said} {kept.events} events.\nHead: {kept.head}\n"
            "Keep the head apart from the register: it proves later what was in it."
        )


COMMANDS = (verify_register, export_register, back_up_register, restore_register)
