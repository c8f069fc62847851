"""`diarie check`: find faults, write nothing."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.building.project import Project
from pipeline.cli.options import documents_argument, format_option, project_option
from pipeline.cli.printing import Format, counted, exit_code_of, grouped, many, print_faults, print_json, telling_faults
from pipeline.faults import LEVELS

if TYPE_CHECKING:
    from pipeline.building.check import Checked
    from pipeline.building.since import Comparison
    from pipeline.faults import Fault, Level


#: Faults that are more than one can see at a glance, and so are counted by code.
_MANY = 20


@click.command(name="check")
@documents_argument
@click.option(
    "--level",
    type=click.Choice(LEVELS),
    default="hint",
    show_default=True,
    help="The lowest level that is listed; those below are counted.",
)
@click.option(
    "--since",
    metavar="BUILD",
    help="Say what is said otherwise than in an earlier build: last, a day (2024-06-19), a build's id, a manifest.",
)
@click.option("--explain", "code", metavar="CODE", help="Say what a code means, why, and what to do; check nothing.")
@format_option
@project_option
def command(
    documents: tuple[str, ...],
    level: Level,
    since: str | None,
    code: str | None,
    output_format: Format,
    folder: Path | None,
) -> None:
    """Find faults in inputs, templates and the Word files that they give; write nothing, start no LibreOffice.

    Example: diarie check return-action-plan-2008 --format json

    Example: diarie check sustainability-report-2023 --since last
    """
    if code is not None:
        _explain(code, output_format)
        return
    # what it needs takes longer to load than `--help` to be read
    from pipeline.building.check import check

    compared: Comparison | None = None
    with telling_faults(output_format):
        project = Project.around(folder or Path())
        checked = check(project, project.choose(documents))
        if since is not None:
            from pipeline.building.since import compare

            compared = compare(project, checked.composed.values(), since)
    faults = (*checked.faults, *(compared.hints if compared else ()))
    if output_format == "json":
        print_json(_as_json(checked, compared, faults, level))
    else:
        _print(checked, compared, faults, level)
    raise click.exceptions.Exit(exit_code_of(faults))


def _print(checked: Checked, compared: Comparison | None, faults: tuple[Fault, ...], level: Level) -> None:
    shown, rest = grouped(faults, level)
    print_faults(shown)
    if len(shown) > _MANY:
        codes = Counter(fault.code for fault in shown).most_common()
        told = ", ".join(f"{count} × {code}" for code, count in codes)
        click.echo(f"by code: {told}; diarie check --explain CODE tells what one means")
    if compared is not None:
        from pipeline.cli.telling import tell_changes

        for one in compared.compared:
            click.echo(tell_changes(one))
    for name, share in checked.traced.items():
        click.echo(f"{name}: {share}")
    found = counted(faults) or "nothing found"
    hidden = f" (not listed: {counted(rest)}; --level hint lists all)" if rest else ""
    click.echo(f"{many(len(checked.documents), 'document')} checked, {found}{hidden}.")


def _as_json(checked: Checked, compared: Comparison | None, faults: tuple[Fault, ...], level: Level) -> dict[str, Any]:
    shown, _ = grouped(faults, level)
    about: dict[str, Any] = {
        "documents": list(checked.documents),
        "faults": [fault.as_json() for fault in shown],
        "counts": {name: sum(fault.level == name for fault in faults) for name in LEVELS},
        "allowed": [one.as_json() for one in checked.allowed],
        "traced": {name: share.as_json() for name, share in checked.traced.items()},
    }
    if compared is not None:
        about["since"] = [one.as_json() for one in compared.compared]
    return about


def _explain(code: str, output_format: Format) -> None:
    from pipeline.building.codes import explain_code

    with telling_faults(output_format):
        explained = explain_code(code)
    if output_format == "json":
        print_json(explained.as_json())
    else:
        click.echo(str(explained))
