"""`diarie void`: make an adopted document void (makulera)."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.options import InUnicode, document_argument, format_option, project_option
from pipeline.cli.printing import Format, print_json, telling_faults


@click.command(name="void", cls=InUnicode)
@document_argument
@click.option("--why", required=True, metavar="TEXT", help="The reason; it stays in the register.")
@click.option("--dry-run", is_flag=True, help="Say what would be entered; enter nothing.")
@format_option
@project_option
def command(document: str, why: str, dry_run: bool, output_format: Format, folder: Path | None) -> None:
    """Make an adopted document void (makulera): number and files stay, and a draft can be built and adopted anew.

    Example: diarie void my-report --why "Beslutet upphävdes"
    """
    with telling_faults(output_format):
        from pipeline.approval.afterwards import make_void
        from pipeline.building.project import Project

        record = make_void(Project.around(folder or Path()), document, why=why, dry_run=dry_run)
    if output_format == "json":
        from pipeline.register.reading import in_order

        print_json({"dry_run": dry_run, **in_order(record)})
    else:
        click.echo(f"{record.state['number']} {'would be void' if dry_run else 'void'}")
