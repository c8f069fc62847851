"""`diarie explain`: what a build would make anew, and why."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.building import stale
from pipeline.building.fingerprint import made_with
from pipeline.building.project import Project
from pipeline.cli.options import documents_argument, format_option, project_option
from pipeline.cli.printing import Format, print_json, telling_faults


@click.command(name="explain")
@documents_argument
@click.option("--draft/--final-look", default=True, show_default=True, help="As for a build with this option.")
@format_option
@project_option
def command(documents: tuple[str, ...], draft: bool, output_format: Format, folder: Path | None) -> None:
    """Say which documents a build would make anew, and why.

    Example: diarie explain sustainability-report-2023
    """
    with telling_faults(output_format):
        project = Project.around(folder or Path())
        tools = made_with()
        why = {found.name: stale.reasons(project, found, tools, draft=draft) for found in project.choose(documents)}
    if output_format == "json":
        print_json({name: {"stale": bool(reasons), "reasons": list(reasons)} for name, reasons in why.items()})
        return
    for name, reasons in why.items():
        click.echo(f"{name}: {'would be built' if reasons else 'is as new'}")
        for reason in reasons:
            click.echo(f"  - {reason}")
