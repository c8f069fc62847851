"""`diarie template`: look into Word templates before a document does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.building.page_styles import look_at_styles
from pipeline.building.project import Project
from pipeline.building.templates import check_all, template_data, template_files, variables_of
from pipeline.cli.options import format_option, project_option
from pipeline.cli.printing import Format, exit_code_of, many, print_faults, print_json, telling_faults
from pipeline.faults import Fault
from pipeline.word.tags import list_tags

if TYPE_CHECKING:
    from pipeline.word.tags import Tag


@click.group(name="template")
def command() -> None:
    """Check Word templates and list their tags.

    Example: diarie template check
    """


@command.command(name="check", short_help="Say what is wrong, with part, paragraph and tag.")
@click.argument("templates", nargs=-1, metavar="[TEMPLATE]…")
@format_option
@project_option
def check(templates: tuple[str, ...], output_format: Format, folder: Path | None) -> None:
    """Say what is wrong with templates: part of the Word file, paragraph and tag.

    Example: diarie template check action-plan.docx
    """
    with telling_faults(output_format):
        project = Project.around(folder or Path())
        files = template_files(project, templates)
        faults = check_all(project, files)
        if not templates:
            faults = tuple(sorted((*faults, *look_at_styles(project).faults), key=Fault.sort_key))
    if output_format == "json":
        print_json({"templates": list(files), "faults": [fault.as_json() for fault in faults]})
    else:
        print_faults(faults)
        found = "nothing found" if not faults else many(len(faults), "finding")
        click.echo(f"{', '.join(files)}: {found}.")
    raise click.exceptions.Exit(exit_code_of(faults))


@command.command(name="tags", short_help="List a template's tags, and the variables it may use.")
@click.argument("template", metavar="TEMPLATE")
@format_option
@project_option
def tags(template: str, output_format: Format, folder: Path | None) -> None:
    """List the tags that a template holds, and the variables that it may use.

    Example: diarie template tags sustainability-report.docx
    """
    with telling_faults(output_format):
        project = Project.around(folder or Path())
        (name,) = template_files(project, (template,))
        found = list_tags(template_data(project, name), f"templates/{name}")
        known = variables_of(name)
    if output_format == "json":
        print_json({"template": name, "tags": [_as_json(tag) for tag in found], "variables": known})
        return
    click.echo(f"Tags in {name}:")
    for tag in found:
        click.echo(f"  {tag.text:<44} {tag.part}")
    click.echo("\nVariables it may use:")
    for variable, meaning in known.items():
        click.echo(f"  {variable:<30} {meaning}")


def _as_json(tag: Tag) -> dict[str, Any]:
    return {"part": tag.part, "paragraph": tag.paragraph, "tag": tag.text, "variables": list(tag.variables)}
