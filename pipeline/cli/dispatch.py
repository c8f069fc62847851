"""`diarie dispatch`: enter that an adopted document was sent (expedierad)."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from pipeline.cli.options import InUnicode, document_argument, format_option, project_option
from pipeline.cli.printing import Format, grouped, print_faults, print_json, telling_faults


@click.command(name="dispatch", cls=InUnicode)
@document_argument
@click.option("--to", required=True, metavar="WHOM", help="To whom it was sent.")
@click.option("--how", required=True, metavar="WAY", help="How: e-post, brev, webbplats …")
@click.option(
    "--date", "day", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]), help="When; today in Sweden unless given."
)
@click.option("--dry-run", is_flag=True, help="Say what would be entered; enter nothing.")
@format_option
@project_option
def command(
    document: str,
    to: str,
    how: str,
    day: datetime | None,
    dry_run: bool,
    output_format: Format,
    folder: Path | None,
) -> None:
    """Enter that an adopted document was dispatched (expedierad); it is named by its name or its number.

    Example: diarie dispatch my-report --to "Finansdepartementet" --how e-post
    """
    with telling_faults(output_format):
        from pipeline.approval.afterwards import dispatch
        from pipeline.building.overview import refresh_overview
        from pipeline.building.project import Project

        project = Project.around(folder or Path())
        record, new = dispatch(project, document, to=to, how=how, day=day.date() if day else None, dry_run=dry_run)
        remarks = () if dry_run else refresh_overview(project).remarks
    if output_format == "json":
        from pipeline.register.reading import in_order

        faults = [fault.as_json() for fault in remarks]
        print_json({"dry_run": dry_run, "changed": new, **in_order(record), "faults": faults})
    else:
        print_faults(grouped(remarks, "warning")[0])
        state = record.state
        said = "would be dispatched" if dry_run else "dispatched" if new else "dispatched before"
        click.echo(f"{state['number']} {said} on {state['dispatched']} to {state['dispatched-to']}")
