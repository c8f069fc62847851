"""`diarie explain`: where figures and numbers come from, and what a build would make anew."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.building.project import Project
from pipeline.cli.options import format_option, names_argument, project_option
from pipeline.cli.printing import Format, print_json, telling_faults

if TYPE_CHECKING:
    from pipeline.building.project import Found


@click.command(name="explain")
@names_argument
@click.option("--number", metavar="NUMBER", help="Every place in the documents where this number stands.")
@click.option("--draft/--final-look", default=True, show_default=True, help="As for a build with this option.")
@format_option
@project_option
def command(
    names: tuple[str, ...], number: str | None, draft: bool, output_format: Format, folder: Path | None
) -> None:
    """Say where a figure or a number comes from; or which documents a build would make anew, and why.

    With the name of a figure: its value, how it is worked out from which cells, and every place where it stands. With
    documents and --number: every place where that number stands in them, and what it is; numbers of headings, tables
    and pages are left out. With documents alone, or nothing: what a build would make anew.

    Example: diarie explain tillstand.avslagsandel

    Example: diarie explain sustainability-report-2023 --number "5 131"
    """
    with telling_faults(output_format):
        project = Project.around(folder or Path())
        chosen, others = project.sort_out(names)
        documents = chosen or project.documents()
        if number is not None:
            _number(project, number, project.choose(names), output_format)
        elif others:
            _figures(project, others, documents, output_format)
        else:
            _builds(project, documents, output_format, draft=draft, everything=not names)


def _builds(
    project: Project, documents: tuple[Found, ...], output_format: Format, *, draft: bool, everything: bool
) -> None:
    from pipeline.building import stale
    from pipeline.building.adopted import adopted_among, told, without_inputs
    from pipeline.building.fingerprint import made_with

    tools = made_with()
    adopted = adopted_among(project, documents)
    if everything:
        adopted |= without_inputs(project, documents)
    drafts = [found for found in documents if found.name not in adopted]
    why = {found.name: stale.reasons(project, found, tools, draft=draft) for found in drafts}
    if output_format == "json":
        told_of = {name: {"stale": bool(reasons), "reasons": list(reasons)} for name, reasons in why.items()}
        fixed = {name: {"stale": False, "reasons": [], "adopted": one.number} for name, one in adopted.items()}
        print_json(dict(sorted((told_of | fixed).items())))
        return
    for name, document in adopted.items():
        click.echo(f"{name}: is {told(document)}, and not built again")
    for name, reasons in why.items():
        click.echo(f"{name}: {'would be built' if reasons else 'is as new'}")
        for reason in reasons:
            click.echo(f"  - {reason}")


def _figures(project: Project, names: tuple[str, ...], documents: tuple[Found, ...], output_format: Format) -> None:
    from pipeline.building.explain import explain_figures
    from pipeline.cli.telling import tell_figure

    explained = explain_figures(project, names, documents)
    if output_format == "json":
        print_json({"figures": [one.as_json() for one in explained]})
        return
    for index, one in enumerate(explained):
        click.echo("\n" * bool(index) + tell_figure(one))


def _number(project: Project, number: str, documents: tuple[Found, ...], output_format: Format) -> None:
    from pipeline.building.explain import explain_number
    from pipeline.cli.telling import tell_number

    explained = explain_number(project, number, documents)
    if output_format == "json":
        print_json({"number": number, "documents": [one.as_json() for one in explained]})
        return
    click.echo(tell_number(number, explained))
