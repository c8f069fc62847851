"""`diarie void`: make an adopted document void (makulera)."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.options import InUnicode, document_argument, format_option, project_option
from pipeline.cli.printing import Format, grouped, print_faults, print_json, telling_faults


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
        from pipeline.building.overview import refresh_overview
        from pipeline.building.project import Project

        project = Project.around(folder or Path())
        record, again = make_void(project, document, why=why, dry_run=dry_run)
        remarks = () if dry_run else refresh_overview(project).remarks
    if output_format == "json":
        from pipeline.register.reading import in_order

        stands_again = again and again.state["number"]
        faults = [fault.as_json() for fault in remarks]
        print_json({"dry_run": dry_run, "stands_again": stands_again, **in_order(record), "faults": faults})
        return
    print_faults(grouped(remarks, "warning")[0])
    click.echo(f"{record.state['number']} {'would be void' if dry_run else 'void'}")
    if again is not None:
        click.echo(f"  {again.state['number']}, which it had replaced, {'would stand' if dry_run else 'stands'} again")
