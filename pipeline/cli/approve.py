"""`diarie approve`: adopt a document (fastställa)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.options import InUnicode, document_argument, format_option, project_option
from pipeline.cli.printing import Format, grouped, print_faults, print_json, silent, step, telling_faults
from pipeline.faults import FaultError

if TYPE_CHECKING:
    from pipeline.approval.outcome import Adopted


@click.command(name="approve", cls=InUnicode)
@document_argument
@click.option(
    "--decision",
    metavar="SERIES|NUMBER",
    help="The series that the decision's number is taken from, or the number; as inputs/agency.yaml says if not given.",
)
@click.option("--date", "day", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]), help="When it was decided.")
@click.option("--by", metavar="WHO", help="Who decided: name and title (beslutsfattare).")
@click.option("--presenter", default="", metavar="WHO", help="Who presented the matter (föredragande).")
@click.option(
    "--participant", "participants", multiple=True, metavar="WHO", help="Somebody else who took part; may be repeated."
)
@click.option("--dry-run", is_flag=True, help="Do it all for trial: enter nothing, write the review list alone.")
@format_option
@project_option
def command(
    document: str,
    decision: str | None,
    day: datetime | None,
    by: str | None,
    presenter: str,
    participants: tuple[str, ...],
    dry_run: bool,
    output_format: Format,
    folder: Path | None,
) -> None:
    """Adopt a document (fastställa): hold it against the gate, give it its numbers, enter it, freeze it.

    Begin with --dry-run, which writes the review list (granskningslista) to be filled in, and asks for no decision.
    Nothing is adopted as long as anything is wrong; all of it is listed.

    Example: diarie approve my-report --date 2024-06-19 --by "Simon Wygler, t.f. avdelningschef"
    """
    by = by if by and by.strip() else None
    if not dry_run and (day is None or by is None):
        raise click.UsageError("Say when it was decided, and by whom: --date and --by. Only --dry-run does without.")
    if decision is not None and not decision.strip():
        raise click.UsageError("--decision is empty: name a series or a number, or leave it out.")
    with telling_faults(output_format):
        # what it needs takes longer to load than `--help` to be read
        from pipeline.approval.approve import approve
        from pipeline.approval.outcome import Asked
        from pipeline.building.overview import refresh_if_there, refresh_overview
        from pipeline.building.project import Project

        project = Project.around(folder or Path())
        asked = Asked(decision, day.date() if day else None, by, presenter, participants)
        progress = silent if output_format == "json" else step
        try:
            adopted = approve(project, document, asked, dry_run=dry_run, progress=progress)
        except FaultError:
            refresh_if_there(project)  # with a review list that was written, the document is on review
            raise
        if not dry_run:
            adopted = replace(adopted, remarks=(*adopted.remarks, *refresh_overview(project).remarks))
    if output_format == "json":
        print_json(_as_json(adopted, dry_run=dry_run))
    else:
        print_faults(grouped(adopted.remarks, "warning")[0])
        _print(adopted, dry_run=dry_run, is_known=day is not None and by is not None)


def _print(adopted: Adopted, *, dry_run: bool, is_known: bool) -> None:
    numbers = adopted.numbers
    about = f"{numbers.document}, version {adopted.version}, decision {numbers.decision}"
    if not adopted.new:
        click.echo(f"{adopted.document} was adopted before ({about})")
    elif dry_run:
        left = "" if is_known else ", as far as it can look without --date and --by"
        click.echo(f"{adopted.document} would be adopted ({about}); the gate finds nothing wrong{left}")
    else:
        click.echo(f"{adopted.document} is adopted ({about})")
    if not dry_run:
        click.echo(f"  {numbers.folder}/  ({len(adopted.files)} files)")


def _as_json(adopted: Adopted, *, dry_run: bool) -> dict[str, Any]:
    numbers = adopted.numbers
    return {
        "dry_run": dry_run,
        "new": adopted.new,
        "document": adopted.document,
        "case_number": numbers.case,
        "number": numbers.document,
        "decision_number": numbers.decision,
        "version": adopted.version,
        "folder": numbers.folder,
        "files": dict(adopted.files),
        "checks": [
            {"name": one.name, "result": one.result, "what": one.what, "tool": one.tool, "version": one.version}
            for one in adopted.checks
        ],
        "faults": [fault.as_json() for fault in adopted.remarks],
    }
