"""`diarie check`: find faults, write nothing."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.building.project import Project
from pipeline.building.run import check
from pipeline.cli.options import documents_argument, format_option, project_option
from pipeline.cli.printing import Format, exit_code_of, print_faults, print_json, telling_faults


@click.command(name="check")
@documents_argument
@format_option
@project_option
def command(documents: tuple[str, ...], output_format: Format, folder: Path | None) -> None:
    """Find faults in inputs, templates and the Word files that they give; write nothing, start no LibreOffice.

    Example: diarie check return-action-plan-2008 --format json
    """
    with telling_faults(output_format):
        project = Project.around(folder or Path())
        chosen = project.choose(documents)
        faults = check(project, chosen)
    if output_format == "json":
        print_json({"documents": [found.name for found in chosen], "faults": [fault.as_json() for fault in faults]})
    else:
        print_faults(faults)
        click.echo(f"{len(chosen)} document{'' if len(chosen) == 1 else 's'} checked, {_count(len(faults))}.")
    raise click.exceptions.Exit(exit_code_of(faults))


def _count(number: int) -> str:
    return "nothing found" if number == 0 else f"{number} finding{'' if number == 1 else 's'}"
