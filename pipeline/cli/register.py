"""`diarie register`: the group of commands about the register; those that read stand here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli import register_keeping, register_writing
from pipeline.cli.options import GroupInUnicode, format_option, project_option
from pipeline.cli.printing import Format, print_json, telling_faults
from pipeline.cli.register_desk import list_format_option, looked_into, number_argument, numbers_argument, series_option

if TYPE_CHECKING:
    from pipeline.cli.register_desk import ListFormat


@click.group(name="register", cls=GroupInUnicode)
def command() -> None:
    """Look into the register (diarium), give numbers, change entries, verify and keep it.

    Example: diarie register list --year 2024
    """


@command.command(name="list", short_help="List cases, documents and decision numbers.")
@numbers_argument
@series_option
@click.option("--year", type=click.IntRange(1000, 9999), metavar="YEAR", help="Numbers of this year.")
@click.option("--public", is_flag=True, help="As everybody may see it: withheld fields are left out, no row is.")
@list_format_option
@project_option
def list_entries(
    numbers: tuple[str, ...],
    series: str | None,
    year: int | None,
    public: bool,
    output_format: ListFormat,
    folder: Path | None,
) -> None:
    """List cases with their documents, and decision numbers; all of them, or those named.

    Example: diarie register list --year 2024 --public --format csv
    """
    with telling_faults("json" if output_format == "json" else "text"):
        from pipeline.register.exporting import entries_as_csv
        from pipeline.register.reading import entries

        with looked_into(folder, series) as connection:
            rows = entries(connection, numbers=numbers, series=series, year=year, public=public)
    if output_format == "json":
        print_json([row.as_json() for row in rows])
    elif output_format == "csv":
        click.echo(entries_as_csv(rows), nl=False)
    else:
        from pipeline.cli.register_printing import print_entries

        print_entries(rows)


@command.command(name="show", short_help="Show one entry with its files and its log.")
@number_argument
@click.option("--public", is_flag=True, help="As everybody may see it, without log and files.")
@format_option
@project_option
def show_entry(number: str, public: bool, output_format: Format, folder: Path | None) -> None:
    """Show a case, a document or a decision number: all fields, files, and who changed what and when.

    Example: diarie register show 1.3.1-2024-8647
    """
    with telling_faults(output_format):
        from pipeline.register.reading import show

        with looked_into(folder) as connection:
            shown = show(connection, number)
    if output_format == "json":
        print_json(shown.as_json(public=public))
    else:
        from pipeline.cli.register_printing import print_shown

        print_shown(shown, public=public)


for _one in (*register_writing.COMMANDS, *register_keeping.COMMANDS):
    command.add_command(_one)
